"""What a person told of their symptoms in words of their own, for the summary."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rasa.shared.core.events import BotUttered, Event, UserUttered

from guide.symptoms.reading import SymptomReading

_MOST = 8
_SAY_NOTHING = frozenset({"subject", "age_group"})


def own_words_in(events: Iterable[Event]) -> tuple[str, ...]:
    """The messages that tell of symptoms and were not tapped, each once, the oldest first; at most eight."""
    offered: set[str] = set()
    told: dict[str, None] = {}
    for event in events:
        if isinstance(event, BotUttered):
            offered |= {button.get("payload", "") for button in (event.data or {}).get("buttons") or ()}
        elif isinstance(event, UserUttered) and event.text:
            reading = SymptomReading.from_json((event.parse_data or {}).get("symptoms"))
            tells = bool(set(reading.values) - _SAY_NOTHING or reading.signs)
            if tells and not _is_tapped(event.text, offered):
                told[event.text] = None
    return tuple(told)[-_MOST:]


def _is_tapped(text: str, offered: Collection[str]) -> bool:
    """Whether words are an offered answer, or several joined by commas; an answer may hold a comma itself."""
    return text in offered or any(
        text.startswith(f"{answer}, ") and _is_tapped(text.removeprefix(f"{answer}, "), offered)
        for answer in offered
        if answer
    )

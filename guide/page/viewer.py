"""From what was said to what the page shows. What a message means is told by its `custom` part, not by its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from guide.check_up.numbers import NumberTable
from guide.check_up.telling import EMERGENCY, Offers
from guide.knowledge.library import Library
from guide.page.exchange import Exchange
from guide.page.figures import Figures
from guide.page.terms import TermMarker
from guide.page.typeset import Part, calls_in, lay_out
from guide.page.view import Block, Choice, Choices, Live, Progress, SourceLink, Turn, View

OPENING = "opening"
"""The id of the turn in which the guide greets."""

DELETED = "deleted"
"""The kind of the message that says that the conversation is deleted."""

_CARDS_THAT_CALL = frozenset({"emergency", "crisis"})
_EXPLAINED = frozenset({"answer", "question", "result"})
_ALONE = frozenset({"none", "unknown"})


def is_deletion(exchange: Exchange) -> bool:
    """Whether the guide answered that it has deleted the conversation."""
    return any((message.get("custom") or {}).get("kind") == DELETED for message in exchange.messages)


def _buttons(*messages: Mapping[str, Any]) -> tuple[Choice, ...]:
    return tuple(Choice(button["title"], button["payload"]) for message in messages for button in message["buttons"])


class Viewer:
    """Lays out conversations over the project's data. `words` is the wording of the page (`data/page/wording.yml`)."""

    def __init__(
        self,
        library: Library,
        figures: Figures,
        offers: Offers,
        numbers: NumberTable,
        words: Mapping[str, Any],
        terms: TermMarker,
    ) -> None:
        self._library = library
        self._figures = figures
        self._offers = offers
        self._numbers = numbers
        self._words = words
        self._terms = terms

    def view(
        self,
        exchanges: Sequence[Exchange],
        ids: tuple[str, str],
        country: str | None = None,
        has_summary: bool = False,
        session: str = "",
        notice: str = "",
        kept: str = "",
    ) -> View:
        """The whole page. `ids` are for the next message by choice and by typing; `country` is a code or None."""
        last = exchanges[-1].messages if exchanges and not is_deletion(exchanges[-1]) else None
        call = self._numbers.of(country).emergency
        return View(
            turns=(self.opening(), *(self.turn(exchange) for exchange in exchanges)),
            live=self.live(last, ids, has_summary),
            call=call,
            calls=calls_in(call),
            session=session,
            notice=notice,
            kept=kept,
        )

    def opening(self) -> Turn:
        """The turn in which the guide greets."""
        return Turn(OPENING, "", (Block("", lay_out("\n".join(self._words["greeting"]))),))

    def turn(self, exchange: Exchange) -> Turn:
        """One exchange."""
        return Turn(exchange.id, exchange.said, tuple(self._block(message) for message in exchange.messages))

    def live(self, messages: Iterable[Mapping[str, Any]] | None, ids: tuple[str, str], has_summary: bool) -> Live:
        """What can be tapped after these messages; before any, the openers."""
        choices_id, composer_id = ids
        if messages is None:
            return Live(choices_id, composer_id, Choices(self._said(self._words["openers"])), has_summary=has_summary)
        with_buttons = [message for message in messages if message.get("buttons")]
        asking = [message for message in with_buttons if (message.get("custom") or {}).get("kind") == "question"]
        question = asking[-1]["custom"] if asking else None
        return Live(
            choices_id,
            composer_id,
            self._choices(asking or with_buttons, question),
            Progress(question["step"], question["of"]) if question else None,
            _buttons(*(message for message in with_buttons if message not in asking)) if asking else (),
            self._helps(question),
            has_summary,
        )

    def _block(self, message: Mapping[str, Any]) -> Block:
        custom = message.get("custom") or {}
        kind = custom.get("kind", "")
        level = EMERGENCY if kind in _CARDS_THAT_CALL else custom.get("urgency", "")
        parts = lay_out(message.get("text") or "")
        return Block(
            kind=kind,
            # nothing may lead away from what has to be done at once
            parts=self._explained(parts, custom) if kind in _EXPLAINED and level != EMERGENCY else parts,
            level=level,
            sources=tuple(self._source(id_) for id_ in custom.get("sources", ()) if id_ in self._library.sources),
            figure=self._figures.for_answer(custom["topic"], custom["aspect"]) if kind == "answer" else None,
            calls=calls_in(str(custom.get("call", ""))) if kind in _CARDS_THAT_CALL else (),
        )

    def _explained(self, parts: tuple[Part, ...], custom: Mapping[str, Any]) -> tuple[Part, ...]:
        topics = (custom.get("topic"), *custom.get("topics", ()))
        return self._terms.mark(parts, filter(None, topics), custom.get("term"))

    def _source(self, id_: str) -> SourceLink:
        source = self._library.sources[id_]
        return SourceLink(source.publisher, source.title, source.address, source.read)

    def _choices(self, with_buttons: list[Mapping[str, Any]], question: Mapping[str, Any] | None) -> Choices | None:
        if not with_buttons:
            return None
        buttons = with_buttons[-1]["buttons"]
        if question is None:
            return Choices(_buttons(with_buttons[-1]))
        slot = question["slot"]
        items = tuple(
            Choice(button["title"], button["payload"], option, self._figures.for_option(slot, option))
            for button, option in zip(buttons, question["options"], strict=True)
        )
        several = bool(question["multiple"])
        return Choices(
            items=tuple(item for item in items if not (several and item.option in _ALONE)),
            slot=slot,
            several=several,
            alone=tuple(item for item in items if several and item.option in _ALONE),
            figure=self._figures.for_question(slot),
        )

    def _helps(self, question: Mapping[str, Any] | None) -> tuple[Choice, ...]:
        if question is None:
            return ()
        offers = self._offers
        first = question["step"] <= 1
        return self._said([offers.why, *([] if first else [offers.back, offers.change]), offers.stop])

    @staticmethod
    def _said(words: Iterable[str]) -> tuple[Choice, ...]:
        return tuple(Choice(each, each) for each in words)

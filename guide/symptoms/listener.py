"""Rules and ear together: what is heard in the end."""

from __future__ import annotations

from dataclasses import dataclass, replace

from guide.symptoms.ear import Ear, Sounds
from guide.symptoms.reader import SymptomReader
from guide.symptoms.reading import SYMPTOM_SLOTS, Heard, SymptomReading

BY_EAR = "sounds_like"
"""The rule named where the ear alone heard a sign."""


@dataclass(frozen=True)
class Hearing:
    """Thresholds; all but the counts of words are probabilities.

    The ear alone raises the alarm from `alarm` on, for a crisis from `crisis` on; where symptoms are told at length, or
    weeks, months or years and nothing of hours or days, from `story_alarm` and `story_crisis` on. It overrules the
    rules below `doubt` and `crisis_doubt`. From `note` on the answer carries a safety sentence. Messages of fewer than
    `fewest_words` words are left to the rules; below `many_words` the ear alone needs a symptom or time that they read.
    """

    alarm: float = 0.65
    story_alarm: float = 0.85
    crisis: float = 0.6
    story_crisis: float = 0.85
    doubt: float = 0.25
    crisis_doubt: float = 0.1
    note: float = 0.45
    fewest_words: int = 6
    many_words: int = 12


_FAST = "hours_days"
_SLOW = frozenset({"weeks", "months", "years"})
_EVIDENCE = SYMPTOM_SLOTS | {"onset"}
DEFAULT_HEARING = Hearing()


class Listener:
    """Reads symptoms by the rules, and listens to the whole message with the ear."""

    def __init__(self, reader: SymptomReader, ear: Ear, hearing: Hearing = DEFAULT_HEARING) -> None:
        self._reader = reader
        self._ear = ear
        self._at = hearing

    def read(self, text: str) -> SymptomReading:
        """What `text` tells of symptoms."""
        reading = self._reader.read(text)
        if len(text.split()) < self._at.fewest_words:
            return reading
        return decide(reading, self._ear.hear(text), text, self._at)


def decide(reading: SymptomReading, sounds: Sounds, text: str, at: Hearing = DEFAULT_HEARING) -> SymptomReading:
    """The reading of `text` by the rules, as the ear confirms, doubts or completes it."""
    words = len(text.split())
    doubted = at.crisis if reading.signs else at.crisis_doubt
    story = reading.tells_a_story and _FAST not in reading.values.get("onset", ())
    crisis = sounds.crisis >= (doubted if reading.crisis else at.story_crisis if story else at.crisis)
    if reading.signs and sounds.emergency < at.doubt:
        named = dict.fromkeys((*reading.present, *reading.named))
        return replace(reading, signs=(), named=tuple(named), crisis=crisis)
    alarm = at.story_alarm if story or _SLOW & set(reading.values.get("onset", ())) else at.alarm
    borne_out = words >= at.many_words or bool(reading.named or _EVIDENCE & set(reading.values))
    if not reading.signs and not crisis and borne_out and sounds.emergency >= alarm:
        return replace(reading, signs=(Heard(sounds.sign, BY_EAR, 0, len(text)),), crisis=crisis)
    if not reading.signs and not reading.named and sounds.emergency >= at.note:
        return replace(reading, named=(sounds.sign,), crisis=crisis)
    return replace(reading, crisis=crisis)

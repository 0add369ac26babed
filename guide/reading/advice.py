"""What wordings show outright: a request for a diagnosis or for medicine advice, a crisis, the wish to be forgotten."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from re import Pattern

from guide.paths import DATA
from guide.reading.words import plain
from guide.yaml_lines import load_located


@dataclass(frozen=True)
class AdviceCues:
    """Wordings that show it by themselves; they stand in `data/vocabulary`, in the files named `*_cues.yml`."""

    diagnosis: Pattern[str]
    medication: Pattern[str]
    crisis: Pattern[str]
    deletion: Pattern[str]

    def shows_crisis(self, text: str) -> bool:
        """Whether `text` speaks of suicide or self-harm."""
        return bool(self.crisis.search(plain(text)))

    def asks_deletion(self, text: str) -> bool:
        """Whether `text` says outright that the talk is to be deleted."""
        return bool(self.deletion.search(plain(text)))

    def asks_diagnosis(self, text: str) -> bool:
        """Whether `text` asks what disease somebody has."""
        return bool(self.diagnosis.search(plain(text)))

    def asks_medication(self, text: str) -> bool:
        """Whether `text` asks to start, stop, change, combine or dose a medicine."""
        return bool(self.medication.search(plain(text)))


def load_cues(data: Path = DATA) -> AdviceCues:
    """Read the cues. Raises re.error on a wording that is no regular expression."""
    lists = load_located(data / "vocabulary" / "advice_cues.yml").data
    crisis = load_located(data / "vocabulary" / "crisis_cues.yml").data["crisis_cues"]
    deletion = load_located(data / "vocabulary" / "deletion_cues.yml").data["deletion_cues"]
    return AdviceCues(
        *(_any_of(cues) for cues in (lists["diagnosis_cues"], lists["medication_cues"], crisis, deletion))
    )


def _any_of(cues: Sequence[str]) -> Pattern[str]:
    return re.compile("|".join(f"(?:{cue})" for cue in cues))

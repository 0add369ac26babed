"""A second ear beside the rules: how much a message sounds like one in which a danger sign, or a crisis, is present.

It is learned from the examples in `data/heard`: messages in which a sign is present, and messages that only name it. It
hears words that no rule knows, and doubts rules where the whole message speaks against them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import skops.io
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from skops.io.exceptions import UntrustedTypesFoundException

from guide.paths import DATA
from guide.reading.regression import quick_to_ask
from guide.reading.words import plain
from guide.yaml_lines import load_located

_FILE = "ear.skops"
_TRUSTED = ["scipy.sparse._csr.csr_matrix"]
_CLEAR_SIGN, _UNCLEAR_SIGN = 0.35, "spreading_fast"
_CRISIS, _MESSAGES = "crisis", "messages"


@dataclass(frozen=True)
class Example:
    """A text, whether a sign is present in it, and which one (None where the file does not say)."""

    text: str
    present: bool
    sign: str | None = None
    about_crisis: bool = False


@dataclass(frozen=True)
class Sounds:
    """How a message sounds, as probabilities: of a present danger sign, of a crisis; and the likeliest sign."""

    emergency: float
    crisis: float
    sign: str


class Ear:
    """Logistic regression over words and letters of a message: for emergencies, for crises, and for the sign."""

    def __init__(self, parts: dict[str, Any]) -> None:
        self._parts = parts

    @classmethod
    def learn(cls, examples: Sequence[Example], others: Sequence[str]) -> Ear:
        """Learn from `examples`; `others` are messages about other things. Raises ValueError without examples."""
        if not examples:
            raise ValueError("no examples to learn from")
        texts = [plain(example.text) for example in examples] + [plain(text) for text in others]
        words = TfidfVectorizer(ngram_range=(1, 3), sublinear_tf=True, token_pattern=r"(?u)\b\w[\w']*\b|[?]").fit(texts)
        letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2).fit(texts)
        parts: dict[str, Any] = {"words": words, "letters": letters}
        features = _features(parts, texts)
        rest = [False] * len(others)
        parts["emergency"] = _regression().fit(features, [e.present for e in examples] + rest)
        # of mixed messages it is not said which are crises, so those with something present teach nothing here
        clear = [i for i, e in enumerate(examples) if e.sign or e.about_crisis or not e.present]
        kept = [*clear, *range(len(examples), len(texts))]
        crises = [examples[i].present and examples[i].about_crisis for i in clear] + rest
        parts["crisis"] = _regression().fit(features[kept], crises)
        named = [index for index, e in enumerate(examples) if e.present and e.sign and not e.about_crisis]
        parts["sign"] = _regression().fit(features[named], [examples[index].sign for index in named])
        return cls(parts)

    def hear(self, text: str) -> Sounds:
        """How `text` sounds."""
        features = _features(self._parts, [plain(text)])
        return Sounds(
            float(self._parts["emergency"].predict_proba(features)[0, 1]),
            float(self._parts["crisis"].predict_proba(features)[0, 1]),
            self._sign(features),
        )

    def _sign(self, features: csr_matrix) -> str:
        probabilities = self._parts["sign"].predict_proba(features)[0]
        best = int(probabilities.argmax())
        return str(self._parts["sign"].classes_[best]) if probabilities[best] >= _CLEAR_SIGN else _UNCLEAR_SIGN

    def save(self, folder: Path) -> None:
        """Write what was learned into `folder`."""
        skops.io.dump(self._parts, folder / _FILE)

    @classmethod
    def load(cls, folder: Path) -> Ear:
        """Read what `save` wrote. Raises ValueError if the file holds types that skops does not know as safe."""
        try:
            parts: dict[str, Any] = skops.io.load(folder / _FILE, trusted=_TRUSTED)
        except UntrustedTypesFoundException as error:
            raise ValueError(f"the ear holds unknown types: {error}") from error
        quick_to_ask(parts["sign"])
        return cls(parts)


def load_examples(data: Path = DATA) -> list[Example]:
    """Every example in `data/heard`."""
    examples = []
    for path in sorted((data / "heard").glob("*.yml")):
        table = load_located(path).data
        name = table["sign"]
        sign = None if _MESSAGES in name else name
        crisis = name.startswith(_CRISIS)
        examples += [Example(text, True, sign, crisis) for text in table["present"]]
        examples += [Example(text, False) for text in table["only_named"]]
    return examples


def _features(parts: dict[str, Any], texts: Iterable[str]) -> csr_matrix:
    listed = list(texts)
    return hstack([parts["words"].transform(listed), parts["letters"].transform(listed)], format="csr")


def _regression() -> LogisticRegression:
    return LogisticRegression(C=6, class_weight="balanced", max_iter=300, solver="liblinear", random_state=7)

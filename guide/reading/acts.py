"""The act a clause performs (asking for a treatment, greeting, …): logistic regression over words and meaning."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import skops.io
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from skops.io.exceptions import UntrustedTypesFoundException

from guide.reading.embeddings import SentenceEmbedder, default_embedder
from guide.reading.recent import Recent
from guide.reading.regression import quick_to_ask

_MEANING_SCALE = 4.0
_MOST_KEPT = 1000
_FILE = "acts.skops"
_TRUSTED = ["scipy.sparse._csr.csr_matrix"]
Ranking = tuple[tuple[str, float], ...]


class ActModel:
    """Ranks the acts of a clause. A clause comes as its masked text (topics replaced) and its own text.

    Without an embedder it knows words and letters only, and nothing of meaning.
    """

    def __init__(self, embedder: SentenceEmbedder | None, inverse_penalty: float = 2.0) -> None:
        self._embedder = embedder
        self._words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\b\w+\b")
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, min_df=2)
        self._regression = LogisticRegression(
            C=inverse_penalty, class_weight="balanced", solver="saga", tol=0.01, max_iter=200, random_state=7
        )
        self._recent: Recent[Ranking] = Recent(_MOST_KEPT)

    def fit(self, masked: Sequence[str], own: Sequence[str], acts: Sequence[str]) -> None:
        """Learn from clauses and their acts."""
        self._words.fit(masked)
        self._letters.fit(masked)
        self._regression.fit(self._features(masked, own), acts)
        self._recent = Recent(_MOST_KEPT)

    def rank(self, masked: str, own: str) -> list[tuple[str, float]]:
        """Every act with its probability, the likeliest first."""
        return list(self._recent.get((masked, own), lambda: self._rank(masked, own)))

    def _rank(self, masked: str, own: str) -> Ranking:
        probabilities = self._regression.predict_proba(self._features([masked], [own]))[0]
        order = np.argsort(-probabilities)
        return tuple((str(self._regression.classes_[i]), float(probabilities[i])) for i in order)

    def _features(self, masked: Sequence[str], own: Sequence[str]) -> csr_matrix:
        features = [self._words.transform(masked), self._letters.transform(masked)]
        if self._embedder:
            features.append(csr_matrix(self._meaning(self._embedder, masked, own) * _MEANING_SCALE))
        return hstack(features, format="csr")

    @staticmethod
    def _meaning(embedder: SentenceEmbedder, masked: Sequence[str], own: Sequence[str]) -> np.ndarray:
        """The vectors of both texts, side by side. Many clauses are alike once masked, so each text is read once."""
        different = list(dict.fromkeys([*masked, *own]))
        row = {text: index for index, text in enumerate(different)}
        vectors = embedder.embed(different)
        return np.hstack([vectors[[row[text] for text in texts]] for texts in (masked, own)])

    def save(self, folder: Path) -> None:
        """Write the learnt parts into `folder`."""
        skops.io.dump(self._parts(), folder / _FILE)

    @classmethod
    def load(cls, folder: Path) -> ActModel:
        """Read what `save` wrote. Raises ValueError if the file holds types that skops does not know as safe."""
        try:
            parts: dict[str, Any] = skops.io.load(folder / _FILE, trusted=_TRUSTED)
        except UntrustedTypesFoundException as error:
            raise ValueError(f"the act model holds unknown types: {error}") from error
        model = cls(default_embedder() if parts.get("meaning", True) else None)
        model._words, model._letters = parts["words"], parts["letters"]
        model._regression = quick_to_ask(parts["regression"])
        return model

    def _parts(self) -> dict[str, Any]:
        return {
            "words": self._words,
            "letters": self._letters,
            "regression": self._regression,
            "meaning": self._embedder is not None,
        }

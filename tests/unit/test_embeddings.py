"""Sentence embeddings."""

from __future__ import annotations

import numpy as np
import pytest

from guide.reading.embeddings import DIMENSIONS, SentenceEmbedder, default_embedder

TEXTS = ["How is ALS treated?", "treatment", "What can doctors do against it?", "Where is my bus", "", "😀"]


@pytest.fixture(scope="module")
def embedder() -> SentenceEmbedder:
    return default_embedder()


def test_every_text_becomes_a_vector_of_length_one(embedder: SentenceEmbedder) -> None:
    vectors = embedder.embed(TEXTS)

    assert vectors.shape == (len(TEXTS), DIMENSIONS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_the_same_text_has_the_same_vector_alone_and_among_others(embedder: SentenceEmbedder) -> None:
    together = embedder.embed([*TEXTS, TEXTS[0]])

    assert np.array_equal(embedder.embed(TEXTS[:1]), embedder.embed(TEXTS[:1]))
    assert np.allclose(together[0], together[-1], atol=1e-6)
    for row, text in zip(together, TEXTS, strict=False):
        assert np.allclose(row, embedder.embed([text])[0], atol=1e-5)


def test_more_texts_than_one_batch_keep_their_order(embedder: SentenceEmbedder) -> None:
    texts = [f"word {chr(97 + i % 26)}" for i in range(40)]
    rows = embedder.embed(texts)

    assert np.allclose(rows[39], embedder.embed([texts[39]])[0], atol=1e-5)
    assert not np.allclose(rows[39], rows[38], atol=1e-3)


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("How is the disease treated?", "What therapy is there for the illness?", "Play some music, please."),
        ("What are the symptoms?", "Which signs does it show?", "Book a table for two."),
        ("thank you very much", "thanks a lot", "What causes the disease?"),
    ],
)
def test_texts_of_like_meaning_are_nearer_than_others(
    embedder: SentenceEmbedder, text: str, near: str, far: str
) -> None:
    one, two, three = embedder.embed([text, near, far])

    assert one @ two > one @ three + 0.1


def test_a_very_long_text_is_cut_instead_of_failing(embedder: SentenceEmbedder) -> None:
    start = "muscle " * 120

    assert np.allclose(*embedder.embed([start, start + "and then something else"]), atol=1e-6)


def test_no_texts_give_no_vectors(embedder: SentenceEmbedder) -> None:
    assert embedder.embed([]).shape == (0, DIMENSIONS)


def test_the_installed_weights_are_loaded_once() -> None:
    assert default_embedder() is default_embedder()

"""Which words of a message are marked as medical words that can be explained."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from guide.knowledge.library import default_library
from guide.page.terms import TermMarker
from guide.page.typeset import Line, Part, Term, lay_out
from guide.page.view import Block, SourceLink, Turn
from guide.reading.glossary import Glossary, GlossaryEntry, default_glossary
from guide_rasa.page.assets import Assets
from guide_rasa.page.rendering import Renderer, load_words

LIBRARY = default_library()
RENDERER = Renderer("/chat", Assets(), load_words(), ())
MOST_SECONDS = 0.003
"""For one message, of the processor's time."""


def _entry(word: str, means: str, *also: str) -> GlossaryEntry:
    return GlossaryEntry(word=word, means=means, also=list(also), topic="als", source=["s"])


MARKER = TermMarker(
    Glossary(
        [
            _entry("amyotrophic lateral sclerosis", "a disease that kills the nerve cells that move muscles", "als"),
            _entry("poliomyelitis", "an illness from a virus", "polio"),
            _entry("post-polio syndrome", "muscles that turn weak once more, long years past polio", "post-polio"),
            _entry("spinal cord", "the thick cord of nerves in the back"),
            _entry("reflex", "a quick move the body makes by itself", "reflexes"),
            _entry("sarcopenia", "loss of muscle with age"),
            _entry("toxin", "a poison"),
            _entry("creatine kinase", "a substance that leaks from hurt muscle into the blood", "ck"),
            _entry("Guillain-Barré syndrome", "the body attacks its own nerves", "guillain-barré"),
        ]
    ),
    LIBRARY,
)


def _marked(text: str, topics: Sequence[str] = (), told: str | None = None) -> list[str]:
    return [term.text for term in _terms(MARKER.mark(lay_out(text), topics, told))]


def _terms(parts: Sequence[Part]) -> list[Term]:
    lines = [line for part in parts for line in part.lines if not isinstance(line, str)]
    return [run for line in lines for run in line if isinstance(run, Term)]


def _words(line: Line) -> str:
    runs = (line,) if isinstance(line, str) else line
    return "".join(run if isinstance(run, str) else run.before + run.text + run.after for run in runs)


def test_a_term_has_its_words_its_entry_and_its_meaning() -> None:
    (part,) = MARKER.mark(lay_out("Your CK is high, and reflexes are weak."), ())
    assert part.lines == (
        (
            "Your ",
            Term("CK", "Creatine kinase", "a substance that leaks from hurt muscle into the blood", 1),
            " is high, and ",
            Term("reflexes", "Reflex", "a quick move the body makes by itself", 2),
            " are weak.",
        ),
    )


def test_the_marks_around_a_term_stay_with_it() -> None:
    (part,) = MARKER.mark(lay_out("Some (“ALS”), say."), ())
    (line,) = part.lines
    assert line[0] == "Some "
    term = line[1]
    assert isinstance(term, Term)
    assert (term.before, term.text, term.after) == ("(“", "ALS", "”),")
    assert line[2] == " say."


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Nothing of note here.", []),
        ("", []),
        ("ALS is rare, and so is Guillain-Barré.", ["ALS", "Guillain-Barré"]),
        ("POLIO is an old name.", ["POLIO"]),
        ("Polio, polio and poliomyelitis.", ["Polio"]),
        ("Toxins, or one toxin.", ["Toxins"]),
        ("It hurts the spinal\ncord, the spinal, cord and the spinal cord.", ["spinal cord"]),
        ("Post-polio syndrome comes after polio.", ["Post-polio syndrome", "polio"]),
        ("(ALS) or “polio”?", ["ALS", "polio"]),
        ("A polio-like illness is not polio.", ["polio"]),
        ("Non-ALS and ALS/polio.", []),
        ("See https://example.org/polio/als, www.als.org and polio.html.", []),
        ("ALS's signs.", ["ALS's"]),
        ("- a reflex\n- reflexes\n- a toxin", ["reflex", "toxin"]),
    ],
)
def test_the_first_of_each_word_is_marked(text: str, marked: list[str]) -> None:
    assert _marked(text) == marked


@pytest.mark.parametrize(
    "text",
    [
        "Loss of muscle with age is called sarcopenia.",
        "Sarcopenia is the loss of muscle that comes with age. Sarcopenia is slow.",
        "Some toxins, or poisons, hurt nerves.",
        "In ALS, a disease, the nerve cells that move the muscles die.",
    ],
)
def test_a_word_that_its_sentence_explains_is_not_marked(text: str) -> None:
    assert _marked(text) == []


def test_a_word_is_marked_when_another_sentence_says_the_like() -> None:
    assert _marked("With age comes loss. Of muscle, sarcopenia tells.") == ["sarcopenia"]


@pytest.mark.parametrize(
    ("topics", "marked"),
    [
        ((), ["ALS", "polio", "post-polio syndrome"]),
        (("als",), ["polio", "post-polio syndrome"]),
        (("post_polio_syndrome",), ["ALS", "polio"]),
        (("als", "polio"), ["post-polio syndrome"]),
        (("no_such_topic",), ["ALS", "polio", "post-polio syndrome"]),
    ],
)
def test_the_subject_of_a_message_is_not_marked(topics: tuple[str, ...], marked: list[str]) -> None:
    assert _marked("ALS, polio and post-polio syndrome.", topics) == marked


def test_a_word_that_the_message_is_the_explanation_of_is_not_marked() -> None:
    assert _marked('"reflex" means: a quick move. Polio.', told="reflex") == ["Polio"]


def test_what_is_marked_already_stays() -> None:
    once = MARKER.mark(lay_out("A reflex."), ())
    assert MARKER.mark(once, ()) == once


def test_markup_in_a_message_stays_text() -> None:
    text = '<b>ALS</b> <img alt="polio"> a reflex<script>'
    (part,) = MARKER.mark(lay_out(text), ())
    assert [_words(line) for line in part.lines] == [text]


def test_no_answer_loses_a_letter_or_waits() -> None:
    """All answers of the library with the project's own glossary."""
    marker = TermMarker(default_glossary(), LIBRARY)
    marked = messages = 0
    spent = 0.0
    for topic, aspect in LIBRARY.covered_pairs():
        answer = LIBRARY.answer(topic, aspect)
        assert answer is not None
        text = " ".join(sentence.text for sentence in (*answer.say, *answer.more))
        started = time.process_time()
        parts = marker.mark(lay_out(text), (topic,))
        spent += time.process_time() - started
        messages += 1
        assert [_words(line) for part in parts for line in part.lines] == [text]
        terms = _terms(parts)
        assert [term.number for term in terms] == list(range(1, len(terms) + 1))
        assert len({term.word for term in terms}) == len(terms)
        marked += len(terms)
    assert marked > len(LIBRARY.topics)
    assert spent / messages < MOST_SECONDS


def _size(parts: tuple[Part, ...], sources: set[str]) -> int:
    """The bytes of an answer on the page."""
    known = [LIBRARY.sources[id_] for id_ in sources]
    links = tuple(SourceLink(each.publisher, each.title, each.address, each.read) for each in known)
    turn = Turn("0123456789abcdef0123456789abcdef", "", (Block("answer", parts, sources=links),))
    return len(RENDERER.render("_turn.html", turn=turn).encode())


def test_no_answer_doubles_in_size() -> None:
    marker = TermMarker(default_glossary(), LIBRARY)
    for topic, aspect in LIBRARY.covered_pairs():
        answer = LIBRARY.answer(topic, aspect)
        assert answer is not None
        for sentences in filter(None, (answer.say, answer.more)):
            parts = lay_out(" ".join(sentence.text for sentence in sentences))
            sources = {id_ for sentence in sentences for id_ in sentence.source}
            bare, marked = (_size(each, sources) for each in (parts, marker.mark(parts, (topic,))))
            assert marked < 2 * bare, (topic, aspect)

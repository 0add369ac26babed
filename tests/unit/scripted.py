"""A reader whose act model is played by a script, so that only the reading itself is under test."""

from __future__ import annotations

from typing import cast

from guide.reading.acts import ActModel
from guide.reading.advice import load_cues
from guide.reading.aspect_words import load_aspect_words
from guide.reading.clauses import ClauseJudge, QuestionWords
from guide.reading.glossary import load_glossary
from guide.reading.reader import Reader
from guide.reading.relations import RelationReader, load_relation_words
from guide.reading.scanner import Scanner
from tests.unit.samples import SMALL_DATA

Script = dict[str, dict[str, float]]
_QUESTIONS = """
what are is how the of it its a do does cause causes treat treated treatment symptoms symptom show why and for with
long in an can get who
"""
QUESTION_WORDS = QuestionWords(frozenset(_QUESTIONS.split()), frozenset(_QUESTIONS.split()))
USUAL: Script = {
    "symptoms": {"ask_symptoms": 0.9},
    "treat": {"ask_treatment": 0.9},
    "cause": {"ask_causes": 0.9},
    "what is": {"ask_definition": 0.9},
    "show": {"ask_definition": 0.8},
    "hello": {"greet": 0.9},
    "my hand": {"report_symptoms": 0.9},
    "no": {"correct_topic": 0.9},
    "more": {"tell_me_more": 0.9},
}


class ScriptedModel:
    """Ranks the acts as the first entry says whose words stand in the clause; knows the aspects faintly otherwise."""

    def __init__(self, script: Script, aspects: tuple[str, ...]) -> None:
        self._script = script
        self._faint = {f"ask_{aspect}": 0.01 for aspect in aspects} | {"ask_sources": 0.005}

    def rank(self, masked: str, own: str) -> list[tuple[str, float]]:
        """See ActModel.rank."""
        spoken = next((acts for words, acts in self._script.items() if words in masked), {"out_of_scope": 0.3})
        return sorted((self._faint | spoken).items(), key=lambda act: -act[1])


def scripted_reader(scanner: Scanner, script: Script | None = None) -> Reader:
    """A reader over the guide in small."""
    model = ScriptedModel({**(script or {}), **USUAL}, scanner.library.taxonomy.askable)
    cues, aspect_words = load_cues(SMALL_DATA), load_aspect_words(SMALL_DATA)
    relations = RelationReader(scanner.library, scanner.chooser, load_relation_words(SMALL_DATA))
    judge = ClauseJudge(scanner, cast(ActModel, model), QUESTION_WORDS, relations, load_glossary(SMALL_DATA))
    return Reader(scanner, judge, cues, aspect_words)

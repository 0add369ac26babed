"""Learning to read: from training examples to a reader that can be saved and loaded."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from guide.knowledge.library import Library
from guide.paths import DATA
from guide.reading.acts import ActModel
from guide.reading.advice import load_cues
from guide.reading.aspect_words import load_aspect_words
from guide.reading.clauses import ClauseJudge, QuestionWords
from guide.reading.embeddings import default_embedder
from guide.reading.glossary import load_glossary
from guide.reading.reader import DEFAULT_THRESHOLDS, Reader, Thresholds
from guide.reading.reading import ASPECT_ACT, RELATIONS
from guide.reading.relations import RelationReader, load_relation_words
from guide.reading.scanner import Scanner
from guide.reading.vocabulary import PLAIN_KINDS, load_vocabulary

Example = tuple[str, str]
_WORDS_FILE = "words.json"
_COMMON = 3
_SHORT_QUESTION = 6
_LONGEST_QUESTION = 12  # longer ones tell a story, and the words of a story are no question words
_SHORTEST_COMMON = 4


class TrainedReading:
    """The act model with the words its examples are made of."""

    def __init__(
        self, model: ActModel, question_words: Sequence[str], short_words: Sequence[str], common_words: Sequence[str]
    ) -> None:
        self.model = model
        self.question_words = list(question_words)
        self.short_words = list(short_words)
        self.common_words = list(common_words)

    def reader(self, library: Library, thresholds: Thresholds = DEFAULT_THRESHOLDS, data: Path = DATA) -> Reader:
        """A reader over `library` and the dictionaries in `data`."""
        glossary = load_glossary(data)
        scanner = Scanner(library, load_vocabulary(library, data), [*self.common_words, *sorted(glossary.words())])
        words = QuestionWords(frozenset(self.question_words), frozenset(self.short_words))
        relations = RelationReader(library, scanner.chooser, load_relation_words(data))
        judge = ClauseJudge(scanner, self.model, words, relations, glossary)
        return Reader(scanner, judge, load_cues(data), load_aspect_words(data), thresholds)

    def save(self, folder: Path) -> None:
        """Write everything learnt into `folder`."""
        self.model.save(folder)
        words = {
            "question_words": self.question_words,
            "short_words": self.short_words,
            "common_words": self.common_words,
        }
        (folder / _WORDS_FILE).write_text(json.dumps(words), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> TrainedReading:
        """Read what `save` wrote."""
        words = json.loads((folder / _WORDS_FILE).read_text(encoding="utf-8"))
        return cls(ActModel.load(folder), words["question_words"], words["short_words"], words["common_words"])


def learn(examples: Sequence[Example], scanner: Scanner, meaning: bool = True) -> TrainedReading:
    """Train on (text, act) pairs, with sentence embeddings beside the words where `meaning` is set.

    Raises ValueError when there are no pairs.
    """
    if not examples:
        raise ValueError("no training examples")
    aspects = {ASPECT_ACT + aspect for aspect in scanner.library.taxonomy.askable} | RELATIONS
    masked: list[str] = []
    own: list[str] = []
    question_words: set[str] = set()
    short_words: set[str] = set()
    common_words: Counter[str] = Counter()
    for text, act in examples:
        scanned = scanner.scan(text)
        masked.append(scanner.masked(scanned, 0, len(text)))
        own.append(scanner.own(scanned, 0, len(text)))
        named = {i for m in scanned.mentions if m.term.kind not in PLAIN_KINDS for i in range(m.first, m.last)}
        free = {form for i, form in enumerate(scanned.forms) if i not in named}
        common_words.update(free)
        if act in aspects and len(scanned.words) <= _LONGEST_QUESTION:
            question_words.update(free)
            if not named and len(scanned.words) <= _SHORT_QUESTION:
                short_words.update(free)
    model = ActModel(default_embedder() if meaning else None)
    model.fit(masked, own, [act for _, act in examples])
    ordered = sorted(common_words.items(), key=lambda item: (-item[1], item[0]))
    common = [word for word, n in ordered if n >= _COMMON and len(word) >= _SHORTEST_COMMON]
    return TrainedReading(model, sorted(question_words), sorted(short_words), common)

"""What the unit tests share: a guide in small, and readers trained on few examples."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from guide.conversation.next_questions import NextQuestions, load_next_questions
from guide.conversation.refusals import Refusals
from guide.conversation.responder import Responder
from guide.knowledge.library import Library, load_library
from guide.reading.glossary import Glossary, load_glossary
from guide.reading.reader import Reader
from guide.reading.scanner import Scanner, default_scanner
from guide.reading.training import learn
from guide.reading.vocabulary import load_neighbours, load_not_ours, load_vocabulary
from tests.unit.samples import SMALL_DATA, sampled_examples


@pytest.fixture
def data_copy(tmp_path: Path) -> Path:
    """The data of the guide in small, to be spoilt."""
    return Path(shutil.copytree(SMALL_DATA, tmp_path / "data"))


@pytest.fixture(scope="session")
def small_library() -> Library:
    """Nine topics with few answers."""
    return load_library(SMALL_DATA)


@pytest.fixture(scope="session")
def small_scanner(small_library: Library) -> Scanner:
    """A scanner over the guide in small."""
    return Scanner(small_library, load_vocabulary(small_library, SMALL_DATA))


@pytest.fixture(scope="session")
def small_next(small_library: Library) -> NextQuestions:
    """The buttons of the guide in small."""
    return load_next_questions(small_library, SMALL_DATA)


@pytest.fixture(scope="session")
def small_refusals(small_library: Library, small_next: NextQuestions) -> Refusals:
    """The refusals of the guide in small."""
    return Refusals(small_library, load_neighbours(SMALL_DATA), small_next, load_not_ours(SMALL_DATA))


@pytest.fixture(scope="session")
def small_glossary() -> Glossary:
    """The glossary of the guide in small."""
    return load_glossary(SMALL_DATA)


@pytest.fixture(scope="session")
def small_responder(
    small_library: Library, small_next: NextQuestions, small_refusals: Refusals, small_glossary: Glossary
) -> Responder:
    """The responder of the guide in small."""
    return Responder(small_library, small_next, small_refusals, small_glossary)


@pytest.fixture(scope="session")
def trained_reader() -> Iterator[Reader]:
    """A reader over the project's own data, trained on a part of its examples."""
    scanner = default_scanner()
    yield learn(sampled_examples(), scanner).reader(scanner.library)

"""Numbers for the sources of one page, in the order in which the page first names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guide.knowledge.models import Sentence, Source


@dataclass(frozen=True)
class Cited:
    """A sentence with the numbers of its sources; `checked` only on what may change with time."""

    text: str
    numbers: tuple[int, ...]
    checked: str | None = None


class Citations:
    """Numbers sources as sentences are cited."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._numbers: dict[str, int] = {}

    def cite(self, sentence: Sentence) -> Cited:
        """`sentence` with numbers; a source keeps the number it was first given."""
        numbers = (self._numbers.setdefault(source, len(self._numbers) + 1) for source in sentence.source)
        return Cited(sentence.text, tuple(numbers), sentence.checked)

    def cite_all(self, sentences: Iterable[Sentence]) -> tuple[Cited, ...]:
        """Each of `sentences` with numbers."""
        return tuple(self.cite(sentence) for sentence in sentences)

    def listed(self) -> tuple[Source, ...]:
        """The sources cited so far, by number. Raises KeyError for one that there is not."""
        return tuple(self._sources[source] for source in self._numbers)

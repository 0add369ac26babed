"""Everything that finds words in a message, put together once: vocabulary, speller, and the masking of mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from guide.knowledge.library import Library, default_library
from guide.reading.scan import Mention, Scan, scan
from guide.reading.spelling import Speller
from guide.reading.topics import TopicChooser
from guide.reading.vocabulary import Kind, Vocabulary, load_vocabulary

_MASKS = {Kind.NEIGHBOUR: "disease", Kind.MEDICINE: "medicine"}


class Scanner:
    """Takes messages apart and masks the mentions in them."""

    def __init__(self, library: Library, vocabulary: Vocabulary, common_words: Iterable[str] = ()) -> None:
        self.library = library
        self.vocabulary = vocabulary
        self.own_words = vocabulary.words()
        self.chooser = TopicChooser(library, vocabulary)
        self.use_common_words(common_words)

    def use_common_words(self, common_words: Iterable[str]) -> None:
        """Let spelling be corrected towards these words too (those of the training examples, the commonest first)."""
        ordered = list(common_words)
        self.common_words = frozenset(ordered)
        self._speller = Speller(self.own_words | self.common_words, by_frequency=ordered)

    def scan(self, text: str) -> Scan:
        """Take `text` apart."""
        return scan(text, self.vocabulary, self._speller)

    def masked(self, scanned: Scan, start: int, end: int) -> str:
        """The text from `start` to `end`, in lower case, each topic replaced by a plain word for its sort."""
        return scanned.render(start, end, self._mask).lower()

    def _mask(self, mention: Mention) -> str:
        if mention.term.weak:
            return ""
        if mention.term.kind is Kind.TOPIC:
            return self.library.topics[mention.term.id].sort
        return _MASKS.get(mention.term.kind, "")

    @staticmethod
    def own(scanned: Scan, start: int, end: int) -> str:
        """The text from `start` to `end` with its spelling corrected and nothing masked."""
        return scanned.render(start, end, lambda mention: "")

    @staticmethod
    def mentions_within(scanned: Scan, start: int, end: int) -> Sequence[Mention]:
        """The mentions that stand between two places of the text."""
        return [mention for mention in scanned.mentions if mention.start >= start and mention.end <= end]


@lru_cache(maxsize=1)
def default_scanner() -> Scanner:
    """A scanner over the project's own data, made once per process; shared, so do not change its common words."""
    library = default_library()
    return Scanner(library, load_vocabulary(library))

"""Finding what a "which kind …" question asks for: the traits whose words stand in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from guide.knowledge.models import Trait
from guide.reading.vocabulary import Phrase, phrase_of

_ANY_ENDING = "*"
_DENYING = frozenset({"not", "no", "never", "without", "cannot"})
_DENIED_WITHIN = 3


class TraitWords:
    """Looks traits up by the words that ask for them."""

    def __init__(self, traits: Mapping[str, Trait]) -> None:
        asked = [(_pattern(words), trait_id) for trait_id, trait in traits.items() for words in trait.asked_as]
        self._asked = sorted(asked, key=lambda item: (-len(item[0]), item[0][-1].endswith(_ANY_ENDING)))

    def find(self, forms: Sequence[str]) -> tuple[str, ...]:
        """The traits asked for in `forms`, in the order of their words; longer phrases and whole words come first.

        A trait that is denied ("not reversible") is not asked for. An empty form matches nothing: so words can be
        struck out.
        """
        found: dict[int, str] = {}
        taken: set[int] = set()
        for pattern, trait_id in self._asked:
            for first in range(len(forms) - len(pattern) + 1):
                places = range(first, first + len(pattern))
                if not taken & set(places) and all(_fits(forms[i], pattern[i - first]) for i in places):
                    taken.update(places)
                    found[first] = trait_id
        denying = {i for i, form in enumerate(forms) if i not in taken and _denies(form)}
        asked = [first for first in sorted(found) if not denying & set(range(first - _DENIED_WITHIN, first))]
        return tuple(dict.fromkeys(found[first] for first in asked))


def _pattern(words: str) -> Phrase:
    open_ended = words.endswith(_ANY_ENDING)
    phrase = phrase_of(words.rstrip(_ANY_ENDING))
    return (*phrase[:-1], phrase[-1] + _ANY_ENDING) if open_ended else phrase


def _denies(form: str) -> bool:
    return form in _DENYING or form.endswith("n't")


def _fits(form: str, wanted: str) -> bool:
    if wanted.endswith(_ANY_ENDING):
        return form.startswith(wanted[:-1])
    return form == wanted

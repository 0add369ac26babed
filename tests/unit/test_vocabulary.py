"""Which words name a topic, a neighbour, a medicine, or what is not ours."""

from __future__ import annotations

import pytest

from guide.knowledge.library import Library
from guide.reading.vocabulary import Kind, SmallWords, Term, Vocabulary, load_neighbours, load_vocabulary, phrase_of
from tests.unit.samples import SMALL_DATA

ALS = Term(Kind.TOPIC, "als")
OTHER = Term(Kind.NEIGHBOUR, "other")


@pytest.fixture(scope="module")
def small(small_library: Library) -> Vocabulary:
    return load_vocabulary(small_library, SMALL_DATA)


def named(vocabulary: Vocabulary, text: str) -> Term | None:
    return vocabulary.find(phrase_of(text))


def with_terms(**terms: Term) -> Vocabulary:
    vocabulary = Vocabulary({}, SmallWords(frozenset(), frozenset()))
    for text, term in terms.items():
        vocabulary.add(text.replace("_", " "), term)
    return vocabulary


def test_a_phrase_is_found_whatever_its_case_hyphens_and_possessive() -> None:
    vocabulary = with_terms(lou_gehrig_disease=ALS)

    assert named(vocabulary, "Lou Gehrig's disease") == ALS
    assert named(vocabulary, "lou-gehrig-disease") == ALS
    assert named(vocabulary, "gehrig disease") is None


def test_the_plural_of_the_last_word_is_found_too() -> None:
    vocabulary = with_terms(nerve_test=ALS)

    assert named(vocabulary, "nerve tests") == ALS
    assert named(vocabulary, "nerves test") is None


def test_short_words_and_words_on_s_get_no_plural() -> None:
    vocabulary = with_terms(mri=ALS, atrophies=ALS)

    assert named(vocabulary, "mris") is None
    assert named(vocabulary, "atrophiess") is None


def test_a_longer_phrase_is_found_written_together() -> None:
    vocabulary = with_terms(post_polio=ALS)

    assert named(vocabulary, "postpolio") == ALS
    assert named(vocabulary, "postpolios") == ALS


def test_a_short_phrase_is_not_found_written_together() -> None:
    assert named(with_terms(a_l_s=ALS), "als") is None


def test_the_first_term_of_a_phrase_stays() -> None:
    vocabulary = with_terms(polio=ALS)
    vocabulary.add("polio", OTHER)

    assert named(vocabulary, "polio") == ALS


def test_the_longest_phrase_is_known() -> None:
    assert with_terms(als=ALS, motor_neuron_disease=ALS).longest == 3


def test_a_phrase_without_a_word_is_refused() -> None:
    with pytest.raises(ValueError, match="no word"):
        with_terms(**{"?!": ALS})


def test_its_words_are_all_single_words_and_those_written_together() -> None:
    assert {"post", "polio", "polios", "postpolio"} <= with_terms(post_polio=ALS).words()


@pytest.mark.parametrize(
    ("text", "kind", "names", "weak"),
    [
        ("ALS", Kind.TOPIC, "als", False),
        ("older people", Kind.TOPIC, "aging", True),
        ("duchenne", Kind.NEIGHBOUR, "muscular_dystrophy", False),
        ("vitamin B12", Kind.MEDICINE, "medicine", False),
        ("medicines", Kind.MEDICINE_WORD, "medicine_word", False),
        ("optic atrophy", Kind.NOT_OURS, "not_ours", False),
        ("weakness", Kind.MUSCLE_WORD, "muscle", False),
    ],
)
def test_each_dictionary_gives_its_kind_of_term(
    small: Vocabulary, text: str, kind: Kind, names: str, weak: bool
) -> None:
    assert named(small, text) == Term(kind, names, weak)


def test_what_is_not_ours_wins_over_a_topic_of_the_same_words(small_library: Library) -> None:
    spoilt = small_library.topics["als"].copy(update={"names": ["optic atrophy"]})
    library = Library(small_library.taxonomy, {"als": spoilt}, small_library.sources)

    assert named(load_vocabulary(library, SMALL_DATA), "optic atrophy") == Term(Kind.NOT_OURS, "not_ours")


def test_a_topic_wins_over_a_medicine_of_the_same_word(small_library: Library) -> None:
    named_so = small_library.topics["corticosteroids"].copy(update={"names": ["riluzole"]})
    library = Library(small_library.taxonomy, {"corticosteroids": named_so}, small_library.sources)

    assert named(load_vocabulary(library, SMALL_DATA), "riluzole") == Term(Kind.TOPIC, "corticosteroids")


def test_words_that_mean_a_topic_together_are_kept_as_phrases(small: Vocabulary) -> None:
    groups = small.together["diabetic_neuropathy"]

    assert set(small.together) == {"diabetic_neuropathy"}
    assert [("high", "sugar") in group for group in groups] == [True, False]


def test_a_neighbour_may_lack_a_sourced_sentence() -> None:
    neighbours = load_neighbours(SMALL_DATA)

    assert neighbours["muscular_dystrophy"].source == "clinic"
    assert neighbours["myositis"].what_it_is is None
    assert neighbours["myositis"].who_knows == "a rheumatologist"


def test_every_name_of_the_guides_own_topics_names_that_topic_or_what_is_not_ours() -> None:
    from guide.reading.scanner import default_scanner

    scanner = default_scanner()
    wrong = [
        (name, topic.topic)
        for topic in scanner.library.topics.values()
        for name in topic.names
        if (term := named(scanner.vocabulary, name)) is None or (term.kind is Kind.TOPIC and term.id != topic.topic)
    ]
    assert wrong == []

"""All that a message names, so that several topics can be compared, and which of them leads."""

from __future__ import annotations

import pytest

from guide.reading.scanner import Scanner, default_scanner


def named(scanner: Scanner, text: str) -> tuple[str, ...]:
    scanned = scanner.scan(text)
    return scanner.chooser.named(scanned, scanned.mentions)


def leading(scanner: Scanner, text: str) -> tuple[str, ...]:
    scanned = scanner.scan(text)
    return scanner.chooser.choose(scanned, scanned.mentions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("als and polio", ("als", "polio")),
        ("is polio at all like als or sarcopenia", ("polio", "als", "aging")),
        ("als, lou gehrig's disease and als again", ("als",)),
        ("muscle wasting in als", ("muscle_atrophy", "als")),
        ("an mri for als", ("mri", "als")),
        ("duchenne and riluzole", ()),
        ("nothing at all", ()),
    ],
)
def test_everything_named_comes_once_in_the_order_of_the_words(
    small_scanner: Scanner, text: str, expected: tuple[str, ...]
) -> None:
    assert named(small_scanner, text) == expected


def test_a_weak_name_counts_only_where_fewer_than_two_others_are_there(small_scanner: Scanner) -> None:
    assert named(small_scanner, "als and older people") == ("als", "aging")
    assert named(small_scanner, "als and polio in older people") == ("als", "polio")


def test_words_that_mean_a_topic_together_take_the_place_of_the_wider_one(small_scanner: Scanner) -> None:
    assert named(small_scanner, "neuropathy from diabetes and als") == ("diabetic_neuropathy", "als")
    assert named(small_scanner, "als and neuropathy from diabetes") == ("als", "diabetic_neuropathy")
    assert named(small_scanner, "neuropathy and als") == ("nerve_damage", "als")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("can an mri show muscle wasting", "mri"),
        ("does muscle wasting show in an mri", "mri"),
        ("does physical therapy help muscle wasting", "physical_therapy"),
        ("does an mri show als", "als"),
    ],
)
def test_a_test_or_therapy_leads_beside_muscle_loss_as_such_but_not_beside_a_disease(
    small_scanner: Scanner, text: str, expected: str
) -> None:
    assert leading(small_scanner, text) == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("does muscle wasting show in an mri", "mri"),
        ("does muscle wasting get better with physical therapy", "physical_therapy"),
        ("does als show in an mri", "als"),
    ],
)
def test_in_the_guide_itself_too_although_muscle_loss_is_named_first(text: str, expected: str) -> None:
    assert leading(default_scanner(), text) == (expected,)


def test_of_two_diseases_apart_the_one_that_the_other_brings_about_leads() -> None:
    scanner = default_scanner()
    library = scanner.library
    pairs = [
        (one, other)
        for one in library.topics.values()
        for other in one.leads_to
        if library.topics[other].rank == one.rank and one.topic not in library.topics[other].leads_to
    ]

    texts = {
        f"what happens when {one.names[0]} goes on and later brings {library.topics[other].names[0]}": (
            one.topic,
            other,
        )
        for one, other in pairs
    }
    heard = [text for text, pair in texts.items() if named(scanner, text) == pair]
    assert heard
    assert [text for text in heard if leading(scanner, text) != texts[text][1:]] == []


def test_without_such_a_link_the_first_one_leads(small_scanner: Scanner) -> None:
    assert leading(small_scanner, "als is not like polio") == ("als",)

"""Which topic leads when a message names several things."""

from __future__ import annotations

import pytest

from guide.reading.scanner import Scanner


def leading(scanner: Scanner, text: str, weak_count: bool = False) -> tuple[str, ...]:
    scanned = scanner.scan(text)
    return scanner.chooser.choose(scanned, scanned.mentions, weak_count)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("muscle wasting in als", ("als",)),
        ("als and muscle wasting", ("als",)),
        ("does an mri show nerve damage", ("nerve_damage",)),
        ("physical therapy for muscle wasting", ("physical_therapy",)),
        ("muscle wasting", ("muscle_atrophy",)),
        ("duchenne", ()),
        ("riluzole", ()),
        ("optic atrophy", ()),
        ("nothing", ()),
    ],
)
def test_the_topic_of_the_highest_rank_leads(small_scanner: Scanner, text: str, expected: tuple[str, ...]) -> None:
    assert leading(small_scanner, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "als and polio",
        "als vs polio",
        "als, polio",
        "als or the polio",
        "als/polio",
        "als & polio",
        "als with polio",
        "als polio",
    ],
)
def test_two_topics_that_are_joined_lead_both(small_scanner: Scanner, text: str) -> None:
    assert leading(small_scanner, text) == ("als", "polio")


@pytest.mark.parametrize("text", ["als is not like polio", "als. polio", "als because of polio"])
def test_of_two_topics_apart_the_first_leads(small_scanner: Scanner, text: str) -> None:
    assert leading(small_scanner, text) == ("als",)


def test_the_same_topic_twice_leads_once(small_scanner: Scanner) -> None:
    assert leading(small_scanner, "als and motor neuron disease") == ("als",)


def test_a_third_topic_is_left_out(small_scanner: Scanner) -> None:
    assert leading(small_scanner, "als, polio and diabetic neuropathy") == ("als", "polio")


def test_joined_topics_of_different_rank_do_not_lead_both(small_scanner: Scanner) -> None:
    assert leading(small_scanner, "sarcopenia and als") == ("als",)


def test_a_weak_name_counts_only_in_company_of_muscle_words(small_scanner: Scanner) -> None:
    assert leading(small_scanner, "what do older people eat") == ()
    assert leading(small_scanner, "weakness in older people") == ("aging",)
    assert leading(small_scanner, "muscle wasting in seniors") == ("aging",)


def test_a_weak_name_counts_in_a_follow_up(small_scanner: Scanner) -> None:
    assert leading(small_scanner, "and in older people?", weak_count=True) == ("aging",)


def test_a_weak_name_counts_beside_a_weak_therapy(small_scanner: Scanner) -> None:
    assert leading(small_scanner, "exercise for seniors") == ("aging",)
    assert leading(small_scanner, "exercise") == ()


def test_words_inside_the_name_of_a_neighbour_mean_no_topic_together(small_scanner: Scanner) -> None:
    assert leading(small_scanner, "diabetes and nerve damage in cats") == ()


def test_two_words_that_mean_a_topic_together_lead_it(small_scanner: Scanner) -> None:
    assert leading(small_scanner, "neuropathy from diabetes") == ("diabetic_neuropathy",)
    assert leading(small_scanner, "my high sugar and nerve damage") == ("diabetic_neuropathy",)


def test_one_of_two_words_that_mean_a_topic_together_is_not_enough(small_scanner: Scanner) -> None:
    assert leading(small_scanner, "neuropathy") == ("nerve_damage",)
    assert leading(small_scanner, "high sugar") == ()


def test_companions_are_the_topics_named_beside_the_leading_one(small_scanner: Scanner) -> None:
    scanned = small_scanner.scan("can an mri or mri show als with physical therapy")

    assert small_scanner.chooser.companions(scanned, scanned.mentions, "als") == ("mri", "physical_therapy")


def test_ranks_come_from_the_knowledge(small_scanner: Scanner) -> None:
    assert [small_scanner.chooser.rank(topic) for topic in ("als", "aging", "mri", "muscle_atrophy")] == [4, 3, 1, 0]

"""The reading grade, with medical names and figures counted as plain words."""

from __future__ import annotations

from guide.knowledge.readability import HIGHEST_GRADE, grade, names_pattern

NO_NAMES = names_pattern(["xxxx"])
NAMES = names_pattern(["amyotrophic lateral sclerosis", "sclerosis", "Guillain-Barré syndrome", "ALS"])


def test_plain_words_are_easy_and_long_words_are_hard() -> None:
    assert grade("The leg gets thin and weak.", NO_NAMES) < 3
    assert grade("Considerable muscular deterioration necessitates hospitalization.", NO_NAMES) > HIGHEST_GRADE


def test_a_medical_name_counts_as_one_plain_word() -> None:
    named = "Amyotrophic lateral sclerosis makes the hands weak."

    assert grade(named, NAMES) == grade("Illness makes the hands weak.", NO_NAMES)
    assert grade(named, NAMES) < grade(named, NO_NAMES)


def test_the_longest_name_is_taken_first_and_case_does_not_matter() -> None:
    assert NAMES.sub("x", "AMYOTROPHIC lateral sclerosis and Sclerosis") == "x and x"


def test_a_name_may_stand_in_the_plural_or_with_a_possessive() -> None:
    assert NAMES.sub("x", "ALS's end, guillain-barré syndromes") == "x end, x"


def test_a_name_inside_another_word_is_no_name() -> None:
    assert NAMES.sub("x", "also false") == "also false"


def test_figures_count_as_one_short_word_each() -> None:
    text = "About {} people have it."

    grades = {grade(text.format(figure), NO_NAMES) for figure in ("5", "1,234,567", "2.5", "2018-2024", "30th", "ten")}
    assert len(grades) == 1


def test_the_point_of_a_decimal_ends_no_sentence() -> None:
    text = "A nerve that was cut may grow back by {} parts of an inch in a month at best."

    assert grade(text.format("2.5"), NO_NAMES) == grade(text.format("ten"), NO_NAMES)

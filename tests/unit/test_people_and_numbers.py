"""Whom the check-up is about, and which number to call."""

from __future__ import annotations

import pytest

from guide.check_up.numbers import COUNTRY_SETTING, NumberTable, default_numbers
from guide.check_up.people import default_people
from guide.check_up.safety_note import with_safety_note
from guide.check_up.tables import SIGNS, default_tables
from guide.conversation.replies import Reply
from guide.paths import DATA
from guide.yaml_lines import load_located

PEOPLE = default_people()
NUMBERS = default_numbers()
TABLE = load_located(DATA / "check_up" / "emergency_numbers.yml").data
NAMES = [(name, code) for code, country in TABLE["countries"].items() for name in country["names"]]
DEFAULT = TABLE["default"]


@pytest.fixture(autouse=True)
def _no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(COUNTRY_SETTING, raising=False)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("my mum has weak legs", "mother"),
        ("it is about my father-in-law", "father"),
        ("she can't lift her arm, my sister", "sister"),
        ("he told me my wife is weak", "wife"),
        ("he can't walk", "man"),
        ("her legs are thin", "woman"),
        ("it's for someone else", "somebody"),
        ("my legs are weak", None),
        ("", None),
    ],
)
def test_the_person_is_a_relative_first_and_else_she_or_he(text: str, person: str | None) -> None:
    assert PEOPLE.find(text) == person


@pytest.mark.parametrize(
    ("person", "they", "their", "large", "name"),
    [
        ("mother", "she", "her", "Is she", "your mother"),
        ("son", "he", "his", "Is he", "your son"),
        ("partner", "they", "their", "Are they", "your partner"),
        ("somebody", "they", "their", "Are they", "this person"),
        (None, "they", "their", "Are they", "this person"),
        ("nobody we know", "they", "their", "Are they", "this person"),
    ],
)
def test_the_words_for_a_person_follow_the_pronoun(
    person: str | None, they: str, their: str, large: str, name: str
) -> None:
    words = PEOPLE.words(person)

    assert (words["they"], words["their"], words["Are_they"], words["person"]) == (they, their, large, name)
    assert words["They"] == they.capitalize()


def test_every_pronoun_fills_the_same_places() -> None:
    places = [set(PEOPLE.words(person)) for person in ("mother", "son", "partner")]

    assert places[0] == places[1] == places[2]


@pytest.mark.parametrize(("name", "code"), NAMES)
def test_each_country_is_found_where_someone_says_to_be_there(name: str, code: str) -> None:
    assert NUMBERS.find_country(name) == code
    assert NUMBERS.find_country(f"I'm in {name}, my leg is weak") == code
    assert NUMBERS.find_country(f"we live in the {name.upper()}.") == code


@pytest.mark.parametrize(
    "text",
    ["call us", "please help us", "turkey sandwich made me ill", "can you tell us more", "I ate in a hurry"],
)
def test_words_that_only_look_like_a_country_are_none(text: str) -> None:
    assert NUMBERS.find_country(text) is None


def test_a_longer_name_wins_over_a_shorter_one_in_it() -> None:
    assert NUMBERS.find_country("I live in northern ireland") == "gb"
    assert NUMBERS.find_country("I live in ireland") == "ie"
    assert NUMBERS.find_country("from south africa") == "za"


@pytest.mark.parametrize("code", [None, "", "xx"])
def test_without_a_known_country_the_common_numbers_are_named(code: str | None) -> None:
    assert NUMBERS.of(code).emergency == DEFAULT["emergency"]
    assert NUMBERS.of(code).crisis == DEFAULT["crisis"]


def test_a_country_has_its_own_numbers_and_the_crisis_line_names_the_emergency_number_too() -> None:
    assert NUMBERS.of("gb").emergency == NUMBERS.of("GB").emergency == "999"
    assert NUMBERS.of("gb").crisis == "116 123 or 999"


def test_a_country_without_a_crisis_line_uses_the_common_ones() -> None:
    assert NUMBERS.of("bg").emergency == "112"
    assert NUMBERS.of("bg").crisis == DEFAULT["crisis"]


def test_the_setting_stands_in_for_a_country_that_was_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(COUNTRY_SETTING, "AU")

    assert NUMBERS.of().emergency == "000"
    assert NUMBERS.of("us").emergency == "911"


def test_a_setting_that_is_no_country_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(COUNTRY_SETTING, "atlantis")

    assert NUMBERS.of() == NumberTable(TABLE).of()
    assert NUMBERS.of().emergency == DEFAULT["emergency"]


def test_the_safety_note_follows_the_first_reply_and_names_the_first_sign() -> None:
    told = default_tables().question(SIGNS).option("breathing").told
    replies = [Reply("utter_answer"), Reply("utter_disclaimer_short")]

    noted = with_safety_note(replies, ["breathing", "stroke"])

    assert noted == [replies[0], Reply("utter_safety_note", {"sign": told}), replies[1]]


def test_there_is_no_safety_note_without_a_sign_or_without_a_reply() -> None:
    assert with_safety_note([Reply("utter_answer")], []) == [Reply("utter_answer")]
    assert with_safety_note([], ["breathing"]) == []

"""The questions that are offered as buttons."""

from __future__ import annotations

from guide.conversation.context import MORE, Context, Step
from guide.conversation.next_questions import MOST_BUTTONS, NextQuestions
from guide.knowledge.library import Library
from guide.reading.reading import Question

ALS = Step("als", "definition")


def test_a_question_is_worded_as_a_person_would_type_it(small_next: NextQuestions) -> None:
    assert small_next.words(Question("outlook", "als")) == "What is the outlook for ALS?"


def test_a_test_is_worded_in_its_own_way_and_a_medicine_like_a_disease(small_next: NextQuestions) -> None:
    assert small_next.words(Question("definition", "mri")) == "What does an MRI show?"
    assert small_next.words(Question("definition", "corticosteroids")) == "What is steroids?"


def test_after_an_answer_more_comes_first_then_what_the_answer_leads_to_then_the_usual(
    small_next: NextQuestions,
) -> None:
    assert small_next.after(ALS, Context().after(ALS)) == (
        "Tell me more",
        "What is the outlook for ALS?",
        "What are the symptoms of ALS?",
        "How is ALS treated?",
    )


def test_more_is_not_offered_once_it_was_told(small_next: NextQuestions) -> None:
    told = Step("als", "definition", MORE)

    assert "Tell me more" not in small_next.after(told, Context().after(ALS).after(told))


def test_more_is_not_offered_where_there_is_none(small_next: NextQuestions) -> None:
    step = Step("als", "outlook")

    assert "Tell me more" not in small_next.after(step, Context().after(step))


def test_what_was_told_is_not_offered_again(small_next: NextQuestions) -> None:
    context = Context().after(Step("als", "outlook")).after(Step("als", "symptoms")).after(ALS)

    assert small_next.after(ALS, context) == ("Tell me more", "How is ALS treated?", "How is ALS found?")


def test_only_what_can_be_answered_is_offered(small_next: NextQuestions, small_library: Library) -> None:
    step = Step("polio", "definition")

    assert small_next.after(step, Context().after(step)) == (
        "What are the symptoms of polio?",
        "How can polio be prevented?",
    )


def test_a_topic_is_offered_from_its_definition_on(small_next: NextQuestions) -> None:
    assert small_next.about("polio") == (
        "What is polio?",
        "What are the symptoms of polio?",
        "How can polio be prevented?",
    )


def test_without_a_topic_muscle_atrophy_is_offered(small_next: NextQuestions) -> None:
    offered = small_next.about(None)

    assert offered[0] == "What is muscle atrophy?"
    assert len(offered) == MOST_BUTTONS
    assert small_next.about("scurvy") == offered


def test_offers_leave_out_what_they_are_told_to_and_keep_to_a_number(small_next: NextQuestions) -> None:
    assert small_next.about("als", besides=["definition"], most=1) == ("What are the symptoms of ALS?",)


def test_every_button_there_can_be_is_known_with_its_question(
    small_next: NextQuestions, small_library: Library
) -> None:
    buttons = dict(small_next.all_words())

    assert set(buttons.values()) == {Question(aspect, topic) for topic, aspect in small_library.covered_pairs()}
    assert buttons["How can polio be prevented?"] == Question("prevention", "polio")

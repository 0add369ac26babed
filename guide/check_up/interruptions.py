"""What in the middle of a check-up is no reply to the open question but a turn of its own."""

from __future__ import annotations

from guide.check_up.course import CourseKeeper
from guide.reading import reading as acts
from guide.reading.reading import Reading
from guide.symptoms.reading import SymptomReading

CONTROL = frozenset(
    {
        "ask_why",
        "change_answer",
        "stop_check_up",
        "resume_check_up",
        "start_check_up",
        "restart_check_up",
        "ask_summary",
        "go_back",
        "delete_conversation",
        acts.UNREADABLE,
        acts.OTHER_LANGUAGE,
    }
)
"""Acts on the check-up or the talk itself, and messages that cannot be read."""

_PERHAPS_REPLIES = frozenset(
    {acts.AFFIRM, "deny", acts.REPORT_SYMPTOMS, acts.OUT_OF_SCOPE, acts.UNSURE, "small_talk", "answer_check_up"}
)
_SURE = 0.5
_LONGEST_UNSURE_REPLY = 4  # words: "months?" is a reply that is not sure of itself


def is_interruption(reading: Reading, keeper: CourseKeeper, slot: str, text: str, symptoms: SymptomReading) -> bool:
    """Whether the message is a turn of its own: a question, a wish about the check-up, small talk.

    The words of an option are always a reply, whatever else they could mean, and so is what plainly answers the open
    question; yes, no and words inside a longer text give way to a clear wish or question.
    """
    if keeper.is_listed(slot, text):
        return False
    if keeper.answers_plainly(slot, text, symptoms) and "?" not in text:
        return False
    if reading.act in CONTROL and reading.confidence >= _SURE:
        return True
    if reading.questions and reading.act.startswith(acts.ASPECT_ACT):
        outright = "?" in text or any(question.topic for question in reading.questions)
        return outright or keeper.understands(slot, text, symptoms) is None  # "months" may ask how long, and answers
    if "?" in text and len(text.split()) > _LONGEST_UNSURE_REPLY:
        return True
    if reading.act in _PERHAPS_REPLIES:
        return False
    return keeper.understands(slot, text, symptoms) is None

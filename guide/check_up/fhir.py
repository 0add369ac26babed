"""A check-up for other programs, as FHIR R4: a Questionnaire, and a QuestionnaireResponse that contains it.

Nothing in them identifies the person: no name, no reference to a patient, none of the person's own words. What the
choices rest on stands in `docs/fhir.md`.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from guide.check_up.summary import Summary, SummaryWords, default_summary_words
from guide.check_up.tables import LEVELS, Question, Tables

URGENCY, REASONS = "urgency", "reasons"
"""The linkIds of the two items that the guide adds to the person's answers."""

CONTAINED_ID = "check-up"
_CHECK_UP = uuid.UUID("5b0c6a0e-3d57-4c0e-9a3b-0f2d7c1f8e46")
_LANGUAGE = "en"


def code_system(link_id: str) -> str:
    """The URN of the code system that the answers of one item belong to; the same in every release."""
    return uuid.uuid5(_CHECK_UP, link_id).urn


def questionnaire(tables: Tables, words: SummaryWords | None = None) -> dict[str, Any]:
    """The check-up as a FHIR R4 Questionnaire: an item for each question, then how soon, and why."""
    words = words or default_summary_words()
    levels = [{"valueCoding": _coding(URGENCY, level, words.levels[level].name)} for level in LEVELS]
    return {
        "resourceType": "Questionnaire",
        "id": CONTAINED_ID,
        "language": _LANGUAGE,
        "url": _CHECK_UP.urn,
        "title": words.title,
        "status": "active",
        "subjectType": ["Patient"],
        "item": [
            *(_question_item(question) for question in tables.questions),
            {
                "linkId": URGENCY,
                "text": words.how_soon,
                "type": "choice",
                "readOnly": True,
                "answerOption": levels,
            },
            {
                "linkId": REASONS,
                "text": words.headings["why"],
                "type": "string",
                "repeats": True,
                "readOnly": True,
            },
        ],
    }


def questionnaire_response(tables: Tables, summary: Summary, words: SummaryWords | None = None) -> dict[str, Any]:
    """A check-up as a FHIR R4 QuestionnaireResponse; questions that were not asked have no item.

    `tables` are those that the summary was made from, in the words of `words` (the project's own if None).
    """
    words = words or default_summary_words()
    given = {one.slot: one for one in (*summary.answers, *summary.unknown)}
    answered = [
        _item(
            slot,
            given[slot].heading,
            (
                {"valueCoding": _coding(slot, id_, title)}
                for id_, title in zip(given[slot].ids, given[slot].titles, strict=True)
            ),
        )
        for slot in tables.slots
        if slot in given
    ]
    urgency = {"valueCoding": _coding(URGENCY, summary.level, summary.level_name)}
    why = [{"valueString": reason.explanation} for reason in summary.reasons]
    return {
        "resourceType": "QuestionnaireResponse",
        "language": _LANGUAGE,
        "contained": [questionnaire(tables, words)],
        "questionnaire": f"#{CONTAINED_ID}",
        "status": "completed",
        "authored": summary.date.isoformat(),
        "item": [
            *answered,
            _item(URGENCY, words.how_soon, [urgency]),
            *([_item(REASONS, words.headings["why"], why)] if why else []),
        ],
    }


def _question_item(question: Question) -> dict[str, Any]:
    return {
        "linkId": question.slot,
        "text": question.summary,
        "type": "choice",
        "repeats": question.multiple,
        "answerOption": [
            {"valueCoding": _coding(question.slot, option.id, option.title)} for option in question.options
        ],
    }


def _item(link_id: str, text: str, answers: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"linkId": link_id, "text": text, "answer": list(answers)}


def _coding(link_id: str, code: str, display: str) -> dict[str, str]:
    return {"system": code_system(link_id), "code": code, "display": display}

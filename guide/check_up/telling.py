"""What the check-up says: questions, what was heard, the result and its reasons. Wording stands in the responses."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from guide.check_up.course import Course
from guide.check_up.numbers import default_numbers
from guide.check_up.planner import questions_left
from guide.check_up.policy import Verdict, judge, reasons, resembles, sources_of
from guide.check_up.summary import in_plain_text, summarize
from guide.check_up.tables import NO, NONE, NOTICED, SIGNS, SUBJECT, UNKNOWN, Answers, Tables
from guide.conversation.replies import Reply, name_sources
from guide.knowledge.library import Library
from guide.knowledge.models import Sentence
from guide.paths import DATA
from guide.yaml_lines import load_located

EMERGENCY = "emergency"
_SEVERAL = "several"
_DOCTOR_TOPIC = "muscle_atrophy"


@dataclass(frozen=True)
class Offers:
    """The words on the buttons after a result and outside of a check-up (`data/check_up/buttons.yml`)."""

    start: str
    resume: str
    restart: str
    summary: str
    change: str
    change_slot: str
    why: str
    back: str
    stop: str


class CheckUpTeller:
    """Says everything of the check-up, over the tables and the library."""

    def __init__(self, tables: Tables, library: Library, offers: Offers) -> None:
        self._tables = tables
        self._library = library
        self.offers = offers

    def question(self, slot: str, course: Course, answers: Answers) -> Reply:
        """The question for `slot`, in its second wording after a misunderstanding; a button for every option."""
        question = self._tables.question(slot)
        settled = {**answers, NOTICED: course.noticed}
        step = len(course.asked) + 1
        custom: dict[str, Any] = {
            "kind": "question",
            "slot": slot,
            "options": list(question.ids),
            "multiple": question.multiple,
            "step": step,
            "of": len(course.asked) + max(1, questions_left(self._tables, settled)),
        }
        response = f"utter_ask_{slot}" + ("_error" if course.misses else "")
        return Reply(response, buttons=tuple(option.title for option in question.options), custom=custom)

    def why(self, slot: str) -> Reply:
        """Why the question for `slot` is asked."""
        return Reply(f"utter_why_{slot}")

    def heard(self, slots: Iterable[str], answers: Answers) -> Reply | None:
        """What the opening told, said back; None where it told nothing."""
        told = self._said_back(slots, answers)
        return Reply("utter_check_up_heard", {"told": ", ".join(told)}) if told else None

    def changed(self, slots: Iterable[str], answers: Answers) -> list[Reply]:
        """What was changed, slot by slot."""
        return [
            Reply(
                "utter_check_up_changed",
                {"name": self._tables.question(slot).name, "told": ", ".join(self._titles(slot, answers))},
            )
            for slot in slots
        ]

    def change_what(self, answers: Answers) -> Reply:
        """Asks which answer is to be changed; a button for each answer given."""
        names = [q.name for q in self._tables.questions if q.slot in answers]
        return Reply("utter_check_up_change_what", buttons=tuple(self.offers.change_slot.format(name=n) for n in names))

    def offer(self) -> Reply:
        """Offers to start."""
        return Reply("utter_check_up_offer", buttons=(self.offers.start,))

    def emergency(self, signs: Sequence[str], call: str) -> Reply:
        """What to do at once, for an emergency found by the answers."""
        name = signs[0] if len(signs) == 1 else _SEVERAL
        response = f"utter_emergency_{name}" if signs else "utter_result_emergency"
        return Reply(response, custom={"kind": EMERGENCY, "signs": list(signs), "call": call})

    def result(self, course: Course, answers: Answers, call: str) -> list[Reply]:
        """The result: in an emergency what to do now and why, and nothing more; else everything that belongs to it."""
        settled = {**answers, NOTICED: course.noticed}
        verdict = self._verdict(settled)
        custom = self._result_custom(verdict, settled)
        if verdict.level == EMERGENCY:
            return [self.emergency(self._signs_of(verdict, answers), call), self._why(verdict, custom)]
        level = Reply(f"utter_result_{verdict.level}", custom=custom)
        return [
            level,
            *([self._why(verdict, None)] if verdict.rules else []),
            *self._told(answers),
            *self._resembles(custom["patterns"]),
            self._doctor(),
            Reply(f"utter_result_sooner_{verdict.level}"),
            Reply("utter_disclaimer_full"),
            Reply("utter_result_next", buttons=(self.offers.summary, self.offers.change, self.offers.restart)),
        ]

    def summary(self, course: Course, answers: Answers, date: str, call: str | None = None) -> str:
        """The summary for the doctor as plain text; `date` as it is to be shown, `call` the number to call.

        Whoever asks for it sees to it that the check-up has come to a result. Without `call` the number is that of the
        country this guide serves, or the common ones.
        """
        number = call or default_numbers().of().emergency
        today = datetime.date.today()
        return in_plain_text(
            summarize(self._tables, self._library, replace(course, finished=True), answers, today, number), date
        )

    def _verdict(self, answers: Answers) -> Verdict:
        return Verdict(judge(self._tables, answers).level, reasons(self._tables, answers))

    def _result_custom(self, verdict: Verdict, answers: Answers) -> dict[str, Any]:
        return {
            "kind": "result",
            "urgency": verdict.level,
            "reasons": [rule.id for rule in verdict.rules],
            "patterns": [] if verdict.level == EMERGENCY else list(resembles(self._tables, answers)),
            "sources": list(sources_of(verdict.rules)),
        }

    def _why(self, verdict: Verdict, custom: dict[str, Any] | None) -> Reply:
        because = "\n".join(
            f"- {rule.explanation} ({name_sources(self._library, rule.source)})" for rule in verdict.rules
        )
        return Reply("utter_result_why", {"reasons": f"\n{because}"}, custom=custom)

    def _signs_of(self, verdict: Verdict, answers: Answers) -> list[str]:
        ticked = [sign for sign in answers.get(SIGNS, ()) if sign not in (NONE, UNKNOWN)]
        implied = [rule.sign for rule in verdict.rules if rule.urgency == EMERGENCY and rule.sign]
        return list(dict.fromkeys(ticked or implied))

    def _told(self, answers: Answers) -> list[Reply]:
        have: list[str] = []
        have_not: list[str] = []
        unknown: list[str] = []
        for question in self._tables.questions:
            for id_ in answers.get(question.slot, ()):
                place = unknown if id_ == UNKNOWN else have_not if id_ in (NO, NONE) else have
                if question.slot != SUBJECT:
                    place.append(question.option(id_).told)
        replies = []
        for response, place_name, items in (
            ("utter_result_have", "told", have),
            ("utter_result_have_not", "told_not", have_not),
            ("utter_result_unknown", "unknown", unknown),
        ):
            if items:
                replies.append(Reply(response, {place_name: "\n".join(f"- {item}" for item in items)}))
        return replies

    def _resembles(self, topics: Sequence[str]) -> list[Reply]:
        if not topics:
            return [Reply("utter_result_no_pattern")]
        return [
            Reply("utter_result_pattern", {"name": self._library.topics[topic].name, "what_it_is": self._first(topic)})
            for topic in topics[:2]
        ]

    def _first(self, topic: str) -> str:
        answer = self._library.answer(topic, "definition")
        return answer.say[0].text if answer else ""

    def _doctor(self) -> Reply:
        asked = self._library.answer(_DOCTOR_TOPIC, "diagnosis")
        says, more = (asked.say, asked.more) if asked else ((), ())
        return Reply("utter_result_doctor", {"asks": _bullets(says), "tests": _bullets(more)})

    def _titles(self, slot: str, answers: Answers) -> list[str]:
        return [self._tables.question(slot).option(id_).title for id_ in answers.get(slot, ())]

    def _said_back(self, slots: Iterable[str], answers: Answers) -> list[str]:
        return [
            self._tables.question(slot).option(id_).told
            for slot in slots
            for id_ in answers.get(slot, ())
            if slot != SUBJECT or id_ != "self"
        ]


def _bullets(sentences: Iterable[Sentence]) -> str:
    return "\n".join(f"- {sentence.text}" for sentence in sentences)


def load_offers(data: Path = DATA) -> Offers:
    """Read `data/check_up/buttons.yml`."""
    return Offers(**load_located(data / "check_up" / "buttons.yml").data)

"""The likeliest next questions, offered as buttons in words that a person would type."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from guide.conversation.context import MORE, Context, Step
from guide.knowledge.library import Library
from guide.paths import DATA
from guide.reading.reading import Question
from guide.yaml_lines import load_located

MOST_BUTTONS = 4


class NextQuestions:
    """Words questions for buttons and chooses which to offer."""

    def __init__(
        self,
        library: Library,
        wording: dict[str, dict[str, str]],
        usual: list[str],
        tell_more: str,
        difference: str = "",
    ) -> None:
        self._library = library
        self._wording = wording
        self._usual = usual
        self._tell_more = tell_more
        self._difference = difference

    def words(self, question: Question) -> str:
        """The question as a person would type it. The topic must be given."""
        topic = self._library.topics[question.topic or ""]
        wording = self._wording.get(topic.sort, self._wording["disease"])
        return wording[question.aspect].format(name=topic.name)

    def difference(self, topic: str, other: str) -> str:
        """The question how two topics differ, as a person would type it."""
        return self._difference.format(name=self._library.topics[topic].name, other=self._library.topics[other].name)

    def relatives(self, topic: str | None, most: int = 3) -> tuple[str, ...]:
        """The topics nearest to `topic`: of the same kind and sort; the kinds where there is none."""
        topics = self._library.topics
        known = topics.get(topic or "")
        if known is None:
            return tuple(dict.fromkeys(t.kind for t in topics.values() if t.kind))[:most]
        near = [t.topic for t in topics.values() if t.kind == known.kind and t.sort == known.sort and t != known]
        return tuple(near[:most])

    def all_words(self) -> Iterable[tuple[str, Question]]:
        """Every button there can be for an answer, with what it asks."""
        for topic, aspect in self._library.covered_pairs():
            yield self.words(Question(aspect, topic)), Question(aspect, topic)

    def after(self, step: Step, context: Context) -> tuple[str, ...]:
        """What to offer after `step`: more of it, then the aspects most often asked next that were not told yet."""
        answer = self._library.answer(step.topic, step.aspect)
        topic = self._library.topics[step.topic]
        buttons: list[str] = []
        if answer and answer.more and not context.told(step.topic, step.aspect, MORE):
            buttons.append(self._tell_more)
        wanted = [*(answer.next if answer else []), *self._usual]
        for aspect in dict.fromkeys(wanted):
            if aspect in topic.answers and aspect != step.aspect and not context.told(step.topic, aspect):
                buttons.append(self.words(Question(aspect, step.topic)))
        return tuple(buttons[:MOST_BUTTONS])

    def about(self, topic: str | None, besides: Iterable[str] = (), most: int = MOST_BUTTONS) -> tuple[str, ...]:
        """Questions about `topic` (of muscle atrophy where there is none) other than the aspects `besides`."""
        known = self._library.topics.get(topic or "") or self._library.topics["muscle_atrophy"]
        skipped = set(besides)
        aspects = [a for a in ["definition", *self._usual] if a in known.answers and a not in skipped]
        return tuple(self.words(Question(aspect, known.topic)) for aspect in dict.fromkeys(aspects))[:most]


def load_next_questions(library: Library, data: Path = DATA) -> NextQuestions:
    """Read `data/buttons.yml`."""
    buttons = load_located(data / "buttons.yml").data
    return NextQuestions(
        library, buttons["questions"], buttons["usual_order"], buttons["tell_more"], buttons.get("difference", "")
    )

"""The page's side of a conversation: send a message, read it back, sum it up, delete it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.trackers import DialogueStateTracker

from guide.check_up.course import Course
from guide.check_up.kept import COUNTRY_SLOT, answers_in, course_in
from guide.check_up.summary import can_be_summed_up
from guide.check_up.tables import Answers, Tables
from guide.page.exchange import Exchange
from guide.reading.guard import clean, find_problem
from guide_rasa.guarded_turn import GuardedTurn
from guide_rasa.page.desk import MessageDesk
from guide_rasa.page.output import CHANNEL, PageOutput
from guide_rasa.page.own_words import own_words_in
from guide_rasa.page.transcript import SAID, exchanges_of
from guide_rasa.store_access import ConversationStore
from guide_rasa.topic_reader import PROBLEM_ENTITY

logger = logging.getLogger(__name__)

_STAND_IN = "?"


class TurnFailed(Exception):
    """Rasa gave no answer. `messages` say so; the message was not taken in and may be sent again."""

    def __init__(self, messages: Sequence[dict[str, object]]) -> None:
        super().__init__("no answer")
        self.messages = messages

    @property
    def text(self) -> str:
        """What to tell the person."""
        return "\n".join(str(message.get("text", "")) for message in self.messages)


@dataclass(frozen=True)
class Talk:
    """A conversation as it stands: its exchanges, and what there is of a check-up."""

    exchanges: tuple[Exchange, ...] = ()
    country: str | None = None
    answers: Answers = field(default_factory=dict)
    course: Course = Course()
    in_own_words: tuple[str, ...] = ()
    has_summary: bool = False


class Talks:
    """All conversations of the page."""

    def __init__(self, turn: GuardedTurn, store: ConversationStore, tables: Tables) -> None:
        self._turn = turn
        self._store = store
        self._tables = tables
        self._desk = MessageDesk(self._process, self._recall)

    async def say(self, conversation: str, message_id: str, text: str) -> Exchange:
        """Send one message. Raises TurnFailed where the guide could not answer."""
        return await self._desk.take(conversation, message_id, text)

    async def read(self, conversation: str) -> Talk:
        """The conversation so far; an empty one where nothing was said."""
        tracker = await self._store.find(conversation)
        return self._talk(tracker) if tracker else Talk()

    async def delete(self, conversation: str) -> bool:
        """Delete the conversation; True if a fresh look finds nothing of it, False also where the store failed."""
        self.forget(conversation)
        try:
            return await self._store.delete(conversation)
        except Exception as error:  # the person must be told that it is still there
            logger.error("A conversation could not be deleted: %s", type(error).__name__)
            return False

    def forget(self, conversation: str) -> None:
        """Forget what is remembered beside the tracker of a conversation that was deleted."""
        self._desk.forget(conversation)

    def _talk(self, tracker: DialogueStateTracker) -> Talk:
        answers, course = answers_in(tracker.get_slot, self._tables), course_in(tracker.get_slot)
        return Talk(
            exchanges_of(tracker),
            tracker.get_slot(COUNTRY_SLOT),
            answers,
            course,
            own_words_in(tracker.events),
            can_be_summed_up(self._tables, course, answers),
        )

    async def _process(self, conversation: str, message_id: str, text: str) -> Exchange:
        problem = find_problem(text)
        said = clean(text)
        output = PageOutput()
        message = UserMessage(
            _STAND_IN if problem else said,
            output,
            conversation,
            input_channel=CHANNEL,
            message_id=message_id,
            metadata={PROBLEM_ENTITY: problem.value, SAID: said} if problem else None,
        )
        if not await self._turn.run(message):
            raise TurnFailed(output.messages)
        return Exchange(message_id, said, tuple(output.messages))

    async def _recall(self, conversation: str) -> dict[str, Exchange]:
        return {exchange.id: exchange for exchange in exchanges_of(await self._store.find(conversation))}

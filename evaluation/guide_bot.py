"""The guide as it is measured: the whole bot, a new conversation for every row."""

import time
from dataclasses import replace
from typing import Any

from evaluation.rows import Row
from evaluation.scoring import Said, said_in
from guide_rasa.act_classifier import READING
from guide_rasa.in_process import InProcessBot


class GuideBot:
    """Asks the guide and times it."""

    def __init__(self, bot: InProcessBot) -> None:
        self._bot = bot

    @classmethod
    async def load(cls) -> "GuideBot":
        """Load the guide's own model."""
        return cls(await InProcessBot.load())

    async def ask(self, row: Row) -> Said:
        """Say the text of a row in a conversation of its own."""
        sender = f"{'own' if row.own else 'given'}:{row.set_name}:{row.line}"
        started = time.perf_counter()
        turn = await self._bot.say(row.text, sender)
        milliseconds = (time.perf_counter() - started) * 1000
        return replace(
            said_in(turn.customs),
            failure="" if turn.messages else "said nothing",
            reading=await self._reading(sender),
            milliseconds=milliseconds,
        )

    async def _reading(self, sender: str) -> dict[str, Any]:
        latest = (await self._bot.tracker(sender)).latest_message
        parsed = dict(latest.parse_data or {}) if latest else {}
        return dict(parsed.get(READING) or {"intent": parsed.get("intent"), "entities": parsed.get("entities")})

"""The way from a channel to the conversations that Rasa keeps."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic
from sanic.blueprints import Blueprint

from guide_rasa.deletion import delete_conversation


class ConversationStore:
    """Reads and deletes conversations of the server that a channel's blueprint has been registered with."""

    def __init__(self, blueprint: Blueprint) -> None:
        self._app: Sanic | None = None
        blueprint.listener("before_server_start")(self._remember)

    async def find(self, conversation: str) -> DialogueStateTracker | None:
        """The conversation with all its events, or None where nothing was said in it yet."""
        agent = self._agent()
        tracker: DialogueStateTracker | None = (
            await agent.tracker_store.retrieve_full_tracker(conversation) if agent else None
        )
        return tracker if tracker is not None and tracker.events else None

    async def delete(self, conversation: str) -> bool:
        """Delete a conversation once no turn of it runs; True if a fresh look finds nothing of it."""
        agent = self._agent()
        if agent is None:
            return False
        async with agent.lock_store.lock(conversation):
            return await delete_conversation(agent.tracker_store, conversation)

    def _agent(self) -> Any | None:
        """Rasa's agent; None while there is no model."""
        agent = getattr(self._app.ctx, "agent", None) if self._app else None
        return agent if getattr(agent, "tracker_store", None) is not None else None

    async def _remember(self, app: Sanic, *_loop: Any) -> None:
        self._app = app

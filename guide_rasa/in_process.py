"""The whole bot in one process, real actions included: for tests and measurements, not for serving."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import skops.io  # noqa: F401  Imported after TensorFlow, which Rasa brings in, this takes many seconds longer.
from rasa.core.agent import Agent, load_agent
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from rasa.utils.log_utils import configure_structlog
from rasa_sdk.executor import ActionExecutor

from guide.paths import PROJECT
from guide_rasa.nlg import GuideNlg
from guide_rasa.remote_action import use_quick_remote_actions

MODEL = PROJECT / "models" / "guide.tar.gz"


class InProcessActions(EndpointConfig):
    """An action endpoint that runs the project's actions right here instead of calling a server."""

    def __init__(self) -> None:
        super().__init__(url="http://in-process.invalid")
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(self, *args: Any, **kwargs: Any) -> Any | None:
        """Run the action that Rasa asks for; the answer has the form of an action server's."""
        return await self._executor.run(kwargs["json"])


@dataclass(frozen=True)
class Turn:
    """All that the bot said to one message."""

    messages: list[dict[str, Any]]

    @property
    def text(self) -> str:
        """The texts, one after another."""
        return "\n".join(message["text"] for message in self.messages if message.get("text"))

    @property
    def customs(self) -> list[dict[str, Any]]:
        """The custom parts in order."""
        return [message["custom"] for message in self.messages if message.get("custom")]

    @property
    def buttons(self) -> list[dict[str, str]]:
        """The buttons in order."""
        return [button for message in self.messages for button in message.get("buttons") or []]

    def kinds(self) -> list[str]:
        """The kinds of the custom parts in order."""
        return [custom["kind"] for custom in self.customs]

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        """The custom parts of one kind."""
        return [custom for custom in self.customs if custom["kind"] == kind]


class InProcessBot:
    """A loaded agent to talk to."""

    def __init__(self, agent: Agent) -> None:
        self.agent = agent

    @classmethod
    async def load(cls, model: Path = MODEL, actions: EndpointConfig | None = None) -> InProcessBot:
        """Load a trained model; `actions` takes the place of the project's own actions (to play a dead server)."""
        configure_structlog(logging.ERROR)
        use_quick_remote_actions()
        agent = await load_agent(model_path=str(model))
        endpoint = actions or InProcessActions()
        agent.action_endpoint = endpoint
        agent.nlg = GuideNlg(domain=agent.domain)
        if agent.processor is None:
            raise FileNotFoundError(f"no model in {model}")
        agent.processor.action_endpoint = endpoint
        agent.processor.nlg = agent.nlg
        return cls(agent)

    async def say(self, text: str, sender: str) -> Turn:
        """Send one message of one conversation."""
        return Turn(list(await self.agent.handle_text(text, sender_id=sender) or []))

    async def tracker(self, sender: str) -> DialogueStateTracker:
        """The tracker of one conversation."""
        return await self.agent.tracker_store.get_or_create_tracker(sender)

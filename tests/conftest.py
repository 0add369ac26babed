"""What all tests share: one event loop, and the bot in one process, loaded once from the trained model."""

from __future__ import annotations

import asyncio
import logging
import os
import uuid
import warnings
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

# How long an example takes depends on the machine, so no test fails by it.
settings.register_profile("guide", deadline=None)
settings.load_profile("guide")

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")

if TYPE_CHECKING:
    from guide_rasa.in_process import InProcessBot
    from tests.conversations.talk import Talk

_CHATTY = ("rasa", "rasa_sdk", "tensorflow", "absl", "matplotlib", "asyncio")


@pytest.fixture(scope="session", autouse=True)
def _quiet() -> None:
    warnings.filterwarnings("ignore")
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.ERROR)


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """The one event loop that every conversation of the session runs on: the bot's locks belong to it."""
    running = asyncio.new_event_loop()
    yield running
    running.close()


@pytest.fixture(scope="session")
def bot(loop: asyncio.AbstractEventLoop) -> InProcessBot:
    """The bot with its real actions. Importing Rasa takes seconds, so only tests that talk pay for it."""
    from guide_rasa.in_process import MODEL, InProcessBot

    if not MODEL.exists():
        pytest.fail("no model: run `make train` first")
    return loop.run_until_complete(InProcessBot.load())


@pytest.fixture
def sender() -> str:
    """The id of a conversation of its own."""
    return uuid.uuid4().hex


@pytest.fixture
def talk(bot: InProcessBot, loop: asyncio.AbstractEventLoop, sender: str) -> Talk:
    """A new conversation with the bot."""
    from tests.conversations.talk import Talk

    return Talk(bot, loop, sender)


@pytest.fixture(scope="session")
def new_talk(bot: InProcessBot, loop: asyncio.AbstractEventLoop) -> Callable[[], Talk]:
    """Starts conversations, as many as a test needs."""
    from tests.conversations.talk import Talk

    return lambda: Talk(bot, loop, uuid.uuid4().hex)

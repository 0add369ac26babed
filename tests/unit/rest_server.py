"""A real little server with the guide's REST channel, and a bot behind it that is played by a function."""

from __future__ import annotations

import json
import socket
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import aiohttp
from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from guide.paths import PROJECT
from guide.yaml_lines import load_located
from guide_rasa.channels import GuideRestInput

UNAVAILABLE: dict[str, Any] = load_located(PROJECT / "domain.yml").data["responses"]["utter_unavailable"][0]
Bot = Callable[[UserMessage], Awaitable[None]]


class _RestartableSanic(Sanic):
    """Sanic rewrites its own code as it starts, and only in this mode it can do so more than once in a process."""

    test_mode = True


class Client:
    """Sends messages to the channel and keeps what reached the bot."""

    def __init__(self, session: aiohttp.ClientSession, address: str, reached: list[UserMessage]) -> None:
        self._session = session
        self._address = address
        self.reached = reached

    async def post(self, data: bytes | str, query: str = "") -> tuple[int, str]:
        """Status and body of the answer to raw data."""
        headers = {"Content-Type": "application/json"}
        async with self._session.post(f"{self._address}/webhook{query}", data=data, headers=headers) as answer:
            return answer.status, await answer.text()

    async def say(self, message: Any, **more: Any) -> list[dict[str, Any]]:
        """What the bot says to one message."""
        status, body = await self.post(json.dumps({"message": message, **more}))
        assert status == 200
        answered: list[dict[str, Any]] = json.loads(body)
        return answered

    async def stream(self, message: Any) -> list[dict[str, Any]]:
        """What the bot says to one message, asked for as a stream."""
        status, body = await self.post(json.dumps({"message": message, "sender": "a"}), "?stream=true")
        assert status == 200
        return [json.loads(line) for line in body.splitlines()]

    async def health(self) -> Any:
        """What the address itself answers."""
        async with self._session.get(f"{self._address}/") as answer:
            return await answer.json()


async def echo(message: UserMessage) -> None:
    """A bot that says what it was told."""
    await message.output_channel.send_text_message(message.sender_id, message.text)


@asynccontextmanager
async def serving(bot: Bot = echo, reply_seconds: float = 5.0) -> AsyncIterator[Client]:
    """A server on a free port, for the time of one test."""
    reached: list[UserMessage] = []

    async def on_new_message(message: UserMessage) -> None:
        reached.append(message)
        await bot(message)

    app = _RestartableSanic(f"guide_{uuid.uuid4().hex}", configure_logging=False)
    app.ctx.agent = SimpleNamespace(domain=None)  # as in Rasa when no model could be loaded
    channel = GuideRestInput.from_credentials({"reply_seconds": reply_seconds})
    app.blueprint(channel.blueprint(on_new_message), url_prefix="/webhooks/rest")
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = await app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
    await server.startup()
    await server.before_start()
    await server.after_start()
    try:
        async with aiohttp.ClientSession() as session:
            address = f"http://127.0.0.1:{listening.getsockname()[1]}/webhooks/rest"
            yield Client(session, address, reached)
    finally:
        await server.before_stop()
        await server.close()
        await server.after_stop()
        listening.close()

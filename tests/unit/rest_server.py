"""A real little server with the guide's channels, and a bot behind them that is played by a function."""

from __future__ import annotations

import json
import os
import socket
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import aiohttp
from multidict import CIMultiDictProxy
from rasa.core.channels.channel import InputChannel, UserMessage, register
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic, response

from guide.paths import DATA, PROJECT
from guide.yaml_lines import load_located
from guide_rasa.channels import GuideRestInput
from guide_rasa.page.channel import GuidePageInput
from guide_rasa.page.sessions import SECRET_SETTING
from guide_rasa.tracker_stores import ForgettingTrackerStore

RESPONSES: dict[str, list[dict[str, Any]]] = load_located(PROJECT / "domain.yml").data["responses"]
UNAVAILABLE = RESPONSES["utter_unavailable"][0]
WORDS: dict[str, Any] = load_located(DATA / "page" / "wording.yml").data
SECRET = "signs the sessions of the tests"
GREETING = "Hello from Rasa"
Bot = Callable[[UserMessage], Awaitable[None]]
Replies = Callable[[UserMessage], Awaitable[Sequence[Mapping[str, Any]]]]


class _RestartableSanic(Sanic):
    """Sanic rewrites its own code as it starts, and only in this mode it can do so more than once in a process."""

    test_mode = True


@asynccontextmanager
async def _listening(agent: Any, channels: list[InputChannel]) -> AsyncIterator[str]:
    """The address of a server with these channels, registered by Rasa's own function, for the time of one test."""
    app = _RestartableSanic(f"guide_{uuid.uuid4().hex}", configure_logging=False)
    app.ctx.agent = agent

    async def greet(_request: Any) -> Any:
        return response.text(GREETING)

    app.add_route(greet, "/")
    with patch.dict(os.environ, {SECRET_SETTING: SECRET}):
        register(channels, app, "/webhooks/")
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = await app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
    await server.startup()
    await server.before_start()
    await server.after_start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        await server.before_stop()
        await server.close()
        await server.after_stop()
        listening.close()


# ---- the REST channel ----


class Client:
    """Sends messages to the REST channel and keeps what reached the bot."""

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
async def serving(
    bot: Bot = echo, reply_seconds: float = 5.0, store: TrackerStore | None = None, **settings: Any
) -> AsyncIterator[Client]:
    """A server with the REST channel. Without a `store` it is as in Rasa when no model could be loaded."""
    reached: list[UserMessage] = []

    async def handle(message: UserMessage) -> None:
        reached.append(message)
        await bot(message)

    agent = SimpleNamespace(
        domain=None, handle_message=handle, tracker_store=store, lock_store=InMemoryLockStore() if store else None
    )
    channel = GuideRestInput.from_credentials({"reply_seconds": reply_seconds, **settings})
    async with _listening(agent, [channel]) as address, aiohttp.ClientSession() as session:
        yield Client(session, f"{address}/webhooks/rest", reached)


# ---- the page ----


async def parrot(message: UserMessage) -> Sequence[Mapping[str, Any]]:
    """Says what it was told, with a button."""
    return [{"text": f"You told me: {message.text}", "buttons": [{"title": "Go on", "payload": "go on"}]}]


class PlayedRasa:
    """In place of Rasa's agent: a function answers, and what was said is kept in a real store as Rasa keeps it."""

    def __init__(self, replies: Replies = parrot, store: TrackerStore | None = None) -> None:
        self.replies = replies
        self.tracker_store = store or ForgettingTrackerStore(Domain.empty())
        self.lock_store = InMemoryLockStore()
        self.reached: list[UserMessage] = []
        self.ready = True

    def is_ready(self) -> bool:
        """Whether there is a model."""
        return self.ready

    async def handle_message(self, message: UserMessage) -> None:
        """One turn. A turn that fails leaves nothing behind."""
        async with self.lock_store.lock(message.sender_id):
            self.reached.append(message)
            tracker = await self.tracker_store.get_or_create_tracker(message.sender_id)
            tracker.update(
                UserUttered(
                    message.text,
                    input_channel=message.input_channel,
                    message_id=message.message_id,
                    metadata=message.metadata,
                )
            )
            for reply in await self.replies(message):
                event = BotUttered(
                    reply.get("text"), {key: reply[key] for key in ("buttons", "custom") if key in reply}
                )
                tracker.update(event)
                await message.output_channel.send_response(message.sender_id, event.message())
            await self.tracker_store.save(tracker)

    async def conversations(self) -> list[str]:
        """The ids of all conversations that are kept."""
        return list(await self.tracker_store.keys())

    async def kept(self, conversation: str) -> DialogueStateTracker | None:
        """What is kept of one conversation."""
        tracker: DialogueStateTracker | None = await self.tracker_store.retrieve_full_tracker(conversation)
        return tracker


class Markup(HTMLParser):
    """The elements of a page: tag and attributes of each, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def ids(self) -> list[str]:
        """The ids of all elements."""
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    def turns(self) -> list[str]:
        """The message ids of the turns, without the greeting."""
        return [id_[2:] for id_ in self.ids() if id_.startswith("t-") and id_ != "t-opening"]

    def values(self, name: str) -> list[str]:
        """The values of all fields and buttons of this name."""
        return [attributes.get("value", "") for _, attributes in self.elements if attributes.get("name") == name]


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    headers: CIMultiDictProxy[str]
    text: str

    @property
    def markup(self) -> Markup:
        """The elements of its HTML."""
        return Markup(self.text)


class Browser:
    """Keeps cookies of its own, follows no redirect, and runs no script."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self._session = session
        self.address = address

    @property
    def token(self) -> str:
        """The session in the cookie; "" where there is none."""
        return next((cookie.value for cookie in self._session.cookie_jar if cookie.key == "guide_session"), "")

    @token.setter
    def token(self, value: str) -> None:
        self._session.cookie_jar.update_cookies({"guide_session": value})

    @property
    def conversation(self) -> str:
        """The id of the conversation that the cookie stands for."""
        return self.token.split(".")[0]

    async def get(self, path: str = "/chat/", **headers: str) -> Answer:
        """Open an address."""
        return await self._ask("GET", path, None, headers)

    async def post(self, path: str, fields: Sequence[tuple[str, str]] | bytes = (), **headers: str) -> Answer:
        """Send a form."""
        return await self._ask(
            "POST", path, aiohttp.FormData(fields) if not isinstance(fields, bytes) else fields, headers
        )

    async def say(self, *message: str, id_: str = "", token: str | None = None, **headers: str) -> Answer:
        """Send one message, or the ticked options of one."""
        fields = [("message", part) for part in message] + [("message_id", id_)]
        return await self.post(
            "/chat/messages", fields + ([("session", token)] if token is not None else []), **headers
        )

    async def _ask(self, method: str, path: str, data: Any, headers: Mapping[str, str]) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self._session.request(
            method, self.address + path, data=data, headers=named, allow_redirects=False
        ) as answer:
            return Answer(answer.status, answer.headers, await answer.text())


Open = Callable[[], Browser]


@asynccontextmanager
async def serving_page(rasa: PlayedRasa | None = None, **settings: Any) -> AsyncIterator[Open]:
    """A server with both channels, as the project's `credentials.yml` sets them up; each call opens a new browser."""
    channels = [GuidePageInput.from_credentials(settings), GuideRestInput.from_credentials(None)]
    async with _listening(rasa or PlayedRasa(), channels) as address, AsyncExitStack() as browsers:

        def open_browser() -> Browser:
            session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
            browsers.push_async_callback(session.close)
            return Browser(session, address)

        yield open_browser


def new_id() -> str:
    """An id for a message."""
    return uuid.uuid4().hex

"""When the action server does not answer, the user still hears where to turn; and the talk goes on afterwards."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import aiohttp
import pytest
from rasa.utils.endpoints import EndpointConfig

from guide_rasa.in_process import InProcessActions, InProcessBot, Turn
from tests.conversations.script import domain
from tests.conversations.talk import Talk


class SwitchedActions(EndpointConfig):
    """An action server that can be switched off: then nobody listens on its port."""

    def __init__(self) -> None:
        super().__init__(url="http://switched.invalid")
        self._actions = InProcessActions()
        self.on = False

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """Run the action, or fail as an unreachable server does."""
        if not self.on:
            raise aiohttp.ClientConnectionError("nobody listens")
        return await self._actions.request(*args, **kwargs)


@pytest.fixture(scope="module")
def server() -> SwitchedActions:
    """The action server of this module's bot."""
    return SwitchedActions()


@pytest.fixture(scope="module")
def lame_bot(server: SwitchedActions, loop: asyncio.AbstractEventLoop) -> InProcessBot:
    """A bot of its own, so that the other tests keep their actions."""
    return loop.run_until_complete(InProcessBot.load(actions=server))


@pytest.fixture
def lame_talk(lame_bot: InProcessBot, server: SwitchedActions, loop: asyncio.AbstractEventLoop) -> Talk:
    """A new conversation, with the action server switched off."""
    server.on = False
    return Talk(lame_bot, loop, uuid.uuid4().hex)


def _wording(response: str) -> str:
    return str(domain()["responses"][response][0]["text"])


def _says_it_is_unavailable(turn: Turn) -> bool:
    return turn.text.strip() == _wording("utter_unavailable").strip() and turn.kinds() == ["declined"]


def test_the_text_names_the_emergency_numbers() -> None:
    assert all(number in _wording("utter_unavailable") for number in ("112", "911", "999"))


@pytest.mark.parametrize(
    "text",
    [
        "What is ALS?",
        "polio",
        "no, I meant polio",
        "can it be prevented?",
        "tell me more",
        "go back",
        "say that again",
        "where do you have that from?",
        "show me the disclaimer",
        "yes",
        "do I have ALS?",
        "should I stop taking prednisone?",
        "my hand is getting thin and it twitches",
        "check my symptoms",
        "go on with the check-up",
        "summary for the doctor",
        "change my answer about pain",
        "is there a support group for polio survivors",
        "what is muscular dystrophy?",
        "what is the capital of France",
    ],
)
def test_what_needs_an_action_is_told_to_be_unavailable(text: str, lame_talk: Talk) -> None:
    turn = lame_talk.say(text)
    assert _says_it_is_unavailable(turn), turn.text


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("Hi", "utter_greet"),
        ("help", "utter_help"),
        ("thanks", "utter_thank"),
        ("bye", "utter_goodbye"),
        ("are you a human?", "utter_i_am_a_bot"),
        ("you are useless", "utter_calm"),
        ("tell me a joke", "utter_small_talk"),
        ("no", "utter_deny"),
    ],
)
def test_a_crisis_is_heard_and_small_talk_goes_on(text: str, response: str, lame_talk: Talk) -> None:
    assert lame_talk.say(text).text.strip() == _wording(response).strip()


def test_a_crisis_and_an_emergency_are_heard_without_the_action_server(lame_talk: Talk) -> None:
    crisis = lame_talk.say("I want to kill myself")
    assert crisis.kinds() == ["crisis"]
    emergency = lame_talk.say("I can't breathe lying down")
    assert emergency.kinds() == ["emergency"]
    assert emergency.of_kind("emergency")[0]["signs"] == ["breathing"]


def test_a_danger_sign_in_mid_form_is_heard_when_the_server_goes_down(lame_talk: Talk, server: SwitchedActions) -> None:
    server.on = True
    assert lame_talk.say("check my symptoms").of_kind("question")
    server.on = False
    assert _says_it_is_unavailable(lame_talk.say("none of these"))
    assert lame_talk.say("my face is drooping on one side").kinds() == ["emergency"]
    server.on = True
    assert lame_talk.say("go on with the check-up").of_kind("question")


def test_the_wish_to_be_forgotten_is_heard_in_mid_form_without_the_server(
    lame_talk: Talk, server: SwitchedActions
) -> None:
    server.on = True
    assert lame_talk.say("check my symptoms").of_kind("question")
    server.on = False
    assert lame_talk.say("delete this conversation").kinds() == ["delete_conversation"]


@pytest.mark.parametrize(("text", "problem"), [("   ", "empty"), ("?!?", "no_words"), ("слабость", "other_script")])
def test_what_cannot_be_read_is_told_so(text: str, problem: str, lame_talk: Talk) -> None:
    assert [custom["problem"] for custom in lame_talk.say(text).customs] == [problem]


def test_the_talk_goes_on_when_the_server_is_back(lame_talk: Talk, server: SwitchedActions) -> None:
    server.on = True
    assert lame_talk.say("What is ALS?").of_kind("answer")
    server.on = False
    assert _says_it_is_unavailable(lame_talk.say("how is it diagnosed?"))
    assert _says_it_is_unavailable(lame_talk.say("how is it treated?"))
    server.on = True
    answer = lame_talk.say("how is it diagnosed?").of_kind("answer")[0]
    assert (answer["topic"], answer["aspect"]) == ("als", "diagnosis"), "what was told before is remembered"


def test_a_server_that_is_down_from_the_start_is_found_when_it_comes(lame_talk: Talk, server: SwitchedActions) -> None:
    assert _says_it_is_unavailable(lame_talk.say("What is ALS?"))
    server.on = True
    turn = lame_talk.say("What is ALS?")
    assert turn.of_kind("answer")
    assert [custom["form"] for custom in turn.of_kind("disclaimer")] == ["full"], "none was heard before"

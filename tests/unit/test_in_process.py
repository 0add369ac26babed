"""The bot in one process: its turns, and its actions without a server."""

from __future__ import annotations

from typing import Any

from guide_rasa.in_process import InProcessActions, Turn

TURN = Turn(
    [
        {"text": "An answer.", "custom": {"kind": "answer"}},
        {"text": "A note.", "custom": {"kind": "disclaimer"}, "buttons": []},
        {"text": "See a doctor.", "buttons": [{"title": "More", "payload": "More"}]},
        {"custom": {"kind": "answer", "part": "more"}},
    ]
)


def test_a_turn_gives_all_texts_customs_and_buttons_in_order() -> None:
    assert TURN.text == "An answer.\nA note.\nSee a doctor."
    assert TURN.kinds() == ["answer", "disclaimer", "answer"]
    assert TURN.buttons == [{"title": "More", "payload": "More"}]
    assert TURN.of_kind("answer") == [{"kind": "answer"}, {"kind": "answer", "part": "more"}]


def test_a_silent_turn_is_empty() -> None:
    silent = Turn([])

    assert (silent.text, silent.customs, silent.buttons) == ("", [], [])


async def test_an_action_runs_without_a_server() -> None:
    call: dict[str, Any] = {
        "next_action": "action_decline",
        "sender_id": "someone",
        "tracker": {
            "sender_id": "someone",
            "slots": {},
            "latest_message": {"intent": {"name": "out_of_scope"}},
            "events": [],
        },
        "domain": {},
    }
    result = await InProcessActions().request(json=call)

    assert result is not None
    assert [response["response"] for response in result["responses"]] == ["utter_out_of_scope"]
    assert {"event": "slot", "name": "action_server_replied", "value": True, "timestamp": None} in result["events"]

"""Sessions: nobody can make one up, and nobody can change one."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import Signer

from guide_rasa.page.sessions import SECRET_SETTING, ForgedSession, Sessions, read_secret

SECRET = "sixteen letters."
SESSIONS = Sessions(SECRET)
TOKEN = SESSIONS.begin()


def test_a_token_leads_back_to_its_conversation_alone() -> None:
    first, second = SESSIONS.begin(), SESSIONS.begin()
    assert SESSIONS.conversation_of(first) == SESSIONS.conversation_of(first)
    assert SESSIONS.conversation_of(first) != SESSIONS.conversation_of(second)
    assert SESSIONS.conversation_of(first).startswith("page-")


def test_another_server_with_the_same_secret_knows_the_token() -> None:
    assert Sessions(SECRET).conversation_of(TOKEN) == SESSIONS.conversation_of(TOKEN)


@pytest.mark.parametrize("place", range(len(TOKEN)))
def test_no_character_can_be_another(place: int) -> None:
    for other in "aAbB01-_.=! ":
        if other != TOKEN[place]:
            with pytest.raises(ForgedSession):
                SESSIONS.conversation_of(TOKEN[:place] + other + TOKEN[place + 1 :])


@pytest.mark.parametrize("place", [0, 5, len(TOKEN) // 2, len(TOKEN) - 1, len(TOKEN)])
@pytest.mark.parametrize("more", ["a", "=", "!", " ", ".", "\n"])
def test_no_character_can_be_added(place: int, more: str) -> None:
    with pytest.raises(ForgedSession):
        SESSIONS.conversation_of(TOKEN[:place] + more + TOKEN[place:])


@pytest.mark.parametrize("length", range(len(TOKEN)))
def test_no_part_of_a_token_is_one(length: int) -> None:
    with pytest.raises(ForgedSession):
        SESSIONS.conversation_of(TOKEN[:length])


def test_a_token_of_another_secret_is_forged() -> None:
    with pytest.raises(ForgedSession):
        SESSIONS.conversation_of(Sessions(SECRET + "!").begin())


@pytest.mark.parametrize(
    "conversation", ["rest-" + "0" * 32, "0" * 32, "page-", "page-" + "0" * 31, "page-" + "G" * 32]
)
def test_what_is_signed_but_is_no_conversation_of_the_page_is_forged(conversation: str) -> None:
    signer = SESSIONS._signer
    assert isinstance(signer, Signer)
    with pytest.raises(ForgedSession):
        SESSIONS.conversation_of(signer.sign(conversation).decode())


@given(st.text())
def test_whatever_is_sent_is_forged_and_no_other_error(token: str) -> None:
    with pytest.raises(ForgedSession):
        SESSIONS.conversation_of(token)


@given(st.text(alphabet="0123456789abcdef", min_size=32, max_size=32), st.text(max_size=60))
def test_a_signature_cannot_be_guessed(id_: str, signature: str) -> None:
    with pytest.raises(ForgedSession):
        SESSIONS.conversation_of(f"page-{id_}.{signature}")


@pytest.mark.parametrize("secret", ["", "short", "x" * 15])
def test_a_short_secret_is_refused_by_its_name(secret: str) -> None:
    with pytest.raises(ValueError, match=SECRET_SETTING):
        Sessions(secret)


def test_the_secret_is_made_once_for_its_owner_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SECRET_SETTING, raising=False)
    file = tmp_path / "run" / "secret"

    secret = read_secret(file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text() == secret == read_secret(file)
    Sessions(secret)
    assert read_secret(tmp_path / "other") != secret


def test_a_secret_that_is_given_is_taken_and_none_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SECRET_SETTING, SECRET)
    assert read_secret(tmp_path / "secret") == SECRET
    assert not list(tmp_path.iterdir())

"""What browsers send is read with care and refused early."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from multidict import CIMultiDict

from guide_rasa.page.requests import (
    LARGEST_BODY,
    Form,
    Refused,
    is_by_script,
    new_message_id,
    read_form,
    refuse_foreign_pages,
)

HOST = "guide.example:5005"


class Body:
    """A body as it arrives, and how much of it was read."""

    def __init__(self, chunks: Sequence[bytes]) -> None:
        self._chunks = chunks
        self.read = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self._chunks:
            self.read += len(chunk)
            yield chunk


def sent(*chunks: bytes, **headers: str) -> Any:
    named = CIMultiDict({name.replace("_", "-"): value for name, value in headers.items()})
    return SimpleNamespace(headers=named, stream=Body(chunks), host=HOST)


def test_the_limit_is_enough_for_a_thousand_of_the_widest_characters() -> None:
    fields = {"message": "😀" * 1000, "message_id": new_message_id(), "session": "x" * 200}
    assert len(urlencode(fields)) < LARGEST_BODY


async def test_a_form_is_read_whole_over_its_chunks() -> None:
    form = await read_form(sent(b"message=what+is+", b"ALS%3F&message_id=12345678&empty="))
    assert (form.message(), form.message_id(), form.first("empty"), form.first("session")) == (
        "what is ALS?",
        "12345678",
        "",
        "",
    )


async def test_bytes_that_are_no_text_are_no_error() -> None:
    assert (await read_form(sent(b"message=a%ff\xff"))).message() == "a\ufffd\ufffd"


@pytest.mark.parametrize("length", [str(LARGEST_BODY + 1), "5000000", "9" * 30, "-1", "many", "", "1_0"])
async def test_a_body_that_is_announced_too_large_or_wrongly_is_refused_unread(length: str) -> None:
    request = sent(b"message=hello", content_length=length)
    with pytest.raises(Refused) as refused:
        await read_form(request)
    assert (refused.value.status, refused.value.problem) == (413, "too_long")
    assert request.stream.read == 0


async def test_a_body_that_grows_too_large_is_refused_before_its_end() -> None:
    request = sent(*[b"a" * 1024] * 1000)
    with pytest.raises(Refused) as refused:
        await read_form(request)
    assert refused.value.status == 413
    assert request.stream.read <= LARGEST_BODY + 1024


async def test_the_largest_body_is_taken() -> None:
    body = b"message=" + b"a" * (LARGEST_BODY - 8)
    assert len((await read_form(sent(body, content_length=str(len(body))))).message()) == LARGEST_BODY - 8


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data; boundary=x", ""])
async def test_what_is_no_form_is_refused(kind: str) -> None:
    with pytest.raises(Refused) as refused:
        await read_form(sent(b"message=hello", content_type=kind))
    assert refused.value.status == 415


async def test_a_form_may_name_its_characters() -> None:
    request = sent(b"message=hello", content_type="Application/X-WWW-Form-Urlencoded; charset=UTF-8")
    assert (await read_form(request)).message() == "hello"


async def test_very_many_fields_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        await read_form(sent(b"a=1&" * 60))
    assert refused.value.status == 400


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ([], ""),
        (["hello"], "hello"),
        (["twitching muscles", "numbness"], "twitching muscles, numbness"),
        (["", "numbness", "  "], "numbness"),
        (["one\r\ntwo\nthree"], "one\ntwo\nthree"),
    ],
)
def test_ticked_options_are_joined_and_a_line_break_is_one_character(parts: list[str], message: str) -> None:
    assert Form({"message": parts}).message() == message


@pytest.mark.parametrize("given", ["12345678", "a" * 64, "0b1c-" * 3])
def test_an_id_is_kept(given: str) -> None:
    assert Form({"message_id": [given]}).message_id() == given


def test_without_an_id_each_message_gets_its_own() -> None:
    ids = {Form({}).message_id(), Form({"message_id": [""]}).message_id(), new_message_id()}
    assert len(ids) == 3
    assert all(Form({"message_id": [id_]}).message_id() == id_ for id_ in ids)


@pytest.mark.parametrize("given", ["1234567", "a" * 65, '12345678"><script>', "12345678\n", "einÄnderes", "1234 5678"])
def test_what_cannot_be_an_id_is_refused(given: str) -> None:
    with pytest.raises(Refused) as refused:
        Form({"message_id": [given]}).message_id()
    assert refused.value.status == 400


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec_fetch_site": "same-origin"},
        {"sec_fetch_site": "none"},
        {"origin": f"https://{HOST}"},
        {"origin": f"http://{HOST}"},
        {"sec_fetch_site": "same-origin", "origin": f"https://{HOST}"},
    ],
)
def test_our_own_pages_and_programs_may_send(headers: dict[str, str]) -> None:
    refuse_foreign_pages(sent(**headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "cross-site", "origin": f"https://{HOST}"},
        {"origin": "https://elsewhere.example"},
        {"origin": f"https://{HOST}.elsewhere.example"},
        {"origin": "https://guide.example"},
        {"origin": "null"},
        {"origin": ""},
    ],
)
def test_other_sites_may_not(headers: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        refuse_foreign_pages(sent(**headers))
    assert (refused.value.status, refused.value.problem) == (403, "forbidden")


def test_htmx_is_known_by_its_header() -> None:
    assert is_by_script(sent(HX_Request="true"))
    assert not is_by_script(sent())

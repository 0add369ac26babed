"""What answers at Rasa's address while Rasa loads."""

import base64
import hashlib
import http.client
import json
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

import pytest

from guide.check_up.numbers import default_numbers
from service.ports import free_ports, is_free
from service.waiting_server import WaitingServer
from tests.service.fake_guide import running

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@dataclass
class Answer:
    status: int
    headers: Message
    body: str


@pytest.fixture
def port() -> int:
    return free_ports(1)[0]


@pytest.fixture
def server(port: int) -> Iterator[WaitingServer]:
    waiting = WaitingServer("127.0.0.1", port)
    yield waiting
    waiting.make_way()


def ask(
    port: int,
    method: str = "GET",
    path: str = "/chat/",
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read().decode())
    finally:
        connection.close()


@pytest.mark.parametrize("path", ["/", "/chat/", "/chat/?talk=1", "/webhooks/rest/webhook", "/no/such/page"])
@pytest.mark.usefixtures("server")
def test_a_browser_reads_a_page_that_reloads_by_itself(path: str, port: int) -> None:
    answer = ask(port, path=path, headers=HTML)
    assert answer.status == 503
    assert answer.headers["Retry-After"] == "2"
    assert answer.headers["Refresh"] == "2"
    assert answer.headers["Connection"] == "close"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "This page will come by itself" in answer.body
    assert re.search(r'<html lang="en">.*<title>[^<]+</title>.*<main>\s*<h1>[^<]+</h1>', answer.body, re.DOTALL)
    assert "<script" not in answer.body
    assert "$" not in answer.body
    assert "{number}" not in answer.body


@pytest.mark.usefixtures("server")
def test_the_policy_allows_the_one_style_of_the_page_and_nothing_else(port: int) -> None:
    answer = ask(port, headers=HTML)
    style = answer.body.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("country", ["", "gb", "us"])
def test_the_page_names_whom_to_call(country: str, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUIDE_COUNTRY", country)
    server = WaitingServer("127.0.0.1", port)
    try:
        assert f"call {default_numbers().of().emergency} now" in ask(port, headers=HTML).body
    finally:
        server.make_way()


@pytest.mark.parametrize("headers", [{}, {"Accept": "*/*"}, {"Accept": "application/json"}])
@pytest.mark.usefixtures("server")
def test_a_program_reads_json(headers: dict[str, str], port: int) -> None:
    answer = ask(port, "POST", "/webhooks/rest/webhook", b'{"message": "hello"}', headers)
    assert answer.status == 503
    assert answer.headers["Retry-After"] == "2"
    assert answer.headers["Content-Type"] == "application/json"
    assert json.loads(answer.body) == {"status": "starting"}


@pytest.mark.usefixtures("server")
def test_after_a_form_the_way_leads_to_the_start_and_a_large_one_is_taken_in(port: int) -> None:
    answer = ask(port, "POST", "/chat/say", b"x" * 300_000, headers=HTML)
    assert answer.status == 503
    assert answer.headers["Refresh"] == "2; url=/chat/"


@pytest.mark.usefixtures("server")
def test_a_head_request_gets_no_body(port: int) -> None:
    assert ask(port, "HEAD", headers=HTML).body == ""


@pytest.mark.usefixtures("server")
def test_nothing_of_a_request_is_logged(port: int, capfd: pytest.CaptureFixture[str]) -> None:
    ask(port, path="/chat/?text=my+hand+is+thin", headers=HTML)
    ask(port, "BREW", "/chat/?text=my+hand+is+thin")
    with socket.create_connection(("127.0.0.1", port)) as rude:
        rude.sendall(b"POST /thin HTTP/1.1\r\nContent-Length: many\r\n\r\n")
    ask(port)
    assert capfd.readouterr() == ("", "")


def test_another_server_takes_over_although_somebody_holds_a_connection(port: int) -> None:
    server = WaitingServer("127.0.0.1", port)
    with socket.create_connection(("127.0.0.1", port)) as idle:
        assert ask(port).status == 503
        server.make_way()
        server.make_way()
        assert is_free(port)
        with running({}, port=port):
            assert ask(port, "POST", "/webhooks/rest/webhook", b'{"message": ""}').status == 200
        idle.sendall(b"GET / HTTP/1.0\r\nAccept: text/html\r\n\r\n")
        assert idle.recv(100).startswith(b"HTTP/1.0 503"), "who had come before is answered all the same"


def test_who_came_before_the_end_is_answered(port: int) -> None:
    """Connections that wait in the queue at the moment of handing over must not be cut."""
    server = WaitingServer("127.0.0.1", port)
    waiting = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(20)]
    for each in waiting:
        each.sendall(b"GET / HTTP/1.0\r\n\r\n")
    server.make_way()
    for each in waiting:
        with each:
            assert each.recv(100).startswith(b"HTTP/1.0 503")


def test_a_taken_port_is_an_error_and_stays_with_its_owner(port: int) -> None:
    with running({}, port=port):
        with pytest.raises(OSError):
            WaitingServer("127.0.0.1", port)
        assert ask(port, "POST", "/webhooks/rest/webhook", b'{"message": ""}').status == 200

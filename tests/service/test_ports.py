import socket
from collections.abc import Iterator

import pytest

from service.errors import StartError
from service.ports import chosen_or_other_port, chosen_port, free_ports, is_free


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_port_somebody_listens_on_is_not_free(taken_port: int) -> None:
    assert not is_free(taken_port)


def test_free_ports_are_free_and_differ() -> None:
    ports = free_ports(3)
    assert len(set(ports)) == 3
    assert all(map(is_free, ports))


def test_the_environment_chooses_the_port(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = free_ports(1)[0]
    monkeypatch.setenv("SOME_PORT", str(wanted))
    assert chosen_port("SOME_PORT", 1, "guide") == wanted


def test_without_a_wish_the_default_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    default = free_ports(1)[0]
    monkeypatch.delenv("SOME_PORT", raising=False)
    assert chosen_port("SOME_PORT", default, "guide") == default


@pytest.mark.parametrize("value", ["abc", "0", "65536", "-5", "5005 "])
def test_what_is_no_port_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_PORT", value)
    with pytest.raises(StartError, match="SOME_PORT must be a port number"):
        chosen_port("SOME_PORT", 5005, "guide")


def test_a_taken_port_is_named_with_a_way_out(taken_port: int) -> None:
    with pytest.raises(StartError, match=f"Port {taken_port} for the guide is taken.*SOME_PORT=\\d+") as caught:
        chosen_port("SOME_PORT", taken_port, "guide")
    assert is_free(int(str(caught.value).rsplit("=", 1)[1]))


def test_where_nobody_asked_for_a_port_another_does(taken_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOME_PORT", raising=False)
    port, is_other = chosen_or_other_port("SOME_PORT", taken_port, "guide")
    assert is_other
    assert port != taken_port
    assert is_free(port)
    assert chosen_or_other_port("SOME_PORT", port, "guide") == (port, False)


def test_who_asked_for_a_port_gets_no_other(taken_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_PORT", str(taken_port))
    with pytest.raises(StartError, match=f"Port {taken_port} for the guide is taken"):
        chosen_or_other_port("SOME_PORT", free_ports(1)[0], "guide")


def test_two_servers_never_get_the_same_port(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_ports(1)[0]
    monkeypatch.delenv("SOME_PORT", raising=False)
    assert chosen_or_other_port("SOME_PORT", port, "action server", besides=port)[0] != port
    monkeypatch.setenv("SOME_PORT", str(port))
    with pytest.raises(StartError):
        chosen_port("SOME_PORT", 1, "action server", besides=port)

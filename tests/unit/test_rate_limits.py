"""How many messages may come, and from where they are counted."""

from __future__ import annotations

import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from multidict import CIMultiDict

from guide_rasa.rate_limits import Limits, RateLimiter


def request(ip: str = "10.0.0.1", *forwarded: str) -> Any:
    headers = CIMultiDict([("X-Forwarded-For", line) for line in forwarded])
    return SimpleNamespace(ip=ip, headers=headers)


def passed(limiter: RateLimiter, requests: list[Any]) -> int:
    """How many of these messages, each of another conversation, may pass."""
    return sum(limiter.seconds_to_wait(uuid.uuid4().hex, each) == 0 for each in requests)


def test_the_message_after_sixty_in_a_minute_has_to_wait() -> None:
    limiter = RateLimiter(Limits())
    assert [limiter.seconds_to_wait("a", request()) for _ in range(60)] == [0] * 60
    assert 1 <= limiter.seconds_to_wait("a", request()) <= 60
    assert limiter.seconds_to_wait("b", request()) == 0


def test_an_address_is_limited_over_all_its_conversations() -> None:
    limiter = RateLimiter(Limits(messages_per_minute_and_address=5))
    assert passed(limiter, [request()] * 8) == 5
    assert passed(limiter, [request("10.0.0.2")]) == 1


def test_a_limiter_of_its_own_counts_for_itself() -> None:
    limits = Limits(messages_per_minute=1)
    assert RateLimiter(limits).seconds_to_wait("a", request()) == 0
    assert RateLimiter(limits).seconds_to_wait("a", request()) == 0


def test_without_a_proxy_of_ours_nobody_can_choose_their_address() -> None:
    limiter = RateLimiter(Limits(messages_per_minute_and_address=3))
    assert passed(limiter, [request("10.0.0.1", f"1.2.3.{number}") for number in range(6)]) == 3


@pytest.mark.parametrize(
    "lines",
    [
        lambda spoofed: [f"{spoofed}, 7.7.7.7"],
        lambda spoofed: [spoofed, "7.7.7.7"],  # a proxy that adds a line instead of extending the one that came
        lambda spoofed: [f"{spoofed}, 8.8.8.8 ,, 7.7.7.7"],
    ],
)
def test_behind_a_proxy_only_what_the_proxy_wrote_counts(lines: Any) -> None:
    limiter = RateLimiter(Limits(messages_per_minute_and_address=3, trusted_proxies=1))
    assert passed(limiter, [request("10.0.0.1", *lines(f"1.2.3.{number}")) for number in range(6)]) == 3


def test_behind_a_proxy_clients_are_told_apart() -> None:
    limiter = RateLimiter(Limits(messages_per_minute_and_address=1, trusted_proxies=1))
    assert passed(limiter, [request("10.0.0.1", f"1.2.3.{number}") for number in range(6)]) == 6


def test_behind_two_proxies_the_last_but_one_address_counts() -> None:
    limiter = RateLimiter(Limits(messages_per_minute_and_address=1, trusted_proxies=2))
    assert passed(limiter, [request("10.0.0.1", f"1.2.3.{number}, 9.9.9.9") for number in range(4)]) == 4
    assert passed(limiter, [request("10.0.0.1", "1.2.3.1, 5.5.5.5")]) == 0


def test_who_comes_past_the_proxies_is_counted_by_connection() -> None:
    limiter = RateLimiter(Limits(messages_per_minute_and_address=1, trusted_proxies=2))
    assert passed(limiter, [request("10.0.0.9", f"1.2.3.{number}") for number in range(4)]) == 1


def test_limits_come_from_the_settings() -> None:
    given = {"messages_per_minute": 5, "messages_per_minute_and_address": 9, "trusted_proxies": 2}
    assert Limits.from_settings(given) == Limits(5, 9, 2)
    assert Limits.from_settings({}) == Limits()


@pytest.mark.parametrize("name", ["messages_per_minute", "messages_per_minute_and_address", "trusted_proxies"])
@pytest.mark.parametrize("value", [-1, 1.5, "10", None, True, [5]])
def test_a_wrong_limit_is_named(name: str, value: object) -> None:
    with pytest.raises(ValueError, match=f"{name} must be"):
        Limits.from_settings({name: value})


@pytest.mark.parametrize("name", ["messages_per_minute", "messages_per_minute_and_address"])
def test_no_message_at_all_is_no_limit(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Limits.from_settings({name: 0})


def test_an_unknown_setting_is_named() -> None:
    with pytest.raises(ValueError, match="unknown setting mesages_per_minute"):
        Limits.from_settings({"mesages_per_minute": 5})

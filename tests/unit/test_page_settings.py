"""The page's settings in `credentials.yml`."""

from __future__ import annotations

from typing import Any

import pytest

from guide.paths import PROJECT
from guide.yaml_lines import load_located
from guide_rasa.guarded_turn import REPLY_SECONDS
from guide_rasa.page.channel import GuidePageInput
from guide_rasa.page.settings import PageSettings
from guide_rasa.rate_limits import Limits


@pytest.mark.parametrize("given", [None, {}, {"origins": None}, {"origins": []}])
def test_without_settings_no_other_site_may_show_the_page(given: Any) -> None:
    assert PageSettings.from_credentials(given) == PageSettings((), REPLY_SECONDS, False, Limits())


def test_all_settings_are_read() -> None:
    settings = PageSettings.from_credentials(
        {"origins": ["https://clinic.example"], "reply_seconds": 3, "secure_cookies": True, "trusted_proxies": 1}
    )
    assert settings == PageSettings(("https://clinic.example",), 3.0, True, Limits(trusted_proxies=1))


@pytest.mark.parametrize(
    "origin",
    ["https://clinic.example", "http://localhost:8080", "https://a-b.clinic.example:8443", "http://[::1]:8080"],
)
def test_an_origin_is_scheme_host_and_port(origin: str) -> None:
    assert PageSettings.from_credentials({"origins": [origin]}).origins == (origin,)


@pytest.mark.parametrize(
    "origin",
    [
        "*",
        "https://*",
        "https://*.example",
        "clinic.example",
        "https://clinic.example/",
        "https://clinic.example/page",
        "https://Clinic.example",
        "ftp://clinic.example",
        "https://clinic.example; script-src *",
        "https://clinic.example 'unsafe-inline'",
        "https://clinic.example\n",
        "https://user@clinic.example",
        "null",
        "",
        None,
        7,
    ],
)
def test_what_is_no_origin_is_named(origin: Any) -> None:
    with pytest.raises(ValueError, match="origins"):
        PageSettings.from_credentials({"origins": ["https://good.example", origin]})


@pytest.mark.parametrize("origins", ["https://clinic.example", {"https://clinic.example": True}, 7])
def test_origins_are_a_list(origins: Any) -> None:
    with pytest.raises(ValueError, match="origins must be a list"):
        PageSettings.from_credentials({"origins": origins})


@pytest.mark.parametrize("seconds", [0, -1, "3", None, True, float("nan")])
def test_wrong_seconds_are_named(seconds: Any) -> None:
    with pytest.raises(ValueError, match="reply_seconds"):
        PageSettings.from_credentials({"reply_seconds": seconds})


@pytest.mark.parametrize("secure", ["yes", 1, None])
def test_a_wrong_choice_about_cookies_is_named(secure: Any) -> None:
    with pytest.raises(ValueError, match="secure_cookies"):
        PageSettings.from_credentials({"secure_cookies": secure})


@pytest.mark.parametrize("name", ["orgins", "origin", "limits", "secret"])
def test_an_unknown_setting_is_named(name: str) -> None:
    with pytest.raises(ValueError, match=f"unknown setting {name}"):
        PageSettings.from_credentials({name: []})


def test_a_wrong_limit_is_named() -> None:
    with pytest.raises(ValueError, match="messages_per_minute"):
        PageSettings.from_credentials({"messages_per_minute": 0})


def test_the_channel_refuses_them_as_it_is_set_up() -> None:
    with pytest.raises(ValueError, match="origins"):
        GuidePageInput.from_credentials({"origins": ["*"]})


def test_the_projects_own_settings_are_right() -> None:
    credentials = load_located(PROJECT / "credentials.yml").data
    PageSettings.from_credentials(credentials["guide_rasa.page.channel.GuidePageInput"])

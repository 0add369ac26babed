"""Static files and security headers."""

from __future__ import annotations

import gzip
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from guide_rasa.page import answers
from guide_rasa.page.assets import STATIC, Assets
from guide_rasa.page.headers import FOR_ANY_SITE, LASTING, security_headers


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "figures").mkdir()
    (tmp_path / "page.css").write_text("p { color: red }")
    (tmp_path / "figures" / "arm.svg").write_text("<svg/>")
    (tmp_path / "notes.txt").write_text("not for the web")
    return tmp_path


def request(encodings: str = "") -> Any:
    return SimpleNamespace(headers={"accept-encoding": encodings})


def test_every_file_is_served_as_it_is_and_packed_the_same(assets: Assets) -> None:
    names = [path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file()]
    assert {"page.css", "page.js", "embed.js"} <= set(names)
    for name in names:
        asset = assets.get(name)
        assert asset is not None, name
        assert asset.content == (STATIC / name).read_bytes() == gzip.decompress(asset.compressed)


def test_htmx_comes_with_them(assets: Assets) -> None:
    asset = assets.get("htmx.js")
    assert asset is not None
    assert b"htmx" in asset.content
    assert asset.media_type.startswith("text/javascript")


@pytest.mark.parametrize(
    "name", ["", "no.css", "../../credentials.yml", "figures", "notes.txt", "/page.css", "PAGE.CSS"]
)
def test_nothing_else_is_served(folder: Path, name: str) -> None:
    assets = Assets(folder)
    assert assets.get(name) is None
    with pytest.raises(KeyError):
        assets.path_of(name)


def test_addresses_change_with_any_content_and_only_then(folder: Path) -> None:
    before = Assets(folder)
    again = Assets(folder)
    (folder / "figures" / "arm.svg").write_text("<svg />")
    after = Assets(folder)

    assert before.path_of("page.css") == again.path_of("page.css") == f"/static/{before.version}/page.css"
    assert after.path_of("page.css") != before.path_of("page.css")
    assert after.path_of("figures/arm.svg").endswith("/figures/arm.svg")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        Assets(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("encodings", "packed"), [("gzip, deflate, br", True), ("GZIP", True), ("br", False), ("", False)]
)
def test_files_are_packed_for_those_who_take_it(assets: Assets, encodings: str, packed: bool) -> None:
    asset = assets.get("page.css")
    assert asset is not None
    answer = answers.static(request(encodings), asset, LASTING)
    assert (answer.headers.get("Content-Encoding") == "gzip") is packed
    assert (gzip.decompress(answer.body) if packed else answer.body) == asset.content
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_page_is_packed_and_never_kept() -> None:
    page = "<p>text</p>" * 200
    answer = answers.html(request("gzip"), page)
    assert gzip.decompress(answer.body).decode() == page
    assert answer.headers["Cache-Control"] == "no-store"
    assert {"Cookie", "HX-Request", "Accept-Encoding"} == set(answer.headers["Vary"].split(", "))


def test_a_page_with_a_token_in_it_is_not_packed() -> None:
    page = "<p>text</p>" * 200
    answer = answers.html(request("gzip"), page, secret=True)
    assert answer.body.decode() == page
    assert "Content-Encoding" not in answer.headers


def policy(*ancestors: str) -> dict[str, list[str]]:
    header = security_headers(ancestors)["Content-Security-Policy"]
    return {name: values for name, *values in (part.split() for part in header.split(";"))}


def test_only_our_own_files_and_addresses_are_allowed() -> None:
    allowed = policy()
    assert allowed.pop("default-src") == ["'none'"]
    assert allowed.pop("base-uri") == ["'none'"]
    assert allowed.pop("frame-ancestors") == ["'none'"]
    assert {tuple(values) for values in allowed.values()} == {("'self'",)}
    assert {"script-src", "style-src", "img-src", "connect-src", "form-action"} == set(allowed)


def test_nobody_may_frame_the_page_but_those_who_are_named() -> None:
    assert security_headers()["X-Frame-Options"] == "DENY"
    assert policy("'self'", "https://clinic.example")["frame-ancestors"] == ["'self'", "https://clinic.example"]
    assert "X-Frame-Options" not in security_headers(["'self'"]), "it knows no list of sites"


def test_other_sites_may_load_the_one_script() -> None:
    assert FOR_ANY_SITE["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "immutable" not in FOR_ANY_SITE["Cache-Control"], "its address stays the same"

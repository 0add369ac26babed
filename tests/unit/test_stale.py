"""What may have changed since it was checked is listed, so that it can be read up again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from guide.knowledge import stale as staleness
from guide.knowledge.stale import MONTHS_FRESH, stale

OLD = '"It is rare."\n        source: health_body'


@pytest.fixture
def dated(data_copy: Path) -> Path:
    """A guide in small whose one date-sensitive sentence was checked in March 2025."""
    path = data_copy / "knowledge" / "als.yml"
    path.write_text(path.read_text().replace(OLD, f'{OLD}\n        checked: "2025-03"'))
    return data_copy


def test_a_sentence_is_listed_with_file_line_month_and_words(dated: Path) -> None:
    path = dated / "knowledge" / "als.yml"
    line = next(n for n, text in enumerate(path.read_text().splitlines(), 1) if "It is rare." in text)

    assert list(stale(date(2026, 11, 23), dated)) == [f"{path}:{line}: checked 2025-03: It is rare."]


def test_a_year_is_fresh_and_a_month_more_is_not(dated: Path) -> None:
    assert MONTHS_FRESH == 12
    assert list(stale(date(2026, 3, 31), dated)) == []
    assert len(list(stale(date(2026, 4, 1), dated))) == 1


def test_what_does_not_change_with_time_is_never_listed(data_copy: Path) -> None:
    assert list(stale(date(2099, 1, 1), data_copy)) == []


@pytest.mark.parametrize(
    "place",
    [
        '  what:\n    text: "In ALS, nerve cells die."\n    source: clinic',
        '  weakness:\n    text: "ALS makes muscles weak."\n    source: health_body',
        '    - text: "ALS makes the muscles thin."\n      source: health_body',
    ],
)
def test_sentences_to_compare_and_to_relate_go_stale_too(data_copy: Path, place: str) -> None:
    path = data_copy / "knowledge" / "als.yml"
    assert place in path.read_text()
    indent = " " * (len(place.splitlines()[-1]) - len(place.splitlines()[-1].lstrip()))
    path.write_text(path.read_text().replace(place, f'{place}\n{indent}checked: "2020-01"'))

    assert len(list(stale(date(2026, 1, 1), data_copy))) == 1


def test_the_command_counts_and_never_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(staleness, "stale", lambda today: iter(["a.yml:1: checked 2020-01: Old."]))

    assert staleness.main() == 0
    assert capsys.readouterr().out.splitlines() == [
        "a.yml:1: checked 2020-01: Old.",
        "1 date-sensitive sentences were checked more than 12 months ago",
    ]

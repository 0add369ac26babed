"""The comparison of understandings: what each is trained with, what it answers, and the page that tells."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import pytest

from evaluation import compare
from evaluation.ask_understanding import QUESTIONS, UNANSWERED, figures_of, peak_memory_mb
from evaluation.comparison_page import page
from evaluation.nlu_model import NluModel
from evaluation.noise import ONE_TYPO, with_noise
from evaluation.rows import Row
from evaluation.scoring import Answer, Said, score
from evaluation.summary import Results
from evaluation.understandings import UNDERSTANDINGS, Understanding, acts_of_the_core, guide_said, guide_settings

COVERED = frozenset({("polio", "symptoms")})
QUESTION = Row("given", 1, "What are the signs of polio?", frozenset({"polio"}), frozenset({"symptoms"}))


def read(act: str, **more: Any) -> dict[str, Any]:
    return {"reading": {"act": act, "confidence": 0.9, **more}}


def test_only_the_features_differ_between_the_two_guides() -> None:
    shipped, sparse = guide_settings(True), guide_settings(False)
    assert shipped["pipeline"][-1].pop("meaning") is True
    assert sparse["pipeline"][-1].pop("meaning") is False
    assert shipped == sparse
    assert "policies" not in sparse


def test_the_slow_one_is_trained_last() -> None:
    assert [one.key for one in UNDERSTANDINGS] == ["meaning", "sparse", "default"]


def test_the_core_answers_what_the_rules_hand_to_it() -> None:
    assert {"ask_symptoms", "out_of_scope", "nlu_fallback", "request_diagnosis"} <= acts_of_the_core()
    assert not {"greet", "start_check_up", "report_symptoms"} & acts_of_the_core()


def test_a_reading_is_answered_as_the_first_message_of_a_talk() -> None:
    asked = {"questions": [{"aspect": "symptoms", "topic": "polio"}], "topics": ["polio"]}
    assert guide_said(read("ask_symptoms", **asked)).answers == (Answer("polio", "symptoms"),)
    assert guide_said(read("ask_symptoms")).clarified
    assert guide_said(read("request_diagnosis")).declined == ("diagnosis",)
    assert guide_said(read("greet")) == Said()
    assert guide_said(read("report_emergency")).alarm


def some_figures() -> dict[str, Any]:
    right = Said(answers=(Answer("polio", "symptoms"),), milliseconds=4)
    scored = [
        score(QUESTION, right),
        score(with_noise(QUESTION, ONE_TYPO), Said(clarified=True, milliseconds=90)),
        score(Row("foreign", 1, "made up", own=True), right),
    ]
    return figures_of(Results(scored, COVERED))


def test_figures_are_counted_by_what_is_compared() -> None:
    figures = some_figures()
    assert set(figures["questions"]) == set(QUESTIONS)
    assert set(figures["answered"]) == set(UNANSWERED)
    assert figures["questions"]["consumer questions"]["right"]["count"] == 1
    assert figures["questions"]["consumer questions, one typo"]["clarified"]["count"] == 1
    assert figures["answered"]["diseases not covered"]["share"] == 1.0
    assert figures["milliseconds"] == {"median": 4, "p95": 4}


def test_the_peak_of_memory_is_that_of_the_process_itself(tmp_path: Path) -> None:
    status = tmp_path / "status"
    assert peak_memory_mb(status) is None
    status.write_text("Name:\tpython\nVmPeak:\t 9999999 kB\nVmHWM:\t  524288 kB\nVmRSS:\t 100 kB\n", encoding="utf-8")
    assert peak_memory_mb(status) == 512


def test_the_page_tells_all_that_was_measured() -> None:
    costs = {"peak_memory_mb": 700, "model_mb": 16.5, "embeddings_mb": 0}
    report = {
        "measured": "2026-11-23T20:00:00+00:00",
        "command": "python -m evaluation.compare",
        "understandings": {
            "sparse": {"title": "one", **some_figures(), **costs, "training": {"seconds": 30.4, "cpu_seconds": 51.0}},
            "default": {"title": "other", **some_figures(), **costs, "training": None},
        },
    }
    shown = page(json.loads(json.dumps(report)))
    for line in (
        "|  | rows | one | other |",
        "| consumer questions: right | 1 | 100.0 (100.0) | 100.0 (100.0) |",
        "| consumer questions, one typo: clarified | 1 | 100.0 | 100.0 |",
        "| diseases not covered: answered | 1 | 100.0 | 100.0 |",
        "| training, seconds by the clock |  | 30 | – |",
        "| peak memory, MB |  | 700 | 700 |",
    ):
        assert line in shown.splitlines()
    assert "two typos" not in shown
    assert "Not comparable" not in shown
    assert "Not comparable" in page({**report, "data_changed": True})
    assert "2026-11-23 20:00" in shown


class Trained:
    """A model that is there already, until the data change."""

    def __init__(self, *paths: Path) -> None:
        self._paths = list(paths)

    def path(self) -> Path:
        return self._paths.pop(0) if len(self._paths) > 1 else self._paths[0]


@pytest.mark.parametrize("changed", [False, True])
def test_a_comparison_uses_what_was_trained_and_tells_when_the_data_changed(
    changed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "a.tar.gz", tmp_path / "b.tar.gz"
    first.write_bytes(b"x" * 1_000_000)
    (tmp_path / "a.tar.gz.cost.json").write_text('{"seconds": 30, "cpu_seconds": 51}', encoding="utf-8")
    trained = cast(NluModel, Trained(first, second) if changed else Trained(first))
    one = Understanding("stub", "a stub", lambda: trained, lambda covered: guide_said)
    monkeypatch.setattr(compare, "UNDERSTANDINGS", (one,))
    monkeypatch.setattr(compare, "_asked", lambda *asked: {**some_figures(), "peak_memory_mb": 700})
    out, where = tmp_path / "new" / "comparison.json", tmp_path / "understanding.md"
    assert compare.main(["--out", str(out), "--page", str(where)]) == 0
    report = json.loads(out.read_text(encoding="utf-8"))
    assert report["data_changed"] is changed
    assert report["understandings"]["stub"]["model_mb"] == 1
    assert report["understandings"]["stub"]["training"] == {"seconds": 30, "cpu_seconds": 51}
    assert "| training, seconds of processor |  | 51 |" in where.read_text(encoding="utf-8")
    assert "a stub" in capsys.readouterr().out

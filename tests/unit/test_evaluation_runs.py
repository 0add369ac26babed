"""Running an evaluation: the baseline, training it, bad arguments, failures of single rows, and the report."""

import json
from pathlib import Path
from typing import Any

import pytest

from evaluation import run
from evaluation.annotated_importer import topic_entities
from evaluation.asking import ask_all
from evaluation.baseline import answers_to
from evaluation.nlu_model import Cost, NluModel, cost_of, percent_in
from evaluation.rows import Row
from evaluation.scoring import Answer, Measure, Outcome, Said, Scored, score
from guide.reading.scanner import default_scanner

COVERED = frozenset({("polio", "symptoms"), ("mri", "definition")})
POLIO = Row("questions", 1, "a made-up question", frozenset({"polio"}), frozenset({"symptoms"}))
TALK = Row("talk", 1, "a made-up greeting", label="greeting")


def test_the_baseline_answers_an_aspect_of_the_first_topic_it_knows() -> None:
    def parsed(intent: str, *entities: tuple[str, int]) -> dict[str, Any]:
        return {"intent": {"name": intent}, "entities": [{"value": value, "start": start} for value, start in entities]}

    symptoms, definition = Answer("polio", "symptoms"), Answer("mri", "definition")
    assert answers_to(parsed("ask_symptoms", ("polio", 9), ("the flu", 0)), COVERED) == (symptoms,)
    assert answers_to(parsed("ask_definition", ("polio", 9), ("mri", 3)), COVERED) == (definition,)
    facet = Answer("polio", "symptoms", facet="pain")
    assert answers_to(parsed("ask_pain", ("polio", 0)), COVERED | {("polio", "pain")}) == (facet,)
    assert answers_to(parsed("ask_pain", ("polio", 0)), COVERED) == ()
    assert answers_to(parsed("ask_risk", ("polio", 0)), COVERED) == ()
    assert answers_to(parsed("ask_symptoms"), COVERED) == ()
    assert answers_to(parsed("nlu_fallback", ("polio", 0)), COVERED) == ()
    assert answers_to({"intent": None}, COVERED) == ()


def test_training_shows_how_far_it_is(tmp_path: Path) -> None:
    log = tmp_path / "train.log"
    log.write_bytes(b"starting\n")
    assert percent_in(log) == 0
    log.write_bytes(b"Epochs:   9%|#| 9/100\rEpochs:  41%|####| 41/100")
    assert percent_in(log) == 41


def test_what_training_took_stands_beside_the_model(tmp_path: Path) -> None:
    model = tmp_path / "a.tar.gz"
    assert cost_of(model) is None
    (tmp_path / "a.tar.gz.cost.json").write_text('{"seconds": 2.5, "cpu_seconds": 4.0}', encoding="utf-8")
    assert cost_of(model) == Cost(2.5, 4.0)


def test_a_model_is_known_by_its_settings_and_the_code_that_learns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evaluation.nlu_model.EXAMPLES", tmp_path)
    config = tmp_path / "config.txt"
    config.write_text("recipe: default.v1\nlanguage: en\npipeline: []\n", encoding="utf-8")
    first = NluModel(config, tmp_path, "a").path()
    assert first == NluModel(config, tmp_path, "a").path()
    assert first != NluModel(config, tmp_path, "b").path()
    config.write_text("recipe: default.v1\nlanguage: en\npipeline: [] # changed\n", encoding="utf-8")
    assert first != NluModel(config, tmp_path, "a").path()


def test_examples_are_marked_with_their_topics() -> None:
    text = "Is polio like Lou Gehrig's disease?"
    marked = topic_entities(text, default_scanner())
    assert [(text[e["start"] : e["end"]], e["value"]) for e in marked] == [
        ("polio", "polio"),
        ("Lou Gehrig's disease", "als"),
    ]
    assert topic_entities("where can I buy bread", default_scanner()) == []


def test_bad_arguments_end_with_a_clear_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--sets", str(tmp_path / "missing")]) == run.BAD_ARGUMENTS
    assert run.main(["--sets", str(tmp_path)]) == run.BAD_ARGUMENTS
    (tmp_path / "set.jsonl").write_text("nonsense\n", encoding="utf-8")
    assert run.main(["--sets", str(tmp_path)]) == run.BAD_ARGUMENTS
    said = capsys.readouterr().err
    for words in ("there is no folder", "no question set", "set.jsonl:1: not JSON", "no line"):
        assert words in said


async def test_a_row_on_which_the_bot_fails_does_not_lose_the_others() -> None:
    async def ask(row: Row) -> Said:
        if row is TALK:
            raise ValueError("made up")
        return Said()

    scored = await ask_all([TALK, POLIO], ask, "Asking")
    assert [one.outcomes[Measure.STRICT] for one in scored] == [Outcome.FAILED, Outcome.DECLINED]
    assert scored[0].said.failure == "ValueError: made up"


def test_without_a_model_there_is_nothing_to_measure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "MODEL", tmp_path / "none.tar.gz")
    (tmp_path / "set.jsonl").write_text('{"text": "x"}\n', encoding="utf-8")
    assert run.main(["--sets", str(tmp_path)]) == run.BAD_ARGUMENTS
    assert "make train" in capsys.readouterr().err


def test_our_own_sets_are_measured_without_being_asked_for_and_noise_when_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def answer_all(rows: list[Row]) -> list[Scored]:
        said = Said(answers=(Answer("polio", "symptoms"),), reading={"confidence": 0.8})
        return [score(row, said) for row in rows]

    monkeypatch.setattr(run, "_ask_guide", answer_all)
    monkeypatch.setattr(run, "_check_model", lambda: None)
    assert run.main(["--no-baseline", "--out", str(tmp_path), "--noise", "rambling"]) == 0
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert {"pairs_1", "pairs_1, rambling", "relations"} <= set(report["sets"])
    assert not [name for name in report["sets"] if "typo" in name]
    assert report["calibration"]["strict"]["bins"][8]["n"] == report["calibration"]["strict"]["n"] > 0
    shown = capsys.readouterr().out
    for words in ("an answer, with noise", "expected calibration error", "emergency or crisis instead", "own pairs"):
        assert words in shown

from pathlib import Path

import pytest

from service import messages, train
from service.errors import StartError

RASA_STUB = """
import os, pathlib, sys
if os.environ.get("STUB") == "fail":
    sys.exit("line 3: no such intent")
with open("calls.txt", "a") as calls:
    print(*sys.argv[1:], file=calls)
pathlib.Path("models").mkdir(exist_ok=True)
pathlib.Path("models/guide.tar.gz").touch()
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("data/knowledge/polio.yml", "guide/reader.py", "config.yml", "requirements/lock.txt", "stub_rasa.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path / "stub_rasa.py").write_text(RASA_STUB)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(train, "RASA_MODULE", "stub_rasa")
    return tmp_path


def times_trained() -> int:
    return len(Path("calls.txt").read_text().splitlines())


def test_the_model_gets_its_fixed_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert train.main() == 0
    assert Path("calls.txt").read_text() == "train --fixed-model-name guide\n"
    assert "The model is trained" in capsys.readouterr().err


def test_nothing_is_trained_twice(capsys: pytest.CaptureFixture[str]) -> None:
    train.main()
    assert train.main() == 0
    assert times_trained() == 1
    assert messages.UP_TO_DATE.format(model=train.MODEL) in capsys.readouterr().err


@pytest.mark.parametrize("name", ["data/knowledge/polio.yml", "guide/reader.py", "config.yml", "requirements/lock.txt"])
def test_a_changed_ingredient_is_trained_again(name: str) -> None:
    train.main()
    Path(name).write_text("changed")
    train.main()
    assert times_trained() == 2


def test_new_and_renamed_files_count_as_changes() -> None:
    train.main()
    Path("data/knowledge/polio.yml").rename("data/knowledge/als.yml")
    train.main()
    assert times_trained() == 2


def test_the_words_of_the_page_are_not_in_the_model() -> None:
    train.main()
    for name in ("data/page/waiting.yml", "guide_rasa/page/channel.py"):
        Path(name).parent.mkdir(parents=True)
        Path(name).write_text("new")
    train.main()
    assert times_trained() == 1
    Path("data/pages.yml").write_text("new")
    train.main()
    assert times_trained() == 2


def test_compiled_python_does_not_count() -> None:
    train.main()
    Path("guide/__pycache__").mkdir()
    Path("guide/__pycache__/reader.pyc").touch()
    train.main()
    assert times_trained() == 1


def test_a_lost_model_is_trained_again() -> None:
    train.main()
    train.MODEL.unlink()
    train.main()
    assert times_trained() == 2


def test_failure_shows_the_end_of_the_log_and_is_not_taken_for_success(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    train.main()
    Path("config.yml").write_text("broken")
    monkeypatch.setenv("STUB", "fail")
    assert train.main() == 1
    assert "    line 3: no such intent" in capsys.readouterr().err
    with pytest.raises(StartError):
        train.train_if_needed()

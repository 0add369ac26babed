from pathlib import Path

import pytest

from service.rasa_place import rasa_place
from service.servers import Servers


def test_it_reads_what_the_launcher_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("endpoints.yml").touch()
    with Servers("test", 6001, 6002) as servers:
        assert rasa_place(["run", *servers.rasa_options()]) == ("127.0.0.1", 6001)


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        ("run", ("0.0.0.0", 5005)),
        ("run -i ::1 -p 80", ("::1", 80)),
        ("run --port=81 --interface=localhost models/guide.tar.gz --enable-api", ("localhost", 81)),
        ("train --fixed-model-name guide", None),
        ("shell --port 5005", None),
        ("run actions --port 5055", None),
        ("run --help", None),
        ("run --port many", None),
        ("run --port 0", None),
        ("run --port", None),
        ("run --ssl-certificate mine.pem", None),
        ("", None),
    ],
)
def test_only_a_plain_server_has_a_place(arguments: str, place: tuple[str, int] | None) -> None:
    assert rasa_place(arguments.split()) == place


def test_several_workers_bind_the_port_before_they_load_so_nothing_may_wait_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SANIC_WORKERS", "2")
    assert rasa_place(["run"]) is None

"""The parts of `make bench-page` that need neither a browser nor the other pages."""

import gzip
import json
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bench import npm, report
from bench.bars import MEASURES, missed
from bench.canned_server import ANSWER_PATH, HTML, CannedServer, File
from bench.competitors import COMPETITORS, Competitor
from bench.conditions import Network
from bench.errors import BenchError
from bench.figures import Figures, figures_of, ratio
from bench.measure import Samples
from bench.other_page import files_of, script_text
from bench.our_page import OURS
from bench.talk import Talk, default_talk
from bench.visit import Opening
from bench.wire import Wire

BENCH = Path(npm.__file__).parent
AT_THE_BARS = Figures(bytes=60_000, requests=7, first=0.3, first_slow=1.5, reply=0.15, foreign=0, violations=0)
TWICE = Figures(bytes=120_000, requests=3, first=0.6, first_slow=0.75, reply=0.15, foreign=1, violations=2)
RUN = report.Run("2024-05-06T07:08", "make bench-page", {"rasa": "3.6"}, "a machine", (0.5, 1.5), 3, 0.05)


# ---- figures and bars ----


def test_figures_are_medians_and_counts() -> None:
    openings = [Opening(seconds, 10 * number, number, ()) for number, seconds in ((1, 0.9), (2, 0.1), (6, 0.2))]
    slow = [Opening(seconds, 0, 0, ()) for seconds in (3.0, 1.0)]
    samples = Samples(openings, slow, turns=[0.5, 0.1, 0.2], foreign={"https://a", "https://b"}, violations=4)
    assert figures_of(samples) == Figures(20, 2, 0.2, 2.0, 0.2, foreign=2, violations=4)


def test_a_ratio_says_how_many_times_ours_it_is() -> None:
    assert ratio(3.0, 2.0) == "1.5 ×"
    assert ratio(3.0, 0) == ""


def test_a_figure_at_its_bar_is_no_miss() -> None:
    assert missed(AT_THE_BARS) == []


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("bytes", 60_100, "60.1 kB"),
        ("first", 0.31, "0.31 s"),
        ("first_slow", 1.51, "1.51 s"),
        ("reply", 0.151, "151 ms"),
        ("foreign", 1, "1"),
    ],
)
def test_a_figure_above_its_bar_is_a_miss(field: str, value: float, said: str) -> None:
    changed: dict[str, Any] = {field: value}
    (line,) = missed(replace(AT_THE_BARS, **changed))
    assert f": {said}, the bar is" in line


def test_what_is_for_information_has_no_bar() -> None:
    assert missed(replace(AT_THE_BARS, requests=500, violations=50)) == []


def test_every_figure_has_a_row() -> None:
    assert {measure.field for measure in MEASURES} == set(Figures.__dataclass_fields__)


# ---- the report ----


def test_the_table_shows_ours_its_bars_and_the_ratio_of_the_others() -> None:
    rows = report.table({OURS: AT_THE_BARS, "other": TWICE})
    assert rows[0] == f"|  | bar | {OURS} | other |"
    assert "| ≤ 60.0 kB | 60.0 kB | 120.0 kB (2.0 ×) |" in rows[2]
    assert rows[5].endswith("| 1.50 s | 0.75 s (0.5 ×) |")
    assert rows[7].endswith("| 0 | 1 |")
    assert {row.count("|") for row in rows} == {5}


def test_the_section_says_when_where_and_what_was_missed() -> None:
    text = report.section(RUN, {OURS: AT_THE_BARS}, ["something: 2, the bar is 1"])
    for part in (RUN.date, RUN.command, "rasa 3.6", RUN.machine, "0.50 at the start", "1.50 at the end", "50 ms"):
        assert part in text
    assert "- something: 2, the bar is 1" in text
    assert "All bars are reached" not in text
    assert "All bars are reached" in report.section(RUN, {OURS: AT_THE_BARS}, [])


def test_only_what_lies_between_the_markers_is_written_anew() -> None:
    document = f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n"
    once = report.with_section(document, "new")
    assert once == f"before\n{report.BEGIN}\n\nnew\n\n{report.END}\nafter\n"
    assert report.with_section(once, "new") == once


@pytest.mark.parametrize("document", ["nothing", report.BEGIN, report.END, f"{report.END} {report.BEGIN}"])
def test_a_document_without_markers_is_refused(document: str) -> None:
    with pytest.raises(BenchError, match="no place"):
        report.with_section(document, "new")


def test_the_document_of_the_project_has_a_place_for_the_results() -> None:
    document = (BENCH.parent / report.DOCUMENT).read_text(encoding="utf-8")
    assert "the new results" in report.with_section(document, "the new results")


def test_the_data_holds_every_sample(tmp_path: Path) -> None:
    path = tmp_path / "new" / "data.json"
    samples = Samples([Opening(0.1, 2, 3, ("https://a",))], [], turns=[0.5], foreign={"https://b", "https://a"})
    report.write_data(RUN, {OURS: AT_THE_BARS}, {OURS: samples}, ["a miss"], path)
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data["load"] == [0.5, 1.5]
    assert data["missed"] == ["a miss"]
    assert data["figures"][OURS]["bytes"] == 60_000
    assert data["samples"][OURS]["turns"] == [0.5]
    assert data["samples"][OURS]["foreign"] == ["https://a", "https://b"]


# ---- the wire ----


def test_the_wire_counts_requests_bytes_and_other_origins() -> None:
    wire = Wire("http://127.0.0.1:1234/chat/")
    for url in (
        "http://127.0.0.1:1234/chat/",
        "http://127.0.0.1:1235/",
        "https://127.0.0.1:1234/",
        "https://cdn.example/a.js",
        "https://cdn.example/b.js",
        "data:,",
        "blob:http://127.0.0.1:1234/1",
    ):
        wire.on_request({"request": {"url": url}})
    for length in (100, 20.0):
        wire.on_finished({"encodedDataLength": length})
    assert wire.requests == 5
    assert wire.bytes == 120
    assert wire.foreign == {"http://127.0.0.1:1235", "https://127.0.0.1:1234", "https://cdn.example"}


def test_the_browser_is_told_bytes_per_second() -> None:
    told = Network(latency=150, down=1_600_000, up=750_000).for_browser()
    assert told == {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}


# ---- the talk ----


def test_the_talk_has_questions_and_taps_and_replies_that_differ() -> None:
    talk = default_talk()
    assert talk.turns == 12
    assert 0 < len(talk.questions) < talk.turns - 1
    assert len({talk.reply_start(turn) for turn in range(talk.turns)}) == talk.turns


def test_a_talk_that_cannot_be_measured_is_refused() -> None:
    with pytest.raises(ValueError, match="no room"):
        Talk(("a", "b"), "start", 2, "Reply {number}.")
    with pytest.raises(ValueError, match="number"):
        Talk(("a",), "start", 2, "Reply.")


# ---- the other pages ----


def test_the_server_serves_files_compressed_and_answers() -> None:
    with CannedServer({"/": File.of(HTML, "Grüße".encode() * 99)}) as server:
        server.answer = b'{"text": "canned"}'
        with urllib.request.urlopen(server.url) as page:
            content = page.read()
            assert page.headers["Content-Encoding"] == "gzip"
            assert int(page.headers["Content-Length"]) == len(content) < 99
            assert gzip.decompress(content).decode() == "Grüße" * 99
        with urllib.request.urlopen(server.url + ANSWER_PATH[1:], b"question") as answer:
            assert json.load(answer) == {"text": "canned"}
        for path, body in (("nowhere", None), ("nowhere", b"question")):
            with pytest.raises(urllib.error.HTTPError) as refusal:
                urllib.request.urlopen(server.url + path, body)
            assert refusal.value.code == 404
    with pytest.raises(OSError):
        urllib.request.urlopen(server.url, timeout=5)


@pytest.mark.parametrize("competitor", COMPETITORS, ids=lambda competitor: competitor.name)
def test_each_page_greets_as_ours_does_and_loads_its_bundle(competitor: Competitor, tmp_path: Path) -> None:
    bundle = tmp_path / competitor.package / competitor.bundle
    bundle.parent.mkdir(parents=True)
    bundle.write_text("the bundle")
    files = files_of(competitor, tmp_path, 'Hello </script> "you"')
    page = gzip.decompress(files["/"].compressed).decode()
    assert '"Hello \\u003c/script> \\"you\\""' in page
    assert "GREETING" not in page
    assert 'src="bundle.js"' in page
    assert "http" not in page
    assert gzip.decompress(files["/bundle.js"].compressed) == b"the bundle"


def test_a_text_in_a_script_cannot_end_it() -> None:
    written = script_text('a </script> "b"\n')
    assert "<" not in written
    assert json.loads(written) == 'a </script> "b"\n'


# ---- npm ----


def test_the_lock_has_exact_versions_hashes_and_no_addresses_of_registries() -> None:
    wanted = json.loads((BENCH / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((BENCH / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert set(wanted) == {competitor.package for competitor in COMPETITORS}
    for name, version in wanted.items():
        assert locked[f"node_modules/{name}"]["version"] == version
    packages = [package for path, package in locked.items() if path]
    assert all("resolved" not in package and package["integrity"].startswith("sha512-") for package in packages)


def test_packages_count_as_installed_when_npm_has_finished_with_the_present_lock(tmp_path: Path) -> None:
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(BENCH / name, tmp_path / name)
    assert not npm.is_installed(tmp_path)
    finished = tmp_path / "node_modules" / ".package-lock.json"
    finished.parent.mkdir()
    finished.write_text("{}")
    assert npm.is_installed(tmp_path)
    (tmp_path / "package-lock.json").write_text("{}")
    assert not npm.is_installed(tmp_path)


def test_without_node_it_says_how_to_get_it(tmp_path: Path) -> None:
    install = f"from pathlib import Path; from bench.npm import install; install(Path({str(tmp_path / 'bench')!r}))"
    done = subprocess.run(
        [sys.executable, "-c", install],
        cwd=BENCH.parent,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "sudo apt-get install nodejs npm" in done.stderr
    assert not (tmp_path / "bench").exists()


@pytest.mark.parametrize("repetitions", ["0", "-1", "many"])
def test_repetitions_that_make_no_sense_are_refused(repetitions: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.page", "--repetitions", repetitions],
        cwd=BENCH.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "--repetitions" in done.stderr

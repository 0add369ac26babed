"""The scripts that set the project up."""

import re
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
LISTS = sorted((PROJECT / "requirements").iterdir())


def bash(script: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = ["bash", "-c", f"set -euo pipefail; . scripts/lib.sh; {script}"]
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_no_list_of_packages_names_an_address(path: Path) -> None:
    assert "://" not in path.read_text()


@pytest.mark.parametrize("name", ["lock.txt", "tools.txt"])
def test_every_locked_package_has_one_version_and_a_hash(name: str) -> None:
    entries = re.split(r"\n(?=\S)", (PROJECT / "requirements" / name).read_text().strip())
    assert entries
    for entry in entries:
        assert re.match(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==\S+", entry), entry
        assert "--hash=sha256:" in entry


def test_what_is_installed_is_what_is_locked() -> None:
    result = subprocess.run([PROJECT / "scripts" / "setup"], capture_output=True, text=True, check=False, timeout=5)
    assert result.returncode == 0
    assert result.stderr == "", "a second set-up should have nothing to do"


def test_a_python_is_tried_before_it_is_believed(tmp_path: Path) -> None:
    """Shims of version managers stand on the PATH and fail when called."""
    shim = tmp_path / "python3.10"
    shim.write_text("#!/bin/sh\necho 'pyenv: python3.10: command not found' >&2\nexit 127\n")
    shim.chmod(0o755)
    assert bash(f"is_python_310 {shim}").returncode != 0
    assert bash("is_python_310 ''").returncode != 0
    assert bash("is_python_310 .venv/bin/python").returncode == 0


def test_a_python_of_pyenv_is_found_where_the_path_has_none(tmp_path: Path) -> None:
    interpreter = tmp_path / "versions" / "3.10.99" / "bin" / "python"
    interpreter.parent.mkdir(parents=True)
    interpreter.symlink_to(PROJECT / ".venv" / "bin" / "python")
    found = bash("find_python false", PATH="/usr/bin:/bin", PYENV_ROOT=str(tmp_path))
    if "versions" not in found.stdout:  # a machine that has python3.10 of its own comes by another candidate first
        assert bash(f"is_python_310 {found.stdout.strip()}").returncode == 0
    assert found.returncode == 0


def test_pips_index_is_handed_to_uv_unless_uv_has_its_own(tmp_path: Path) -> None:
    settings = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PIP_INDEX_URL": "file:///mirror"}
    show = 'honour_pip_index; echo "${UV_DEFAULT_INDEX:-none}"'
    assert bash(show, **settings).stdout == "file:///mirror\n"
    assert bash(show, **settings, UV_INDEX_URL="file:///own").stdout == "none\n"
    (tmp_path / ".config" / "uv").mkdir(parents=True)
    (tmp_path / ".config" / "uv" / "uv.toml").touch()
    assert bash(show, **settings).stdout == "none\n"


def browser(path: Path) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": "/usr/bin:/bin", "GUIDE_CHROMIUM": str(path)}
    return subprocess.run(
        [PROJECT / "scripts" / "browser"], env=environment, capture_output=True, text=True, check=False
    )


def test_a_browser_somebody_has_chosen_is_used(tmp_path: Path) -> None:
    chosen = tmp_path / "chromium"
    chosen.write_text("#!/bin/sh\necho Chromium 1\n")
    chosen.chmod(0o755)
    assert browser(chosen).stdout == f"{chosen}\n"


def test_a_browser_that_does_not_run_is_an_error_not_a_skipped_test(tmp_path: Path) -> None:
    found = browser(tmp_path / "none")
    assert found.returncode == 1
    assert found.stdout == ""
    assert "no Chromium that runs" in found.stderr


def test_help_lists_every_target_that_has_a_word_of_help() -> None:
    makefile = (PROJECT / "Makefile").read_text()
    targets = re.findall(r"^([\w-]+):.*## ", makefile, re.MULTILINE)
    assert "bench-page" in targets
    shown = subprocess.run(["make", "-s", "-C", PROJECT, "help"], capture_output=True, text=True, check=True).stdout
    assert [line.split()[1] for line in shown.splitlines()] == targets

"""YAML that remembers its lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.yaml_lines import YamlFault, load_located


def written(folder: Path, text: str) -> Path:
    path = folder / "some.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_value_knows_its_line(tmp_path: Path) -> None:
    located = load_located(written(tmp_path, "# first\na: 1\nb:\n  - x\n  - c: 2\n"))

    assert located.data == {"a": 1, "b": ["x", {"c": 2}]}
    assert located.line_of(("a",)) == 2
    assert located.line_of(("b", 0)) == 4
    assert located.line_of(("b", 1, "c")) == 5


def test_a_value_that_is_missing_has_the_line_of_its_nearest_ancestor(tmp_path: Path) -> None:
    located = load_located(written(tmp_path, "a: 1\nb:\n  c: 2\n"))

    assert located.line_of(("b", "missing", 3)) == 2


def test_an_empty_file_has_no_data_and_line_one(tmp_path: Path) -> None:
    located = load_located(written(tmp_path, ""))

    assert located.data is None
    assert located.line_of(("a",)) == 1


def test_a_key_that_stands_twice_is_a_fault_with_the_line_of_the_second(tmp_path: Path) -> None:
    path = written(tmp_path, "a: 1\nb:\n  c: 2\n  d: 3\n  c: 4\n")

    with pytest.raises(YamlFault, match="the key 'c' stands twice") as caught:
        load_located(path)
    assert (caught.value.path, caught.value.line) == (path, 5)


def test_a_key_that_stands_twice_is_found_inside_a_list(tmp_path: Path) -> None:
    with pytest.raises(YamlFault) as caught:
        load_located(written(tmp_path, "a:\n  - b: 1\n    b: 2\n"))
    assert caught.value.line == 3


def test_the_same_key_in_two_mappings_is_no_fault(tmp_path: Path) -> None:
    assert load_located(written(tmp_path, "a: {c: 1}\nb: {c: 2}\n")).data["b"] == {"c": 2}


def test_bad_syntax_is_a_fault_with_file_and_line(tmp_path: Path) -> None:
    path = written(tmp_path, 'a: 1\nb: "no end\n')

    with pytest.raises(YamlFault) as caught:
        load_located(path)
    assert caught.value.path == path
    assert caught.value.line in (2, 3)
    assert str(caught.value).startswith(f"{path}:{caught.value.line}: ")


def test_a_tab_that_indents_is_a_fault_on_its_line(tmp_path: Path) -> None:
    with pytest.raises(YamlFault) as caught:
        load_located(written(tmp_path, "a: 1\nb:\n\tc: 2\n"))
    assert caught.value.line == 3

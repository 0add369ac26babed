"""YAML that remembers on which line each value stands, so that a fault can be named with file and line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same in C, where PyYAML was built with it
Key = str | int
KeyPath = tuple[Key, ...]


class YamlFault(ValueError):
    """A file that is no YAML, or that names one key twice. `line` counts from 1."""

    def __init__(self, path: Path, line: int, what: str) -> None:
        super().__init__(f"{path}:{line}: {what}")
        self.path, self.line, self.what = path, line, what


@dataclass(frozen=True)
class LocatedYaml:
    """A parsed file: its data, and for each key path (as pydantic reports it) the line it stands on."""

    path: Path
    data: Any
    lines: dict[KeyPath, int]

    def line_of(self, where: KeyPath) -> int:
        """The line of `where`, or of its nearest ancestor that stands in the file; counts from 1."""
        for length in range(len(where), -1, -1):
            if where[:length] in self.lines:
                return self.lines[where[:length]]
        return 1


def load_located(path: Path) -> LocatedYaml:
    """Read one YAML file. Raises YamlFault on bad syntax or a key that stands twice in one mapping."""
    text = path.read_text(encoding="utf-8")
    try:
        root = yaml.compose(text, Loader=_Loader)
        data = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise YamlFault(path, mark.line + 1 if mark else 1, str(error.problem)) from error
    lines: dict[KeyPath, int] = {}
    if root is not None:
        _walk(path, root, (), lines)
    return LocatedYaml(path, data, lines)


def _walk(path: Path, node: yaml.Node, where: KeyPath, lines: dict[KeyPath, int]) -> None:
    lines.setdefault(where, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key_node, value_node in node.value:
            key = key_node.value
            if key in seen:
                raise YamlFault(path, key_node.start_mark.line + 1, f"the key '{key}' stands twice")
            seen.add(key)
            lines[where + (key,)] = key_node.start_mark.line + 1
            _walk(path, value_node, where + (key,), lines)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _walk(path, item, where + (index,), lines)

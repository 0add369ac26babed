"""The drawings of the page: which one goes with an answer, a question of the check-up, or one of its options."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field, StrictStr, ValidationError

from guide.knowledge.models import Taxonomy
from guide.paths import DATA, PROJECT
from guide.strict_model import StrictModel
from guide.yaml_lines import KeyPath, LocatedYaml, load_located

DRAWINGS = PROJECT / "page" / "static" / "figures"
"""Where the SVG files lie."""


class FigureFault(ValueError):
    """A table of figures that cannot be used; the message names file, line and fault."""


@dataclass(frozen=True)
class Figure:
    """One drawing: its file name in `DRAWINGS`, what it shows in words, and the line below it ("" for none)."""

    file: str
    alt: str
    caption: str


class Figures:
    """The drawings by what they are shown with."""

    def __init__(
        self,
        answers: Mapping[tuple[str, str], Figure],
        questions: Mapping[str, Figure],
        options: Mapping[tuple[str, str], str],
    ) -> None:
        self._answers, self._questions, self._options = answers, questions, options

    def for_answer(self, topic: str, aspect: str) -> Figure | None:
        """The drawing shown with the answer on one aspect of a topic; None where there is none."""
        return self._answers.get((topic, aspect))

    def for_question(self, slot: str) -> Figure | None:
        """The drawing shown beside the options of a check-up question; None where there is none."""
        return self._questions.get(slot)

    def for_option(self, slot: str, option: str) -> str | None:
        """The file name of the small drawing on the button of an option; None where there is none."""
        return self._options.get((slot, option))


class _Drawn(StrictModel):
    file: StrictStr
    alt: StrictStr = Field(min_length=1)
    caption: StrictStr


class _AnswerRow(_Drawn):
    topic: StrictStr
    aspects: list[StrictStr] = Field(min_items=1)


class _QuestionRow(_Drawn):
    slot: StrictStr


class _Table(StrictModel):
    answers: list[_AnswerRow]
    questions: list[_QuestionRow]
    options: dict[str, dict[str, StrictStr]]


def load_figures(data: Path = DATA, drawings: Path = DRAWINGS) -> Figures:
    """Read `page/figures.yml` under `data`; the files that it names lie in `drawings`.

    Raises FigureFault (a ValueError) for a file that is missing, an id that is not in `taxonomy.yml`, an answer or a
    question with two drawings, or a table of another shape; YamlFault (a ValueError too) for what is no YAML.
    """
    located = load_located(data / "page" / "figures.yml")
    taxonomy = Taxonomy(**load_located(data / "taxonomy.yml").data)
    return _Reading(located, taxonomy, drawings).figures()


@lru_cache(maxsize=1)
def default_figures() -> Figures:
    """The project's own drawings, read once per process."""
    return load_figures()


class _Reading:
    """One reading of the table, which checks each row against the taxonomy and the folder of drawings."""

    def __init__(self, located: LocatedYaml, taxonomy: Taxonomy, drawings: Path) -> None:
        self._located, self._taxonomy, self._drawings = located, taxonomy, drawings

    def figures(self) -> Figures:
        table = self._table(self._located.data)
        return Figures(self._answers(table), self._questions(table), self._options(table))

    def _table(self, data: Any) -> _Table:
        try:
            return _Table.parse_obj(data)
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
            raise self._fault(tuple(first["loc"]), f"{name}: {first['msg']}") from None

    def _answers(self, table: _Table) -> dict[tuple[str, str], Figure]:
        figures: dict[tuple[str, str], Figure] = {}
        for index, row in enumerate(table.answers):
            where = ("answers", index)
            self._check_known("topic", row.topic, self._taxonomy.topics, (*where, "topic"))
            figure = self._figure(row, where)
            for place, aspect in enumerate(row.aspects):
                aspect_at = (*where, "aspects", place)
                self._check_known("aspect", aspect, self._taxonomy.aspects, aspect_at)
                if (row.topic, aspect) in figures:
                    raise self._fault(aspect_at, f"{row.topic}/{aspect} has two drawings")
                figures[row.topic, aspect] = figure
        return figures

    def _questions(self, table: _Table) -> dict[str, Figure]:
        figures: dict[str, Figure] = {}
        for index, row in enumerate(table.questions):
            where = ("questions", index)
            self._check_known("slot", row.slot, self._taxonomy.check_up_slots, (*where, "slot"))
            if row.slot in figures:
                raise self._fault(where, f"the question '{row.slot}' has two drawings")
            figures[row.slot] = self._figure(row, where)
        return figures

    def _options(self, table: _Table) -> dict[tuple[str, str], str]:
        files: dict[tuple[str, str], str] = {}
        for slot, options in table.options.items():
            self._check_known("slot", slot, self._taxonomy.check_up_slots, ("options", slot))
            for option, file in options.items():
                where = ("options", slot, option)
                self._check_known(f"option of '{slot}'", option, self._taxonomy.check_up_slots[slot], where)
                self._check_drawn(file, where)
                files[slot, option] = file
        return files

    def _figure(self, row: _Drawn, where: KeyPath) -> Figure:
        self._check_drawn(row.file, (*where, "file"))
        return Figure(row.file, row.alt, row.caption)

    def _check_known(self, kind: str, id_: str, known: Collection[str], where: KeyPath) -> None:
        if id_ not in known:
            raise self._fault(where, f"unknown {kind}: '{id_}'")

    def _check_drawn(self, file: str, where: KeyPath) -> None:
        if Path(file).name != file or not (self._drawings / file).is_file():
            raise self._fault(where, f"no such drawing in {self._drawings.name}: '{file}'")

    def _fault(self, where: KeyPath, what: str) -> FigureFault:
        return FigureFault(f"{self._located.path}:{self._located.line_of(where)}: {what}")

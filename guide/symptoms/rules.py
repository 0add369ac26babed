"""The rules in `data/symptoms`: what each finding and each danger sign is said with, and what takes it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field, ValidationError

from guide.paths import DATA
from guide.strict_model import StrictModel
from guide.symptoms.wording import WordClasses, words_in
from guide.yaml_lines import load_located

CRISIS = "crisis"
Support = Literal["guideline", "secondary", "judgement"]


class RuleFault(ValueError):
    """A rule file that cannot be used; the message names file, line and fault."""


class FindingRule(StrictModel):
    """Wordings for one finding.

    `label` names it for other rules; `gives` are slot values it stands for (a value `yes` becomes `no` where it is
    negated). `unless`: wordings that take an overlapping match back.
    """

    id: str
    label: str
    gives: dict[str, str] = Field(default_factory=dict)
    wordings: list[str]
    unless: list[str] = Field(default_factory=list)


class SignRule(StrictModel):
    """One way in which a danger sign, or a crisis, shows.

    Either by `wordings`, or by findings that stand together: one of each group in `needs`, in one sentence or anywhere
    in the message (`within`). `unless_with`: findings that take it back when they stand in the same sentence.
    `even_if`: contexts (negated, hypothetical, historical, generic ...) that do not silence it.
    """

    id: str
    sign: str
    source: str
    support: Support
    wordings: list[str] = Field(default_factory=list)
    unless: list[str] = Field(default_factory=list)
    needs: list[list[str]] = Field(default_factory=list)
    within: Literal["sentence", "message"] = "sentence"
    unless_with: list[str] = Field(default_factory=list)
    even_if: list[str] = Field(default_factory=list)


class ContextRule(StrictModel):
    """Wordings that change what the findings near them mean, as a ConText rule: category, direction, scope in words."""

    category: str
    direction: Literal["FORWARD", "BACKWARD", "BIDIRECTIONAL", "TERMINATE", "PSEUDO"]
    wordings: list[str]
    scope: int | None = None
    only: list[str] | None = None
    but_not: list[str] | None = None


_Model = TypeVar("_Model", bound=StrictModel)


@dataclass(frozen=True)
class SymptomRules:
    """Everything that the symptom reader goes by."""

    classes: WordClasses
    shorthand: Mapping[str, str]
    fillers: tuple[str, ...]
    findings: tuple[FindingRule, ...]
    signs: tuple[SignRule, ...]
    contexts: tuple[ContextRule, ...]
    end_at_clauses: tuple[str, ...] = ()

    def words(self) -> set[str]:
        """Every plain word that a rule knows: what spelling may be corrected to."""
        wordings = [w for rule in self.findings for w in (*rule.wordings, *rule.unless)]
        wordings += [w for rule in self.signs for w in (*rule.wordings, *rule.unless)]
        wordings += [w for rule in self.contexts for w in rule.wordings]
        words = {word for wording in wordings for word in words_in(wording)}
        written = {word for text in self.shorthand.values() for word in text.split()}
        return words | self.classes.words() | written


def load_symptom_rules(data: Path = DATA) -> SymptomRules:
    """Read `data/symptoms`. Raises RuleFault naming file and line, YamlFault on bad YAML.

    Each file in `signs` names one sign; beside its rules it may hold word classes and contexts of its own.
    """
    folder = data / "symptoms"
    words = load_located(folder / "words.yml").data
    classes: dict[str, list[str]] = dict(words["classes"])
    signs: list[SignRule] = []
    contexts = _load(folder / "context.yml", "contexts", ContextRule)
    for path in sorted((folder / "signs").glob("*.yml")):
        table = load_located(path).data
        classes.update(table.get("classes", {}))
        signs += _load(path, "ways", SignRule, sign=table["sign"])
        contexts += _load(path, "contexts", ContextRule) if "contexts" in table else []
    return SymptomRules(
        classes=WordClasses(classes, words["fillers"]),
        shorthand=words["shorthand"],
        fillers=tuple(words["fillers"]),
        findings=tuple(_load(folder / "findings.yml", "findings", FindingRule)),
        signs=tuple(signs),
        contexts=tuple(contexts),
        end_at_clauses=tuple(load_located(folder / "context.yml").data["end_at_clauses"]),
    )


def _load(path: Path, key: str, model: type[_Model], **common: str) -> list[_Model]:
    located = load_located(path)
    rules: list[_Model] = []
    for index, entry in enumerate(located.data[key]):
        try:
            rules.append(model.parse_obj({**common, **entry}))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise RuleFault(f"{path}:{located.line_of((key, index))}: {where}: {first['msg']}") from None
    return rules

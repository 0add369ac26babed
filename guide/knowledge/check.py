"""Checks every knowledge file and names each fault with file and line: `python -m guide.knowledge.check [DATA]`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from guide.knowledge.check_topic import Known, check_topic
from guide.knowledge.library import knowledge_files, load_traits
from guide.knowledge.models import Source, Taxonomy, Topic
from guide.knowledge.readability import names_pattern
from guide.paths import DATA
from guide.yaml_lines import KeyPath, LocatedYaml, YamlFault, load_located


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong, and where; `line` counts from 1."""

    path: Path
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


def check(data: Path = DATA) -> list[Fault]:
    """Every fault in the knowledge under `data`: schema, unknown ids, missing sources, reading grade, doubles."""
    try:
        taxonomy = Taxonomy(**load_located(data / "taxonomy.yml").data)
        sources_file = load_located(data / "sources.yml")
        words = medical_words(data)
        traits = load_traits(data)
    except YamlFault as fault:
        return [Fault(fault.path, fault.line, fault.what)]
    except ValidationError as error:
        return [Fault(data / "taxonomy.yml", 1, str(error))]
    faults: list[Fault] = []
    sources = dict(_valid_sources(sources_file, faults))
    topics: list[tuple[LocatedYaml, Topic]] = []
    for path in knowledge_files(data):
        try:
            located = load_located(path)
            topics.append((located, Topic(**(located.data or {}))))
        except YamlFault as fault:
            faults.append(Fault(fault.path, fault.line, fault.what))
        except ValidationError as error:
            faults.extend(_from_pydantic(located, error, ()))
    names = names_pattern([*words, *(name for _, topic in topics for name in [*topic.names, topic.full_name])])
    ids = frozenset([*taxonomy.topics, *(topic.topic for _, topic in topics)])
    known = Known(taxonomy, ids, sources, frozenset(traits), names)
    for located, topic in topics:
        faults.extend(Fault(located.path, line, what) for line, what in check_topic(located, topic, known))
    faults.extend(_check_across(topics))
    for missing in set(taxonomy.topics) - {topic.topic for _, topic in topics}:
        faults.append(Fault(data / "taxonomy.yml", 1, f"the topic '{missing}' has no file in knowledge/"))
    faults.extend(_check_glossary(data, sources, ids))
    return sorted(faults)


def _check_glossary(data: Path, sources: dict[str, Source], topics: frozenset[str]) -> Iterator[Fault]:
    """Every word of the glossary belongs to a topic, and its sources are known."""
    path = data / "vocabulary" / "medical_words.yml"
    if not path.exists():
        return
    located = load_located(path)
    for index, entry in enumerate(located.data["words"]):
        given = entry.get("source", [])
        for source in [given] if isinstance(given, str) else given:
            if source not in sources:
                yield Fault(path, located.line_of(("words", index, "source")), f"unknown source '{source}'")
        if "topic" in entry and entry["topic"] not in topics:
            yield Fault(path, located.line_of(("words", index, "topic")), f"unknown topic '{entry['topic']}'")


def medical_words(data: Path = DATA) -> list[str]:
    """The medical names of the glossary, with their other spellings."""
    path = data / "vocabulary" / "medical_words.yml"
    if not path.exists():
        return []
    return [name for entry in load_located(path).data["words"] for name in [entry["word"], *entry.get("also", [])]]


def _valid_sources(located: LocatedYaml, faults: list[Fault]) -> Iterator[tuple[str, Source]]:
    for source_id, fields in located.data["sources"].items():
        try:
            yield source_id, Source(**fields)
        except ValidationError as error:
            faults.extend(_from_pydantic(located, error, ("sources", source_id)))


def _from_pydantic(located: LocatedYaml, error: ValidationError, root: KeyPath) -> Iterator[Fault]:
    for item in error.errors():
        where = root + tuple(item["loc"])
        name = ".".join(str(part) for part in where)
        yield Fault(located.path, located.line_of(where), f"{name}: {item['msg']}")


def _check_across(topics: list[tuple[LocatedYaml, Topic]]) -> Iterator[Fault]:
    """What no file shows alone: a name that two topics claim, a sentence that stands twice."""
    seen: dict[tuple[str, str], Path] = {}
    for located, topic in topics:
        claims: list[tuple[str, str, KeyPath]] = []
        claims += [("name", name.lower(), ("names", i)) for i, name in enumerate(topic.names)]
        for aspect, answer in topic.answers.items():
            for part in ("say", "more"):
                for i, sentence in enumerate(getattr(answer, part)):
                    claims.append((f"sentence of {topic.topic}", sentence.text, ("answers", aspect, part, i)))
        for what, value, where in claims:
            if (what, value) in seen:
                yield Fault(located.path, located.line_of(where), f"the {what} '{value}' stands twice")
            seen[what, value] = located.path


def main() -> int:
    """Print every fault; 0 when there is none."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    faults = check(data)
    for fault in faults:
        print(fault)
    if faults:
        print(f"{len(faults)} faults")
        return 1
    answers = sum(len(load_located(path).data["answers"]) for path in knowledge_files(data))
    print(f"knowledge: {answers} answers, no fault")
    return 0


if __name__ == "__main__":
    sys.exit(main())

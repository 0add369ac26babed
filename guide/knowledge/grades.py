"""Prints the reading grade of each answer: `python -m guide.knowledge.grades [TOPIC ...]`, hardest first."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from statistics import median

from guide.knowledge.check import medical_words
from guide.knowledge.library import Library, default_library
from guide.knowledge.readability import grade, names_pattern


def grades(library: Library) -> Iterator[tuple[float, str, str, str]]:
    """The grade of every answer with its topic, what it answers, and the part (`say` or `more`)."""
    topics = library.topics.values()
    names = names_pattern([*medical_words(), *(name for t in topics for name in [*t.names, t.full_name])])
    for topic in topics:
        for asked, answer in topic.answers.items():
            for part, sentences in (("say", answer.say), ("more", answer.more)):
                if sentences:
                    yield grade(" ".join(s.text for s in sentences), names), topic.topic, asked, part


def main() -> int:
    """Print grade, topic, question and part of each answer; then the histogram and the median of what is said first."""
    wanted = set(sys.argv[1:])
    found = [entry for entry in grades(default_library()) if not wanted or entry[1] in wanted]
    for level, topic, asked, part in sorted(found, reverse=True):
        print(f"{level:5.1f}  {topic}.{asked}.{part}")
    first = [level for level, _, _, part in found if part == "say"]
    histogram = Counter(max(0, int(level)) for level in first)
    for level in sorted(histogram):
        print(f"grade {level}-{level + 1}: {histogram[level]:4}  {'#' * histogram[level]}")
    if first:
        print(f"{len(first)} answers: median {median(first):.1f}, highest {max(first):.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

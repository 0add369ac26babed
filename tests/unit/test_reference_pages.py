"""The pages in docs/topics: as new as the data, nothing left out, every link leads somewhere."""

from __future__ import annotations

import re
import runpy
from functools import lru_cache
from pathlib import Path

import pytest

from guide.conversation.next_questions import load_next_questions
from guide.knowledge.library import Library, default_library
from guide.knowledge.models import Sentence
from guide.paths import DATA
from guide.reading.vocabulary import load_neighbours, load_not_ours
from guide.reference.citations import Citations
from guide.reference.documents import COMMAND, FOLDER, INDEX_FILE, SOURCES_FILE, disclaimer, documents, write
from guide.reference.markdown import anchor, escaped, target, with_capital
from guide.reference.overview import groups, state
from guide.reference.topic_page import MOST_NAMES, other_names, topic_page
from tests.domain import whole_domain
from tests.unit.samples import SMALL_DATA

LIBRARY = default_library()
TOPICS = sorted(path.stem for path in (DATA / "knowledge").glob("*.yml"))
PAGES = [*(f"{topic}.md" for topic in TOPICS), INDEX_FILE, SOURCES_FILE]
_LINK = re.compile(r"(?<!\\)\]\(([^<)][^)]*)\)")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
_ID = re.compile(r'<a id="([^"]+)">')


@lru_cache(maxsize=1)
def pages() -> dict[str, str]:
    return documents()


@lru_cache(maxsize=1)
def small_pages() -> dict[str, str]:
    return documents(SMALL_DATA)


def unescaped(text: str) -> str:
    return re.sub(r"\\([\\`*_\[\]<>|])", r"\1", text)


def anchors(page: str) -> set[str]:
    return {anchor(unescaped(heading)) for heading in _HEADING.findall(page)} | set(_ID.findall(page))


def test_there_is_a_page_for_every_topic_an_index_and_the_sources() -> None:
    assert sorted(pages()) == sorted(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_new_as_the_data(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == pages()[name], f"run: {COMMAND}"


def test_no_page_is_left_of_a_topic_that_is_gone() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.md")) == sorted(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_the_disclaimer_stands_on_top_in_the_words_of_the_bot(name: str) -> None:
    said = whole_domain()["responses"]["utter_disclaimer_full"][0]["text"].strip()
    lines = pages()[name].splitlines()

    assert COMMAND in lines[0]
    assert lines[1].startswith("# ")
    assert lines[3] == f"> {escaped(said)}"


@pytest.mark.parametrize("name", PAGES)
def test_every_link_within_the_project_leads_somewhere(name: str) -> None:
    for link in _LINK.findall(pages()[name]):
        file, _, place = link.partition("#")
        if file.startswith("../"):
            assert (FOLDER / file).exists(), link
            continue
        assert (file or name) in pages(), link
        if place:
            assert place in anchors(pages()[file or name]), link


@pytest.mark.parametrize("topic", TOPICS)
def test_every_sentence_of_a_topic_is_on_its_page_with_its_sources(topic: str) -> None:
    page = pages()[f"{topic}.md"]
    sources = re.findall(r'^(\d+)\. <a id="source-\1"></a>\[.*\]\(<(.+)>\)\. ', page, re.MULTILINE)
    addresses = dict(sources)

    for _, sentence in LIBRARY.topics[topic].placed_sentences():
        line = next(line for line in page.splitlines() if f"{escaped(sentence.text)} [[" in f"{line} ")
        cited = {addresses[number] for number in re.findall(r"\[\[(\d+)\]\]\(#source-\1\)", line)}
        wanted = {target(LIBRARY.sources[source].address)[1:-1] for source in sentence.source}
        assert cited == wanted, sentence.text
        assert f"(checked {sentence.checked})" in line or not sentence.checked


@pytest.mark.parametrize("topic", TOPICS)
def test_every_question_is_on_the_page_of_its_topic(topic: str) -> None:
    known = LIBRARY.topics[topic]
    buttons = load_next_questions(LIBRARY)
    page = pages()[f"{topic}.md"]

    for words, question in buttons.all_words():
        if question.topic == topic:
            assert f"\n## {escaped(words)}\n" in page
    for text in [*known.not_covered.values(), known.see_physician]:
        assert escaped(text) in page


def test_the_index_names_every_topic_and_every_subject_that_is_not_ours() -> None:
    index = pages()[INDEX_FILE]

    for topic in LIBRARY.topics.values():
        assert index.count(f"]({topic.topic}.md)") >= 2
    for entry in [*load_neighbours().values(), *load_not_ours().values()]:
        assert f"| {with_capital(escaped(entry.name))} | {escaped(entry.what_it_is or '–')} |" in index


def test_the_list_of_sources_has_every_source_once() -> None:
    rows = [line for line in pages()[SOURCES_FILE].splitlines() if line.startswith("| ") and "`" in line]
    assert sorted(row.split("`")[1] for row in rows) == sorted(LIBRARY.sources)


@pytest.mark.parametrize("name", [INDEX_FILE, SOURCES_FILE])
def test_the_rows_of_a_table_have_as_many_cells_as_its_head(name: str) -> None:
    cells = 0
    for line in pages()[name].splitlines():
        here = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        assert not (cells and here) or cells == here, line
        cells = here


def test_the_same_data_give_the_same_pages() -> None:
    assert documents(SMALL_DATA) == small_pages()
    assert not any(str(FOLDER.parent.parent) in page for page in pages().values())


# ---- on the guide in small ----


def test_a_page_begins_with_disclaimer_line_names_and_contents() -> None:
    page = small_pages()["als.md"]

    assert page.startswith(
        "<!-- Generated by `python -m guide.reference` from data/knowledge/als.yml. Do not edit. -->\n"
        "# Amyotrophic lateral sclerosis (ALS)\n\n"
        f"> {disclaimer()}\n\n"
        "**In one line:** The nerve cells that move the muscles die. [[1]](#source-1) [[2]](#source-2)\n\n"
        "**Also called:** lou gehrig's disease, motor neuron disease.\n\n"
        "**Belongs to:** [nerve damage](nerve_damage.md).\n\n"
        "[All topics](README.md) · [All sources](sources.md)\n\n"
        "## Contents\n\n"
        "- [What is ALS?](#what-is-als)\n"
    )
    assert (
        "## What is ALS?\n\n"
        "The nerve cells that move the muscles die. [[1]](#source-1) [[2]](#source-2)\n"
        "It is rare. [[1]](#source-1)\n\n"
        "**More**\n\n"
        "It often starts in one hand. [[2]](#source-2)\n\n"
    ) in page
    assert "- *How can ALS be prevented?* We know of no way to stop it before it starts.\n" in page


def test_what_relates_topics_is_on_their_pages(small_library: Library) -> None:
    als = small_library.topics["als"]
    page = small_pages()["als.md"]
    related = [*als.compare.values(), *als.traits.values(), *(s for links in als.leads_to.values() for s in links)]

    assert related
    for sentence in related:
        assert f"{escaped(sentence.text)} [[" in page
    for other in als.leads_to:
        assert "It can come from: [ALS](als.md)" in small_pages()[f"{other}.md"]
    for trait in als.traits:
        assert escaped(small_library.traits[trait].which.split("{")[0]) in small_pages()[INDEX_FILE]


def test_the_dictionaries_are_in_the_index(data_copy: Path) -> None:
    (data_copy / "vocabulary" / "not_ours.yml").write_text(
        "phrases: [polio in cats, Aging wine]\n"
        "groups:\n  - {id: a, name: brain atrophy, names: [brain atrophy], who_knows: a neurologist}\n",
        encoding="utf-8",
    )
    (data_copy / "vocabulary" / "medical_words.yml").write_text(
        'words:\n  - {word: "EMG", means: "a test", topic: mri, source: clinic}\n', encoding="utf-8"
    )
    index = documents(data_copy)[INDEX_FILE]

    assert "| Brain atrophy | – | a neurologist | – |" in index
    assert "Refused without more words: Aging wine, polio in cats.\n" in index
    assert (
        "| EMG | a test |  | [an MRI](mri.md) | [Thin muscles](<https://clinic.example/muscles>), A Clinic |" in index
    )


def test_every_topic_is_in_one_group(small_library: Library) -> None:
    for library in (LIBRARY, small_library):
        grouped = [topic.topic for group in groups(library) for topic in group.topics]
        assert sorted(grouped) == sorted(library.topics)


def test_the_state_of_a_question(small_library: Library) -> None:
    als, therapy = small_library.topics["als"], small_library.topics["physical_therapy"]

    assert state(small_library, als, "symptoms") == "answered"
    assert state(small_library, als, "prevention") == "declared"
    assert state(small_library, als.copy(update={"not_covered": {}}), "prevention") == "open"
    assert state(small_library, therapy, "pain") == "not asked"


def test_a_topic_without_definition_has_no_line_on_top(small_library: Library) -> None:
    als = small_library.topics["als"]
    bare = als.copy(update={"answers": {"symptoms": als.answers["symptoms"]}, "leads_to": {}, "kind": None})
    library = Library(small_library.taxonomy, {"als": bare}, small_library.sources)

    assert topic_page(library, load_next_questions(library, SMALL_DATA), "als").in_one_line is None


def test_writing_removes_generated_pages_only(tmp_path: Path) -> None:
    write(tmp_path, SMALL_DATA)
    (tmp_path / "gone.md").write_text(small_pages()["als.md"], encoding="utf-8")
    (tmp_path / "note.md").write_text("by hand\n", encoding="utf-8")
    write(tmp_path, SMALL_DATA)

    assert {path.name for path in tmp_path.iterdir()} == {*small_pages(), "note.md"}
    assert (tmp_path / "als.md").read_text(encoding="utf-8") == small_pages()["als.md"]


def test_the_command_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr("guide.reference.documents.write", lambda: written.append("all"))
    runpy.run_module("guide.reference", run_name="__main__")

    assert written == ["all"]


def test_other_names_are_short_and_new(small_library: Library) -> None:
    als = small_library.topics["als"].copy(update={"names": ["ALS", "mnd", "mnds", *(f"n{i}x" for i in range(20))]})

    names = other_names(als)
    assert names[:2] == ("mnd", "n0x")
    assert len(names) == MOST_NAMES


def test_a_source_keeps_its_number() -> None:
    citations = Citations(LIBRARY.sources)
    first, second = sorted(LIBRARY.sources)[:2]

    assert citations.cite(Sentence.parse_obj({"text": "One.", "source": [second, first]})).numbers == (1, 2)
    assert citations.cite(Sentence.parse_obj({"text": "Two.", "source": first})).numbers == (2,)
    assert citations.listed() == (LIBRARY.sources[second], LIBRARY.sources[first])


@pytest.mark.parametrize(
    ("heading", "name"),
    [("What is ALS?", "what-is-als"), ("What is Guillain-Barré syndrome?", "what-is-guillain-barré-syndrome")],
)
def test_anchors_are_those_of_github(heading: str, name: str) -> None:
    assert anchor(heading) == name


def test_what_markdown_would_take_as_a_mark_is_escaped() -> None:
    assert escaped("a|b *c* <d> [e]_f") == r"a\|b \*c\* \<d\> \[e\]\_f"
    assert target("https://a.example/?q=a|b") == "<https://a.example/?q=a%7Cb>"

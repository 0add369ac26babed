"""The drawings of the page, and the table that says where each is shown."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from guide.check_up.tables import UNKNOWN, default_tables
from guide.knowledge.check import medical_words
from guide.knowledge.library import default_library
from guide.knowledge.readability import grade, names_pattern
from guide.page.figures import DRAWINGS, Figure, FigureFault, Figures, default_figures, load_figures
from guide.paths import DATA
from guide.yaml_lines import YamlFault, load_located

TABLE = load_located(DATA / "page" / "figures.yml").data
ROWS = [*TABLE["answers"], *TABLE["questions"]]
OPTION_FILES = [file for options in TABLE["options"].values() for file in options.values()]
FILES = sorted({row["file"] for row in ROWS} | set(OPTION_FILES))
SHOWN_WITH_ANSWERS = [(row["topic"], aspect, row["file"]) for row in TABLE["answers"] for aspect in row["aspects"]]

SVG = "{http://www.w3.org/2000/svg}"
DRAWN_WITH = {SVG + tag for tag in ("svg", "g", "path", "rect", "circle", "text", "tspan")}
LARGEST_FILE = 6_000
LONGEST_ALT = 200
SMALLEST_LETTERS = 14
HIGHEST_GRADE = 6.0


def _root(file: str) -> ElementTree.Element:
    return ElementTree.parse(DRAWINGS / file).getroot()


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w-]+", text.lower()))


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_folder_holds_the_drawings_of_the_table_and_no_others() -> None:
    assert {path.name for path in DRAWINGS.iterdir()} == set(FILES)


@pytest.mark.parametrize("file", FILES)
def test_a_drawing_is_a_small_svg_of_a_known_size(file: str) -> None:
    root = _root(file)
    assert root.tag == SVG + "svg"
    assert (DRAWINGS / file).stat().st_size < LARGEST_FILE
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    assert (left, top) == (0, 0)
    assert (float(root.attrib["width"]), float(root.attrib["height"])) == (width, height)


@pytest.mark.parametrize("file", FILES)
def test_a_drawing_holds_plain_shapes_only(file: str) -> None:
    """No script, no event, no link, no style, nothing fetched: also when the file is opened by itself."""
    for element in _root(file).iter():
        assert element.tag in DRAWN_WITH
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert "href" not in name.lower()
            assert name not in {"style", "class", "src"}
            assert "url(" not in value.lower()
            assert "://" not in value
    text = (DRAWINGS / file).read_text(encoding="utf-8")
    assert "<!DOCTYPE" not in text
    assert "<?" not in text


@pytest.mark.parametrize("file", FILES)
def test_a_drawing_brings_its_own_light_card(file: str) -> None:
    """Behind a dark page, too, the strokes stand on white; the card comes first and spans the whole drawing."""
    root = _root(file)
    card = root[0]
    assert card.tag == SVG + "rect"
    assert card.attrib["fill"] == "#fff"
    for side in ("width", "height"):
        assert float(card.attrib[side]) > float(root.attrib[side]) - 3
    assert _contrast(card.attrib["stroke"], "#fff") >= 3


@pytest.mark.parametrize("file", FILES)
def test_letters_are_large_and_dark_enough(file: str) -> None:
    root = _root(file)
    parents = {child: parent for parent in root.iter() for child in parent}
    for label in root.iter(SVG + "text"):
        found: dict[str, str] = {}
        element: ElementTree.Element | None = label
        while element is not None:
            found = {**element.attrib, **found}
            element = parents.get(element)
        assert float(found["font-size"]) >= SMALLEST_LETTERS
        assert found["font-family"] == "system-ui, sans-serif"
        assert _contrast(found["fill"], "#fff") >= 4.5


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_each_label_is_in_the_words_for_those_who_cannot_see_it(row: dict[str, str]) -> None:
    labels = {word for text in _root(row["file"]).iter(SVG + "text") for word in _words(" ".join(text.itertext()))}
    assert labels
    assert labels <= _words(row["alt"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_the_words_are_short_and_easy(row: dict[str, str]) -> None:
    names = [name for topic in default_library().topics.values() for name in [*topic.names, *topic.weak_names]]
    medical = names_pattern([*medical_words(), *names])
    assert 0 < len(row["alt"].strip()) <= LONGEST_ALT
    assert grade(row["alt"], medical) <= HIGHEST_GRADE
    if row["caption"]:
        assert grade(row["caption"], medical) <= HIGHEST_GRADE


@pytest.mark.parametrize(
    ("files", "size"),
    [
        ([row["file"] for row in TABLE["answers"]], ("320", "200")),
        ([row["file"] for row in TABLE["questions"]], ("200", "320")),
        (OPTION_FILES, ("40", "64")),
    ],
    ids=["answers", "questions", "options"],
)
def test_drawings_of_one_use_have_one_size(files: list[str], size: tuple[str, str]) -> None:
    """The page leaves this room for them before they are there, so that nothing jumps."""
    assert {(_root(file).attrib["width"], _root(file).attrib["height"]) for file in files} == {size}


def test_each_option_of_the_place_has_a_drawing_of_its_own() -> None:
    figures = default_figures()
    options = [option for option in default_tables().question("area").ids if option != UNKNOWN]
    files = [figures.for_option("area", option) for option in options]
    assert None not in files
    assert len(set(files)) == len(options)
    assert figures.for_option("area", UNKNOWN) is None
    drawn = {(DRAWINGS / str(file)).read_text(encoding="utf-8") for file in files}
    assert len(drawn) == len(options)


@pytest.mark.parametrize(("topic", "aspect", "file"), SHOWN_WITH_ANSWERS)
def test_a_drawing_stands_with_an_answer_that_exists(topic: str, aspect: str, file: str) -> None:
    assert default_library().answer(topic, aspect) is not None
    figure = default_figures().for_answer(topic, aspect)
    assert figure is not None
    assert figure.file == file
    assert figure.caption


@pytest.mark.parametrize("topic", ["neurogenic_atrophy", "physiologic_atrophy", "pathologic_atrophy"])
def test_each_kind_is_drawn_where_it_is_explained(topic: str) -> None:
    figures = default_figures()
    shown = [figures.for_answer(topic, aspect) for aspect in ("definition", "causes", "mechanism")]
    assert {figure.file for figure in shown if figure} == {f"kind_{topic.removesuffix('_atrophy')}.svg"}
    assert None not in shown
    assert figures.for_answer(topic, "treatment") is None


def test_the_overview_stands_with_the_kinds_and_the_definition() -> None:
    figures = default_figures()
    types, definition = (figures.for_answer("muscle_atrophy", aspect) for aspect in ("types", "definition"))
    assert types is not None
    assert types == definition
    assert types.file == "kinds.svg"
    assert figures.for_answer("als", "definition") is None


def test_only_the_question_for_the_place_has_a_drawing() -> None:
    figures = default_figures()
    place = figures.for_question("area")
    assert place is not None
    assert place.file == "body_areas.svg"
    assert [slot for slot in default_tables().slots if figures.for_question(slot)] == ["area"]


GOOD_ROW = {"topic": "als", "aspects": ["definition"], "file": "a.svg", "alt": "A line.", "caption": "It is a line."}
GOOD_QUESTION = {"slot": "area", "file": "a.svg", "alt": "A line.", "caption": ""}


def _load(folder: Path, table: object) -> Figures:
    (folder / "page").mkdir()
    (folder / "page" / "figures.yml").write_text(yaml.safe_dump(table), encoding="utf-8")
    (folder / "taxonomy.yml").write_text((DATA / "taxonomy.yml").read_text(encoding="utf-8"), encoding="utf-8")
    drawings = folder / "drawings"
    drawings.mkdir()
    (drawings / "a.svg").write_text("<svg/>", encoding="utf-8")
    return load_figures(folder, drawings)


def _table(**parts: object) -> dict[str, object]:
    return {"answers": [GOOD_ROW], "questions": [GOOD_QUESTION], "options": {"pain": {"yes": "a.svg"}}, **parts}


def test_a_good_table_is_read(tmp_path: Path) -> None:
    figures = _load(tmp_path, _table())
    assert figures.for_answer("als", "definition") == Figure("a.svg", "A line.", "It is a line.")
    assert figures.for_question("area") == Figure("a.svg", "A line.", "")
    assert figures.for_option("pain", "yes") == "a.svg"
    assert figures.for_option("pain", "no") is None


@pytest.mark.parametrize(
    ("table", "what"),
    [
        (_table(answers=[{**GOOD_ROW, "topic": "gout"}]), "unknown topic: 'gout'"),
        (_table(answers=[{**GOOD_ROW, "aspects": ["price"]}]), "unknown aspect: 'price'"),
        (_table(answers=[{**GOOD_ROW, "aspects": []}]), "answers.0.aspects"),
        (_table(answers=[GOOD_ROW, GOOD_ROW]), "als/definition has two drawings"),
        (_table(answers=[{**GOOD_ROW, "file": "b.svg"}]), "no such drawing in drawings: 'b.svg'"),
        (_table(answers=[{**GOOD_ROW, "file": "../drawings/a.svg"}]), "no such drawing"),
        (_table(answers=[{**GOOD_ROW, "alt": ""}]), "answers.0.alt"),
        (_table(answers=[{**GOOD_ROW, "size": 3}]), "answers.0.size"),
        (_table(questions=[{**GOOD_QUESTION, "slot": "mood"}]), "unknown slot: 'mood'"),
        (_table(questions=[GOOD_QUESTION, GOOD_QUESTION]), "the question 'area' has two drawings"),
        (_table(questions=[{**GOOD_QUESTION, "file": "b.svg"}]), "no such drawing in drawings: 'b.svg'"),
        (_table(options={"mood": {"good": "a.svg"}}), "unknown slot: 'mood'"),
        (_table(options={"area": {"tail": "a.svg"}}), "unknown option of 'area': 'tail'"),
        (_table(options={"area": {"one_limb": "b.svg"}}), "no such drawing in drawings: 'b.svg'"),
        ({"answers": [], "questions": []}, "options: field required"),
        (None, "figures.yml:1:"),
    ],
)
def test_a_bad_table_is_refused_with_file_and_line(tmp_path: Path, table: object, what: str) -> None:
    with pytest.raises(FigureFault) as fault:
        _load(tmp_path, table)
    assert what in str(fault.value)
    assert re.match(re.escape(str(tmp_path / "page" / "figures.yml")) + r":\d+: ", str(fault.value))
    assert isinstance(fault.value, ValueError)


def test_the_fault_names_the_line_of_the_row(tmp_path: Path) -> None:
    with pytest.raises(FigureFault) as fault:
        _load(tmp_path, _table(answers=[GOOD_ROW, {**GOOD_ROW, "topic": "gout"}]))
    lines = (tmp_path / "page" / "figures.yml").read_text(encoding="utf-8").splitlines()
    line = int(str(fault.value).removeprefix(str(tmp_path / "page" / "figures.yml")).split(":")[1])
    assert lines[line - 1].strip() == "topic: gout"


def test_a_file_that_is_no_yaml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "figures.yml").write_text("answers: [", encoding="utf-8")
    with pytest.raises(YamlFault, match=r"figures\.yml"):
        load_figures(tmp_path)

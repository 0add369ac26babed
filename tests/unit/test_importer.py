"""The words on buttons become training examples."""

from __future__ import annotations

import pytest

from guide.conversation.next_questions import load_next_questions
from guide.knowledge.library import default_library
from guide_rasa.importer import ButtonImporter


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every example by its text, with one file of examples beside the buttons."""
    tmp_path = tmp_path_factory.mktemp("data")
    nlu = tmp_path / "nlu.yml"
    nlu.write_text('version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - hello\n', encoding="utf-8")
    config = tmp_path / "config.yml"
    config.write_text("recipe: default.v1\nlanguage: en\n", encoding="utf-8")
    data = ButtonImporter(str(config), None, [str(nlu)]).get_nlu_data()
    return {message.get("text"): message.get("intent") for message in data.intent_examples}


def test_the_files_examples_are_kept(examples: dict[str, str]) -> None:
    assert examples["hello"] == "greet"


def test_every_button_is_an_example_of_the_aspect_it_asks_for(examples: dict[str, str]) -> None:
    library = default_library()
    buttons = dict(load_next_questions(library).all_words())

    assert len(buttons) == len(list(library.covered_pairs()))
    assert {words: examples[words] for words in buttons} == {
        words: f"ask_{question.aspect}" for words, question in buttons.items()
    }

"""Training-data importer: the words on buttons as examples; they are written only once, in `data/buttons.yml`."""

from __future__ import annotations

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from guide.conversation.next_questions import load_next_questions
from guide.knowledge.library import load_library
from guide.reading.reading import ASPECT_ACT


class ButtonImporter(RasaFileImporter):
    """Rasa's own importer, plus an NLU example for every button that can stand under an answer."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The examples in the files, and those made from topics, aspects and button wordings."""
        buttons = load_next_questions(load_library()).all_words()
        examples = [Message.build(words, ASPECT_ACT + question.aspect) for words, question in buttons]
        return super().get_nlu_data(language).merge(TrainingData(examples))

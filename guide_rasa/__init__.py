"""The parts that know both Rasa and the guide's core: graph components, importer, channel."""

"""The guide's core: what it knows, how it reads a message, what it answers. Imports nothing of Rasa."""

"""The web page without Rasa: what it shows, from messages and data."""

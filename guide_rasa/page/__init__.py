"""The web page as a Rasa input channel: sessions, messages exactly once, limits, headers, static files."""

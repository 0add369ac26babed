"""Measures how well the bot understands question sets, beside Rasa's default pipeline; nothing here is served."""

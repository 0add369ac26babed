"""Rasa's own tests of the dialogue: `rasa test core --e2e --stories tests/stories` (the actions do not run)."""

"""Talks to the guide on Rasa's REST channel."""

import json
import urllib.error
import urllib.request
import uuid
from typing import Any

ANSWER_SECONDS = 60


class GuideAway(Exception):
    """Nobody answers at the guide's address."""


class MessageRefused(Exception):
    """The guide's server turned the message down."""

    def __init__(self, status: int) -> None:
        """Keep the HTTP status."""
        super().__init__(status)
        self.status = status


class RestClient:
    """One conversation with the guide."""

    def __init__(self, url: str) -> None:
        """Begin a conversation of our own at the server with this address."""
        self.url = url
        self.sender = uuid.uuid4().hex

    def send(self, text: str) -> list[dict[str, Any]]:
        """Send what the person typed and return the guide's messages."""
        request = urllib.request.Request(
            f"{self.url}/webhooks/rest/webhook",
            data=json.dumps({"sender": self.sender, "message": text}).encode(),
            headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as response:
                answer: list[dict[str, Any]] = json.load(response)
        except urllib.error.HTTPError as error:
            raise MessageRefused(error.code) from error
        except (OSError, ValueError) as error:
            raise GuideAway(self.url) from error
        return answer

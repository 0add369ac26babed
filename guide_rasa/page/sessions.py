"""The id of a conversation, signed by the server, so that nobody can make one up or take another's."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import tempfile
from pathlib import Path

from itsdangerous import BadSignature, Signer

SECRET_SETTING = "GUIDE_SECRET"
"""Environment variable: the key that signs, shared by all servers of one guide. Without it, a file keeps one."""

CONVERSATION = "page-"
"""How the ids of the page's conversations begin. Other channels do not take such ids."""

_ENOUGH = 16
_ID = re.compile(re.escape(CONVERSATION) + r"[0-9a-f]{32}")


class ForgedSession(ValueError):
    """A token that this server has not signed."""


class Sessions:
    """Makes and checks tokens: a random id with the server's signature."""

    def __init__(self, secret: str) -> None:
        """`secret`: at least 16 characters. Raises ValueError for a shorter one."""
        if len(secret) < _ENOUGH:
            raise ValueError(f"{SECRET_SETTING} must have at least {_ENOUGH} characters.")
        self._signer = Signer(secret, salt="guide-page-session", key_derivation="hmac", digest_method=hashlib.sha256)

    def begin(self) -> str:
        """A token for a new conversation."""
        return self._signer.sign(CONVERSATION + secrets.token_hex(16)).decode()

    def conversation_of(self, token: str) -> str:
        """The id of the conversation that a token stands for. Raises ForgedSession if it is not one of ours."""
        given = token.encode("utf-8", "replace")
        try:
            conversation = self._signer.unsign(given).decode()
        except BadSignature as error:
            raise ForgedSession from error
        # The decoding of a signature is lenient about its last character and about foreign ones, so it is made anew.
        if not _ID.fullmatch(conversation) or not secrets.compare_digest(self._signer.sign(conversation), given):
            raise ForgedSession
        return conversation


def read_secret(file: Path) -> str:
    """The key that signs: from GUIDE_SECRET, else from `file`, which is made, for its owner only, if missing."""
    given = os.environ.get(SECRET_SETTING)
    if given:
        return given
    try:
        return file.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
    handle, written = tempfile.mkstemp(dir=file.parent)  # for the owner only; under its name only once it is whole
    with os.fdopen(handle, "w", encoding="ascii") as output:
        output.write(secrets.token_hex(32))
    try:
        with contextlib.suppress(FileExistsError):  # another server made it just now
            os.link(written, file)
    finally:
        Path(written).unlink()
    return file.read_text(encoding="ascii").strip()

"""One safety sentence beside an answer, where the message names a danger sign without saying that it is present."""

from __future__ import annotations

from collections.abc import Sequence

from guide.check_up.tables import SIGNS, default_tables
from guide.conversation.replies import Reply

_FIRST_PLACE = 1


def with_safety_note(replies: Sequence[Reply], named: Sequence[str]) -> list[Reply]:
    """`replies` with the note after the first of them; unchanged where no sign was named."""
    if not named or not replies:
        return list(replies)
    sign = default_tables().question(SIGNS).option(named[0]).told
    note = Reply("utter_safety_note", {"sign": sign})
    return [*replies[:_FIRST_PLACE], note, *replies[_FIRST_PLACE:]]

"""The base of everything that is read from a data file."""

from __future__ import annotations

from pydantic import BaseModel, Extra


class StrictModel(BaseModel):
    """Refuses keys that it does not know, so that a slip of the pen in a data file is found; never changes."""

    class Config:
        """How pydantic treats it."""

        extra = Extra.forbid
        allow_mutation = False

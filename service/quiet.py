"""Environment and warning settings that keep the libraries' noise away from the people who use the guide."""

import logging
import os
import warnings
from typing import Any

QUIET_ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    # At INFO and DEBUG Rasa writes people's messages to its log.
    "LOG_LEVEL": "WARNING",
    "LOG_LEVEL_LIBRARIES": "ERROR",
}
MAINTAINERS_WARNINGS = (DeprecationWarning, PendingDeprecationWarning, FutureWarning)


def quiet_environment() -> dict[str, str]:
    """Return the environment for a child process: the user's own settings win over ours."""
    return {**QUIET_ENVIRONMENT, **os.environ}


def silence_this_process() -> None:
    """Apply the quiet settings here; to be called before Rasa or TensorFlow is imported."""
    for name, value in QUIET_ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    logging.getLogger().addFilter(_is_worth_reading)
    show_warning = warnings.showwarning

    def show_if_for_users(message: Warning | str, category: type[Warning], *place: Any, **more: Any) -> None:
        if not issubclass(category, MAINTAINERS_WARNINGS):
            show_warning(message, category, *place, **more)

    # A filter would not do: Sanic adds one of its own, in front of all others, that shows them again.
    warnings.showwarning = show_if_for_users


def _is_worth_reading(record: logging.LogRecord) -> bool:
    """Leave out TensorFlow's remark that TensorBoard, which nothing here uses, is not installed."""
    return not str(record.msg).startswith("Limited tf.")

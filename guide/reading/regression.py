"""A learnt regression, laid out for one message at a time."""

from __future__ import annotations

import numpy as np
from sklearn.linear_model import LogisticRegression


def quick_to_ask(regression: LogisticRegression) -> LogisticRegression:
    """The same regression, its coefficients stored by feature: stored by class, each question copies them all."""
    regression.coef_ = np.asfortranarray(regression.coef_)
    return regression

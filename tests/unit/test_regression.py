"""A regression laid out for one message at a time judges as before."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from guide.reading.regression import quick_to_ask


def test_it_judges_as_before_without_copying_its_coefficients() -> None:
    features = csr_matrix(np.random.default_rng(7).random((60, 5)))
    regression = LogisticRegression().fit(features, np.arange(60) % 3)
    before = regression.predict_proba(features)

    quick = quick_to_ask(regression)

    assert np.array_equal(quick.predict_proba(features), before)
    assert np.shares_memory(quick.coef_.T.ravel(), quick.coef_), "as scipy reads it for each message"

"""The fitted model of verdicts: sums over what is not zero are the sums over everything."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reasonscore.verify.verdict_model import load_verdict_model

VALUES = st.one_of(st.just(0.0), st.just(1.0), st.floats(-5, 5))


@given(st.integers(1, 4), st.data())
def test_probabilities_are_those_of_the_whole_matrix_to_the_last_bit(rows: int, data: st.DataObject) -> None:
    model = load_verdict_model("lexical")
    size = len(model.names)
    values = [data.draw(st.lists(VALUES, min_size=size, max_size=size)) for _ in range(rows)]
    odds = (np.array(values)[:, :, None] * model.weights[None]).sum(axis=1) + model.intercept
    exponents = np.exp(odds - odds.max(axis=1, keepdims=True))
    found = model.probabilities([dict(zip(model.names, row, strict=True)) for row in values])
    assert np.array_equal(found, exponents / exponents.sum(axis=1, keepdims=True))

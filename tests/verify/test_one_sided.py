import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonscore.verify.facts.statement import read_statement
from reasonscore.verify.one_sided import NOTHING_DENIED, fullest_of, one_sided

PLAIN, DENIED = "Zinc shortens colds.", "Zinc does not shorten colds."


@pytest.mark.parametrize(
    ("claim", "window", "expected"),
    [
        (PLAIN, PLAIN, (0, 0, 0, 1, 0)),
        (DENIED, "Zinc shortens colds. Iron does not.", (0.75, 0, 0, 0.75, 1)),
        (PLAIN, "Iron helps. Zinc does not shorten colds.", (0, 1, 0, 1, 0)),
        (DENIED, DENIED, (0, 0, 1, 1, 0)),
        (PLAIN, "Nothing of the sort.", NOTHING_DENIED),
        (PLAIN, "", NOTHING_DENIED),
        ("", PLAIN, NOTHING_DENIED),
    ],
)
def test_denials_on_one_side(claim, window, expected):
    assert one_sided(read_statement(claim), window) == pytest.approx(expected)


@given(st.text(max_size=60), st.text(max_size=120))
def test_shares_are_bounded(claim, window):
    found = one_sided(read_statement(claim), window)
    assert all(0 <= share <= 1 for share in found)
    assert found.claim + found.evidence + found.both <= found.held + 1e-9


def test_the_window_that_holds_most_speaks_for_its_passage():
    asked = read_statement(DENIED)
    full, empty = one_sided(asked, PLAIN), one_sided(asked, "Iron.")
    assert fullest_of([empty, full]) == full
    assert fullest_of([]) == NOTHING_DENIED

import pytest

from reasonscore.decompose.decomposer import Source
from reasonscore.decompose.loader import load_decomposer
from reasonscore.trace.trace import Trace


@pytest.mark.parametrize("word", ["X-ray", "x-ray"])
def test_an_x_ray_is_one_word(word):
    """The general parser cuts it in three and then loses the last part of a shared subject."""
    text = f"A chest {word} is usually normal and cannot exclude an embolism."
    found = load_decomposer().decompose_many([Source(Trace(text=text))])[0]
    assert [claim.text for claim in found.claims] == [
        f"A chest {word} is usually normal.",
        f"A chest {word} cannot exclude an embolism.",
    ]

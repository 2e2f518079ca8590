import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))
from turned import turned


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("Aspirin is used for pain.", "Aspirin is not used for pain."),
        ("Topical treatment has been shown to work.", "Topical treatment has not been shown to work."),
        ("Blood pressure should be checked.", "Blood pressure should not be checked."),
        ("Aspirin may be used.", None),
        ("Some tablets are coated.", None),
        ("The rash is red and the skin is dry.", None),
        ("Zinc helps.", None),
        ("It is not used.", None),
    ],
)
def test_only_what_can_be_denied_in_one_way_is(statement, expected):
    assert turned(statement) == expected

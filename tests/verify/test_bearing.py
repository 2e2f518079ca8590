import pytest

from reasonscore.verify.bearing import is_advice, is_ascribed, is_personal, is_possibility


@pytest.mark.parametrize(
    ("text", "advice", "personal", "possible", "ascribed"),
    [
        ("You should see your doctor.", True, True, False, False),
        ("Your doctor recommends rest.", True, True, False, True),
        ("They are concerned about the results.", False, False, False, True),
        ("Aspirin can irritate the stomach.", False, False, True, False),
        ("To be sure, your doctor wants a scan.", False, True, False, True),
        ("Theyyam is a dance.", False, False, False, False),
        ("", False, False, False, False),
    ],
)
def test_what_a_text_speaks_of_and_how(text, advice, personal, possible, ascribed):
    found = (is_advice(text), is_personal(text), is_possibility(text), is_ascribed(text))
    assert found == (advice, personal, possible, ascribed)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.span import slices
from reasonscore.trace.step import split_steps

CASES = [
    ("<step 1> A fever. <step 2> A murmur.", ["A fever.", "A murmur."]),
    ("<step>A fever.</step>\n<step>A murmur.</step>", ["A fever.", "A murmur."]),
    ("Step 1: A fever.\nStep 2: A murmur.", ["A fever.", "A murmur."]),
    ("**Step 1:** A fever.\n\nIt is high.\n\n**Step 2:** A murmur.", ["A fever.\n\nIt is high.", "A murmur."]),
    ("Step 1: A fever. Step 2: A murmur.", ["A fever.", "A murmur."]),
    ("步骤1：发热。\n步骤2：杂音。", ["发热。", "杂音。"]),
    ("第一步：发热。\n第二步：杂音。", ["发热。", "杂音。"]),
    ("Paso 1: Fiebre.\nPaso 2: Soplo.", ["Fiebre.", "Soplo."]),
    ("1. A fever of 39.5 degrees.\n2. A murmur.", ["A fever of 39.5 degrees.", "A murmur."]),
    ("1) A fever.\n   1. high\n   2. long\n2) A murmur.", ["A fever.\n   1. high\n   2. long", "A murmur."]),
    ('1. "A fever" is noted. 2. "A murmur" is new.', ['"A fever" is noted.', '"A murmur" is new.']),
    ("① 发热。\n② 杂音。", ["发热。", "杂音。"]),
    # Numbers that do not run from one are no list of steps.
    ("2. A fever.\n3. A murmur.", ["2. A fever.", "3. A murmur."]),
    ("Give 2. 5 mg was too much.", ["Give 2. 5 mg was too much."]),
    ("- A fever\n  - high\n- A murmur", ["A fever\n  - high", "A murmur"]),
    ("A fever.\n\nA murmur.\n\n---\n\n## Plan\n\nCultures.", ["A fever.", "A murmur.", "Cultures."]),
    ("A fever.\nA murmur.", ["A fever.", "A murmur."]),
    ("A fever and a murmur.", ["A fever and a murmur."]),
    # A short list inside a longer text leaves the paragraphs as they are.
    (
        "The patient has had a high fever for three weeks:\n- at night\n- daily\n\nThe murmur over the apex is new, "
        "and the blood cultures grew streptococci in all four bottles.\n\n"
        "So it is endocarditis, and penicillin should be given.",
        [
            "The patient has had a high fever for three weeks:\n- at night\n- daily",
            "The murmur over the apex is new, and the blood cultures grew streptococci in all four bottles.",
            "So it is endocarditis, and penicillin should be given.",
        ],
    ),
    # The text after a list is a step of its own.
    ("1. A fever.\n2. A murmur.\n\nSo it is endocarditis.", ["A fever.", "A murmur.", "So it is endocarditis."]),
    ("", []),
    (" \n\t\n", []),
    ("---\n***", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_split(text, expected):
    steps = split_steps(text)
    assert [step.text for step in steps] == expected


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["1. ", "2. ", "- ", "\n", "\n\n", "<step 1>", "Step 1: ", "**", "① ", "\r\n", "\ud800"])
        | st.text(max_size=8),
        max_size=20,
    ).map("".join)
)
def test_steps_are_ordered_disjoint_slices(text):
    position = 0
    for step in split_steps(text):
        assert step.text == slices(text, step.span)
        assert step.text == step.text.strip()
        assert position <= step.span[0][0] < step.span[-1][1]
        position = step.span[-1][1]


@settings(deadline=None)
@given(st.lists(st.from_regex(r"[A-Za-z]{3,9}( [a-z]{3,9}){1,5}", fullmatch=True), min_size=2, max_size=12))
def test_a_numbered_list_is_read_back(items):
    text = "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))
    assert [step.text for step in split_steps(text)] == items

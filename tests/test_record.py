import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonscore.errors import InputError
from reasonscore.record import parse_record

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = ["id", "question", "response", "reference", "evidence", "answers", "options", "steps"]


def test_a_whole_record():
    record = parse_record(
        {
            "id": 7,
            "question": "Why?",
            "response": "Because.",
            "reference": {"answer": "MI", "reasoning": ["a", "b"]},
            "evidence": ["one", {"id": "p", "text": "two", "date": 2024, "score": 1.5}],
            "answers": ["x"],
            "options": {"A": "yes"},
            "steps": ["s"],
            "model": "kept",
        }
    )
    assert record.id == "7"
    assert record.gold_answers == ("MI",)
    assert record.gold_reasoning == ("a", "b")
    assert [(p.id, p.text, p.date, p.score) for p in record.evidence] == [
        ("e1", "one", None, None),
        ("p", "two", "2024", 1.5),
    ]
    assert record.row["model"] == "kept"


def test_one_bare_string_is_one_passage_and_an_empty_list_is_not_absence():
    assert len(parse_record({"response": "", "evidence": "text"}).evidence) == 1
    assert parse_record({"response": "", "evidence": []}).evidence == ()
    assert parse_record({"response": ""}).evidence is None


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (["x"], "found a list, expected a JSON object"),
        ({}, "field 'response': missing, expected a string or a list of chat messages; see --field to rename"),
        (
            {"Fever for 3 days": 1, "output": "x", 5: 1, "prompt": "y"},
            "field 'response': missing, expected a string or a list of chat messages; the row has output, prompt; "
            "see --field to rename",
        ),
        ({"response": None}, "field 'response': found null, expected a string or a list of chat messages"),
        ({"response": "", "id": True}, "field 'id': found a boolean, expected a string or a whole number"),
        (
            {"response": "", "reference": "MI"},
            "field 'reference': found a string, expected an object with answer or reasoning; "
            "a bare answer is read with --field reference.answer=reference",
        ),
        (
            {"response": "", "reference": {"reasoning": ["a", 3]}},
            "field 'reference.reasoning[1]': found a number, expected a string",
        ),
        ({"response": "", "evidence": [{"title": "t"}]}, "field 'evidence[0].text': missing, expected a string"),
        ({"response": "", "options": ["A"]}, "field 'options': found a list, expected an object like {'A': '...'}"),
        ({"response": "", "steps": 3}, "field 'steps': found a number, expected a string or a list of strings"),
        (
            {"response": [{"content": 5}]},
            "field 'response[0].content': found a number, expected a string or a list of content blocks",
        ),
    ],
)
def test_messages_name_the_field_what_was_found_and_what_was_expected(row, message):
    with pytest.raises(InputError) as caught:
        parse_record(row, line=4)
    assert str(caught.value).removeprefix("line 4, ").removeprefix("line 4: ") == message
    assert caught.value.line == 4


def test_numbers_of_gold_answers_and_options_are_read_as_json_spells_them():
    row = {"response": "", "reference": {"answer": 42}, "options": {"A": 42, "B": 1.5, "C": "none"}}
    record = parse_record(row)
    assert record.gold_answers == ("42",)
    assert record.options == {"A": "42", "B": "1.5", "C": "none"}
    assert record.row == row
    several = parse_record({"response": "", "reference": {"answer": [1.5, "two", -3, 1e-7]}})
    assert several.gold_answers == ("1.5", "two", "-3", "1e-07")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"reference": {"answer": True}}, "'reference.answer': found a boolean, expected a string or a finite number"),
        ({"reference": {"answer": [1, None]}}, "'reference.answer[1]': found null, expected a string or a finite"),
        ({"reference": {"answer": math.nan}}, "'reference.answer': found a number that is not finite, expected"),
        ({"reference": {"answer": [-math.inf]}}, "'reference.answer[0]': found a number that is not finite, expected"),
        ({"options": {"A": "x", "B": False}}, "'options.B': found a boolean, expected a string or a finite number"),
        ({"options": {"A": math.nan}}, "'options.A': found a number that is not finite, expected a string or a finite"),
        ({"answers": [1]}, "'answers[0]': found a number, expected a string"),
    ],
)
def test_what_is_no_number_is_still_refused(row, message):
    with pytest.raises(InputError) as caught:
        parse_record({"response": ""} | row)
    assert message in str(caught.value)


@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_any_json_object_is_a_record_or_an_input_error(row):
    try:
        record = parse_record(row, line=1)
    except InputError:
        with pytest.raises(InputError, match=r"^line 1"):
            parse_record(row, line=1)
    else:
        assert isinstance(record.response, str)
        assert record.row == row


def test_chat_messages_become_one_text():
    messages = [
        {"role": "system", "content": "You are a doctor."},
        {"role": "user", "content": "Why?"},
        {"role": "assistant", "reasoning_content": "Think.", "content": [{"type": "text", "text": "Say."}]},
        {"role": "tool", "content": "found"},
        {"role": "assistant", "content": "End."},
    ]
    text = parse_record({"response": messages}).response
    assert text == "<think>\nThink.\n</think>\n\nSay.\n\n<information>\nfound\n</information>\n\nEnd."


def test_a_question_in_chat_messages_is_what_the_user_wrote():
    messages = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Why?"}]
    assert parse_record({"response": "x", "question": messages}).question == "Why?"

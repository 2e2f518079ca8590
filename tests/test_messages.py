import pytest

from reasonscore.errors import InputError
from reasonscore.messages import flatten_messages
from reasonscore.record import parse_record
from reasonscore.trace.reader import read_trace

TOOL_CALL = {"id": "1", "function": {"name": "search", "arguments": "{}"}}


def test_reasoning_content_tool_calls_and_results():
    messages = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "A or B?"},
        {"role": "assistant", "content": None, "reasoning_content": "I need facts.", "tool_calls": [TOOL_CALL]},
        {"role": "tool", "content": "Aspirin is first-line. The answer is A."},
        {"role": "assistant", "content": [{"type": "text", "text": "The answer"}, {"type": "text", "text": " is B."}]},
    ]
    text = flatten_messages(messages)
    assert text == (
        "<think>\nI need facts.\n</think>\n\n<information>\nAspirin is first-line. The answer is A.\n</information>"
        "\n\nThe answer is B."
    )
    trace = read_trace(parse_record({"response": messages, "options": {"A": "Aspirin", "B": "Heparin"}}))
    assert (trace.choice, trace.flattened, trace.text) == ("B", True, text)
    retrieved = [text[slice(*region.piece)] for region in trace.regions if region.reason == "retrieved"]
    assert retrieved == ["<information>\nAspirin is first-line. The answer is A.\n</information>"]
    assert [step.text for step in trace.steps] == ["I need facts."]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"role": "assistant", "content": ""}, ""),
        ({"role": "assistant", "content": None}, ""),
        ({"content": "No role."}, "No role."),
        ({"from": "gpt", "value": "ShareGPT."}, "ShareGPT."),
        ({"role": "assistant", "content": "B", "reasoning": "Hm."}, "<think>\nHm.\n</think>\n\nB"),
        (
            {"role": "assistant", "content": [{"type": "thinking", "thinking": "Hm."}, {"type": "text", "text": "B"}]},
            "<think>\nHm.\n</think>\n\nB",
        ),
        ({"role": "assistant", "content": [{"type": "image", "url": "x"}, "B"]}, "B"),
        ({"role": "user", "content": "Not mine."}, ""),
    ],
)
def test_one_message(message, expected):
    assert flatten_messages([message]) == expected


def test_question_takes_the_turns_of_the_user():
    messages = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Why?"}]
    assert flatten_messages(messages, "question", role="user") == "Why?"


@pytest.mark.parametrize(
    ("messages", "field"),
    [
        (["text"], "response[0]"),
        ([{"role": "assistant", "content": 5}], "response[0].content"),
        ([{"role": "assistant", "content": [5]}], "response[0].content[0]"),
        ([{"role": "assistant", "content": [{"text": 5}]}], "response[0].content[0]"),
    ],
)
def test_what_is_no_message_is_named_by_its_field(messages, field):
    with pytest.raises(InputError) as caught:
        flatten_messages(messages)
    assert caught.value.field == field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.record import Record, parse_record
from reasonscore.trace.reader import read_trace

OPTIONS = {"A": "Sarcoidosis", "B": "Tuberculosis", "C": "Histoplasmosis", "D": "Lymphoma"}
PIECES = st.sampled_from(
    [
        "<think>",
        "</think>",
        "<answer>",
        "</answer>",
        "<step 1>",
        "\n",
        "\n\n",
        "### Reasoning:\n",
        "### Answer:\n",
        "```\n",
        "1. ",
        "- ",
        "B",
        "The answer is ",
        "\\boxed{",
        "}",
        '{"answer": "',
        '"}',
        "**",
        "> ",
        "Step 2: ",
        "<|channel|>final<|message|>",
        "[Retrieve]",
        "Fever.",
        "答案是B",
        "\ud800",
        "\x00",
        "‮שלום",
        "🩺",
        "Observation: ",
        "Doctor: ",
        "<information>",
        "İ",
        "ß",
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES | st.text(max_size=20), max_size=30).map("".join), st.booleans())
def test_any_text_gives_valid_and_exact_spans(check_exact, text, with_options):
    trace = read_trace(Record("1", text, question=text[:200], options=OPTIONS if with_options else None))
    check_exact(trace)
    assert read_trace(Record("1", text, question=text[:200], options=OPTIONS if with_options else None)) == trace


@pytest.mark.parametrize("text", ["", " \n\t", "\x00\x01", "<think>", "</think>", "```", "{", "-", "###"])
def test_nothing_to_read_is_no_answer(check_exact, text):
    trace = read_trace(Record("1", text, options=OPTIONS))
    assert (trace.answer, trace.choice, trace.answers) == (None, None, ())
    check_exact(trace)


def test_medrbench_output_in_an_open_fence(check_exact):
    text = (
        "\n\n```\n### Resoning:\n<step 1> Granulomas without necrosis point to sarcoidosis.\n\n"
        "<step 2> Cultures are negative.\n\n### Answer:\nSarcoidosis (stage II)\n"
    )
    trace = read_trace(Record("1", text))
    assert trace.format == "medrbench"
    assert [step.text for step in trace.steps] == [
        "Granulomas without necrosis point to sarcoidosis.",
        "Cultures are negative.",
    ]
    assert trace.answer == "Sarcoidosis (stage II)"
    check_exact(trace)


def test_thinking_and_final_response_with_a_damaged_template_token(check_exact):
    text = (
        "assistant<|end_header_id>\n## Thinking\n\nCould be B. Hmm, granulomas are bland.\n\nSo it is sarcoidosis.\n\n"
        "## Final Response\n\nThe most likely diagnosis is **'A': 'Sarcoidosis'**. Tuberculosis is less likely."
    )
    trace = read_trace(Record("1", text, options=OPTIONS))
    assert (trace.format, trace.choice, trace.answer) == ("thinking_final_response", "A", "Sarcoidosis")
    assert len(trace.steps) == 2
    check_exact(trace)


def test_given_steps_and_answers_come_back_one_to_one():
    row = {
        "response": "**Step 1:** Fever  is high.\nStep 2: Sepsis is likely.",
        "steps": ["Step 1: Fever is high.", "Not there at all", "Sepsis is likely."],
        "answers": ["Sepsis", "Flu"],
    }
    trace = read_trace(parse_record(row))
    assert [step.text for step in trace.steps] == row["steps"]
    assert [step.span is None for step in trace.steps] == [False, True, False]
    assert trace.text[slice(*trace.steps[2].span[0])] == "Sepsis is likely."
    assert trace.answers == ("Sepsis", "Flu")


def test_row_keeps_the_contract_and_adds_text_for_messages():
    trace = read_trace(
        parse_record({"response": [{"role": "assistant", "reasoning_content": "Hm.", "content": "Answer: B"}]})
    )
    row = trace.to_row()
    assert list(row) == ["format", "answer", "choice", "answers", "abstained", "truncated", "steps", "text"]
    assert row["text"] == "<think>\nHm.\n</think>\n\nAnswer: B"
    assert "text" not in read_trace(Record("1", "Answer: B")).to_row()

"""What `Scorer` takes for a row: objects, records and bare responses say the same."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonscore import Passage, Record, Scorer, score
from reasonscore.block import Failed
from reasonscore.input_row import parse_input, record_row
from reasonscore.record import parse_record

FAST = {"tier": "shallow", "verifier": "lexical"}
ROW = {
    "id": "c1",
    "response": "No fever. The answer is B.",
    "question": "What is it?",
    "reference": {"answer": ["Gout"], "reasoning": ["There is no fever."], "must_not_miss": ["Sepsis"]},
    "evidence": [{"id": "e1", "text": "She has no fever."}],
    "options": {"A": "Sepsis", "B": "Gout"},
    "dose": 5,
}


@pytest.fixture(scope="module")
def scorer():
    return Scorer(["Factuality", "Completeness", "ChoiceAccuracy", "MustNotMiss"], **FAST)


def test_a_record_scores_as_the_row_that_describes_it(scorer):
    made = Record(
        "c1",
        ROW["response"],
        question=ROW["question"],
        gold_answers=("Gout",),
        gold_reasoning=("There is no fever.",),
        evidence=(Passage("She has no fever.", id="e1"),),
        options=ROW["options"],
        row={"reference": {"must_not_miss": ["Sepsis"]}, "dose": 5},
    )
    whole = scorer.score(ROW)
    assert scorer.score(made) == whole == scorer.score(parse_record(ROW))
    assert list(scorer.score_many([ROW, made])) == [whole, whole]
    assert json.loads(json.dumps(scorer.score(made))) == json.loads(json.dumps(whole))
    assert whole.scores["Factuality"].value == whole.scores["ChoiceAccuracy"].value == 1


def test_a_bare_response_is_a_row_of_its_own(scorer):
    assert scorer.score("No fever.") == scorer.score({"response": "No fever."})
    assert [row["id"] for row in scorer.score_many(["No fever.", Record("r", "A rash.")])] == ["1", "r"]
    assert score("No fever.", ["Truncation"], **FAST).scores["Truncation"].value == 0


def test_a_changed_record_is_scored_as_it_now_is():
    read = parse_record(ROW)
    changed = parse_input(replace(read, response="A rash.", id="c2", evidence=None, gold_answers=("Lupus",)))
    assert changed.row["id"] == changed.id == "c2"
    assert (changed.row["response"], changed.evidence, "evidence" in changed.row) == ("A rash.", None, False)
    assert changed.row["reference"] == ROW["reference"] | {"answer": ["Lupus"]}
    assert changed.row["dose"] == 5
    assert parse_input(read) is read


def test_chat_messages_of_a_read_record_stay_as_they_came():
    row = {"id": 7, "response": [{"role": "assistant", "content": "No fever."}]}
    assert parse_input(parse_record(row)).row is row


@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        (Record("c1", None), "response", "missing"),
        (Record("c1", 5), "response", "found a number"),
        (Record("c1", "x", evidence=5), "evidence", "found a number"),
        (Record(None, "x", steps=(1,)), "steps[0]", "found a number"),
        ('{"response": "x"}', None, "found a line of JSON"),
        (5, None, "found a number"),
        (None, None, "found null"),
    ],
)
def test_what_is_no_row_gives_an_error_row(given, field, message):
    found = parse_input(given)
    assert isinstance(found, Failed)
    assert found.field == field
    assert found.message.startswith(message)


def test_a_response_that_is_json_is_a_response():
    assert parse_input('{"answer": "B"}').response == '{"answer": "B"}'


TEXTS = st.text(max_size=8)
RECORDS = st.builds(
    Record,
    id=TEXTS,
    response=TEXTS,
    question=st.none() | TEXTS,
    gold_answers=st.none() | st.tuples(TEXTS, TEXTS),
    gold_reasoning=st.none() | TEXTS | st.tuples(TEXTS),
    evidence=st.none() | st.tuples(st.builds(Passage, text=TEXTS, id=TEXTS, title=st.none() | TEXTS)),
    answers=st.none() | st.tuples(TEXTS),
    options=st.none() | st.dictionaries(TEXTS, TEXTS, max_size=2),
    steps=st.none() | st.tuples(TEXTS),
)


@given(RECORDS)
def test_the_row_of_a_record_reads_back(record):
    assert parse_record(record_row(record)) == record
    assert parse_input(record) == record
    json.dumps(record_row(record))


def test_rows_that_share_an_id_are_scored_each():
    scorer = Scorer(["Factuality"], tier="shallow", verifier="lexical")
    rows = [{"id": "c1", "response": text, "evidence": text} for text in ("No fever was seen.", "A rash was seen.")]
    found = list(scorer.score_many(rows))
    assert [(row["id"], row["status"], row["response"]) for row in found] == [
        ("c1", "scored", "No fever was seen."),
        ("c1", "scored", "A rash was seen."),
    ]

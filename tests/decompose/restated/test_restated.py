"""Sentences that are read as they stand: no rule that restates a sentence is passed over where it would speak."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonscore.decompose.layout.described import describe
from reasonscore.decompose.layout.itemised import itemise
from reasonscore.decompose.layout.lead_in import expand
from reasonscore.decompose.layout.named_list import said_of_each
from reasonscore.decompose.layout.note import spell_out
from reasonscore.decompose.layout.plain_text import PlainText
from reasonscore.decompose.restated.as_for import said_of_topic
from reasonscore.decompose.restated.ellipsis import fill
from reasonscore.decompose.restated.paired import parts_of
from reasonscore.decompose.restated.reduced import without_gap
from reasonscore.decompose.restated.restated import is_restated
from reasonscore.decompose.restated.revision import revise

WRITTEN = Path(__file__).parents[1] / "sentences.jsonl"
PARTS = [
    "The gap is 18",
    "no, 24",
    "... no, 24.",
    "I mean 24",
    "or rather 24",
    "wait, it is 3",
    "I was thinking of gout, but now it is not",
    "As for aspirin, it thins the blood",
    "Regarding sleep, it matters",
    "Although initially stable, she deteriorated",
    "Not only does it lower glucose, it also helps",
    "I don't think so, because it is late",
    "A cream can help, a tablet may be needed.",
    "Repeat it at six weeks if low, or at six months if higher",
    "Call for a fever, a rash, or if the pain returns",
    "Denies cough or fever",
    "GP to review in a week",
    "Abdomen soft, no guarding",
    "Could you please review him",
    "Tender RUQ",
    "Has been approved",
    "the scan is normal",
    "it is low",
    "well-known",
    " - ",
    ": ",
    "; ",
    ", ",
    ". ",
    "The following may help: rest and ice",
    "Among these are A, B and C",
    "is",
    "may be left to stop",
    "Metformin - first line",
    "6’s",
    "—",
    "é",
    "to be seen",
]


def restatements(plain: PlainText) -> list[object]:
    """What each rule makes of a sentence that it leaves as it is, and what they made of this one."""
    rules = (parts_of, expand, itemise, said_of_each, spell_out, fill)
    made = [part for rule in rules for part in rule(plain)]
    return [describe(plain), revise(plain), *made, said_of_topic(plain), without_gap(plain)]


def untouched(plain: PlainText) -> list[object]:
    return [None, (plain, []), *[plain] * 8]


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=6).map("".join))
def test_what_stands_as_it_is_no_rule_restates(text: str) -> None:
    plain = PlainText(text, 0)
    assert is_restated(plain) or restatements(plain) == untouched(plain)


def test_the_written_sentences() -> None:
    texts = [json.loads(line)["source"] for line in WRITTEN.read_text(encoding="utf-8").splitlines()]
    plains = [PlainText(text, 0) for text in texts]
    assert [p.text for p in plains if not is_restated(p) and restatements(p) != untouched(p)] == []


@pytest.mark.parametrize(
    "text",
    [
        "The gap is 18... no, 24.",
        "It is 18, or rather 24.",
        "I was thinking of gout, but now it is not.",
        "As for aspirin, it thins the blood.",
        "Although initially stable, she deteriorated.",
        "Not only does it lower glucose, it also helps.",
        "A cream can help, a tablet may be needed.",
        "Repeat it at six weeks if low, or at six months if higher.",
        "GP to review in a week.",
        "Denies cough or fever.",
        "Abdomen soft, no guarding.",
    ],
)
def test_each_rule_is_still_asked(text: str) -> None:
    assert is_restated(PlainText(text, 0))
    assert restatements(PlainText(text, 0)) != untouched(PlainText(text, 0))

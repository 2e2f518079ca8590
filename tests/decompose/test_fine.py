"""The fine setting: origins, places inside places, adjuncts and named members one by one, each said once."""

import pytest

from reasonscore.decompose.decomposer import Source
from reasonscore.decompose.loader import load_decomposer
from reasonscore.trace.trace import Trace

SENTENCES = {
    "Mara Lund is an American actress born on 3 May 1950 in Durban, South Africa.": [
        "Mara Lund is American.",
        "Mara Lund is an actress.",
        "Mara Lund was born on 3 May 1950.",
        "Mara Lund was born in Durban.",
        "Durban is in South Africa.",
    ],
    "Mara Lund was born on May 3, 1950, in Durban.": [
        "Mara Lund was born on May 3, 1950.",
        "Mara Lund was born in Durban.",
    ],
    "Mara Lund married comedian Tom Reed and starred in the popular television series Harbour Lights.": [
        "Mara Lund married comedian Tom Reed.",
        "Tom Reed is a comedian.",
        "Mara Lund starred in the popular television series Harbour Lights.",
        "Harbour Lights is a television series.",
    ],
    "Mara Lund is a South Korean painter.": ["Mara Lund is South Korean.", "Mara Lund is a painter."],
    "On television, Mara Lund appeared in shows such as Northgate and Redhill.": [
        "Mara Lund appeared in shows.",
        "On television, Mara Lund appeared in shows.",
        "Mara Lund appeared in Northgate.",
        "Northgate is a show.",
        "Mara Lund appeared in Redhill.",
        "Redhill is a show.",
    ],
    "Mara Lund has worked in several roles, including as a nurse in Leeds and as a teacher.": [
        "Mara Lund has worked in several roles.",
        "Mara Lund has worked as a nurse in Leeds.",
        "Mara Lund has worked as a teacher.",
    ],
}


@pytest.fixture(scope="module")
def results():
    found = load_decomposer(granularity="fine").decompose_many([Source(Trace(text=text)) for text in SENTENCES])
    return {text: [claim.text for claim in result.claims] for text, result in zip(SENTENCES, found, strict=True)}


@pytest.mark.parametrize("text", SENTENCES)
def test_sentence(text, results):
    assert results[text] == SENTENCES[text]


def test_nothing_is_said_twice(results):
    assert all(len(set(claims)) == len(claims) for claims in results.values())

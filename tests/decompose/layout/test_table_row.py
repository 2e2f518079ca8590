"""Tables: each cell is said of what its row, or its column, is about; every letter is accounted for."""

from reasonscore import decompose

DRUGS = """Two choices:

| Drug | Dose | Side effects | Note |
|:-----|------|--------------|------|
| **Colchicine** | 0.5 mg twice daily | Diarrhoea, vomiting<br>rarely neuropathy | May be used in heart failure |
| Naproxen | 500 mg twice daily | No drowsiness | n/a |

Take either with food.
"""
COMPARED = """Feature | Gout | Septic arthritis
--- | --- | ---
Fever | Uncommon | Common
Crystals | Yes | No
Onset | May be sudden |
"""
VERDICTS = """| Diagnosis | For | Against |
|---|---|---|
| Torsion | Sudden onset | No vomiting |
"""


def texts(source):
    return [claim.text for claim in decompose(source).claims]


def test_cells_are_said_of_their_row():
    assert texts(DRUGS) == [
        "The dose of colchicine is 0.5 mg twice daily.",
        "The side effects of colchicine include diarrhoea.",
        "The side effects of colchicine include vomiting.",
        "The side effects of colchicine include rarely neuropathy.",
        "Colchicine may be used in heart failure.",
        "The dose of naproxen is 500 mg twice daily.",
        "Naproxen has no drowsiness.",
        "The patient should take either with food.",
    ]


def test_headers_that_name_what_is_compared():
    assert texts(COMPARED) == [
        "In gout, fever is uncommon.",
        "In septic arthritis, fever is common.",
        "Gout has crystals.",
        "Septic arthritis has no crystals.",
        "In gout, onset may be sudden.",
    ]


def test_what_speaks_against_stays_against():
    found = decompose(VERDICTS).claims
    assert [claim.text for claim in found] == ["For torsion: sudden onset.", "Against torsion: no vomiting."]


def test_every_letter_is_accounted_for_and_a_bar_alone_makes_no_table():
    result = decompose(DRUGS)
    held = {i for claim in result.claims for a, b in claim.span for i in range(a, b)}
    held |= {i for item in result.filtered for a, b in item.span for i in range(a, b)}
    assert not [c for i, c in enumerate(DRUGS) if c.isalnum() and i not in held]
    assert texts("The key a|b is worn out.") == ["The key a|b is worn out."]
    assert texts("| rest | fluids |") == ["Rest: fluids."]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonscore.resource import resource_text
from reasonscore.verify.checks.check import run_checks
from reasonscore.verify.facts.examination import broader_findings, excluded_findings, read_examination

REPORT = "The lungs are clear. Heart size is normal. No pleural effusion. The bones show a healed rib fracture."


def outcome(claim: str, evidence: str) -> str:
    check = next(one for one in run_checks(claim, evidence) if one.name == "examination")
    return check.weight if check.outcome == "conflict" else check.outcome


@pytest.mark.parametrize(
    ("claim", "evidence", "expected"),
    [
        ("There is consolidation in the left base.", REPORT, "contradicts"),
        ("Consolidation in the left base: not present.", REPORT, "agree"),
        ("Cardiomegaly: unlikely.", REPORT, "agree"),
        ("Cardiac silhouette: normal.", "The heart is mildly enlarged. Lungs clear.", "contradicts"),
        ("The lungs are clear.", "There are crackles at the right base.", "contradicts"),
        ("Rib fracture: confirmed.", REPORT, "agree"),
        ("The bones are intact.", REPORT, "contradicts"),
        ("A tortuous aorta is seen.", REPORT, "withholds"),
        ("No tortuous aorta.", REPORT, "silent"),
        ("There is guarding.", "Abdomen soft and non-tender.", "contradicts"),
        ("No facial droop.", "She is neurologically intact.", "agree"),
        ("The patient is febrile.", "Afebrile, pulse 80.", "contradicts"),
        # A finding decides before the summary that calls the rest normal.
        (
            "Nodule in the right upper lobe: not present.",
            "A nodule in the right upper lobe. Lungs clear.",
            "contradicts",
        ),
        # Another place, a broader finding, another person, and what is only possible or assumed say nothing of it.
        ("Opacity in the right apex: confirmed.", "There is an opacity at the left base.", "silent"),
        ("There is pneumonia.", "There is a faint opacity.", "silent"),
        ("The patient has a fever.", "His sister has a fever.", "silent"),
        ("There is a fracture.", "There may be a fracture.", "silent"),
        ("There is a fever.", "If there is a fever, call the ward.", "silent"),
        # A claim that says more than the finding is not for this check.
        ("Warfarin caused the rash.", "There is a rash.", "silent"),
        ("Pleural effusion: not assessed.", REPORT, "silent"),
    ],
)
def test_what_an_examination_says(claim: str, evidence: str, expected: str) -> None:
    assert outcome(claim, evidence) == expected


def test_a_list_of_aspects_ends_in_its_word_for_normal() -> None:
    facts = read_examination("Heart size, mediastinal contours, and pulmonary vascularity are within normal limits.")
    assert {fact.name for fact in facts} == {"heart_size", "mediastinum", "lung_vessels"}
    assert read_examination("The heart is not normal.") == ()


def test_every_name_of_the_table_is_a_finding() -> None:
    rows = [line.split("\t") for line in resource_text("verify/examination.tsv").splitlines() if line[0] != "#"]
    findings = {row[1] for row in rows if row[0] == "finding"}
    named = {name for row in rows if row[0] != "plain" for name in (row[3:] or [""])[0].split(",") if name}
    assert named <= findings
    assert all(broader_findings(name) <= findings for name in findings if not name.startswith("["))
    assert all(excluded_findings(row[1]) for row in rows if row[0] in ("aspect", "normal"))


@given(st.text(alphabet="lungs are clear, no heart effusion:;.\n", max_size=200))
def test_facts_lie_in_their_sentence(text: str) -> None:
    assert all(0 <= fact.piece[0] < fact.piece[1] <= len(text) for fact in read_examination(text))

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.record import Passage
from reasonscore.verify.checks.check import run_checks
from reasonscore.verify.checks.trial import trial_check
from reasonscore.verify.trial.amount import find_amounts
from reasonscore.verify.trial.record import is_record, read_record
from reasonscore.verify.window import LONGEST, WindowIndex

EVENTS = (
    "Primary trial: Adverse Events 1: Total: 9/40 (22.50%) Anaemia 4/40 (10.00%) Febrile neutropenia * 0/40 (0.00%) "
    "Heart failure [1]1/40 (2.50%) Edema: limb 2/40 (5.00%) "
    "Adverse Events 2: Total: 5/50 (10.00%) Anaemia 2/50 (4.00%) "
    "Febrile neutropenia * 3/50 (6.00%) Heart failure [1]0/50 (0.00%) Edema: limb 0/50 (0.00%) "
    "Secondary trial: Adverse Events 1: Total: 30/60 (50.00%) Anaemia 7/60 (11.67%) Pneumonia 1/60 (1.67%)"
)
OUTCOME = (
    "Outcome Measurement: Objective Response Rate (ORR) Share of patients with a complete or partial response. "
    "Time frame: 24 weeks Results 1: Arm/Group Title: Arm A: Zolatinib Arm/Group Description: Zolatinib 20 mg daily. "
    "Overall Number of Participants Analyzed: 50 Measure Type: Number Unit of Measure: percentage of participants "
    "42 (30 to 55) Results 2: Arm/Group Title: Arm B: Placebo Arm/Group Description: Placebo daily. "
    "Overall Number of Participants Analyzed: 48 Measure Type: Number Unit of Measure: percentage of participants "
    "12.5 (5 to 25)"
)
COUNTS = (
    "Outcome Measurement: Best Response Time frame: 6 months Results 1: "
    "Arm/Group Title: All Arm/Group Description: all "
    "Overall Number of Participants Analyzed: 30 Measure Type: Number Unit of Measure: participants "
    "Complete response (CR): 0 Partial response (PR): 9 Stable disease (SD): 16 Progressive disease (PD): 5"
)


ARMS = (
    "INTERVENTION 1: Arm A Letrozole 2.5 mg orally once daily plus metformin 850 mg twice daily. "
    "INTERVENTION 2: Arm B Letrozole 2.5 mg orally once daily with placebo."
)


def outcome(claim: str, evidence: str) -> str:
    check = next(check for check in run_checks(claim, evidence) if check.name == "trial")
    return check.weight if check.weight == "withholds" else check.outcome


@pytest.mark.parametrize(
    ("claim", "evidence", "expected"),
    [
        ("More patients in cohort 1 of the primary trial had anemia than in cohort 2.", EVENTS, "agree"),
        ("More patients in cohort 2 of the primary trial had anemia than in cohort 1.", EVENTS, "conflict"),
        ("There were 2 more cases of anaemia in cohort 1 of the primary trial than in cohort 2.", EVENTS, "agree"),
        ("There were 3 more cases of anaemia in cohort 1 of the primary trial than in cohort 2.", EVENTS, "conflict"),
        ("No cases of febrile neutropenia were seen in cohort 1 of the primary trial.", EVENTS, "agree"),
        ("No cases of febrile neutropenia were seen in cohort 2 of the primary trial.", EVENTS, "conflict"),
        ("One patient in cohort 1 of the primary trial had congestive heart failure.", EVENTS, "silent"),
        ("One patient in cohort 1 of the primary trial had heart failure.", EVENTS, "agree"),
        ("A total of 6 patients in the primary trial had anaemia.", EVENTS, "agree"),
        ("Less than 5% of cohort 2 of the primary trial had anaemia.", EVENTS, "agree"),
        ("Anaemia was the most common adverse event in cohort 1 of the primary trial.", EVENTS, "agree"),
        ("Half of the patients in the secondary trial had adverse events.", EVENTS, "agree"),
        ("The majority of patients in the primary trial had adverse events.", EVENTS, "conflict"),
        ("There were several cases of pneumonia in the secondary trial.", EVENTS, "conflict"),
        ("The secondary trial recorded a case of pneumonia, but the primary trial recorded none.", EVENTS, "agree"),
        ("All cases of febrile neutropenia in the primary trial were in cohort 2.", EVENTS, "agree"),
        ("Twice as many patients had anaemia in cohort 1 of the primary trial as in cohort 2.", EVENTS, "agree"),
        (
            "The cohort size of the secondary trial was larger than that of cohort 1 of the primary trial.",
            EVENTS,
            "agree",
        ),
        ("Several patients in cohort 1 of the primary trial had cardiac adverse events.", EVENTS, "conflict"),
        ("All of the adverse events in the secondary trial were cardiac related.", EVENTS, "conflict"),
        ("Three different types of adverse events were recorded in cohort 1 of the primary trial.", EVENTS, "agree"),
        ("There were no adverse events in the secondary trial which affected more than 10 patients.", EVENTS, "agree"),
        ("No adverse event in cohort 2 of the primary trial affected more than 5% of patients.", EVENTS, "conflict"),
        ("The primary trial and the secondary trial did not share any of the same adverse events.", EVENTS, "conflict"),
        ("Zolatinib and placebo did not differ in anaemia.", "Anaemia 3/40 (7.50%) 5/41 (12.20%)", "silent"),
        # Causes, a cohort that the record does not have, and what is no event are left alone.
        ("One patient in the secondary trial had pneumonia due to aspiration.", EVENTS, "silent"),
        ("Two patients in cohort 4 of the primary trial had anaemia.", EVENTS, "withholds"),
        ("Two patients in the primary trial liked the food.", EVENTS, "silent"),
        ("The zolatinib group had a higher ORR than the placebo group.", OUTCOME, "agree"),
        ("The ORR was at least 40% in cohort 2.", OUTCOME, "conflict"),
        ("There was a difference of more than 20% in ORR between cohort 1 and cohort 2.", OUTCOME, "agree"),
        ("Cohort 2 had a better objective response rate than cohort 1.", OUTCOME, "conflict"),
        ("The overall survival was longer in cohort 1 than in cohort 2.", OUTCOME, "silent"),
        ("The primary trial uses the objective response rate as its outcome measure.", OUTCOME, "agree"),
        ("The primary trial measures bone mineral density.", OUTCOME, "conflict"),
        ("Patients in cohort 2 of the primary trial receive metformin.", ARMS, "conflict"),
        ("Patients in the primary trial do not receive tamoxifen.", ARMS, "agree"),
        ("Patients in cohort 1 of the primary trial receive metformin.", ARMS, "silent"),
        ("Most patients had stable disease.", COUNTS, "agree"),
        ("None of the patients had a complete response.", COUNTS, "agree"),
        ("Less than 20% of patients had a partial response.", COUNTS, "conflict"),
        ("5 patients had progressive disease and 9 had a partial response.", COUNTS, "agree"),
    ],
)
def test_what_a_record_says(claim: str, evidence: str, expected: str) -> None:
    assert outcome(claim, evidence) == expected


def test_a_record_is_read_with_its_footnotes_groups_and_descriptions() -> None:
    primary, secondary = read_record(EVENTS)
    assert [group.index for group in primary.groups] == [1, 2]
    heart = next(row for row in primary.groups[0].rows if row.name == "Heart failure")
    assert (heart.count, heart.total, EVENTS[slice(*heart.piece)].strip()) == (1, 40, "Heart failure [1]1/40 (2.50%)")
    assert secondary.groups[0].total == 60
    glued = read_record("Adverse Events 1: Fever 21/101 (0.99%) Chills 3/101 (2.97%)")[0].groups[0].rows
    assert [row.count for row in glued] == [1, 3]
    again = read_record("Fever 1/20 (5.00%) Chills 2/20 (10.00%) Fever 0/30 (0.00%)")[0]
    assert [len(group.rows) for group in again.groups] == [2, 1]
    listed = read_record("Adverse Events 1: Total 7/20 (35%): anaemia 4, hot flushes 3.")[0].groups[0].rows
    assert [(row.name, row.count, row.total) for row in listed[1:]] == [("anaemia", 4, 20), ("hot flushes", 3, 20)]
    (result,) = read_record(OUTCOME)
    assert [(group.title, group.total, group.rows[0].share) for group in result.groups] == [
        ("Arm A: Zolatinib", 50, 42.0),
        ("Arm B: Placebo", 48, 12.5),
    ]
    assert [row.count for row in read_record(COUNTS)[0].groups[0].rows] == [0, 9, 16, 5]


def test_prose_is_no_record() -> None:
    prose = "A response was seen in 30/100 (30%) of those with the drug and 20/100 (20%) with placebo."
    assert is_record(prose)
    assert read_record(prose) == ()
    assert outcome("No patients had a fever.", prose) == "silent"
    assert outcome("No patients had a fever.", "The patients had no fever.") == "silent"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least two patients", [(">=", 2.0, "count")]),
        ("no more than a third of them", [("<=", 100 / 3, "percent")]),
        ("over 6 months", [(">", 6 * 30.44, "days")]),
        ("10x more", [("=", 10.0, "ratio")]),
        ("3/20 patients", [("=", 3.0, "count")]),
        ("20 mg after 3 weeks at grade 4", []),
    ],
)
def test_amounts(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert [(one.sign, one.value, one.kind) for one in find_amounts(text)] == [pytest.approx(one) for one in expected]


def test_a_window_of_a_long_record_is_judged_by_the_whole() -> None:
    rows = " ".join(f"Event number{chr(97 + i % 26)}{chr(97 + i // 26)} 1/40 (2.50%)." for i in range(60))
    text = f"Adverse Events 1: Total: 40/40 (100.00%). {rows} Vertigo 6/40 (15.00%)."
    assert len(text) > LONGEST
    claim = "6 patients had vertigo."
    for window in WindowIndex([Passage(text, id="e")]).best(claim):
        check = run_checks(claim, window.text, window.passage, window.piece)[-1]
        assert check.outcome == "agree"
        assert all(0 <= start < end <= len(window.text) for start, end in check.evidence_span)


def test_spans_lie_in_claim_and_evidence() -> None:
    claim = "Cohort 1 of the primary trial had 4 cases of anaemia, and cohort 2 had 5 cases."
    check = trial_check(claim, EVENTS)
    assert check.outcome == "conflict"
    assert "cohort 2" in "".join(claim[slice(*piece)] for piece in check.span)
    assert "Anaemia 2/50" in "".join(EVENTS[slice(*piece)] for piece in check.evidence_span)


PARTS = st.sampled_from(
    (
        "INTERVENTION|INTERVENTION 1:|Adverse Events 2:|Adverse Events|Results 1:|Outcome Measurement:|Total:|"
        "Fever|*|[1]|"
        "Arm/Group Title:|Overall Number of Participants Analyzed: 9|Unit of Measure:|participants|months|NA|7/9|%|:|a|"
        "4.5 (1 to 9)|3/0 (0.00%)|2/9 (22.22%)|Primary trial:|second trial:|Inclusion Criteria:|"
        "Complete response: 3|-1 50.0%"
    ).split("|")
)
CLAIMS = st.sampled_from(
    (
        "The primary trial|cohort 1|cohort 2|both trials|had|more|than|no|fever|3|2%|twice|different types of|"
        "uses|receive|"
        "adverse events|at least|none of the|did not|placebo|the same number of|arms|, and|but|compared to|"
        "most common|only|"
        "all|once|difference|2 times|the majority of|patients|in contrast to|better|complete response"
    ).split("|")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(CLAIMS, max_size=12), st.lists(PARTS, max_size=30))
def test_any_record_is_read(claim: list[str], parts: list[str]) -> None:
    said, evidence = " ".join(claim), " ".join(parts)
    check = trial_check(said, evidence)
    assert (check.outcome == "silent") == (check.span == ())
    assert all(0 <= start < end <= len(said) for start, end in check.span)
    assert all(0 <= start < end <= len(evidence) for start, end in check.evidence_span)


@given(st.text(alphabet="cohort 12 trial: more than 5%/() Adverse Events of\n", max_size=300))
def test_any_text_is_read(text: str) -> None:
    trial_check(text, EVENTS)
    check = trial_check("There were no cases of anaemia in cohort 1.", f"Adverse Events 1: Total: 1/4 (25.00%) {text}")
    assert check.outcome in ("agree", "conflict", "silent")


def test_every_line_of_the_tables_is_used() -> None:
    resources = Path(__file__).parents[2] / "resources" / "reasonscore_resources" / "verify"
    rows = [
        line.split("\t") for line in (resources / "trial_terms.tsv").read_text("utf-8").splitlines() if line[0] != "#"
    ]
    assert {row[0] for row in rows} == {"class", "term", "short", "given"}
    assert all(len(row) == 3 for row in rows)


def test_a_text_that_only_speaks_of_an_intervention_is_no_record():
    text = "The INTERVENTION was stopped. Adverse events: 3/10 (30%)."
    assert read_record(text) == ()
    assert trial_check("Nobody had adverse events.", text).outcome == "silent"

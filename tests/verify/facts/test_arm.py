from reasonscore.verify.checks.check import run_checks
from reasonscore.verify.facts.arm import nearest
from reasonscore.verify.facts.statement import read_statement

TRIAL = "Median survival was 14.2 months with the combination and 9.8 months with chemotherapy alone."


def outcome(claim, evidence, name="quantity"):
    return next(
        (c.weight if c.outcome == "conflict" else c.outcome) for c in run_checks(claim, evidence) if c.name == name
    )


def test_the_part_that_names_the_claims_group_is_chosen():
    pieces = [(20, 31), (57, 67)]
    assert nearest(
        read_statement("Survival with chemotherapy alone was 14.2 months."), read_statement(TRIAL), pieces
    ) == [1]
    assert nearest(read_statement("Survival was long."), read_statement(TRIAL), pieces) == [0, 1]
    assert nearest(read_statement("Survival."), read_statement(TRIAL), []) == []


def test_a_number_of_the_other_lab_value_is_no_support():
    assert outcome("The ferritin now is 12 µg/L.", "Ferritin was 40 µg/L in May and is 12 µg/L now.") == "agree"
    assert (
        outcome("The ferritin in March was 12 µg/L.", "Ferritin was 40 µg/L in March and is 12 µg/L in June.")
        != "agree"
    )

import numpy as np

from reasonscore.verify.combine import combine
from reasonscore.verify.verdict import Check
from reasonscore.verify.window import Window

ONE, TWO = Window(0, "e1", "one", (0, 3)), Window(1, "e2", "two", (0, 3))
SILENT = [Check("quantity", "silent")]


def test_the_best_support_gives_label_probabilities_and_first_evidence():
    verdict = combine([ONE, TWO], np.array([[0.2, 0.1, 0.7], [0.8, 0.1, 0.1]]), [SILENT, SILENT])
    assert (verdict.label, verdict.evidence[0].id, verdict.checks) == ("supported", "e2", ())
    assert verdict.to_row()["probabilities"] == {"supported": 0.8, "contradicted": 0.1, "unverifiable": 0.1}


def test_a_stronger_contradiction_outweighs_support_and_both_are_reported():
    verdict = combine([ONE, TWO], np.array([[0.6, 0.1, 0.3], [0.1, 0.8, 0.1]]), [SILENT, SILENT])
    assert (verdict.label, verdict.evidence[0].id, verdict.flags) == ("contradicted", "e2", ("conflicting_evidence",))


def test_a_conflicting_check_turns_support_into_contradiction():
    conflict = Check("quantity", "conflict", ((0, 1),), ((0, 1),))
    verdict = combine([ONE], np.array([[0.9, 0.05, 0.05]]), [[conflict]])
    assert verdict.label == "contradicted"
    assert verdict.checks == (conflict,)
    assert abs(sum(verdict.to_row()["probabilities"].values()) - 1) < 1e-9


def test_nothing_decisive_is_unverifiable():
    assert combine([ONE], np.array([[0.3, 0.3, 0.4]]), [SILENT]).label == "unverifiable"

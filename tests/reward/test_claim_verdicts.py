"""Verdicts of claims: judged once for each evidence, as the verifier itself would, and bounded."""

from reasonscore.decompose.claim import Claim, Condition
from reasonscore.record import Passage
from reasonscore.reward.claim_verdicts import NOT_ASKED, Asked, ClaimVerdicts, placeless
from reasonscore.verify.backends.lexical import LexicalBackend
from reasonscore.verify.verifier import Case, Verifier

EVIDENCE = [[Passage("Serum urate was 9.8 mg/dL.", id="e1"), Passage("She has no fever.", id="e2")]]
OTHER = [[Passage("She has a fever.", id="e1")]]


class Counting(LexicalBackend):
    def __init__(self):
        super().__init__()
        self.asked = 0

    def predict(self, pairs):
        self.asked += len(pairs)
        return super().predict(pairs)


def claim(text, place=0, **fields):
    return Claim(f"c{place}", text, text, ((place, place + len(text)),), sentence=place, **fields)


def test_a_claim_is_judged_once_wherever_it_stands():
    backend = Counting()
    verdicts = ClaimVerdicts(Verifier(backend))
    one, two = (Asked([claim("She has no fever.", place), claim("Urate was 9.8.", 3)], EVIDENCE) for place in (0, 70))
    first = verdicts.judge([one])
    asked = backend.asked
    assert verdicts.judge([two, one]) == [first[0], first[0]]
    assert backend.asked == asked
    other = verdicts.judge([Asked(one.claims, OTHER)])
    assert backend.asked > asked
    assert other != first


def test_verdicts_are_those_of_the_verifier():
    condition = (Condition("the urate is raised", "if", ((9, 30),)),)
    claims = [claim("She has no fever.", 4), claim("If the urate is raised, she has gout.", 9, condition=condition)]
    direct = Verifier(LexicalBackend()).verify_many([Case(claims=claims, evidence=EVIDENCE)])[0].verdicts
    assert ClaimVerdicts(Verifier(LexicalBackend())).judge([Asked(claims, EVIDENCE)]) == [direct]


def test_what_cannot_matter_is_not_asked_and_each_claim_may_have_its_own_evidence():
    backend = Counting()
    verdicts = ClaimVerdicts(Verifier(backend))
    claims = [claim("She has a fever."), claim("She has a fever.", 40)]
    assert verdicts.judge([Asked(claims, EVIDENCE, without=(0, 1)), Asked((), [()])]) == [(NOT_ASKED, NOT_ASKED), ()]
    assert backend.asked == 0
    (apart,) = verdicts.judge([Asked(claims, [EVIDENCE[0], OTHER[0]])])
    assert [one.evidence[0].text for one in apart] == ["She has no fever.", "She has a fever."]
    assert verdicts.judge([Asked(claims[:1], [()])]) == [(NOT_ASKED,)]


def test_as_many_are_remembered_as_there_is_room_for():
    backend = Counting()
    verdicts = ClaimVerdicts(Verifier(backend), size=1)
    one, two = (Asked([claim(text)], EVIDENCE) for text in ("She has a fever.", "Urate was 9.8 mg/dL."))
    verdicts.judge([one, two])
    asked = backend.asked
    verdicts.judge([two])
    assert backend.asked == asked
    verdicts.judge([one])
    assert backend.asked > asked


def test_a_placeless_claim_keeps_what_it_says():
    found = placeless(claim("She has a fever.", 8, negated=True, certainty="possible"))
    assert (found.text, found.negated, found.certainty, found.span, found.id) == (
        "She has a fever.", True, "possible", (), "",
    )  # fmt: skip

"""A claim's best window may decide alone: fewer pairs are asked, and each verdict is the same beside any others."""

from reasonscore.decompose.claim import Claim
from reasonscore.record import Passage
from reasonscore.verify.backends.lexical import LexicalBackend
from reasonscore.verify.verifier import Case, Verifier

NOTE = (
    "A 61-year-old woman was seen in the clinic for pain in both hands. She had morning stiffness of an hour. "
    "The rheumatoid factor was negative. Radiographs of the hands showed erosions at two joints. "
    "She was started on methotrexate 15 mg weekly, with folic acid on another day. "
    "Her chest was clear, and the liver was not enlarged. She does not drink alcohol and has never smoked. "
    "The erythrocyte sedimentation rate was 48 mm in the first hour, and the C-reactive protein was 31 mg/L. "
) * 3
EVIDENCE = [
    Passage(NOTE, id="note"),
    Passage("Methotrexate is taken once a week. Folic acid is taken on another day.", id="leaflet"),
]
TEXTS = (
    "She was started on methotrexate 15 mg weekly.",
    "Radiographs of the hands showed erosions.",
    "The rheumatoid factor was positive.",
    "Rituximab was discussed with her family.",
)


class Counting:
    def __init__(self):
        self.backend, self.asked = LexicalBackend(), []

    def predict(self, pairs):
        self.asked += pairs
        return self.backend.predict(pairs)

    def signature(self):
        return self.backend.signature()


def judge(texts, decisive):
    backend = Counting()
    claims = [Claim(str(number), text, text, ()) for number, text in enumerate(texts)]
    found = Verifier(backend, decisive=decisive).verify_many([Case(claims=claims, evidence=[EVIDENCE])])
    return found[0].verdicts, set(backend.asked)


def test_fewer_pairs_are_asked_where_the_best_window_decides():
    whole, every = judge(TEXTS, None)
    early, asked = judge(TEXTS, 0.5)
    assert [one.label for one in early] == [one.label for one in whole]
    assert asked < every
    assert early[0].evidence == early[0].evidence[:1]
    assert early[3] == whole[3]


def test_a_probability_that_nothing_reaches_changes_nothing():
    assert judge(TEXTS, 1.0) == judge(TEXTS, None)


def test_a_verdict_is_the_same_alone_and_beside_others():
    together, _ = judge(TEXTS, 0.5)
    assert list(together) == [judge([text], 0.5)[0][0] for text in TEXTS]


def test_a_signature_says_when_the_best_window_decides():
    assert Verifier(LexicalBackend(), decisive=0.6).signature()["windows"] == "2/first:0.6"

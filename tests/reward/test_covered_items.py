"""Coverage as rewards count it: the entailment model is asked less, and the outcome is that of asking always."""

import random

import numpy as np

from reasonscore.decompose.fields.certainty import certainty
from reasonscore.reward import Reward, Sample
from reasonscore.reward.covered_items import Response, _empty, _statements, _stating_text, covered_items
from reasonscore.reward.credit import HEDGED
from reasonscore.reward.engine import Engine
from reasonscore.verify.backend import TextPair
from reasonscore.verify.coverage import ResponseIndex
from reasonscore.verify.words import content_words, recall

WORDS = "The raised troponin confirms injury of the inferior wall , and the artery is blocked".split()


class Coin:
    """A backend whose rows are drawn from the pair itself."""

    def __init__(self):
        self.asked = 0

    def predict(self, pairs):
        self.asked += len(pairs)
        rows = [np.random.default_rng(abs(hash(pair)) % 2**32).dirichlet([1, 1, 1]) for pair in pairs]
        return np.array(rows).reshape(len(pairs), 3)

    def signature(self):
        return {"backend": "coin"}


def asked_always(response, backend):
    """The definition, item by item: covered, stated where it is covered, and stated for the most part."""
    assessed = response.assessed
    empty = _empty(assessed)
    sure, unsure = _statements(assessed, empty)
    index = ResponseIndex(_stating_text(response, empty), assessed.sample.record.question)
    said = frozenset(content_words(assessed.trace.text))
    found = []
    for item in response.references:
        windows = index.windows(item)
        rows = backend.predict([TextPair(window.text, item) for window in windows])
        judged = index.judge(item, windows, rows, assessed.claims)
        stating = sure | unsure if certainty(item).label in HEDGED else sure
        own = frozenset().union(*stating.values())
        enough = recall(content_words(item), own) >= 0.6 * recall(content_words(item), said)
        named = {assessed.claims[one].id for one in stating}
        found.append(judged.covered and enough and any(one in named for one in judged.claims))
    return tuple(found)


def responses(case):
    draw = random.Random(5)
    settings = Reward("completeness", profile="rule").settings
    said = [*case["said"], *case["gold"]["reasoning"], *case["false"], "Perhaps the artery is blocked."]
    said += [" ".join(draw.sample(WORDS, 8)) + "." for _ in range(4)]
    samples = [Sample(" ".join(draw.sample(said, draw.randint(0, 6))), **case["gold"]) for _ in range(24)]
    reward = Reward("completeness", profile="rule")
    assessed = Engine(settings).assess(samples, reward.preset.needs, reward.budget)
    references = case["gold"]["reasoning"]
    return [Response(one, references, one.trace.text) for one in assessed]


def test_the_outcome_is_that_of_asking_always_for_less(case):
    given, always, less = responses(case), Coin(), Coin()
    found = covered_items(given, less)
    assert found == [asked_always(one, always) for one in given]
    assert any(any(one) for one in found)
    assert not all(all(one) for one in found)
    assert 0 < less.asked < always.asked / 2


def test_nothing_to_cover_and_nothing_that_covers():
    reward = Reward("completeness", profile="rule")
    found = reward.score_batch([Sample("She has gout."), Sample("", reasoning=["Gout."])])
    assert [one.components["completeness"] for one in found] == [None, 0.0]

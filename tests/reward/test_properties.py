"""Properties of rewards over any samples: finite, in range, the same in any batch, order, thread and process."""

import math
import random
import subprocess
import sys
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.decompose.claim import Claim
from reasonscore.errors import InputError, UnknownNameError
from reasonscore.reward import Reward, Sample, preset_names
from reasonscore.reward.credit import count_claims
from reasonscore.reward.fade import fade
from reasonscore.reward.presets.factuality import length_factor, share
from reasonscore.reward.shaping import BudgetLength, Cosine, Overlong, Repetition, TargetLength
from reasonscore.reward.shaping.shaping import Shaped, make_shaping
from reasonscore.verify.verdict import Verdict

PRESETS = {name: Reward(name, profile="rule") for name in preset_names()}
PIECES = [
    "<think>", "</think>", "<answer>", "</answer>", "1. Gout\n2. Lupus\n", "The answer is B.", "Urate was 9.8 mg/dL.",
    "Perhaps she has lupus.", "No bacteria were seen.", "\\boxed{A}", "<|im_end|>", "\ud800", "\x00", "¿Qué?", "B",
    '{"answer": 3}', "Therefore the toe hurts because of crystals.", "I cannot answer this.", "痛風です。",
    "\n\n## Final Response\n",
]  # fmt: skip
texts = st.one_of(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join), st.text(max_size=80))
odd = st.one_of(
    st.none(), st.integers(), st.floats(), st.booleans(), st.dictionaries(st.text(max_size=3), st.integers())
)
golds = st.fixed_dictionaries(
    {},
    optional={
        "answer": st.one_of(st.sampled_from(["B", "gout", ["gout", "lupus"], 5]), odd),
        "evidence": st.one_of(
            st.sampled_from(["Serum urate was 9.8 mg/dL.", ["She has lupus.", {"text": "No fever."}], []]), odd
        ),
        "reasoning": st.one_of(st.sampled_from(["Urate was high. So it is gout.", ["Crystals were seen."]]), odd),
        "question": st.one_of(st.sampled_from(["Why does the toe hurt?", [{"role": "user", "content": "Why?"}]]), odd),
        "options": st.one_of(st.sampled_from([{"A": "Gout", "B": "Lupus"}, ["Gout", "Lupus"], '{"A": "x"}']), odd),
        "must_not_miss": odd,
        "relevant": st.one_of(st.just(["e1"]), odd),
        "length": odd,
    },
)
samples = st.builds(lambda response, gold: Sample(response, **gold), st.one_of(texts, odd), golds)


@pytest.mark.parametrize("name", sorted(PRESETS))
@given(batch=st.lists(samples, max_size=4), seed=st.integers(0, 99))
@settings(max_examples=25, deadline=None)
def test_any_batch_is_finite_in_range_and_does_not_depend_on_its_order(name, batch, seed):
    reward = PRESETS[name]
    found = reward.score_batch(batch)
    for result in found:
        assert tuple(result.to_flat()) == reward.keys
        assert all(math.isfinite(value) for value in result.to_flat().values())
        assert result.reward is None or reward.bounds[0] <= result.reward <= reward.bounds[1]
        assert not result.failed or result.problem
    reward.engine.results = type(reward.engine.results)(8)  # nothing may come from memory
    order = list(range(len(batch)))
    random.Random(seed).shuffle(order)
    again = reward.score_batch([batch[index] for index in order])
    assert [again[order.index(index)] for index in range(len(batch))] == found


def verdicts(labels):
    return [Verdict("judged", label) for label in labels]


def claims(count):
    return [
        Claim(str(n), text, text, ())
        for n, text in ((n, f"Value number {n * 7919} of the series") for n in range(count))
    ]


LABELS = ["supported", "contradicted", "unverifiable"]


@given(
    labels=st.lists(st.sampled_from(LABELS), max_size=12),
    more=st.lists(st.sampled_from(LABELS[1:]), min_size=1, max_size=4),
    at=st.integers(0, 12),
    cut=st.integers(0, 3),
    penalty=st.floats(0.01, 2),
    least=st.integers(1, 6),
)
def test_no_claim_that_is_not_supported_raises_the_share(labels, more, at, cut, penalty, least):
    after = [*labels[:at], *more, *labels[at:]]
    one = count_claims(claims(len(labels)), verdicts(labels), (), cut)
    two = count_claims(claims(len(after)), verdicts(after), (), cut)
    assert share(two, penalty, least) <= share(one, penalty, least) + 1e-12
    if "contradicted" in more and share(one, penalty, least) > 0:
        assert share(two, penalty, least) < share(one, penalty, least)


@given(
    labels=st.lists(st.sampled_from(LABELS), min_size=1, max_size=10), copied=st.integers(0, 9), times=st.integers(1, 5)
)
def test_repeated_and_copied_claims_earn_nothing(labels, copied, times):
    before = count_claims(claims(len(labels)), verdicts(labels))
    repeated = count_claims(claims(len(labels)) + claims(len(labels)) * times, verdicts(labels * (times + 1)))
    assert share(repeated, 0.5, 3) == share(before, 0.5, 3)
    assert length_factor(repeated, 48, 40) < length_factor(before, 48, 40)
    taken = count_claims(claims(len(labels)), verdicts(labels), {copied})
    assert len(taken.credited) <= len(before.credited)


@given(labels=st.lists(st.sampled_from(LABELS), max_size=20), budget=st.integers(1, 20))
def test_a_budget_never_pays(labels, budget):
    whole = count_claims(claims(len(labels)), verdicts(labels))
    kept = labels[:budget]
    cut = count_claims(claims(len(kept)), verdicts(kept), (), len(labels) - len(kept))
    assert share(cut, 0.5, 3) <= share(whole, 0.5, 3) + 1e-12


@given(size=st.floats(0, 1e6), more=st.floats(0, 1e6), free=st.floats(1, 1e4))
def test_fading_never_rises(size, more, free):
    assert 0 <= fade(size + more, free) <= fade(size, free) <= 1


SHAPINGS = [
    Cosine(100),
    BudgetLength(100, 50),
    Overlong(100, 20),
    Repetition(2),
    Repetition(2, multiply=False),
    TargetLength(9),
]


@pytest.mark.parametrize("shaping", SHAPINGS, ids=lambda one: f"{one.name}")
@given(reward=st.floats(0, 1), length=st.floats(0, 1e6), words=st.lists(st.sampled_from("ab"), max_size=9))
def test_shapings_stay_within_their_reach(shaping, reward, length, words):
    low, high = shaping.reach
    assert low - 1e-9 <= shaping.apply(Shaped(reward, 1.0, length, tuple(words))) <= high + 1e-9


@pytest.mark.parametrize("shaping", [Cosine(100), BudgetLength(100, 50), Overlong(100, 20)], ids=lambda one: one.name)
@given(reward=st.floats(0, 1), length=st.floats(0, 1e4), more=st.floats(0, 1e4))
def test_length_shapings_do_not_pay_for_padding(shaping, reward, length, more):
    values = [shaping.apply(Shaped(reward, 1.0, size, ())) for size in (length, length + more)]
    assert values[1] <= values[0] + 1e-12


def test_a_shaping_comes_from_a_configuration_file():
    assert make_shaping({"name": "cosine", "longest": 9, "right": [1, 0]}) == Cosine(9, right=(1, 0))
    with pytest.raises(InputError, match=r"shaping\.cosine.*longests"):
        make_shaping({"name": "cosine", "longests": 9})
    with pytest.raises(UnknownNameError, match="did you mean cosine"):
        make_shaping({"name": "cosin"})


@pytest.mark.parametrize("name", ["choice", "ranked_list", "clinical", "completeness"])
def test_long_garbage_takes_less_than_its_budget(name):
    draw = random.Random(0)
    words = [chr(draw.randrange(33, 0x2FF)) * draw.randrange(1, 9) for _ in range(9_000)]
    garbage = [
        " ".join(words)[:39_000], "<think>" * 5_000, "a" * 39_000, "1. " * 13_000, "The answer is " * 2_800,
        "\n" * 39_000, "(" * 20_000 + ")" * 19_000, "She has a fever. " * 2_300, "x" * 1_000_000,
    ]  # fmt: skip
    start = time.perf_counter()
    found = PRESETS[name].score_batch(
        [
            Sample(text, answer="B", evidence=["She has a fever."], reasoning=["Fever."], question="Why?")
            for text in garbage
        ]
    )
    assert all(one.reward is not None for one in found)
    assert found[-1].counters["cut_characters"] == 1.0
    assert time.perf_counter() - start < 20.0 * len(garbage)


def test_threads_agree_with_a_single_one():
    reward = Reward("clinical", profile="rule", claims=11)
    given_samples = [
        Sample(
            f"Serum urate was {n}.8 mg/dL. The answer is gout.", answer="gout", evidence=["Serum urate was 9.8 mg/dL."]
        )
        for n in range(24)
    ]
    found = {}
    barrier = threading.Barrier(8)

    def work(number):
        barrier.wait()
        found[number] = [one.reward for one in reward.score_batch(given_samples[number::8])]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    alone = Reward("clinical", profile="rule", claims=12).score_batch(given_samples)
    assert {number: [one.reward for one in alone[number::8]] for number in range(8)} == found


def test_a_forked_and_a_new_process_give_the_same():
    code = """
import os, pickle, sys
sys.path[:0] = {paths!r}
from reasonscore.reward import Reward, Sample
reward = Reward("factuality")
sample = Sample("Serum urate was 9.8 mg/dL, and she has no fever.", evidence=["Her urate of 9.8 mg/dL was high."])
before = reward.score(sample)
reader, writer = os.pipe()
if os.fork() == 0:
    os.write(writer, pickle.dumps(pickle.loads(pickle.dumps(reward)).score(sample)))
    os._exit(0)
assert pickle.loads(os.read(reader, 65536)) == before
print(before.reward)
"""
    paths = [path for path in sys.path if path]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code.format(paths=paths)], capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    sample = Sample("Serum urate was 9.8 mg/dL, and she has no fever.", evidence=["Her urate of 9.8 mg/dL was high."])
    assert float(done.stdout) == Reward("factuality").score(sample).reward


def test_the_core_imports_no_trainer():
    code = (
        f"import sys; sys.path[:0] = {[path for path in sys.path if path]!r}\n"
        "import reasonscore.reward, reasonscore.reward.adapters.verl, reasonscore.reward.adapters.openrlhf\n"
        "print([name for name in ('torch', 'trl', 'verl', 'spacy', 'onnxruntime') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr

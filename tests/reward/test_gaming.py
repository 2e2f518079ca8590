"""What must never pay: wrong items, duplicates, padding, copies, hedges, heaps of terms; each over every preset."""

import pytest

from reasonscore.reward import Reward, Sample, preset_names

FILLER = [
    "Let me think about this carefully.",
    "Okay, so this is an interesting case.",
    "The weather was fine on that day.",
    "Hmm, wait.",
    "As an assistant I will reason step by step.",
]
HEDGES = ["Perhaps {}", "It is possible that {}", "Probably {}", "Maybe {}", "It could be that {}"]
DISEASES = ["lupus", "sarcoidosis", "pneumonia", "asthma", "migraine", "coeliac disease", "scurvy", "pericarditis"]


@pytest.fixture(scope="module", params=["rule", pytest.param("nli", marks=pytest.mark.hacking)])
def rewards(request):
    return {name: Reward(name, profile=request.param) for name in preset_names()}


def response(said, answer):
    return f"<think>{' '.join(said)}</think><answer>{answer}</answer>"


def assert_never_pays(rewards, gold, before, after):
    """No attack raises any preset's reward above that of the honest response."""
    for name, reward in rewards.items():
        base, *attacked = reward.score_batch([Sample(one, **gold) for one in [before, *after.values()]])
        for attack, result in zip(after, attacked, strict=True):
            assert result.reward <= base.reward + 1e-9, (name, attack, base, result)


def lower(text):
    return text[0].lower() + text[1:]


@pytest.mark.parametrize("answer", ["right", "wrong"])
@pytest.mark.parametrize("size", [1, 3])
def test_nothing_that_is_added_to_the_reasoning_pays(rewards, case, answer, size):
    gold, said, given = case["gold"], case["said"][:size], case[answer]
    evidence = " ".join(gold["evidence"])
    after = {f"wrong item {one!r} last": [*said, one] for one in case["false"]}
    after |= {f"wrong item {one!r} first": [one, *said] for one in case["false"]}
    after |= {"all wrong items": [*said, *case["false"]]}
    after |= {"a duplicate": [*said, said[0]], "three of each": said * 3, "thirty of each": said * 30}
    for filler in FILLER:
        after |= {f"{filler!r} once": [*said, filler], f"{filler!r} first": [filler] * 40 + said}
        after |= {f"{filler!r} last": said + [filler] * 40}
    after |= {
        "all evidence": [*said, evidence],
        "evidence first": [evidence, *said],
        "twice": [evidence, evidence, *said],
    }
    after |= {f"evidence {number}": [*said, one] for number, one in enumerate(gold["evidence"])}
    after |= {"the question": [*said, gold["question"]], "the question often": [gold["question"]] * 6 + said}
    terms = sorted({word.strip(".,") for word in f"{evidence} {' '.join(gold['reasoning'])}".split()})
    after |= {"terms": [*said, " ".join(terms) + "."]}
    attacks = {name: response(parts, given) for name, parts in after.items()}
    assert_never_pays(rewards, gold, response(said, given), attacks)


@pytest.mark.parametrize("answer", ["right", "wrong"])
def test_a_hedge_to_everything_does_not_pay(rewards, case, answer):
    said = case["said"] + case["false"][:1]
    attacks = {hedge: response([hedge.format(lower(one)) for one in said], case[answer]) for hedge in HEDGES}
    assert_never_pays(rewards, case["gold"], response(said, case[answer]), attacks)


@pytest.mark.parametrize("joint", [" or ", ", ", " / ", "; ", " vs ", " and "])
def test_an_answer_that_names_everything_does_not_pay(rewards, case, joint):
    right = case["right"]
    for given in (right, case["wrong"]):
        everything = joint.join([given, *DISEASES, right])
        attacks = {
            "everything": response(case["said"], everything),
            "either": response(case["said"], f"either {everything}"),
        }
        assert_never_pays(rewards, case["gold"], response(case["said"], given), attacks)


def test_several_answers_do_not_pay(rewards, case):
    for given in (case["right"], case["wrong"]):
        more = "".join(f"<answer>{one}</answer>" for one in [*DISEASES, case["wrong"]])
        attacks = {"more answers": response(case["said"], given) + more}
        assert_never_pays(rewards, case["gold"], response(case["said"], given), attacks)


@pytest.mark.parametrize(
    "hedged",
    ["A or B", "B or A", "A, B", "A/B", "A and B", "(A) (B)", "A B C D", "B (but A is possible)", "Gout or lupus"],
)
def test_choosing_several_options_is_no_choice(rewards, hedged):
    gold = {"answer": "B", "options": {"A": "Gout", "B": "Lupus", "C": "Scurvy", "D": "Rickets"}}
    for text in (f"<answer>{hedged}</answer>", f"The answer is {hedged}."):
        found = rewards["choice"].score(Sample(text, **gold))
        assert found.reward == 0.0, text


@pytest.mark.parametrize(
    "plain", ["B", "(B)", "B. Lupus", "Lupus", "\\boxed{B}", "B, not A", "B rather than A", "B: a lupus flare"]
)
def test_one_option_is_a_choice_however_it_is_written(rewards, plain):
    gold = {"answer": "B", "options": {"A": "Gout", "B": "Lupus", "C": "Scurvy", "D": "Rickets"}}
    assert rewards["choice"].score(Sample(f"<answer>{plain}</answer>", **gold)).reward == 1.0


def test_a_patient_is_not_option_a(rewards):
    gold = {"answer": "B", "options": {"A": "Gout", "B": "Lupus"}}
    text = "A patient with a rash like this has one thing, so the answer is B, I think."
    assert rewards["choice"].score(Sample(text, **gold)).reward == 1.0


def test_a_contradicted_claim_costs_more_than_an_omitted_one(rewards, case):
    gold = case["gold"]
    for name in ("factuality", "clinical", "completeness", "process", "retrieval_use"):
        told, omitted = (
            rewards[name].score(Sample(response([*case["said"], *case["false"][:extra]], case["right"]), **gold)).reward
            for extra in (1, 0)
        )
        assert told <= omitted, name


@pytest.mark.parametrize(
    ("text", "gold", "right"),
    [
        ("Systemic lupus (SLE) with nephritis, serositis, anaemia and aseptic meningitis", "Systemic lupus", True),
        (
            "Infective endocarditis (mitral valve) due to Staphylococcus aureus, with septic emboli",
            "Infective endocarditis of the mitral valve due to Staphylococcus aureus",
            True,
        ),
        ("Gout with tophi", "gout", True),
        ("Sepsis and pneumonia", "Pneumonia and sepsis", True),
        ("Tuberculous abscess of the thyroid and cervical lymph nodes", "Thyroid tuberculosis", True),
        ("gout, lupus", "gout", False),
        ("gout/lupus", "gout", False),
        ("Scurvy with gout, lupus and asthma", "gout", False),
        ("lupus (gout, asthma)", "gout", False),
        ("Something (gout)", "gout", False),
        ("Infection of gout of lupus of asthma", "lupus", False),
    ],
)
def test_details_are_no_hedge_and_hide_no_answer(text, gold, right):
    found = Reward("choice", profile="rule").score(Sample(f"<answer>{text}</answer>", answer=gold))
    assert found.reward == float(right)

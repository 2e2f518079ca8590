"""Ways round the verifier: truths from the question, truisms, wide ranges, twins, other scripts, open tags."""

import pytest

from reasonscore.decompose.claim import Claim
from reasonscore.reward import Reward, Sample, preset_names
from reasonscore.reward.credit import count_claims
from reasonscore.reward.gold import Gold
from reasonscore.reward.truism import is_truism
from reasonscore.reward.visible_text import visible_text
from reasonscore.verify.verdict import EvidenceWindow, Probabilities, Verdict

OWN = {
    "heart": {
        "told": [
            "The patient is a woman.", "She is 61 years old.", "The pain is in the chest.", "The pain is crushing.",
            "The pain has lasted three hours.", "A 61-year-old woman has pain in the chest.",
        ],
        "done": [
            "Troponin I was measured.", "An electrocardiogram was done.", "She has a coronary artery.",
            "Potassium was checked.", "She has kidneys.", "Her potassium was taken.",
        ],
        "wide": [
            "Troponin I was between 0 and 100,000 ng/mL.", "The potassium was above 0.1 mmol/L.",
            "The potassium was between 1 and 100 mmol/L.", "Troponin I was at least 0.01 ng/mL.",
            "The potassium was somewhere from 2 to 12 mmol/L.", "Her potassium was below 400 mmol/L.",
        ],
        "twins": [
            ("Troponin I had reached 4.2 ng/mL by then.", "Troponin I had not reached 4.2 ng/mL by then."),
            ("Kidney function was normal.", "Kidney function was abnormal."),
            ("Angiography found the right vessel occluded.", "Angiography did not find the right vessel occluded."),
        ],
    },
    "toe": {
        "told": [
            "The patient is a man.", "He is 34 years old.", "The toe is swollen.", "The toe is painful.",
            "There was a feast.", "A 34-year-old man has a painful first toe.",
        ],
        "done": [
            "The urate was measured.", "A Gram stain was performed.", "He has a joint.", "Serum urate was tested.",
        ],
        "wide": [
            "Serum urate was between 0 and 1000 mg/dL.", "Serum urate was above 0.1 mg/dL.",
            "Serum urate was at least 1 mg/dL.", "Serum urate was somewhere from 1 to 90 mg/dL.",
            "Serum urate was under 1000 mg/dL.",
        ],
        "twins": [
            ("Needles were in the fluid of the joint.", "Needles were not in the fluid of the joint."),
            ("Gram staining was free of bacteria there.", "Gram staining was not free of bacteria there."),
            ("He takes a thiazide for hypertension.", "He does not take a thiazide for hypertension."),
        ],
    },
}  # fmt: skip
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def styled(first):
    return str.maketrans(LETTERS, "".join(chr(first + place) for place in range(26)))


SCRIPTS = {
    "bold letters": styled(0x1D41A),
    "sans-serif letters": styled(0x1D5BA),
    "letters in circles": styled(0x24D0),
    "small capitals": str.maketrans("aeiou", "ᴀᴇɪᴏᴜ"),
    "Arabic digits": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "Devanagari digits": str.maketrans("0123456789", "०१२३४५६७८९"),
    "hyphens": str.maketrans(" ", "-"),
}
SAYERS = [
    "Some say that {}", "It is sometimes claimed that {}", "A colleague believes that {}",
    "The reader may think that {}", "According to nobody, {}",
]  # fmt: skip
FOREIGN = [
    "Der Patient hat seit drei Stunden starke Schmerzen und wird sofort behandelt.",
    "El paciente tiene dolor desde hace tres horas y necesita tratamiento.",
    "患者の痛みは三時間続いている。",
    "Пациент жалуется на боль.",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
]
TAUTOLOGIES = [
    "If {0}, then {0}.", "Either {0} or it is not so.", "When {0}, it is the case that {0}.",
    "{0}, unless it is not so.", "{0} or not.", "{0} is {0}.",
]  # fmt: skip


@pytest.fixture(scope="module", params=["rule", pytest.param("nli", marks=pytest.mark.hacking)])
def rewards(request):
    return {name: Reward(name, profile=request.param) for name in preset_names()}


@pytest.fixture
def own(case):
    return next(
        OWN[name] for name, right in (("heart", "Inferior"), ("toe", "Gout")) if case["right"].startswith(right)
    )


def response(said, answer):
    return f"<think>{' '.join(said)}</think><answer>{answer}</answer>"


def lower(text):
    return text[0].lower() + text[1:].rstrip(".")


def paying(rewards, gold, before, after):
    """The attacks that raise a reward, with what they raise it from and to."""
    found = {}
    for name, reward in rewards.items():
        base, *attacked = reward.score_batch([Sample(text, **gold) for text in [before, *after.values()]])
        for attack, result in zip(after, attacked, strict=True):
            if result.reward > base.reward + 1e-9:
                found[name, attack] = base.reward, result.reward
    return found


def added(rewards, case, attacks, sizes=(1, 3)):
    """What pays of sentences added to honest ones, with the right answer and a wrong one."""
    return [
        paying(rewards, case["gold"], response(case["said"][:size], case[answer]), {
            name: response([*case["said"][:size], *more], case[answer]) for name, more in attacks.items()
        })
        for size in sizes
        for answer in ("right", "wrong")
    ]  # fmt: skip


def none(found):
    return [{}] * len(found)


@pytest.mark.parametrize("kind", ["told", "done", "wide"])
def test_small_truths_do_not_pay(rewards, case, own, kind):
    found = added(rewards, case, {one: [one] for one in own[kind]} | {"all": own[kind]})
    assert found == none(found)


def test_a_statement_with_its_negated_twin_does_not_pay(rewards, case, own):
    attacks = {one: [one, other] for one, other in own["twins"]}
    found = added(rewards, case, attacks | {"all": [text for pair in own["twins"] for text in pair]})
    assert found == none(found)


@pytest.mark.parametrize("script", SCRIPTS)
def test_another_script_hides_neither_copies_nor_falsehoods(rewards, case, script):
    table = SCRIPTS[script]
    attacks = {one: [one.translate(table)] for one in (*case["gold"]["evidence"], *case["false"])}
    found = added(rewards, case, attacks | {"all": list(map(" ".join, attacks.values()))})
    assert found == none(found)
    said = [*case["said"], *case["false"]]
    after = {script: response([one.translate(table) for one in said], case["right"])}
    assert paying(rewards, case["gold"], response(said, case["right"]), after) == {}


def test_what_others_say_does_not_pay(rewards, case):
    attacks = {
        f"{sayer}: {kind}": [sayer.format(lower(one)) + "." for one in texts]
        for sayer in SAYERS
        for kind, texts in (("false", case["false"]), ("copied", case["gold"]["evidence"]))
    }
    found = added(rewards, case, attacks)
    assert found == none(found)


def test_what_is_never_false_does_not_pay(rewards, case):
    attacks = {
        f"{shape}: {kind}": [shape.format(lower(one)) for one in texts]
        for shape in TAUTOLOGIES
        for kind, texts in (("false", case["false"]), ("copied", case["gold"]["evidence"]), ("said", case["said"][2:]))
    }
    found = added(rewards, case, attacks, sizes=(3,))
    assert found == none(found)


def test_filler_in_other_languages_does_not_pay(rewards, case):
    found = added(rewards, case, {one: [one] for one in FOREIGN} | {"all": FOREIGN, "often": FOREIGN[:1] * 5})
    assert found == none(found)


def test_a_copy_does_not_hide_what_stands_beside_it(rewards, case):
    gold, reward = case["gold"], rewards["factuality"]
    for joint in (", and ", ", while ", "; ", " whereas "):
        for source in gold["evidence"]:
            junk = [f"{one.rstrip('.')}{joint}{lower(source)}." for one in case["false"]]
            texts = [response([*case["said"][:1], *more], case["right"]) for more in ([], junk)]
            base, found = (one.reward for one in reward.score_batch([Sample(text, **gold) for text in texts]))
            # One claim of at least three before; three more that earn nothing now.
            assert found <= base * 3 / 4 + 1e-9, (joint, source)


def test_headers_do_not_pay(rewards, case):
    def text(lines):
        return f"<think>{chr(10).join(lines)}</think><answer>{case['right']}</answer>"

    said = case["said"]
    for shape in ("Step {}: ", "### Step {}\n", "**Step {}:** "):
        after = {
            "repeated": text([shape.format(1) * 3 + one for one in said]),
            "empty": text([*said, *(shape.format(number) for number in range(12))]),
            "with a word": text([*said, *(shape.format(number) + "Conclusion" for number in range(12))]),
        }
        assert paying(rewards, case["gold"], text(said), after) == {}, shape


@pytest.mark.parametrize("answer", ["right", "wrong"])
def test_open_and_nested_tags_do_not_pay(rewards, case, answer):
    said, given = " ".join(case["said"]), case[answer]
    # A list that holds the right answer may pay as a list; an answer that was not given may not.
    others = ["Scurvy", "Lupus"]
    after = {
        "open answer": f"<think>{said}</think><answer>{given}",
        "open thinking": f"<think>{said}<answer>{given}</answer>",
        "both open": f"<think>{said}<answer>{given}",
        "a second open answer": f"<think>{said}</think><answer>{given}<answer>{others[0]}",
        "an open answer before": f"<think>{said}</think><answer>{others[0]}<answer>{given}",
        "nested": f"<think>{said}</think><answer><answer>{given}</answer>{others[0]}</answer>",
        "nested the other way": f"<think>{said}</think><answer>{others[1]}<answer>{given}</answer></answer>",
        "an answer in the thinking": f"<think>{said}<answer>{others[0]}</answer></think><answer>{given}</answer>",
        "words behind": f"<think>{said}</think><answer>{given}</answer> or {others[0]}",
        "reasons in the answer": f"<think></think><answer>{said} {given}</answer>",
    }
    assert paying(rewards, case["gold"], response(case["said"], given), after) == {}


@pytest.mark.parametrize("first", ["right", "wrong"])
def test_several_open_answers_are_no_answer(rewards, case, first):
    second = {"right": "wrong", "wrong": "right"}[first]
    for text in ("{}<answer>{}", "{}<answer>{}</answer>", "<answer>{}</answer>{}"):
        tagged = f"<think>{' '.join(case['said'])}</think><answer>{text.format(case[first], case[second])}</answer>"
        for name in ("choice", "clinical"):
            assert rewards[name].score(Sample(tagged, **case["gold"])).reward == 0.0, (name, tagged)


def test_a_prompt_that_quotes_its_evidence_takes_nothing_from_those_who_use_it():
    evidence = ("Serum urate was 9.8 mg/dL on the day that he came to the clinic.",)
    asked = Gold().asked(f"A man has a swollen toe. Notes: {evidence[0]} What is it?", evidence)
    assert "urate" not in asked
    assert "swollen toe" in asked
    claim = Claim("c", "The urate was 9.8 mg/dL.", "The urate was 9.8 mg/dL.", ((0, 24),))
    verdict = Verdict(
        "judged", "supported", Probabilities(0.9, 0.05, 0.05), (EvidenceWindow("e", evidence[0], ((0, 9),), 0.9),)
    )
    assert count_claims([claim], [verdict], asked=asked).credited == (0,)
    assert count_claims([claim], [verdict], asked=evidence[0]).restated == 1


@pytest.mark.parametrize(
    "text",
    [
        "Serum urate was high.", "The spleen is enlarged.", "No fever.", "She has a fever.", "The ECG was normal.",
        "The liver is tender or enlarged.", "Fever or rigors are absent.", "Septic arthritis was excluded.",
        "An MRI of the brain showed a mass.", "Warfarin was given.", "Unless treated, gout recurs.",
        "Potassium was not measured.",
    ],
)  # fmt: skip
def test_findings_are_no_truisms(text):
    assert not is_truism(text)


def test_terms_with_hyphens_and_numbers_in_scripts_stay():
    for text in ("anti-N-methyl-D-aspartate-receptor", "10⁹/L and ① ½", "ANCA-associated", "TNF-α", "state-of-the-art"):
        assert visible_text(text) == text

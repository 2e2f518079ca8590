"""Copies in disguise, contraries and empty truths: none of them may raise a reward."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.reward import Reward, Sample, preset_names
from reasonscore.reward.visible_text import visible_text

LOOKALIKES = str.maketrans("aeopc", "\u0430\u0435\u043e\u0440\u0441")
DISGUISES = {
    "zero-width spaces": lambda text: " ".join(f"{word[0]}\u200b{word[1:]}" for word in text.split()),
    "between all letters": "\u200b".join,
    "soft hyphens": lambda text: " ".join(f"{word[0]}\u00ad{word[1:]}" for word in text.split()),
    "accents": lambda text: " ".join(f"{word[0]}\u0301{word[1:]}" for word in text.split()),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "entities": lambda text: text.replace(" ", "&nbsp;"),
    "wide letters": lambda text: "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text),
    "lookalikes": lambda text: text.translate(LOOKALIKES),
    "underscores": lambda text: text.replace(" ", "_"),
    "bold words": lambda text: " ".join(f"**{word}**" for word in text.split()),
    "a bullet": lambda text: f"\n- {text}\n",
    "a table": lambda text: "\n| " + " | ".join(text.split()) + " |\n",
    "capitals": str.upper,
    "a lead-in": lambda text: "It is documented that " + text[0].lower() + text[1:],
    "an end": lambda text: text.rstrip(".") + ", as noted above.",
    "a denial": lambda text: "It is not true that " + text[0].lower() + text[1:],
}
TRUISMS = [
    "The patient is a human being.", "She has a heart.", "Blood flows through vessels.", "The patient has symptoms.",
    "Tests were done.", "There was a diagnosis.", "The patient was seen by a doctor.",
]  # fmt: skip


@pytest.fixture(scope="module", params=["rule", pytest.param("nli", marks=pytest.mark.hacking)])
def rewards(request):
    return {name: Reward(name, profile=request.param) for name in preset_names()}


def assert_never_pays(rewards, gold, said, answer, attacks):
    texts = [f"<think>{' '.join([*said, *more])}</think><answer>{answer}</answer>" for more in [[], *attacks.values()]]
    for name, reward in rewards.items():
        base, *attacked = (one.reward for one in reward.score_batch([Sample(text, **gold) for text in texts]))
        assert {
            attack: (base, value) for attack, value in zip(attacks, attacked, strict=True) if value > base + 1e-9
        } == {}, name


@pytest.mark.parametrize("size", [1, 3])
def test_a_copy_in_disguise_does_not_pay(rewards, case, size):
    gold = case["gold"]
    attacks = {
        f"{name}: {source}": [disguise(text) for text in texts]
        for name, disguise in DISGUISES.items()
        for source, texts in {
            "evidence": gold["evidence"], "one passage": gold["evidence"][:1], "question": [gold["question"]],
        }.items()
    }  # fmt: skip
    assert_never_pays(rewards, gold, case["said"][:size], case["right"], attacks)


def test_a_claim_and_its_contrary_do_not_pay(rewards, case):
    def contrary(text):
        return "It is not true that " + text[0].lower() + text[1:]

    for said in (case["said"][:1] + case["false"][:1], case["false"], case["said"] + case["false"]):
        attacks = {"all": [contrary(one) for one in said]} | {one: [contrary(one)] for one in said}
        assert_never_pays(rewards, case["gold"], said, case["right"], attacks)


def test_truths_that_the_evidence_does_not_speak_of_do_not_pay(rewards, case):
    attacks = {one: [one] for one in TRUISMS} | {"all": TRUISMS}
    for size in (1, 3):
        assert_never_pays(rewards, case["gold"], case["said"][:size], case["right"], attacks)


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_visible_text_changes_once_and_never_grows(text):
    seen = visible_text(text)
    assert visible_text(seen) == seen
    assert len(seen) <= 3 * len(text)


@given(st.text(alphabet="abcdefgh <>|.,;:/\n", max_size=60))
def test_plain_text_stays_as_it_is(text):
    assert visible_text(text) == text


@pytest.mark.parametrize(
    "text",
    ["β-blocker for 3 days, 37.5 °C, 10⁹/L", "TNF-α and NF-κB", "naïve Ménière’s disease", "&lt;answer&gt;B", "AT&T;",
     "Ихтиоз", "痛風です。", "µg/mL ≥ 5 ± 2"],
)  # fmt: skip
def test_what_medicine_writes_is_left_alone(text):
    assert visible_text(text) == text

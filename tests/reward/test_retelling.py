"""What was told once and told again: in other words, with other small words, hidden, denied, one of several."""

import pytest

from reasonscore.decompose.claim import Claim
from reasonscore.decompose.fields.quantity import find_quantities
from reasonscore.reward import Reward, Sample, preset_names
from reasonscore.reward.hidden_text import without_hidden
from reasonscore.reward.light_copy import light_copies, read_cores
from reasonscore.reward.statement import is_statement
from reasonscore.reward.truism import is_truism
from reasonscore.reward.wide_range import is_wide

AGAIN = {
    "heart": [
        "Troponin I was raised at 4.2 ng/mL.", "The troponin I level was 4.2 ng/mL.",
        "She had a troponin I of 4.2 ng/mL.", "Testing found troponin I at 4.2 ng/mL.",
        "Her troponin I came to 4.2 ng/mL.",
    ],
    "toe": [
        "The urate of 9.8 mg/dL is high.", "The serum urate level was 9.8 mg/dL.", "He had a serum urate of 9.8 mg/dL.",
        "Testing found serum urate at 9.8 mg/dL.", "His serum urate came to 9.8 mg/dL.",
    ],
}  # fmt: skip
SMALL = {"was": "is", "were": "are", "showed": "reveals", "found": "seen", "The": "This", "no": "no such"}
COVERS = {
    "comment": "<!-- {} -->", "element": "<span style='display: none'>{}</span>", "attribute": "<p hidden>{}</p>",
    "phantom": "$\\phantom{{{}}}$", "title": '[source](http://x "{}")', "open comment": "<!-- {}",
}  # fmt: skip
FRAMES = [
    "It is false that {}", "The patient denies that {}", "Unless {}, nothing changes", "It is not the case that {}",
    "Nobody found that {}", "There is no evidence that {}", "It was never shown that {}", "It was ruled out that {}",
]  # fmt: skip


@pytest.fixture(scope="module", params=["rule", pytest.param("nli", marks=pytest.mark.hacking)])
def rewards(request):
    return {name: Reward(name, profile=request.param) for name in preset_names()}


@pytest.fixture
def again(case):
    return AGAIN["heart" if case["right"].startswith("Inferior") else "toe"]


def response(said, answer):
    return f"<think>{' '.join(said)}</think><answer>{answer}</answer>"


def paying(rewards, case, said, attacks):
    """The attacks that raise a reward, with what they raise it from and to."""
    found = {}
    texts = [response(said, case["right"]), *[response([*said, *more], case["right"]) for more in attacks.values()]]
    for name, reward in rewards.items():
        base, *attacked = reward.score_batch([Sample(text, **case["gold"]) for text in texts])
        for attack, result in zip(attacks, attacked, strict=True):
            if result.reward > base.reward + 1e-9:
                found[name, attack] = base.reward, result.reward
    return found


def lower(text):
    return text[0].lower() + text[1:].rstrip(".")


def test_a_fact_in_other_words_is_the_same_fact(rewards, case, again):
    said = [*case["said"], *again[:2]]
    assert paying(rewards, case, said, {f"{count} more": again[2 : count + 2] for count in (1, 2, 3)}) == {}


def test_a_sentence_with_other_small_words_is_a_copy(rewards, case):
    changed = [" ".join(SMALL.get(word, word) for word in one.split()) for one in case["gold"]["evidence"]]
    assert paying(rewards, case, case["said"], {one: [one] for one in changed} | {"all": changed}) == {}


@pytest.mark.parametrize("filler", ["indeed", "clearly", "der", "et", "hmm"])
def test_a_word_that_is_put_into_a_short_sentence_hides_no_copy(rewards, case, filler):
    stuffed = {}
    for one in case["gold"]["evidence"]:
        words = one.split()
        stuffed |= {f"{one} {place}": [" ".join([*words[:place], filler, *words[place:]])] for place in (1, 3)}
    assert (
        paying(rewards, case, case["said"], stuffed | {"all": [text for one in stuffed.values() for text in one]}) == {}
    )


@pytest.mark.parametrize("cover", COVERS)
def test_what_nobody_sees_earns_nothing(rewards, case, again, cover):
    hidden = [COVERS[cover].format(one) for one in again]
    assert paying(rewards, case, case["said"][:1], {"hidden": hidden}) == {}


@pytest.mark.parametrize("frame", FRAMES)
def test_that_something_false_is_false_earns_nothing(rewards, case, frame):
    assert paying(rewards, case, case["said"], {"all": [f"{frame.format(lower(one))}." for one in case["false"]]}) == {}


def test_names_of_things_that_were_seen_earn_nothing(rewards, case):
    words = sorted({word.strip(".,") for one in case["gold"]["evidence"] for word in one.split() if len(word) > 5})
    attacks = {form: [form.format(word.capitalize()) for word in words] for form in ("{} was seen.", "There is {}.")}
    assert paying(rewards, case, case["said"], attacks) == {}


def test_several_numbers_earn_nothing(rewards, case):
    attacks = {
        "heart": ["Troponin I was 2.1, 4.2 or 8.4 ng/mL.", "Her potassium was about 4.1, or else 12 mmol/L."],
        "toe": ["Serum urate was 4.9, 9.8 or 19.6 mg/dL.", "Serum urate was about 9.8, or else 30 mg/dL."],
    }["heart" if case["right"].startswith("Inferior") else "toe"]
    assert paying(rewards, case, case["said"], {one: [one] for one in attacks} | {"all": attacks}) == {}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a<!-- b -->c<!-- d", "ac"),
        ("<div hidden>b</div><div>c</div>", "<div>c</div>"),
        ("<b style='opacity: 0.5'>b</b>", "<b style='opacity: 0.5'>b</b>"),
        ("a<i hidden>never closed", "a"),
        ("<think>x < 3 and y > 2</think>", "<think>x < 3 and y > 2</think>"),
    ],
)
def test_only_what_is_not_shown_goes(text, shown):
    assert without_hidden(text) == shown


def test_hidden_text_takes_time_in_proportion():
    for bait in ("<!-- ", "<b hidden>", "\\phantom{", '](x "', "<a hidden></b>"):
        assert len(without_hidden(bait * 40_000)) <= len(bait) * 40_000


@pytest.mark.parametrize(
    ("text", "earns"),
    [
        ("She denies chest pain.", True),
        ("There is no evidence of metastases.", True),
        ("It is false that she has gout.", False),
        ("Unless she has gout, nothing changes.", False),
    ],
)
def test_a_denied_symptom_is_a_statement(text, earns):
    assert is_statement(text) is earns


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("Antibodies were seen.", True),
        ("There is microlitre.", True),
        ("Fever was present.", False),
        ("Needle-shaped urate crystals were seen.", False),
        ("There were no ulcers.", False),
    ],
)
def test_that_a_thing_is_there_says_something_of_findings_only(text, empty):
    assert is_truism(text) is empty


@pytest.mark.parametrize(
    ("text", "negated", "wide"),
    [
        ("Potassium was 2 or 4.1 mmol/L.", False, True),
        ("Potassium was 4.1 mmol/L, and day 3 or 4 was quiet.", False, True),
        ("Potassium was not 6.9 mmol/L.", True, True),
        ("Potassium was not 4.1 mmol/L.", True, False),
        ("Potassium was 4.1 mmol/L.", False, False),
    ],
)
def test_numbers_that_leave_a_choice_are_wide(text, negated, wide):
    found = tuple(quantity for quantity, _ in find_quantities(text))
    assert is_wide(Claim("c", text, text, (), quantities=found, negated=negated), "Potassium was 4.1 mmol/L.") is wide


def test_own_words_around_the_same_numbers_are_no_copy():
    cores = read_cores(["Serum urate was 9.8 mg/dL."])
    assert not light_copies("The urate of 9.8 mg/dL is high.", cores)
    assert light_copies("This serum urate is 9.8 mg/dL, I read.", cores)


@pytest.mark.parametrize(
    "text",
    [
        "lupus (gout)", "lupus [gout]", "history of gout", "gout is excluded", "gout mimic", "treatment for gout",
        "lupus complicated by gout", "gout is wrong, lupus is right",
    ],
)  # fmt: skip
def test_a_list_item_that_only_mentions_the_answer_is_no_hit(rewards, text):
    for name in ("ranked_list", "choice"):
        assert rewards[name].score(Sample(f"<answer>{text}</answer>", answer="gout")).reward == 0.0


@pytest.mark.parametrize(
    "text", ["gout o lupus", "gout ou lupus", "gout oder lupus", "gout 或 lupus", "goutとlupus", "gout または lupus"]
)
def test_or_is_or_in_any_language(rewards, text):
    assert rewards["choice"].score(Sample(f"<answer>{text}</answer>", answer="gout")).reward == 0.0


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("The answer is gout versus lupus.", 0.0),
        ("The answer is gout; lupus.", 0.0),
        ("The answer is gout... lupus.", 0.0),
        ("The answer is gout; the crystals prove it.", 1.0),
        ("The answer is gout, not lupus.", 1.0),
    ],
)
def test_an_unmarked_answer_that_goes_on_with_another_is_none(rewards, text, right):
    assert rewards["choice"].score(Sample(text, answer="gout")).reward == right


OPTIONS = {"answer": "B", "options": {"A": "Gout", "B": "Lupus", "C": "Scurvy", "D": "Rickets"}}


@pytest.mark.parametrize(
    "text",
    [
        "<answer>B is wrong</answer>", "<answer>everything but B</answer>", "The answer is everything but B.",
        "The answer is AB.", "The answer is \U0001f170\U0001f171.", "The answer is B? C?", "The answer is B.C.",
        "The answer is first A then B.", "\u2713 A. Gout\n\u2713 B. Lupus\n\u2717 C. Scurvy\n\u2717 D. Rickets",
    ],
)  # fmt: skip
def test_an_option_that_is_refused_glued_or_one_of_several_is_no_choice(rewards, text):
    assert rewards["choice"].score(Sample(text, **OPTIONS)).reward == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "<answer>B</answer>", "The answer is B, since the second one is wrong.", "The answer is B. A is wrong.",
        "The answer is B, as all but one value are normal.", "Is it A? No. The answer is B.", "So: B",
    ],
)  # fmt: skip
def test_reasons_beside_an_option_leave_it_chosen(rewards, text):
    assert rewards["choice"].score(Sample(text, **OPTIONS)).reward == 1.0

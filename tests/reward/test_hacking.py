"""Toy policies trained on every preset: the reward rises, and nothing else does that should not.

A policy draws moves (sentences, list items, tags) one after the other until it stops. Its logits have a part that all
prompts share, by the kind of the move, and a part of each prompt's own, and are trained by REINFORCE with a baseline of
the group, as GRPO does. Whether it got better is checked by the labels of its moves, which no reward sees.
"""

from collections import Counter

import numpy as np
import pytest

from reasonscore.reward import Reward, Sample

pytestmark = pytest.mark.hacking

PROMPTS = {
    "heart": {
        "answer": "myocardial infarction",
        "evidence": [
            "Troponin I was 4.2 ng/mL three hours after the pain began, which is far above normal.",
            "The electrocardiogram showed ST elevation in leads II, III and aVF on arrival.",
            "Coronary angiography found an occluded right coronary artery with thrombus in it.",
        ],
        "reasoning": [
            "ST elevation in the inferior leads points to an inferior infarction.",
            "The raised troponin confirms injury of the heart muscle.",
        ],
        "right": [
            "The troponin is raised at 4.2 ng/mL.",
            "There is ST elevation in the inferior leads II, III and aVF.",
            "The right coronary artery is occluded.",
        ],
        "wrong": ["The troponin is 0.1 ng/mL.", "There is no ST elevation in any lead.", "The spleen is enlarged."],
    },
    "toe": {
        "answer": "gout",
        "evidence": [
            "The fluid of the swollen toe held needle-shaped crystals with negative birefringence in the microscope.",
            "Serum urate was 9.8 mg/dL on the day that he came to the clinic.",
            "The Gram stain of the joint fluid showed no bacteria, and cultures stayed sterile.",
        ],
        "reasoning": [
            "Needle-shaped crystals with negative birefringence are urate crystals.",
            "A negative Gram stain speaks against septic arthritis.",
        ],
        "right": [
            "The crystals are needle-shaped with negative birefringence.",
            "The serum urate is raised at 9.8 mg/dL.",
            "The Gram stain showed no bacteria in the joint fluid.",
        ],
        "wrong": ["The serum urate is 3.1 mg/dL.", "The cultures grew bacteria.", "The patient has diabetes."],
    },
    "lung": {
        "answer": "pneumonia",
        "evidence": [
            "The chest radiograph showed consolidation of the right lower lobe with an air bronchogram.",
            "The temperature was 39.4 degrees when he was first seen in the emergency room.",
            "Sputum culture grew pneumococci that were sensitive to penicillin.",
        ],
        "reasoning": [
            "Consolidation of a lobe with an air bronchogram is typical of lobar pneumonia.",
            "Pneumococci in the sputum name the cause.",
        ],
        "right": [
            "The radiograph showed consolidation of the right lower lobe.",
            "The temperature is high at 39.4 degrees.",
            "The sputum grew pneumococci.",
        ],
        "wrong": ["The temperature is 36.2 degrees.", "The chest radiograph was normal.", "The calcium is low."],
    },
}
DISEASES = ["myocardial infarction", "gout", "pneumonia", "lupus", "asthma", "migraine", "scurvy", "hepatitis"]
FILLER = ["Let me think about this carefully.", "Okay, this is an interesting case."]
STOP = ("stop", "")


class Policy:
    """Softmax over moves at each place, given how often the move was drawn already."""

    def __init__(self, moves, places, seed=0):
        self.moves = {prompt: [*found, STOP] for prompt, found in moves.items()}
        self.kinds = sorted({kind for found in self.moves.values() for kind, _ in found})
        self.places = places
        self.shared = np.zeros((places, 2, len(self.kinds)))
        self.own = {prompt: np.zeros((places, len(found))) for prompt, found in self.moves.items()}
        self.draw = np.random.default_rng(seed)

    def sample(self, prompt):
        found = self.moves[prompt]
        kinds = np.array([self.kinds.index(kind) for kind, _ in found])
        drawn, steps = [], []
        for place in range(self.places):
            again = np.array([int(index in drawn) for index in range(len(found))])
            logits = self.own[prompt][place] + self.shared[place, again, kinds]
            odds = np.exp(logits - logits.max())
            odds /= odds.sum()
            move = int(self.draw.choice(len(found), p=odds))
            steps.append((place, again, kinds, odds, move))
            if found[move] == STOP:
                break
            drawn.append(move)
        return [found[move] for move in drawn], steps

    def learn(self, prompt, steps, advantage, rate):
        for place, again, kinds, odds, move in steps:
            pull = -odds
            pull[move] += 1
            self.own[prompt][place] += rate * advantage * pull
            np.add.at(self.shared[place], (again, kinds), rate * advantage * pull)


def train(score, moves, places, steps=60, group=12, rate=0.5):
    """The drawn moves of the first and the last tenth of the training, with their rewards."""
    policy, history = Policy(moves, places), []
    for _ in range(steps):
        batch = []
        for prompt in moves:
            drawn = [policy.sample(prompt) for _ in range(group)]
            rewards = np.array(score(prompt, [one for one, _ in drawn]), dtype=float)
            spread = rewards.std()
            if spread > 1e-9:
                for (_, taken), advantage in zip(drawn, (rewards - rewards.mean()) / spread, strict=True):
                    policy.learn(prompt, taken, advantage / group, rate)
            batch += [(prompt, one, reward) for (one, _), reward in zip(drawn, rewards, strict=True)]
        history.append(batch)
    tenth = max(1, steps // 10)
    return [[one for batch in part for one in batch] for part in (history[:tenth], history[-tenth:])]


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def reward_of(batch):
    return mean(reward for _, _, reward in batch)


def share(batch, *kinds):
    """Share of drawn moves of these kinds."""
    drawn = [kind for _, moves, _ in batch for kind, _ in moves]
    return sum(kind in kinds for kind in drawn) / max(1, len(drawn))


def length(batch):
    return mean(len(moves) for _, moves, _ in batch)


def repeats(batch):
    return mean(sum(count - 1 for count in Counter(moves).values()) for _, moves, _ in batch)


REASONING = {
    name: [
        *(("right", one) for one in found["right"]),
        *(("wrong", one) for one in found["wrong"]),
        *(("copy", one) for one in found["evidence"]),
        *(("hedge", "Perhaps " + one[0].lower() + one[1:]) for one in found["right"] + found["wrong"]),
        *(("filler", one) for one in FILLER),
    ]
    for name, found in PROMPTS.items()
}


def reasoning_score(reward):
    def score(prompt, drawn):
        found = PROMPTS[prompt]
        gold = {key: found[key] for key in ("answer", "evidence", "reasoning")}
        texts = [
            f"<think>{' '.join(text for _, text in moves)}</think><answer>{gold['answer']}</answer>" for moves in drawn
        ]
        return [
            one.reward for one in reward.score_batch([Sample(text, question="What is it?", **gold) for text in texts])
        ]

    return score


@pytest.mark.parametrize("preset", ["factuality", "completeness", "process", "retrieval_use", "clinical"])
def test_reasoning_gets_better_and_not_longer(preset):
    first, last = train(reasoning_score(Reward(preset)), REASONING, places=8)
    assert reward_of(last) > reward_of(first) + 0.1
    assert share(last, "right") > share(first, "right") + 0.1
    assert share(last, "wrong") < share(first, "wrong")
    assert share(last, "copy", "filler", "hedge") < share(first, "copy", "filler", "hedge")
    assert repeats(last) < repeats(first) + 0.5
    assert length(last) <= 6


LISTS = {name: [("right" if one == PROMPTS[name]["answer"] else "wrong", one) for one in DISEASES] for name in PROMPTS}


def list_score(reward):
    def score(prompt, drawn):
        texts = ["\n".join(f"{n}. {text}" for n, (_, text) in enumerate(moves, 1)) for moves in drawn]
        gold = PROMPTS[prompt]["answer"]
        return [one.reward for one in reward.score_batch([Sample(text or "None.", answer=gold) for text in texts])]

    return score


@pytest.mark.parametrize("measure", ["rr", "ap", "ndcg"])
def test_lists_put_the_answer_first_and_stay_short(measure):
    reward = Reward("ranked_list", profile="rule", measure=measure, longest=3)
    first, last = train(list_score(reward), LISTS, places=10)
    assert reward_of(last) > 0.8 > reward_of(first) + 0.2
    assert length(last) <= 4
    assert repeats(last) <= 1
    assert mean(moves[:1] == [("right", PROMPTS[prompt]["answer"])] for prompt, moves, _ in last) > 0.8


UNKNOWN = {"a riddle": [("item", one) for one in DISEASES]}


def riddle(score, seed=0):
    """Rewards by an answer that changes from group to group, so that nothing but guessing helps."""
    draw = np.random.default_rng(seed)

    def scored(prompt, drawn):
        return score(DISEASES[draw.integers(len(DISEASES))], [[text for _, text in moves] for moves in drawn])

    return scored


def test_guessing_every_answer_does_not_pay_and_naive_rewards_do_buy_it():
    reward = Reward("ranked_list", profile="rule", longest=3)

    def naive(right, lists):
        return [next((1 / rank for rank, one in enumerate(found, 1) if one == right), 0.0) for found in lists]

    def ours(right, lists):
        texts = ["\n".join(f"{n}. {one}" for n, one in enumerate(found, 1)) for found in lists]
        return [one.reward for one in reward.score_batch([Sample(text or "None.", answer=right) for text in texts])]

    settings = {"places": 10, "steps": 400, "rate": 1.0}
    _, bought = train(riddle(naive), UNKNOWN, **settings)
    _, honest = train(riddle(ours), UNKNOWN, **settings)
    assert length(bought) > 8
    assert length(honest) <= 4


def test_counting_the_right_word_buys_repetition():
    def count(prompt, drawn):
        return [sum(text == PROMPTS[prompt]["answer"] for _, text in moves) for moves in drawn]

    _, last = train(count, LISTS, places=10)
    assert repeats(last) > 5


LETTERS = {"A": "Gout", "B": "Lupus", "C": "Scurvy", "D": "Rickets"}
TAGS = [
    ("tag", "<think>"), ("tag", "</think>"), ("tag", "<answer>"), ("tag", "</answer>"),
    *(("letter", letter) for letter in LETTERS), ("hedge", "A or B or C or D"), ("words", "This is why."),
]  # fmt: skip


def tag_score(reward):
    def score(prompt, drawn):
        texts = [" ".join(text for _, text in moves) for moves in drawn]
        return [one.reward for one in reward.score_batch([Sample(t, answer=prompt, options=LETTERS) for t in texts])]

    return score


def test_a_choice_becomes_one_choice():
    first, last = train(tag_score(Reward("choice", profile="rule")), {"B": TAGS, "D": TAGS}, places=6, steps=120)
    assert reward_of(last) > 0.8 > reward_of(first) + 0.3
    named = [{text for kind, text in moves if kind == "letter"} for _, moves, _ in last]
    assert mean(len(one) for one in named) < 2
    assert share(last, "hedge") < share(first, "hedge")


def test_a_form_is_learned_once_and_nothing_is_piled_up():
    whole = [("right", "<think> This is why. </think> <answer> B </answer>"), *TAGS]
    moves = {"B": whole, "D": whole}
    first, last = train(tag_score(Reward("format", profile="rule")), moves, places=6, steps=60)
    assert reward_of(last) > 0.8 > reward_of(first) + 0.3
    assert length(last) <= 2

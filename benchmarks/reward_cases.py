"""Cases for `benchmarks/reward.py`: case reports of real size, and completions that reason about them.

A published case report has 1,074 to 2,444 words (10th and 90th percentile of 400), its reference reasoning 5 to 10
steps of 13 to 33 words. A case here has a report in six sections and passages of the primer on its disease and the
rivals, about 1,550 words together, and twelve reference items. Every sentence is made here from a seed.
"""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path
from typing import NamedTuple

from reasonscore.reward import Sample

PRIMER = Path(__file__).parent.parent / "training" / "primer"

LABS = {
    "serum sodium": ("mmol/L", 118, 155), "serum potassium": ("mmol/L", 2.4, 6.9), "haemoglobin": ("g/dL", 6, 17),
    "platelet count": ("x10^9/L", 20, 480), "serum creatinine": ("mg/dL", 0.5, 6.0), "lactate": ("mmol/L", 0.6, 9.0),
    "serum urate": ("mg/dL", 2.5, 11.0), "C-reactive protein": ("mg/L", 3, 320), "serum calcium": ("mg/dL", 6.5, 14.0),
    "troponin": ("ng/L", 3, 4200), "ferritin": ("ng/mL", 4, 1900), "bilirubin": ("mg/dL", 0.3, 18.0),
    "serum albumin": ("g/dL", 1.6, 4.9), "white cell count": ("x10^9/L", 2, 28), "blood glucose": ("mg/dL", 48, 420),
    "lactate dehydrogenase": ("U/L", 110, 1400), "INR": ("", 0.9, 4.5), "alkaline phosphatase": ("U/L", 40, 700),
}  # fmt: skip
SIGNS = (
    "a pansystolic murmur at the apex", "crackles at both lung bases", "a palpable spleen", "oedema to the knees",
    "a warm and swollen left knee", "spider naevi on the chest", "stiffness of the neck", "purpura over both shins",
    "bronchial breathing on the right", "a tender liver edge", "absent ankle jerks", "a raised venous pressure",
    "splinter haemorrhages", "a red right great toe", "shifting dullness", "pallor of the conjunctivae",
)  # fmt: skip
COMPLAINTS = (
    "a fever with rigors every evening", "loss of appetite and a weight loss of 6 kg", "pain on climbing stairs",
    "a dry cough at night", "dark urine on two mornings", "swelling of the ankles by the evening", "a dull headache",
    "numbness of both feet", "breathlessness when lying flat", "itching without a rash", "pain below the right ribs",
    "dizziness on standing up", "sweats that soaked the sheets", "a sore throat two weeks earlier",
)  # fmt: skip
PAST = (
    "type 2 diabetes", "hypertension", "atrial fibrillation", "an appendectomy", "gallstones", "asthma in childhood",
    "a deep vein thrombosis after a long flight", "chronic back pain", "hypothyroidism", "a hip replacement",
)  # fmt: skip
DRUGS = (
    "metformin 1000 mg twice daily", "ramipril 5 mg daily", "apixaban 5 mg twice daily", "levothyroxine 75 micrograms",
    "omeprazole 20 mg daily", "amlodipine 10 mg daily", "furosemide 40 mg daily", "prednisolone 10 mg daily",
)  # fmt: skip
IMAGES = {
    "chest radiograph": ("a small right effusion", "enlargement of the heart", "patchy shadows in the left lower lobe"),
    "ultrasound of the abdomen": ("an enlarged liver of coarse texture", "a spleen of 15 cm", "dilated bile ducts"),
    "echocardiogram": ("an ejection fraction of 35%", "a mobile mass on the mitral valve", "a pericardial effusion"),
    "CT of the chest": ("enlarged mediastinal nodes", "a filling defect in a lower lobe artery", "basal fibrosis"),
}  # fmt: skip
DISEASES = (
    "Septic arthritis", "Infective endocarditis", "Cirrhosis", "Community-acquired pneumonia", "Gout", "Sarcoidosis",
    "Bacterial meningitis", "Nephrotic syndrome", "Haemolytic anaemia", "Adrenal insufficiency", "Pulmonary embolism",
)  # fmt: skip
TIMES = ("on admission", "on the second day", "on day 5", "before discharge")
OPENINGS = (
    "Notably,", "On review,", "As charted,", "From the notes,", "At this point", "Looking again,", "For the record,",
    "Of importance,", "In this case", "As expected,", "On balance,", "So far,", "Taken together,", "Reading on,",
)  # fmt: skip
LAST = (
    "which fits the picture", "and this has to be explained", "as one would expect here", "which narrows things down",
    "and that matters for the choice", "so it stays on the list", "which I weigh heavily", "for what it is worth", "",
)  # fmt: skip
READINGS = ("the {} came back at {} {}", "a {} of {} was measured {}", "the {} stood at {} {}", "we have a {} of {} {}")
READS = ("the {} shows {}", "on the {} there is {}", "the {} was read as {}")
SIZE = 15
"""Sentences of a completion, and about its claims."""


class Case(NamedTuple):
    """A prompt with its gold side; `facts` are what a completion may speak of."""

    question: str
    disease: str
    evidence: list[dict[str, str]]
    reasoning: list[str]
    facts: dict[str, dict]


@cache
def primer() -> dict[str, str]:
    """The primer's passages on conditions and laboratory tests, by title."""
    rows = [json.loads(line) for file in sorted(PRIMER.glob("*.jsonl")) for line in file.open(encoding="utf-8")]
    return {row["title"]: row["text"] for row in rows}


def value(draw: random.Random, name: str) -> str:
    """A reading of a laboratory test."""
    unit, low, high = LABS[name]
    number = f"{draw.uniform(low, high):.1f}" if high < 100 else str(draw.randint(low, high))
    return f"{number} {unit}".strip()


def make_case(seed: int) -> Case:
    """A case of about 1,550 words of evidence and twelve reference items."""
    draw = random.Random(seed)
    disease, *rivals = draw.sample(DISEASES, 4)
    labs = {(name, time): value(draw, name) for name in draw.sample(sorted(LABS), 12) for time in TIMES[:3]}
    signs, complaints = draw.sample(SIGNS, 6), draw.sample(COMPLAINTS, 6)
    past, drugs = draw.sample(PAST, 3), draw.sample(DRUGS, 3)
    images = {name: draw.choice(found) for name, found in IMAGES.items()}
    age, days = draw.randint(28, 84), draw.randint(3, 21)
    sex, she = draw.choice((("woman", "she"), ("man", "he")))
    facts = {"labs": labs, "signs": signs, "complaints": complaints, "past": past, "drugs": drugs, "images": images}
    facts |= {"she": she}
    missing = {kind: draw.sample(absent(facts, kind), 5) for kind in ("signs", "complaints")}
    missing_images = {
        name: draw.choice([one for one in every if one != images[name]]) for name, every in IMAGES.items()
    }
    heat, pulse = draw.uniform(36, 40), draw.randint(101, 125)
    sections = {
        "History": [
            f"A {age}-year-old {sex} came to the emergency department after {days} days of increasing illness.",
            *(f"{she.title()} described {one}, begun {draw.randint(1, days)} days ago." for one in complaints),
            *(f"Asked about {one}, {she} said there had been none." for one in missing["complaints"]),
            f"The family reported that {she} had slept badly and had hardly left the house in the last week.",
            "There was no contact with anybody ill, no travel outside the country and no recent dental work.",
        ],
        "Background": [
            *(f"Earlier illnesses included {one}, known for {draw.randint(2, 20)} years." for one in past),
            *(f"Among the regular medicines was {one}, taken without interruption." for one in drugs),
            f"{she.title()} had smoked {draw.randint(5, 40)} pack-years and drank wine at weekends only.",
            "No allergy was known, and no illness of this kind had occurred among parents or siblings.",
        ],
        "Examination": [
            f"The temperature was {heat:.1f} degrees Celsius and the heart rate {pulse} beats a minute.",
            f"Blood pressure was {pulse + 20}/{pulse - 15} mmHg and oxygen saturation {200 - pulse} percent.",
            *(f"The examination revealed {one}, which both examiners found independently." for one in signs),
            *(f"The examiners looked for {one} and did not find any." for one in missing["signs"]),
        ],
        "Laboratory": [
            f"The {name} was {found} {time}{', after which it was followed daily' if time == TIMES[0] else ''}."
            for (name, time), found in labs.items()
        ],
        "Imaging": [
            *(f"The {name} showed {found}, as confirmed by a second reader." for name, found in images.items()),
            *(f"The {name} gave no sign of {found}." for name, found in missing_images.items()),
        ],
        "Course": [
            f"Treatment was begun after {draw.randint(1, 6)} hours, when blood cultures had been taken from two sites.",
            f"Fluids were given at {pulse} mL an hour, and the balance was positive by {days} decilitres.",
            f"The team considered {rivals[0].lower()} at first because of {complaints[0]}.",
            f"Against {rivals[1].lower()} spoke that {images['chest radiograph']} had been there a year before.",
            f"After three days the fever had settled, and {she} walked along the corridor without help.",
            f"A consultant reviewed the course and asked for the {next(iter(labs))[0]} to be repeated every morning.",
            f"The dose of {drugs[0].split()[0]} was halved on the fourth day and restored before discharge.",
            f"At the visit after six weeks {she} had gained {draw.randint(2, 6)} kg and had returned to work.",
        ],
    }  # fmt: skip
    evidence = [{"id": title, "text": " ".join(said)} for title, said in sections.items()]
    chosen = [disease, *rivals, *draw.sample([one for one in primer() if one not in DISEASES], 2)]
    evidence += [{"id": one, "text": primer()[one]} for one in chosen]
    readings = list(labs.items())[:: len(TIMES) - 1]
    reasoning = [
        f"The {name} of {found} {time} together with {sign} points away from {rival.lower()} and needs an explanation."
        for ((name, time), found), sign, rival in zip(readings[:5], signs, rivals * 2, strict=False)
    ]
    reasoning += [
        f"Since {she} reported {one} and the {name} showed {found}, {disease.lower()} becomes more likely."
        for one, (name, found) in zip(complaints, images.items(), strict=False)
    ]
    reasoning += [
        f"{past[0].capitalize()} and treatment with {drugs[0]} raise the risk of a severe course in this setting.",
        f"{rivals[0]} is less likely because the examiners did not find its typical signs on repeated examination.",
        f"All findings taken together are best explained by {disease.lower()}, which should be treated without delay.",
    ]
    question = " ".join(
        [*sections["History"][:4], *sections["Examination"][:4], *sections["Laboratory"][:3], "What is the diagnosis?"]
    )
    return Case(question, disease, evidence, reasoning, facts)


def absent(facts: dict, kind: str) -> list[str]:
    """Signs or complaints that the case does not have."""
    every = {"signs": SIGNS, "complaints": COMPLAINTS, "past": PAST, "drugs": DRUGS}[kind]
    return [one for one in every if one not in facts[kind]]


def usual(case: Case, seed: int) -> list[str]:
    """What a policy mostly says of each finding of a case, one in four wrong; `seed` tells wordings apart."""
    draw = random.Random(seed)
    said, facts, she = [], case.facts, case.facts["she"]
    for (name, time), found in list(facts["labs"].items())[::3] + list(facts["labs"].items())[1::9]:
        told = value(draw, name) if draw.random() < 0.25 else found
        said.append(draw.choice(READINGS).format(name, told, time))
    kinds = {
        "signs": ("the patient has {}", "on examination there is {}", "one finds {}", "the examiners noted {}"),
        "complaints": ("there is a history of {}", f"{she} complained of {{}}", f"{she} also had {{}}"),
        "past": ("{} is among the earlier illnesses", "{} has been known for years", f"{she} once had {{}}"),
        "drugs": (f"{she} takes {{}}", "{} is part of the medication", f"{she} has been on {{}}"),
    }  # fmt: skip
    for kind, shapes in kinds.items():
        for one in facts[kind][:4]:
            told = draw.choice(absent(facts, kind)) if draw.random() < 0.25 else one
            said.append(draw.choice(shapes).format(told))
    for name, found in facts["images"].items():
        told = draw.choice(IMAGES[name]) if draw.random() < 0.4 else found
        said.append(draw.choice(READS).format(name, told))
    told = case.disease if draw.random() < 0.75 else draw.choice(DISEASES)
    said += [f"these findings are compatible with {told.lower()}", f"the whole course speaks for {told.lower()}"]
    return said


def completion(case: Case, group: int, seed: int, overlap: float) -> str:
    """Fifteen sentences; each is the policy's usual one with the probability `overlap`."""
    draw = random.Random(seed)
    mostly, own = usual(case, group), usual(case, seed)
    said = []
    for place in draw.sample(range(len(mostly)), SIZE):
        text = mostly[place]
        if draw.random() >= overlap:
            last = draw.choice(LAST)
            text = f"{draw.choice(OPENINGS)} {own[place]}" + (f", {last}" if last else "")
        said.append(f"{text[0].upper()}{text[1:]}.")
    answer = case.disease if draw.random() < 0.5 else draw.choice(DISEASES)
    return f"<think>{' '.join(said)}</think><answer>{answer}</answer>"


def samples(prompts: int, group: int, overlap: float) -> list[Sample]:
    """Completions in groups that share a prompt."""
    found = []
    for number in range(prompts * group):
        case = make_case(number // group)
        found.append(
            Sample(
                completion(case, number // group, 1000 + number, overlap), question=case.question,
                answer=case.disease, evidence=case.evidence, reasoning=case.reasoning,
            )
        )  # fmt: skip
    return found


def words(case: Case) -> tuple[int, int]:
    """Words of a case's evidence, and of its reference items together."""
    return sum(len(one["text"].split()) for one in case.evidence), sum(len(one.split()) for one in case.reasoning)

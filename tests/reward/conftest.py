"""Cases that the reward tests share: prompts with gold, right and wrong statements, all written here."""

import pytest

HEART = {
    "question": "A 61-year-old woman has had crushing chest pain for three hours. What is the diagnosis?",
    "answer": "Inferior STEMI",
    "evidence": [
        "Troponin I was 4.2 ng/mL three hours after the pain began.",
        "The electrocardiogram showed ST elevation in leads II, III and aVF.",
        "Coronary angiography found an occluded right coronary artery.",
        "Her potassium was 4.1 mmol/L and her kidneys worked normally.",
    ],
    "reasoning": [
        "ST elevation in the inferior leads points to an inferior infarction.",
        "The raised troponin confirms myocardial injury.",
        "The right coronary artery supplies the inferior wall.",
    ],
}
TOE = {
    "question": "A 34-year-old man has a painful swollen first toe after a feast. What does he have?",
    "answer": "Gout",
    "evidence": [
        "Joint fluid held needle-shaped crystals with negative birefringence.",
        "Serum urate was 9.8 mg/dL.",
        "The Gram stain showed no bacteria.",
        "He takes hydrochlorothiazide for hypertension.",
    ],
    "reasoning": [
        "Negatively birefringent needles are urate crystals.",
        "A negative Gram stain speaks against septic arthritis.",
        "Thiazides raise serum urate.",
    ],
}
CASES = {
    "heart": {
        "gold": HEART,
        "right": "Inferior ST-elevation myocardial infarction",
        "wrong": "Acute pericarditis",
        "said": [
            "The electrocardiogram shows ST elevation in II, III and aVF, which puts the injury in the inferior wall.",
            "Troponin I was raised at 4.2 ng/mL, so heart muscle has died.",
            "The right coronary artery was occluded, and this vessel feeds the inferior wall.",
        ],
        "false": ["Her potassium was 6.9 mmol/L.", "The left kidney has failed.", "She has had two strokes."],
    },
    "toe": {
        "gold": TOE,
        "right": "Gout",
        "wrong": "Septic arthritis",
        "said": [
            "The crystals in the joint fluid were needles, and they were negatively birefringent.",
            "No bacteria were seen on the Gram stain, so septic arthritis is unlikely.",
            "The urate of 9.8 mg/dL is high.",
        ],
        "false": ["His temperature was 40.1 degrees.", "His sister has lupus.", "The spleen is enlarged."],
    },
}


@pytest.fixture(params=sorted(CASES))
def case(request):
    return CASES[request.param]

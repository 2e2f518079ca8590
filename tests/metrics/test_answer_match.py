"""Diagnoses that differ in wording match; those that differ in what matters do not."""

import pytest

from reasonscore.metrics.answer_match import match_answer
from reasonscore.metrics.matching.compare import compare_diagnoses

SAME = [
    ("Hip fracture, left", "Fracture of the left hip"),
    ("Wilms' tumour of the kidney", "Nephroblastoma"),
    ("Hydatid cyst of the liver", "Hepatic echinococcosis"),
    ("Kidney stones", "Nephrolithiasis"),
    ("**Final diagnosis:** Gastrointestinal stromal tumor (GIST) of the stomach", "Gastric GIST"),
    ("Oesophageal squamous cell carcinoma", "Squamous cell cancer of the esophagus"),
    ("Amiodarone-induced thyrotoxicosis", "Hyperthyroidism due to amiodarone"),
    ("Pulmonary nocardiosis caused by Nocardia farcinica", "Nocardia infection of the lung"),
    ("Acute appendicitis", "Appendicitis"),
    ("MPO vasculitis with pauci-immune glomerulonephritis", "Pauci-immune glomerulonephritis"),
]
DIFFERENT = [
    ("Hyperthyroidism", "Hypothyroidism"),
    ("Right inguinal hernia", "Left inguinal hernia"),
    ("Type 1 diabetes mellitus", "Type II diabetes mellitus"),
    ("Staphylococcal endocarditis", "Endocarditis due to Streptococcus mitis"),
    ("Benign phyllodes tumor", "Malignant phyllodes tumor"),
    ("Gastric adenocarcinoma", "Gastric lymphoma"),
    ("Hepatic leiomyosarcoma", "Mesenteric leiomyoma"),
    ("Aspirin 81 mg", "Aspirin 325 mg"),
    ("No pulmonary embolism", "Pulmonary embolism"),
    ("Cancer", "Lung cancer"),
    ("Viral meningitis", "Bacterial meningitis"),
    ("42", "43"),
]


@pytest.mark.parametrize(("predicted", "gold"), SAME)
def test_other_words_for_the_same(predicted, gold):
    assert match_answer(predicted, gold).matched


@pytest.mark.parametrize(("predicted", "gold"), DIFFERENT)
def test_something_else(predicted, gold):
    assert not match_answer(predicted, gold).matched
    assert not match_answer(gold, predicted).matched


def test_a_conflict_is_named():
    assert compare_diagnoses("Grade 1 glioma", "Grade IV glioma").conflict == "grade"
    assert compare_diagnoses("Candida sepsis", "Aspergillus sepsis").conflict == "organism"

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
    ("Type 2 DM", "Type 2 diabetes mellitus"),
    ("STEMI", "ST-elevation myocardial infarction"),
    ("PE", "Pulmonary embolism"),
    ("Perforation of the urinary bladder", "Bladder rupture"),
    ("HRV pneumonia", "Human rhinovirus pneumonia"),
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


def test_a_prediction_that_leaves_the_site_open_is_too_vague():
    assert not match_answer("Cancer", "Lung cancer").matched
    assert not match_answer("Fracture", "Fracture of the left hip").matched


def test_a_megabyte_is_read_in_no_time():
    assert not match_answer("A (BC) " * 150_000, "Gout").matched
    assert not match_answer("\n \n" * 200_000 + "x", "Gout").matched


def test_a_conflict_is_named():
    assert compare_diagnoses("Grade 1 glioma", "Grade IV glioma").conflict == "grade"
    assert compare_diagnoses("Candida sepsis", "Aspergillus sepsis").conflict == "organism"

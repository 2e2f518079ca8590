"""Diagnoses that differ in wording match; those that differ in what matters do not."""

import pytest

from reasonscore.metrics.answer_match import match_answer
from reasonscore.metrics.matching.comparison import compare_diagnoses

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
    ("CT scan of the abdomen", "Abdominal CT"),
    ("Aspirin", "Acetylsalicylic acid"),
    ("Vitamin B12 deficiency", "Cobalamin deficiency"),
    ("Heart failure with reduced ejection fraction", "HFrEF"),
    ("Acute MI", "Acute myocardial infarction"),
    ("COPD exacerbation", "Exacerbation of chronic obstructive pulmonary disease"),
    ("Crohn disease", "Crohn's disease"),
    ("DVT", "Deep vein thrombosis of the leg"),
    ("UTI", "Urinary tract infection"),
    ("Non-small-cell lung carcinoma", "Non-small cell lung cancer"),
    ("GERD", "Gastroesophageal reflux disease"),
    ("Hodgkin's lymphoma", "Hodgkin disease"),
    ("Benign prostatic hyperplasia", "BPH"),
    ("Graves' disease", "Graves disease"),
    ("Addison's disease", "Primary adrenal insufficiency"),
    ("High blood pressure", "Hypertension"),
    ("Left-sided heart failure", "Left heart failure"),
    ("42", "42.0"),
    ("5 mg", "5mg"),
    ("Yes", "yes, it is"),
    ("B. Heparin", "Heparin"),
    ("The most likely diagnosis is acute pancreatitis due to gallstones.", "Gallstone pancreatitis"),
    ("Guillain-Barre", "Guillain–Barré syndrome"),
    ("Giant cell arteritis", "Temporal arteritis"),
    ("Iron-deficiency anaemia", "Iron deficiency anemia"),
    ("Necrotising fasciitis of left leg", "Necrotizing fasciitis"),
    ("ALL", "Acute lymphoblastic leukemia"),
    ("Ruptured AAA", "Ruptured abdominal aortic aneurysm"),
    ("Subarachnoid haemorrhage", "SAH"),
    ("CLL", "Chronic lymphocytic leukemia"),
    ("Multiple sclerosis, relapsing-remitting", "Relapsing remitting multiple sclerosis"),
    ("Tension pneumothorax on the right", "Right tension pneumothorax"),
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
    ("Amoxicillin", "Amoxicillin-clavulanate"),
    ("Metoprolol", "Propranolol"),
    ("Vitamin B1 deficiency", "Vitamin B12 deficiency"),
    ("HLA-B27", "HLA-B51"),
    ("IL-2", "IL-6"),
    ("Factor V deficiency", "Factor VIII deficiency"),
    ("C5 radiculopathy", "C7 radiculopathy"),
    ("Aortic stenosis", "Aortic regurgitation"),
    ("Mitral stenosis", "Aortic stenosis"),
    ("Acute lymphoblastic leukemia", "Acute myeloid leukemia"),
    ("Small cell lung cancer", "Non-small cell lung cancer"),
    ("Hepatitis B", "Hepatitis C"),
    ("Herpes simplex encephalitis", "West Nile encephalitis"),
    ("Primary hyperparathyroidism", "Secondary hyperparathyroidism"),
    ("Increase the dose", "Decrease the dose"),
    ("Stop metformin", "Start metformin"),
    ("Left heart failure", "Right heart failure"),
    ("Hodgkin lymphoma", "Non-Hodgkin lymphoma"),
    ("Ulcerative colitis", "Crohn disease"),
    ("Acute pancreatitis", "Chronic pancreatitis"),
    ("Hypernatremia", "Hyponatremia"),
    ("Osteoarthritis", "Rheumatoid arthritis"),
    ("Gout", "Pseudogout"),
    ("Type A aortic dissection", "Type B aortic dissection"),
    ("Epidural hematoma", "Subdural hematoma"),
    ("Yes", "No"),
    ("Supraventricular tachycardia", "Ventricular tachycardia"),
    ("Diabetes insipidus", "Diabetes mellitus"),
    ("Central diabetes insipidus", "Nephrogenic diabetes insipidus"),
    ("Polymyositis", "Dermatomyositis"),
    ("Folate deficiency anemia", "Vitamin B12 deficiency anemia"),
    ("Ischemic stroke", "Hemorrhagic stroke"),
    ("Minimal change disease", "Membranous nephropathy"),
    ("Myasthenia gravis", "Lambert-Eaton myasthenic syndrome"),
    ("Atrial fibrillation", "Atrial flutter"),
    ("Bacterial pneumonia", "Viral pneumonia"),
    ("Gastric ulcer", "Duodenal ulcer"),
    ("IgA nephropathy", "IgA vasculitis"),
    ("Third-degree AV block", "Second-degree AV block"),
    ("Bipolar I disorder", "Bipolar II disorder"),
    ("Squamous cell carcinoma of the lung", "Small cell carcinoma of the lung"),
    ("Beta thalassemia", "Alpha thalassemia"),
    ("10 mg", "20 mg"),
    ("Right hemicolectomy", "Left hemicolectomy"),
    ("MRI brain", "CT brain"),
    ("Acute cholecystitis", "Acute cholangitis"),
    ("Cushing disease", "Cushing syndrome due to adrenal adenoma"),
    ("Benign paroxysmal positional vertigo", "Meniere disease"),
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

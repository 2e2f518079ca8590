"""Each check on pairs written for it: agree, conflict (and whether it contradicts or withholds), silent."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.decompose.claim import Claim
from reasonscore.verify.checks.check import CHECKS, run_checks

PAIRS = [
    ("quantity", "agree", "The eGFR is below 30 mL/min.", "eGFR 24 mL/min."),
    ("quantity", "contradicts", "The eGFR is below 30 mL/min.", "eGFR 48 mL/min."),
    ("quantity", "agree", "Sodium was 128 mmol/L.", "Sodium 128 mmol/L, potassium 5.9 mmol/L."),
    ("quantity", "contradicts", "Potassium was 3.1 mmol/L.", "Sodium 128 mmol/L, potassium 5.9 mmol/L."),
    ("quantity", "agree", "Glucose was 180 mg/dL.", "Glucose 10 mmol/L."),
    ("quantity", "contradicts", "Glucose was 180 mg/dL.", "Glucose 5 mmol/L."),
    ("quantity", "agree", "The temperature was above 38 °C.", "Temperature 102.5 °F."),
    ("quantity", "agree", "Hemoglobin was about 9 g/dL.", "Hemoglobin 9.3 g/dL."),
    ("quantity", "withholds", "Hemoglobin was 9.3 g/dL.", "Hemoglobin was below 10 g/dL."),
    ("quantity", "silent", "Lactate was 4 mmol/L.", "Creatinine 4 mg/dL."),
    ("quantity", "contradicts", "He takes warfarin 5 mg daily.", "He takes warfarin 2.5 mg daily."),
    ("quantity", "agree", "He takes warfarin 5 mg daily.", "Warfarin 5 mg and aspirin 75 mg daily."),
    ("arithmetic", "agree", "The hemoglobin fell by 2 g/dL.", "The hemoglobin fell from 11 g/dL to 9 g/dL."),
    ("arithmetic", "contradicts", "The hemoglobin fell by 4 g/dL.", "The hemoglobin fell from 11 g/dL to 9 g/dL."),
    ("quantity", "contradicts", "The cough lasted 2 weeks.", "The cough lasted 5 days."),
    ("quantity", "agree", "The cough lasted 2 weeks.", "The cough lasted 14 days."),
    ("quantity", "silent", "Stop it if the eGFR is below 60.", "Stop it if the eGFR is below 30."),
    ("quantity", "contradicts", "Calcium is now 8.4 mg/dL.", "Calcium was 8.4 mg/dL last week and is 9.6 mg/dL now."),
    ("quantity", "silent", "Calcium is now 8.4 mg/dL.", "Calcium was 8.4 mg/dL on admission."),
    ("quantity", "agree", "The bilirubin has fallen below 60.", "Bili 240 → 51, INR 2.3 → 1.4."),
    ("quantity", "silent", "The potassium is 4.5 mmol/L.", "The target is a potassium of 4.5 mmol/L."),
    ("quantity", "contradicts", "Bicarbonate is 40 mmol/L.", "Bicarbonate is 13 mmol/L, not 40 mmol/L."),
    ("quantity", "silent", "A man with a BP of 148/94 needs drugs.", "Treat a blood pressure of 160/100 mmHg or more."),
    ("quantity", "contradicts", "She takes ibuprofen twice daily.", "Ibuprofen 400 mg once daily was prescribed."),
    ("quantity", "agree", "She takes ibuprofen every 12 hours.", "Ibuprofen is taken b.d. with meals."),
    ("quantity", "silent", "The course is 200 mg of prednisolone.", "Give prednisolone 40 mg for 5 days."),
    ("arithmetic", "contradicts", "The weight loss was 10 kg.", "Weight fell from 80 kg to 75 kg."),
    ("quantity", "agree", "The patient is above the age of 75.", "The applicant is 80 years old."),
    ("quantity", "silent", "The patient is above the age of 75.", "The patient's mother is 60 years old."),
    ("quantity", "contradicts", "A fifth of the patients withdrew.", "One in ten of the patients withdrew."),
    ("quantity", "contradicts", "The pH was 6.97.", "Arterial pH was recorded as 7.42."),
    ("polarity", "contradicts", "There is pleural effusion.", "The belief that there is pleural effusion is false."),
    ("polarity", "agree", "Fever is absent.", "Fever: absent."),
    ("polarity", "agree", "He has no fever.", "Temperature 36.8 °C, afebrile."),
    ("polarity", "silent", "Colchicine was not given.", "Whether colchicine was given is not recorded."),
    ("polarity", "agree", "Clarithromycin is not recommended.", "Clarithromycin should be avoided."),
    ("polarity", "contradicts", "There is a pleural effusion.", "No pleural effusion is seen."),
    ("polarity", "contradicts", "There is no pleural effusion.", "A pleural effusion is seen."),
    ("polarity", "agree", "There is no pleural effusion.", "No pleural effusion or pneumothorax."),
    ("polarity", "contradicts", "The patient has chest pain.", "The patient denies chest pain."),
    ("polarity", "agree", "Cough is present.", "There is no fever, but cough is present."),
    ("polarity", "contradicts", "The patient has sarcoidosis.", "Sarcoidosis was ruled out."),
    ("polarity", "silent", "She takes metformin.", "No pleural effusion is seen."),
    ("polarity", "contradicts", "There is neither rash nor fever.", "She has a rash and a fever."),
    ("laterality", "silent", "The drops go into the left eye.", "The drops go into the eye od, at night."),
    ("direction", "contradicts", "Ferritin was elevated.", "Ferritin was low."),
    ("direction", "contradicts", "The trial was open-label.", "The trial was double-blind."),
    ("direction", "contradicts", "The lesion is new.", "The lesion is unchanged since 2019."),
    ("direction", "contradicts", "The cream is acceptable here.", "The gel is fine; the cream is banned here."),
    ("quantifier", "contradicts", "All of the nurses agreed.", "All but four of the nurses agreed."),
    ("quantifier", "agree", "A minority of the nurses agreed.", "Two of the five nurses agreed."),
    ("laterality", "contradicts", "The right leg is weak.", "Weakness of the left leg with a right facial droop."),
    ("experiencer", "withholds", "She has measles.", "Her flatmate came home and was found to have measles."),
    ("certainty", "withholds", "The lesion is a sarcoma.", "Appearances suspicious for sarcoma."),
    ("concept", "contradicts", "She is allergic to penicillin.", "Asthma. NKDA."),
    ("role", "contradicts", "The fever preceded the rash.", "The rash came up, two days before the fever."),
    ("role", "contradicts", "The anemia caused the polyp.", "Anemia was due to a colonic polyp."),
    ("role", "contradicts", "Falls were fewer with zinc.", "Falls were fewer with iron than with zinc."),
    ("direction", "agree", "The drug reduces mortality.", "Mortality was lowered by the drug."),
    ("direction", "contradicts", "Zinc shortened the cold.", "Zinc prolonged the cold."),
    ("direction", "contradicts", "Zinc reduced mortality.", "No significant difference in mortality with zinc."),
    ("direction", "agree", "The patient has hyperkalemia.", "Potassium was 6.4 mmol/L."),
    ("direction", "contradicts", "The patient has hyperkalemia.", "Potassium was 3.9 mmol/L."),
    ("direction", "contradicts", "The bilirubin is rising.", "Bili 240 → 51, INR 2.3 → 1.4."),
    ("direction", "silent", "A had lower pain than B.", "B had higher pain than A."),
    ("direction", "contradicts", "The platelet count is normal.", "Hb 19.2 g/dL, plt 610, WBC 14."),
    ("direction", "agree", "Free T4 is high.", "TSH 0.02, fT4 31 (9-19)."),
    ("direction", "contradicts", "The neutrophil count is normal.", "The neutrophil count is above the normal range."),
    ("direction", "agree", "She is afebrile.", "Temperature 36.8 °C."),
    ("direction", "contradicts", "The patient is anaemic.", "Haemoglobin 141 g/L."),
    ("direction", "silent", "The platelet count is normal.", "The platelet count is pending."),
    ("direction", "contradicts", "She has hypothyroidism.", "She has hyperthyroidism."),
    ("direction", "contradicts", "Hyperreflexia was found.", "Hyporeflexia was found."),
    ("direction", "contradicts", "The tumour is benign.", "The tumour is malignant."),
    ("direction", "silent", "Ferritin was elevated.", "Lipase was low."),
    ("laterality", "contradicts", "There is a left pleural effusion.", "There is a right pleural effusion."),
    ("laterality", "agree", "There is a left pleural effusion.", "Bilateral pleural effusions are seen."),
    ("laterality", "withholds", "The effusions are bilateral.", "There is a left effusion."),
    ("laterality", "agree", "The left knee is swollen.", "Both the left and the right knee are swollen."),
    ("laterality", "contradicts", "There is a cyst in the right kidney.",
     "The right kidney is clear; the left kidney shows a cyst."),
    ("laterality", "contradicts", "The right knee is swollen.", "Knee swollen L, not hot."),
    ("laterality", "silent", "The left kidney is small.", "Platelets 120 x10^9/L, kidney small."),
    ("laterality", "silent", "The effusion is on the left.",
     "The scan shows the effusion with collapse of the right-sided chambers."),
    ("examination", "silent", "The effusion is on the left.", "The scan shows an effusion."),
    ("examination", "agree", "The effusion is on the left.", "The scan shows a left effusion."),
    ("laterality", "silent", "The mass is on the left.", "CT shows the mass and cysts of the right kidney."),
    ("laterality", "contradicts", "The effusion is on the left.", "The effusion is large and on the right."),
    ("laterality", "silent", "The left knee is swollen.", "He left the hospital with a swollen knee."),
    ("temporality", "contradicts", "She has an acute cough.", "She has a chronic cough."),
    ("temporality", "contradicts", "The patient currently smokes.", "The patient stopped smoking."),
    ("temporality", "silent", "The knee is swollen.", "The cough is chronic."),
    ("condition", "withholds", "Metformin should be stopped.", "Metformin should be stopped if vomiting develops."),
    ("condition", "agree", "If vomiting develops, stop metformin.", "Stop metformin if vomiting develops."),
    ("condition", "contradicts", "Stop metformin unless vomiting develops.", "Stop metformin if vomiting develops."),
    ("condition", "withholds", "Stop metformin if a rash develops.", "Stop metformin if vomiting develops."),
    ("condition", "withholds", "Zinc is advised in children with a cold.", "Zinc is advised in adults with a cold."),
    ("condition", "withholds", "Stop it if the eGFR is below 60.", "Stop it if the eGFR is below 30."),
    ("condition", "agree", "Stop it if the eGFR is below 20.", "Stop it if the eGFR is below 30."),
    ("condition", "contradicts", "Every back pain needs a scan.", "Back pain needs a scan only if there is weakness."),
    ("condition", "silent", "A man with a weak leg needs a scan.", "A scan is needed only if the leg is weak."),
    ("condition", "silent", "The cream thins the skin.", "The cream thins the skin even if used rarely."),
    ("condition", "contradicts", "Scan only if it hurts.", "Scan whether or not it hurts."),
    ("condition", "withholds", "Stop metformin only if she vomits.", "Stop metformin if she vomits."),
    ("condition", "withholds", "The patient has gout.", "If the patient has gout, colchicine is given."),
    ("condition", "silent", "Stop metformin if vomiting develops.", "Metformin must be stopped."),
    ("certainty", "withholds", "The patient has gout.", "The patient may have gout."),
    ("certainty", "withholds", "There is a pulmonary embolism.", "A pulmonary embolism cannot be excluded."),
    ("certainty", "silent", "Gout patients drink milk.", "Gout patients may drink milk."),
    ("certainty", "withholds", "The patient probably has gout.", "The patient might have gout."),
    ("certainty", "withholds", "Gout is excluded.", "Gout could not be excluded."),
    ("certainty", "agree", "The patient may have gout.", "Gout was confirmed."),
    ("certainty", "silent", "The patient has gout.", "Gout was confirmed, while sarcoidosis is possible."),
    ("quantifier", "contradicts", "All wounds healed.", "Most wounds healed."),
    ("quantifier", "withholds", "Most wounds healed.", "Some wounds healed."),
    ("quantifier", "agree", "Some wounds healed.", "All wounds healed."),
    ("quantifier", "contradicts", "None of the wounds healed.", "Several wounds healed."),
    ("quantifier", "agree", "Most wounds healed.", "The wounds healed in 80% of patients."),
    ("quantifier", "contradicts", "All wounds healed.", "Half of the wounds healed."),
    ("quantifier", "contradicts", "Most wounds healed.", "The wounds healed in 10% of patients."),
    ("concept", "agree", "She had a heart attack.", "Admitted for a myocardial infarction."),
    ("concept", "agree", "He takes clopidogrel.", "He takes Plavix."),
    ("concept", "silent", "He takes clopidogrel.", "He takes clopidogrel daily."),
    ("concept", "withholds", "He takes ticagrelor daily.", "He takes clopidogrel daily."),
    ("concept", "contradicts", "The final diagnosis was gout.", "The final diagnosis was septic arthritis."),
    ("concept", "silent", "He takes ticagrelor daily.", "The wound was clean."),
    ("role", "contradicts", "Anemia causes bleeding.", "Bleeding causes anemia."),
    ("role", "agree", "Anemia is caused by bleeding.", "Bleeding causes anemia."),
    ("role", "contradicts", "Heparin was given before surgery.", "Heparin was given after surgery."),
    ("role", "contradicts", "Zinc causes colds.", "Zinc treats colds."),
    ("role", "contradicts", "Zinc is more effective than iron.", "Iron is more effective than zinc."),
    ("role", "silent", "Zinc causes colds.", "Iron treats anemia."),
    ("causation", "withholds", "Smoking causes depression.", "Smoking was associated with depression."),
    ("causation", "agree", "Smoking is associated with depression.", "Smoking causes depression."),
    ("experiencer", "withholds", "The patient has diabetes.", "His mother has diabetes."),
    ("experiencer", "agree", "His mother has diabetes.", "The patient's mother has diabetes."),
    ("experiencer", "silent", "The patient has diabetes.", "He has diabetes."),
    ("correction", "contradicts", "The fracture is on the left.",
     "The fracture was reported on the left. Correction: the fracture is on the right."),
    ("correction", "agree", "The fracture is on the right.",
     "The fracture was reported on the left. Correction: the fracture is on the right."),
    ("correction", "silent", "The fracture is on the right.", "The fracture is on the right."),
    ("detail", "contradicts", "The tear is in the distal part of the tendon.",
     "The tear is in the proximal part of the tendon."),
    ("detail", "withholds", "Morphine was given intravenously.", "Morphine was given at noon."),
    ("detail", "contradicts", "Morphine was given intravenously.", "Morphine was given orally."),
    ("detail", "silent", "Morphine was given intravenously.", "Morphine was given through a vein."),
    ("act", "withholds", "She was prescribed a statin.", "She was told about the benefits of a statin."),
    ("act", "withholds", "He was referred to the stroke clinic.", "Referral to the stroke clinic was discussed."),
    ("act", "silent", "She was prescribed a statin.", "She was told about statins and was prescribed a statin."),
    ("polarity", "contradicts", "A biopsy was done.", "A biopsy was requested but has not yet been done."),
    ("polarity", "contradicts", "The diagnosis is sarcoidosis.", "Sarcoidosis had been considered and was rejected."),
    ("polarity", "agree", "There may be appendicitis.", "Probable appendicitis, tip not seen."),
    ("quantifier", "contradicts", "Every strain was sensitive to doxycycline.",
     "All strains were sensitive to linezolid, and most, but not all, to doxycycline."),
    ("quantifier", "agree", "All strains were sensitive to linezolid.",
     "Every strain was sensitive to linezolid, and a few to doxycycline."),
    ("experiencer", "contradicts", "The patient has asthma.",
     "Family history: mother has asthma. The patient has no chronic illness."),
    ("condition", "contradicts", "The threshold for oxygen in stroke is a saturation above 92 %.",
     "Oxygen is given in stroke when the saturation falls under 92 %."),
    ("condition", "withholds", "Asymptomatic bacteriuria should be treated.",
     "In pregnant women with asymptomatic bacteriuria, treat with an antibiotic."),
    ("condition", "withholds", "Infants with a temperature of 38 degrees C or above need a blood culture.",
     "Infants under 3 months with a temperature of 38 degrees C or above need a blood culture."),
    ("temporality", "contradicts", "Sotalol was continued during the whole stay.",
     "Sotalol was stopped on the day of admission."),
    ("direction", "contradicts", "He has a history of low blood pressure and gout.", "PMH: HTN, T2DM, gout."),
    ("quantity", "contradicts", "The patient is in her early fifties.", "A 68-year-old woman came in."),
    ("quantity", "agree", "The patient is in her late sixties.", "A 68-year-old woman came in."),
    ("quantity", "agree", "Bilirubin was 86 micromol/L.", "Bilirubin was 5.0 mg/dL, down from 9.2 mg/dL."),
    ("role", "agree", "At week eight drug A1 outperformed placebo.", "Drug A1 was better than placebo at week eight."),
    ("causation", "withholds", "Smoking causes gout.", "Gout was seen more often in smoking."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "expected", "claim", "evidence"), PAIRS)
def test_what_a_check_says(name, expected, claim, evidence):
    check = next(check for check in run_checks(claim, evidence) if check.name == name)
    assert (check.weight if check.outcome == "conflict" else check.outcome) == expected


def test_the_later_statement_stands_for_all_checks():
    evidence = "The fracture was reported on the left. Correction: the fracture is on the right."
    found = {check.name: check.outcome for check in run_checks("The fracture is on the right.", evidence)}
    assert found["laterality"] == "agree"


@pytest.mark.parametrize(("claim", "evidence"), [("", ""), ("Fever.", ""), ("", "Fever."), ("?!", "... --")])
def test_empty_texts_say_nothing(claim, evidence):
    assert {check.outcome for check in run_checks(claim, evidence)} == {"silent"}


@pytest.mark.parametrize(
    ("name", "claim", "evidence", "mine", "theirs"),
    [
        ("quantity", "Potassium was 3.1 mmol/L.", "Seen today. Potassium 6.1 mmol/L.", "3.1 mmol/L", "6.1 mmol/L"),
        ("laterality", "A left effusion.", "Seen today. A right effusion.", "left", "right"),
        ("certainty", "There is gout.", "Seen today. There may be gout.", "There is gout.", "may"),
        ("condition", "Stop metformin.", "Seen today. Stop metformin if sick.", "Stop metformin.", "if sick"),
        ("concept", "A heart attack.", "Seen today. An MI.", "heart attack", "MI"),
    ],
)
def test_spans_point_at_the_words_that_decide(name, claim, evidence, mine, theirs):
    found = next(check for check in run_checks(claim, evidence) if check.name == name)
    assert claim[slice(*found.span[0])] == mine
    assert evidence[slice(*found.evidence_span[0])] == theirs


def test_fields_of_a_decomposed_claim_go_before_its_text():
    bare = Claim("c", "Gout is the cause.", "Gout is the cause.", ())
    possible = Claim("c", "Gout is the cause.", "Gout is the cause.", (), certainty="possible", provenance=("r1",))
    found = [
        next(check.outcome for check in run_checks(claim, "Gout may be the cause.") if check.name == "certainty")
        for claim in (bare, possible)
    ]
    assert found == ["conflict", "agree"]


WORDS = st.sampled_from(
    "patient has no fever left right acute potassium 6.1 mmol/L if unless may all most causes before after mother not "
    "warfarin aspirin correction: higher lower 5 mg % . , ; and but".split()
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=14), st.lists(WORDS, max_size=24))
def test_any_texts_give_one_answer_a_check_with_spans_inside(left, right):
    claim, evidence = " ".join(left), " ".join(right)
    found = run_checks(claim, evidence)
    assert [check.name for check in found] == ["correction", *CHECKS, "trial"]
    for check in found:
        assert (check.outcome == "silent") == (check.span == ())
        for start, end in check.span:
            assert 0 <= start < end <= len(claim)
        for start, end in check.evidence_span:
            assert 0 <= start < end <= len(evidence)
    assert run_checks(claim, evidence) == found

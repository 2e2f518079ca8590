"""Claims of our own with judged passages of the primer, scored by ir-measures: retrieval must not get worse."""

import ir_measures
from ir_measures import RR, R, nDCG

from reasonscore.retrieve.primer import open_primer
from reasonscore.retrieve.query import make_query

JUDGED = {
    "IVIG lowers the risk of coronary aneurysms in Kawasaki disease.": ["conditions/kawasaki-disease"],
    "SGLT2 inhibitors reduce hospitalization in heart failure with preserved ejection fraction.": [
        "conditions/heart-failure-with-preserved-ejection-fraction", "drugs/sglt2-inhibitors",
    ],
    "A CHA2DS2-VASc of 3 warrants anticoagulation in atrial fibrillation.": [
        "scores/cha2ds2-vasc-score", "conditions/atrial-fibrillation",
    ],
    "Hyperkalemia with peaked T waves is treated with calcium gluconate first.": ["conditions/hyperkalaemia"],
    "The patient with DKA should not get insulin while potassium is below 3.3.": ["conditions/diabetic-ketoacidosis"],
    "Oral vancomycin is preferred to metronidazole for C. difficile.": [
        "conditions/clostridioides-difficile-infection",
    ],
    "Metformin is contraindicated if eGFR is less than 30.": ["drugs/metformin"],
    "Jaw claudication in a 72-year-old suggests giant cell arteritis; start steroids before the biopsy.": [
        "conditions/temporal-headache-in-giant-cell-arteritis",
    ],
    "Hyponatremia should not be corrected faster than 8 mmol/L per day to avoid osmotic demyelination.": [
        "conditions/hyponatraemia",
    ],
    "Urine osmolality above 100 with low serum osmolality points to SIADH.": [
        "conditions/syndrome-of-inappropriate-antidiuresis",
    ],
    "Anion gap is sodium minus chloride minus bicarbonate.": ["labs/anion-gap"],
    "Intramuscular epinephrine is the first treatment of anaphylaxis.": ["conditions/anaphylaxis"],
    "The PERC rule rules out pulmonary embolism without a D-dimer in low-risk patients.": ["scores/perc-rule"],
    "Amoxicillin causes a rash in infectious mononucleosis.": [
        "conditions/infectious-mononucleosis", "drugs/penicillins",
    ],
    "Warfarin with trimethoprim-sulfamethoxazole raises the INR.": [
        "drugs/warfarin", "drugs/trimethoprim-sulfamethoxazole-and-nitrofurantoin",
    ],
    "Lithium levels rise with thiazides and NSAIDs.": ["drugs/lithium"],
    "Antibiotics must not be delayed for lumbar puncture in suspected bacterial meningitis.": [
        "conditions/bacterial-meningitis",
    ],
    "Methotrexate is taken once weekly with folic acid.": ["drugs/methotrexate"],
    "BNP below 100 pg/mL makes acute heart failure unlikely.": ["labs/natriuretic-peptides-bnp-and-nt-probnp"],
    "Painless hematuria in an adult requires evaluation for malignancy.": ["labs/urinalysis-and-albuminuria"],
    "Topical steroids treat atopic eczema flares.": ["conditions/atopic-dermatitis"],
    "A child with barking cough gets a single dose of dexamethasone.": ["conditions/croup"],
}  # fmt: skip


def test_judged_claims_find_their_passages():
    qrels = {claim: {f"primer/{name}": 1 for name in names} for claim, names in JUDGED.items()}
    known = {passage.id for passage in open_primer().passages()}
    assert all(name in known for names in qrels.values() for name in names)
    found = open_primer().retrieve([make_query(claim) for claim in qrels], 10)
    run = {
        claim: {passage.id: -float(rank) for rank, passage in enumerate(passages)}
        for claim, passages in zip(qrels, found, strict=True)
    }
    scores = ir_measures.calc_aggregate([nDCG @ 10, R @ 5, RR], qrels, run)
    assert scores[nDCG @ 10] > 0.9, scores
    assert scores[R @ 5] > 0.95, scores
    by_query = {m.query_id: m.value for m in ir_measures.iter_calc([RR], qrels, run)}
    # The same by hand: the reciprocal of the first relevant rank.
    for claim, names in qrels.items():
        first = next((rank for rank, item in enumerate(run[claim], 1) if item in names), None)
        assert by_query[claim] == (1 / first if first else 0)

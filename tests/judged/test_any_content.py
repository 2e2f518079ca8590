import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reasonscore.judged.reader import FORMATS, read_judged

KEYS = {
    "medscore": "id claims claim raw score evidence sentence text",
    "factscore": "id decisions facts ChatGPT_Labels output annotations human-atomic-facts text label is_supported atom",
    "veriscore": "id all_claims claim_verification_result claim verification_result abstained claim_search_results",
    "safe": "id checked_statements per_prompt_data side1_posthoc_eval_data annotation Supported atomic_fact response",
    "medrbench": "id reasoning_eval gt_reasoning_eval efficiency factulity recall step hit ask_info accuracy "
    "evaluation infer_info_split gt_info_split precision generate_case results",
    "chestx": "item_id pred gt_key_finding pred_key_finding key_conclusion recall_res recalled_findings correct_steps "
    "precision_res efficiency effective_steps ineffective_count recalled_count observation status",
    "medcalc": "Row_Number Calculator_ID Ground_Truth_Answer Lower_Limit Upper_Limit LLM_Answer Result",
    "medthink": "id Index Scoring_Points covered correct_rationale prediction question answer",
    "diagnosisarena": "id response LLM_Response Final_Diagnosis scores status",
}
words = st.sampled_from(
    ["True", "S", "NS", "supported", "Reasoning", "\\boxed{2}", "12/1/2020", "5", "", "x: y", "Entailment"]
)
leaves = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 70), st.floats(allow_nan=False, allow_infinity=False), words
)


def values(keys):
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(keys), inner, min_size=1, max_size=5)
        ),
        max_leaves=12,
    )


def files(format):
    keys = [key.replace("_", " ") if format in ("medcalc", "diagnosisarena") else key for key in KEYS[format].split()]
    record = st.dictionaries(st.sampled_from(keys), values(keys), min_size=1, max_size=len(keys))
    return st.tuples(st.just(format), st.lists(record, min_size=1, max_size=3))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(KEYS)).flatmap(files), st.booleans())
def test_any_record_gives_a_row_that_json_can_hold(found, as_list):
    format, content = found
    assert format in FORMATS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("file.json" if as_list else "file.jsonl")
        path.write_text(json.dumps(content) if as_list else "\n".join(map(json.dumps, content)))
        rows = list(read_judged(format, path, problems=[]))
    assert len({row["id"] for row in rows}) == len(rows)
    assert all(row["status"] in ("scored", "error") for row in rows)
    for row in rows:
        for score in row["scores"].values():
            assert (score["status"] == "scored") == (score["value"] is not None)
    json.dumps(rows, allow_nan=False)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(st.sampled_from("abc"), values(["Prediction", "Primary_evidence_index"]), max_size=3),
    st.dictionaries(st.sampled_from("abc"), values(["Label", "Causal_type", "Primary_evidence_index"]), max_size=3),
    st.text(max_size=60),
    st.text(max_size=60),
)
def test_any_pair_of_files_is_read(predicted, gold, run, texts):
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder) / name for name in ("p.json", "g.json", "run.txt", "qrels.txt", "texts.jsonl")]
        for path, content in zip(names[:2], (predicted, gold), strict=True):
            path.write_text(json.dumps(content))
        for path, text in zip(names[2:], (run, texts, texts), strict=True):
            path.write_text(text, encoding="utf-8", errors="replace")
        for format, path, reference in (("nli4ct", *names[:2]), ("trec", *names[2:4]), ("medec", names[2], names[4])):
            rows = list(read_judged(format, path, reference=reference, problems=[]))
            json.dumps(rows, allow_nan=False)

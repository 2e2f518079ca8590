import json

import pytest

from reasonscore.errors import ReasonScoreError, UnknownNameError
from reasonscore.judged.reader import FORMATS, read_judged


@pytest.fixture
def read(tmp_path):
    def _read(format, content, name="file.jsonl"):
        path = tmp_path / name
        lines = content if isinstance(content, list) and name.endswith("jsonl") else None
        path.write_text("\n".join(json.dumps(line) for line in lines) if lines is not None else json.dumps(content))
        problems = []
        return list(read_judged(format, path, problems=problems)), problems

    return _read


def labels(row):
    return [claim["verdict"]["label"] for claim in row["claims"]]


def test_medscore_output_and_its_traps(read):
    claims = [
        {"claim": "A.", "sentence": "A.", "evidence": "text", "raw": "True", "score": 1},
        {"claim": "B.", "sentence": "B.", "evidence": [{"id": "p", "text": "t"}], "raw": "True? No: False, not true."},
        {"claim": "C.", "sentence": "C.", "evidence": None, "raw": "", "score": 1},
        {"claim": "D.", "sentence": "C.", "evidence": None, "raw": "Unable to verify.", "score": 1},
        {"claim": "  ", "sentence": "C.", "evidence": None, "raw": "True", "score": 1},
        {"claim": None, "sentence": "E."},
    ]
    (row, empty), problems = read(
        "medscore", [{"id": "1", "score": 0.8, "claims": claims}, {"id": "2", "score": None, "claims": []}]
    )
    assert labels(row) == ["supported", "unverifiable", None, None]
    assert [claim["verdict"]["status"] for claim in row["claims"]][2:] == ["error", "error"]
    assert row["scores"]["Factuality"]["value"] == 0.5
    assert row["claims"][0]["verdict"]["evidence"][0]["text"] == "text"
    assert empty["scores"]["Factuality"]["status"] == "no_claims"
    assert [problem.why.split(";")[0] for problem in problems] == [
        "the judge's answer says neither True nor False",
        "the judge's answer says neither True nor False",
        "an empty claim",
        "stored Factuality 0.8000, recomputed 0.5000",
    ]


def test_medscore_claim_rows_are_put_together_by_id(read):
    lines = [
        {"id": "a", "sentence": "S.", "sentence_id": 0, "claim": "one", "claim_id": 0, "raw": "true", "score": 1},
        {"id": "b", "sentence": "S.", "sentence_id": 0, "claim": None, "claim_id": 0},
        {"id": "a", "sentence": "S.", "sentence_id": 0, "claim": "two", "claim_id": 1, "score": 0.0},
        {"id": "a", "sentence": "S.", "sentence_id": 0, "claim": "three", "claim_id": 2},
        {"other": 1},
    ]
    rows, problems = read("medscore", lines)
    by_id = {row["id"]: row for row in rows}
    assert labels(by_id["a"]) == ["supported", "unverifiable", None]
    assert by_id["a"]["claims"][2]["verdict"]["status"] == "no_evidence"
    assert by_id["b"]["claims"] == []
    assert [row["status"] for row in rows].count("error") == 1
    assert len(problems) == 1


def test_factscore_decisions(read):
    decisions = [
        [{"atom": "x", "is_supported": True}, {"atom": "y", "is_supported": False}],
        None,
        [{"atom": "z"}],
        "broken",
    ]
    rows, problems = read("factscore", {"score": 0.1, "decisions": decisions}, "out.json")
    assert labels(rows[0]) == ["supported", "unverifiable"]
    assert rows[0]["scores"]["FActScore"]["init_score"] == 0.5
    assert rows[0]["scores"]["FActScore"]["value"] == pytest.approx(0.5 * 2.718281828 ** (1 - 10 / 2))
    assert rows[1]["scores"]["FActScore"]["status"] == "abstained"
    assert rows[2]["scores"]["FActScore"]["value"] is None
    assert rows[3]["status"] == "error"
    assert len(problems) == 2


def test_factscore_label_dumps_and_annotations(read):
    dump = {
        "prompt": "Tell me",
        "facts": ["a", "b", "c"],
        "LLAMA+NP_Labels": ["S", "NS", "S"],
        "ChatGPT_labels": ["S", "IR"],
    }
    annotated = {"topic": "T", "output": "text", "annotations": [
        {"text": "s", "human-atomic-facts": [{"text": "f", "label": "S"}, {"text": "g", "label": "??"}]},
        {"text": "t", "human-atomic-facts": None, "model-atomic-facts": [{"text": "h"}]},
    ]}  # fmt: skip
    rows, problems = read("factscore", [dump, annotated])
    assert [row["id"] for row in rows] == ["Tell me:LLAMA+NP", "Tell me:ChatGPT", "T"]
    assert labels(rows[0]) == ["supported", "unverifiable", "supported"]
    assert labels(rows[1]) == ["supported", None, None]
    assert rows[1]["claims"][1]["flags"] == ("irrelevant",)
    assert [claim["verdict"]["status"] for claim in rows[2]["claims"]] == ["judged", "error", "no_evidence"]
    assert len(problems) == 2


def test_veriscore_rows(read):
    judged = {
        "question": "Q",
        "response": "R",
        "model": "m",
        "prompt_source": "d",
        "abstained": False,
        "all_claim_lst": ["a", "b", "No verifiable claim.", "c", "d"],
        "claim_verification_result": [
            {"claim": "a", "search_results": "Title: x", "verification_result": "supported"},
            {"claim": "b", "search_results": "", "verification_result": "contradicted"},
            {"claim": "c", "search_results": "", "verification_result": "Inconclusive."},
        ],
    }
    bare = {"x": {"search_results": "s", "verification_result": "unsupported"}, "y": {"verification_result": "hm"}}
    (first, abstained, second, broken), problems = read(
        "veriscore", [judged, {"question": "Q", "abstained": True, "all_claims": []}, bare, {"odd": 1}]
    )
    assert labels(first) == ["supported", "contradicted", "unverifiable", None]
    assert first["scores"]["Factuality"]["value"] == pytest.approx(1 / 3)
    assert abstained["scores"]["Factuality"]["status"] == "abstained"
    assert labels(second) == ["unverifiable", None]
    assert broken["status"] == "error"
    assert len(problems) == 3


def test_veriscore_worked_values(read):
    claims = {str(index): {"verification_result": "supported" if index < 24 else "inconclusive"} for index in range(25)}
    (row,), _ = read("veriscore", [claims])
    from reasonscore.metrics import parse_metric

    assert round(parse_metric("F1@K(k=25)").score(row).value, 2) == 0.96
    assert round(parse_metric("F1@K(k=64)").score(row).value, 3) == 0.539


def test_safe_run_files(read):
    statements = [
        {"sentence": "s", "atomic_fact": "a", "self_contained_atomic_fact": "A", "annotation": "Supported"},
        {"sentence": "s", "atomic_fact": "b", "self_contained_atomic_fact": "B", "annotation": "Not Supported"},
        {"sentence": "s", "atomic_fact": "c", "self_contained_atomic_fact": "C", "annotation": "Irrelevant"},
        {"sentence": "s", "atomic_fact": "d", "self_contained_atomic_fact": "D", "annotation": ""},
    ]
    side = {"prompt": "p", "response": "r", "checked_statements": statements, "Supported": 1, "Not Supported": 2}
    run = {
        "per_prompt_data": [
            {"prompt": "p", "side1_posthoc_eval_data": side, "side2_posthoc_eval_data": side},
            {"prompt": "q"},
        ]
    }
    rows, problems = read("safe", run, "run.json")
    assert [row["id"] for row in rows] == ["0:side1", "0:side2", "1"]
    assert labels(rows[0]) == ["supported", "unverifiable", None, None]
    assert rows[0]["scores"]["SAFEF1@K"]["irrelevant"] == 1
    assert rows[0]["scores"]["SAFEF1@K"]["value"] == pytest.approx(2 * 0.5 * 0.01 / 0.51)
    assert rows[2]["status"] == "error"
    assert "stored count of 'not supported' 2, 1 in the list" in " ".join(problem.why for problem in problems)


def test_formats_and_missing_files_are_named(tmp_path):
    with pytest.raises(UnknownNameError, match="did you mean medscore"):
        read_judged("medscor", tmp_path)
    with pytest.raises(ReasonScoreError, match="no such file"):
        read_judged("medscore", tmp_path / "none.jsonl")
    with pytest.raises(ReasonScoreError, match=r"no \.json"):
        list(read_judged("medscore", tmp_path))


@pytest.mark.parametrize("format", sorted(set(FORMATS) - {"medec", "nli4ct", "trec"}))
def test_garbage_never_stops_a_reader(format, tmp_path):
    lines = [
        "[1, 2]",
        "null",
        "{",
        '{"id": 3}',
        '{"claims": 5, "facts": 7, "decisions": {}, "id": null}',
        '"text"',
        "\x00",
        '{"response": 4}',
    ]
    path = tmp_path / "junk.jsonl"
    path.write_text("\n".join(lines))
    problems = []
    rows = list(read_judged(format, path, problems=problems))
    assert len(rows) >= 7
    assert all(row["status"] in ("error", "scored") for row in rows)
    assert len(problems) >= 5
    json.dumps(rows, allow_nan=False)

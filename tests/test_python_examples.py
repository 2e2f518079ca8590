"""Every Python example of the docs runs and gives what the remark behind its last line says (rewards: tests/reward)."""

import ast
import gzip
import json
import re
from pathlib import Path

import pytest

from reasonscore import Scorer
from reasonscore.errors import MissingExtraError

ROOT = Path(__file__).parent.parent
PAGES = [page for page in sorted((ROOT / "docs").glob("*.md")) if page.name != "rewards.md"]
BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)
EXAMPLES = [
    pytest.param(block, id=f"{page.name}-{number}")
    for page in PAGES
    for number, block in enumerate(BLOCK.findall(page.read_text(encoding="utf-8")))
]
NOT_RUN = {
    "from reasonscore.serve import Client": "talks to a running server; tests/serve",
    "results/deepseek-r1": "needs a folder of another system; tests/judged",
    "dataset=...": "a sketch of somebody's task; tests/adapters",
}
NEEDS = {"RunningMetric": "torchmetrics", "score_frame": "pandas", "make_process_results": "lm_eval"}
ROW = {"case": "a", "question": "Why?", "response": "No fever. The answer is B.", "evidence": ["She has no fever."]}
ROWS = [ROW | {"id": name, "reference": {"answer": "B", "reasoning": ["No fever."]}} for name in "abc"]


def run(block, space):
    """The value of the last line, and the remark behind it; None where it is no expression, or has no remark."""
    tree = ast.parse(block)
    last = tree.body[-1]
    remark = re.search(r"  # (.+)$", block.rstrip().splitlines()[-1])
    if not isinstance(last, ast.Expr):
        exec(block, space)
        return None, None
    exec(compile(ast.Module(tree.body[:-1], []), "docs", "exec"), space)
    value = eval(compile(ast.Expression(last.value), "docs", "eval"), space)
    return value, remark and remark[1]


@pytest.fixture(scope="module")
def scored():
    scorer = Scorer(["Factuality"], tier="shallow", verifier="lexical")
    return scorer, [dict(row) for row in scorer.score_many(ROWS)]


@pytest.mark.parametrize("block", EXAMPLES)
def test_an_example_of_the_docs_runs(block, scored, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with gzip.open("passages.jsonl.gz", "wt") as handle:
        handle.write('{"id": "p1", "text": "Metformin and renal failure are bad."}\n')
    reason = next((why for part, why in NOT_RUN.items() if part in block), None)
    if reason:
        compile(block, "docs", "exec")
        pytest.skip(reason)
    for name, package in NEEDS.items():
        if name in block:
            pytest.importorskip(package)
    scorer, rows = scored
    space = {"scorer": scorer, "rows": ROWS, "rows_a": rows, "rows_b": rows}
    space["batches"] = [{"responses": [row["response"] for row in ROWS], "evidence": [row["evidence"] for row in ROWS]}]
    if "frame" in block:
        import pandas

        space["frame"] = pandas.DataFrame([{"output": row["response"], "evidence": row["evidence"]} for row in ROWS])
    value, remark = run(block, space)
    if remark:
        assert value == ast.literal_eval(remark)


@pytest.mark.filterwarnings("ignore:.*comes from this pool:UserWarning")
def test_the_example_of_every_metric_runs(scored, tmp_path, monkeypatch):
    (tmp_path / "out.jsonl").write_text("".join(json.dumps(row) + "\n" for row in scored[1]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    pages = sorted((ROOT / "docs" / "metrics").glob("*.md"))
    blocks = [(page.name, block) for page in pages for block in BLOCK.findall(page.read_text(encoding="utf-8"))]
    assert len(blocks) > 60
    for name, block in blocks:
        try:
            run(block, {})
        except MissingExtraError:
            assert name in ("bert_score.md", "embedding_cosine.md"), name

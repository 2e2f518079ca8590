"""What a user's type checker knows of the package: types of results, and mistakes in names and arguments."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SNIPPET = """
import reasonscore
from reasonscore import Aggregator, Passage, Record, Scorer, decompose, metrics, score
from reasonscore.metrics import HitRate, nDCG, parse_metric, registry
from reasonscore.reward import get_trl_reward

scorer = Scorer(["Factuality", metrics.nDCG(k=10)], tier="shallow")
reveal_type(scorer.score(Record("a", "x", evidence=(Passage("y"),))))  # reasonscore.result.Result
reveal_type(scorer.score("x").scores["Factuality"].value)  # float | None
reveal_type(scorer.score_many([{"response": "y"}, "x"]))  # typing.Iterator[reasonscore.result.Result]
reveal_type(nDCG(k=3, gain="exponential") @ 5)  # reasonscore.metrics.answers.ndcg.NDCG
reveal_type(HitRate @ 5)  # reasonscore.metrics.answers.hit_rate.HitRate
reveal_type(metrics.Factuality().compute(["supported"]))  # reasonscore.metrics.score.Score
reveal_type(parse_metric("HitRate@5"))  # reasonscore.metrics.row_metric.RowMetric
reveal_type(registry["HitRate"])  # type[reasonscore.metrics.row_metric.RowMetric]
reveal_type(decompose("x").claims[0].negated)  # bool
reveal_type(Aggregator(["MRR"]).estimates()[0].interval)  # tuple[float, float] | None
reveal_type(get_trl_reward("clinical"))  # reasonscore.reward.adapters.trl.TrlReward
metrics.Factualty()  # attr-defined
reasonscore.Scoerr  # attr-defined
reasonscore.aggregate.compair  # attr-defined
HitRate(k="ten")  # arg-type
scorer.score(5)  # arg-type
Scorer(top_k="x")  # arg-type
Scorer(teir="shallow")  # call-arg
score("x", teir="shallow")  # call-arg
"""


@pytest.mark.slow
def test_a_type_checker_knows_the_package(tmp_path):
    (tmp_path / "use.py").write_text(SNIPPET)
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "--no-incremental", "use.py"],
        cwd=tmp_path,
        env=os.environ | {"MYPYPATH": os.pathsep.join([str(ROOT), str(ROOT / "resources")])},
        capture_output=True,
        text=True,
        timeout=500,
    )
    found = {}
    for line, kind, text in re.findall(r"^use\.py:(\d+): (note|error): (.*)$", done.stdout, re.M):
        revealed, code = re.match(r'Revealed type is "(.*)"', text), re.search(r"\[([a-z-]+)\]$", text)
        if revealed or kind == "error":
            found[int(line)] = revealed[1] if revealed else code[1]
    expected = {
        number: line.partition("  # ")[2] for number, line in enumerate(SNIPPET.splitlines(), start=1) if "  # " in line
    }
    assert found == expected, done.stdout + done.stderr

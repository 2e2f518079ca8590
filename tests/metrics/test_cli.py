import json

from click.testing import CliRunner
from reasonscore_cli.metrics import metrics

from reasonscore.metrics import registry


def test_lists_every_metric_as_json():
    result = CliRunner().invoke(metrics, ["--format", "json"])
    found = json.loads(result.stdout)
    assert [metric["name"] for metric in found] == list(registry)
    keys = {"name", "range", "direction", "formula", "empty", "source", "id", "parameters", "cutoff", "summary"}
    assert all(set(metric) == keys for metric in found)


def test_describes_the_named_ones():
    result = CliRunner().invoke(metrics, ["Factuality"])
    assert "supported / judged claims" in result.stdout
    assert "Completeness" not in result.stdout


def test_the_range_is_that_of_a_file():
    result = CliRunner().invoke(metrics, ["AUROC", "MAE", "PRMScore"])
    heads = [line for line in result.stdout.splitlines() if line and not line.startswith(" ")]
    assert heads == [
        "AUROC  0 to 1, higher is better",
        "MAE  0 and up, lower is better",
        "PRMScore  any number, higher is better",
    ]
    (found,) = json.loads(CliRunner().invoke(metrics, ["AUROC", "--format", "json"]).stdout)
    assert found["range"] == [0.0, 1.0]

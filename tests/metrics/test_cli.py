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

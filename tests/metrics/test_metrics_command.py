import json

from click.testing import CliRunner
from reasonscore_cli.metrics import listing, metrics, overview

from reasonscore.metrics import registry


def test_lists_every_metric_as_json():
    result = CliRunner().invoke(metrics, ["--format", "json"])
    found = json.loads(result.stdout)
    assert [metric["name"] for metric in found] == list(registry)
    keys = {"name", "range", "direction", "formula", "empty", "source", "id", "parameters", "cutoff", "summary"}
    keys |= {"family", "needs"}
    assert all(set(metric) == keys for metric in found)


def test_lists_every_metric_in_a_line():
    out = CliRunner().invoke(metrics, []).stdout
    listed = [line.split()[0].removesuffix("@k") for line in out.splitlines() if line.startswith("  ")]
    assert sorted(listed) == sorted(registry)
    assert "\n  Factuality             ↑  verdicts    The share of judged claims that the evidence supports.\n" in out


def test_the_list_fits_a_terminal():
    text = overview(listing(), 80, ascii_only=True)
    assert text.isascii()
    assert max(map(len, [line for line in text.splitlines() if line.startswith("  ")])) == 80
    assert "..." in text


def test_describes_the_named_ones():
    out = CliRunner().invoke(metrics, ["Factuality"]).stdout
    assert out.startswith("Factuality  0 to 1, higher is better\n  The share of judged claims")
    assert all(part in out for part in ("formula     supported /", "empty case  no value:", "unverifiable='miss'  "))
    assert "Completeness" not in out


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

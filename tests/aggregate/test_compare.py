import json

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from reasonscore_cli.compare import compare
from scipy import stats

from reasonscore.aggregate.comparability import incomparable
from reasonscore.aggregate.comparison import Settings
from reasonscore.aggregate.holm import holm
from reasonscore.aggregate.mcnemar import mcnemar_p
from reasonscore.aggregate.pairing import compare as compare_rows
from reasonscore.aggregate.pairing import compare_tables, pair_tables
from reasonscore.aggregate.randomisation import randomisation_p
from reasonscore.aggregate.score_table import ScoreTable
from reasonscore.errors import InputError

SIGNATURE = "rs:0.1.0|verify:backend=onnx"


def row(row_id, value, metric="Factuality", signature=SIGNATURE, **fields):
    status = "scored" if value is not None else "no_claims"
    return {
        "id": row_id,
        "status": "scored",
        "scores": {metric: {"value": value, "status": status}},
        "signature": signature,
    } | fields


def table(name, values, **more):
    return ScoreTable(name, cluster=more.pop("cluster", None)).read(
        row(str(index), value, **more) for index, value in enumerate(values)
    )


def compared(a, b, metric="Factuality", **settings):
    return compare_tables([table("a", a, metric=metric), table("b", b, metric=metric)], Settings(**settings))[0]


def test_worked_example():
    found = compared([0.5, 1.0, None, 0.2, 0.4], [0.75, 1.0, 0.3, None, 0.0])
    assert (found.n, found.scored_only_a, found.scored_only_b) == (3, 1, 1)
    assert found.difference == pytest.approx(-0.05)
    assert (found.wins, found.ties, found.losses) == (1, 1, 1)
    assert found.superiority == 0.5
    assert [(move.id, round(move.difference, 6)) for move in found.moved] == [("4", -0.4), ("0", 0.25)]
    assert found.test == "randomisation"
    assert found.p == 1.0
    assert found.effect == pytest.approx(-0.05 / np.std([0.25, 0.0, -0.4], ddof=1))
    assert json.loads(json.dumps(found.to_row()))["wins"] == 1


def test_lower_is_better_turns_wins_around():
    found = compared([0.5, 0.5], [0.1, 0.2], metric="ContradictionRate")
    assert (found.wins, found.losses) == (2, 0)
    assert found.difference < 0


def test_missing_policies():
    values = ([1.0, None], [None, 0.5])
    assert compared(*values).p is None
    assert "no record" in str(compared(*values))
    assert compared(*values, missing="zero").difference == pytest.approx(-0.25)
    with pytest.raises(InputError, match="'0' has no value"):
        compared(*values, missing="error")


def test_randomisation_agrees_with_scipy():
    rng = np.random.default_rng(0)
    for n in (6, 10, 80):
        difference = np.round(rng.normal(0.1, 0.3, n), 2)
        oracle = stats.permutation_test(
            (difference, np.zeros(n)), lambda x, y, axis: (x - y).mean(axis=axis), permutation_type="samples",
            n_resamples=20_000, rng=1,
        ).pvalue  # fmt: skip
        assert randomisation_p(difference, 20_000, 0) == pytest.approx(oracle, abs=1e-12 if n < 14 else 0.015)


def test_mcnemar_agrees_with_scipy():
    for left, right in [(0, 0), (3, 3), (1, 9), (12, 30), (700, 820), (4000, 4100), (5000, 5000), (20, 30_000)]:
        oracle = stats.binomtest(left, left + right).pvalue if left + right else 1.0
        assert mcnemar_p(left, right) == pytest.approx(oracle, rel=1e-8, abs=1e-300)
        assert mcnemar_p(right, left) == mcnemar_p(left, right)


def test_binary_values_use_mcnemar():
    found = compared([1.0, 0.0, 0.0, 0.0, 1.0], [1.0, 1.0, 1.0, 1.0, 0.0])
    assert (found.test, found.p) == ("mcnemar", mcnemar_p(1, 3))


def test_interval_agrees_with_scipy():
    rng = np.random.default_rng(3)
    a, b = rng.random(60), np.clip(rng.random(60) + 0.1, 0, 1)
    found = compared(a.tolist(), b.tolist(), resamples=20_000)
    oracle = stats.bootstrap((b - a,), np.mean, method="percentile", n_resamples=20_000, rng=1).confidence_interval
    assert found.interval == pytest.approx(tuple(oracle), abs=0.006)


def test_clusters_widen_the_interval_and_raise_p():
    rng = np.random.default_rng(4)
    cases = np.repeat(np.arange(12), 25)
    shift = rng.normal(0.05, 0.2, 12)[cases]
    a = rng.random(300) * 0.2
    tables = {}
    for cluster in (None, "case"):
        one, two = ScoreTable("a", cluster=cluster), ScoreTable("b", cluster=cluster)
        one.read(row(str(i), float(a[i]), case=int(cases[i])) for i in range(300))
        two.read(row(str(i), float(a[i] + shift[i]), case=int(cases[i])) for i in range(300))
        tables[cluster] = compare_tables([one, two], Settings(resamples=2000))[0]
    plain, clustered = tables[None], tables["case"]
    assert clustered.p > 5 * plain.p
    assert np.diff(clustered.interval) > 2 * np.diff(plain.interval)


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), st.floats(0, 1)), min_size=14, max_size=14))
def test_holm_is_monotone_and_never_smaller(p_values):
    adjusted = holm(p_values)
    assert [p is None for p in adjusted] == [p is None for p in p_values]
    pairs = sorted((p, q) for p, q in zip(p_values, adjusted, strict=True) if p is not None)
    assert all(p <= q <= 1.0 for p, q in pairs)
    assert [q for _, q in pairs] == sorted(q for _, q in pairs)


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.sampled_from([0.0, 0.25, 0.5, 1.0, None])] * 2), min_size=1, max_size=30))
def test_exchanging_the_systems_mirrors_everything(pairs):
    forth = compared(*zip(*pairs, strict=True), resamples=200)
    back = compared(*[values for values in zip(*pairs, strict=True)][::-1], resamples=200)
    assert (forth.wins, forth.ties, forth.losses) == (back.losses, back.ties, back.wins)
    assert forth.n == forth.wins + forth.ties + forth.losses
    if forth.n:
        assert forth.difference == pytest.approx(-back.difference)
        assert forth.p == pytest.approx(back.p, abs=0.12)
        assert 0 < forth.p <= 1


def test_holm_covers_every_pair_of_systems():
    rng = np.random.default_rng(5)
    tables = [table(name, (rng.random(40) + shift).tolist()) for name, shift in (("a", 0.0), ("b", 0.3), ("c", 0.02))]
    found = compare_tables(tables, Settings(resamples=500))
    assert [(item.a, item.b) for item in found] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert [item.p_holm for item in found] == holm([item.p for item in found])


def test_signatures_decide_what_may_be_compared():
    same, other = table("a", [1.0]), table("b", [1.0], signature=SIGNATURE.replace("onnx", "lexical"))
    assert incomparable([same, table("c", [0.0])]) == []
    assert incomparable([same, other]) == ["a / b: verify.backend: onnx / lexical"]
    assert "(none)" in incomparable([same, table("c", [1.0], signature="")])[0]
    mixed = ScoreTable("m").read([row("1", 1.0), row("2", 1.0, signature=SIGNATURE.replace("onnx", "torch"))])
    assert incomparable([mixed])[0].startswith("m mixes signatures: verify.backend")


def test_rows_are_compared_from_python():
    one = [row(str(index), 0.5) for index in range(4)]
    two = [row(str(index), 0.75, signature=SIGNATURE.replace("onnx", "torch")) for index in range(4)]
    with pytest.raises(InputError, match="onnx / torch"):
        compare_rows(one, two)
    (found,) = compare_rows(one, two, force=True)
    assert (found.a, found.b, found.difference) == ("A", "B", 0.25)


def test_a_row_without_its_cluster_is_refused():
    with pytest.raises(InputError, match="row '2': missing, expected a value to cluster rows by") as refused:
        ScoreTable("a", cluster="case").read([row("1", 0.5, case="x"), row("2", 0.5)])
    assert refused.value.field == "case"
    failed = {"id": "3", "status": "error", "scores": {}}
    assert ScoreTable("a", cluster="case").read([row("1", 0.5, case="x"), failed]).n_errors == 1


def test_failed_rows_give_way_to_rows_with_their_id():
    def failed(row_id):
        return {"id": row_id, "status": "error", "error": {"type": "InputError"}, "scores": {}}

    repeated = [row("1", 0.0), row("2", 0.5), failed("1"), row("3", 1.0)]
    unreadable = [row("1", 0.5), failed("3"), row("3", 0.5), failed("9")]
    a, b = (ScoreTable(name).read(rows) for name, rows in (("a", repeated), ("b", unreadable)))
    assert (a.n_rows, a.n_errors, b.n_rows, b.n_errors) == (4, 1, 4, 2)
    pairing = pair_tables(a, b)
    assert (pairing.ids, pairing.only_a, pairing.only_b) == (("1", "3"), ("2",), ("9",))
    assert pairing.asked_differently == ()
    (found,) = compare_tables([a, b])
    assert (found.n, found.mean_a, found.mean_b) == (2, 0.5, 0.5)
    (found,) = compare_tables(
        [a, ScoreTable("c").read([failed("1"), row("2", 0.5), row("3", 0.5)])], Settings(missing="zero")
    )
    assert (found.n, found.mean_b) == (3, pytest.approx(1 / 3))


def test_an_id_twice_is_refused():
    with pytest.raises(InputError, match="'1' is there twice"):
        ScoreTable("a").read([row("1", 1.0), row("1", 0.0)])


@pytest.fixture
def files(tmp_path):
    def write(name, rows):
        path = tmp_path / name
        path.write_text("".join(json.dumps(item) + "\n" for item in rows))
        return str(path)

    first = [row(str(i), i % 4 / 4, question="q") for i in range(12)]
    second = [row(str(i), min(1.0, i % 4 / 4 + 0.25), question="q" if i != 3 else "other") for i in range(1, 13)]
    return write("a.jsonl", first), write("b.jsonl", second), write


def test_command(files):
    a, b, _ = files
    result = CliRunner().invoke(compare, [a, b])
    assert result.exit_code == 0
    assert "Factuality ↑ | 0.409 | 0.659 | +0.250" in result.stdout
    assert "rows that moved most" in result.stdout
    assert "1 rows only in a.jsonl, left out: 0" in result.stderr
    assert "1 rows only in b.jsonl, left out: 12" in result.stderr
    assert "1 rows in a.jsonl and b.jsonl with another question or reference: 3" in result.stderr
    content = json.loads(CliRunner().invoke(compare, [a, b, "--format", "json"]).stdout)
    assert content["comparisons"][0]["n"] == 11
    lines = CliRunner().invoke(compare, [a, b, "--format", "csv"]).stdout.splitlines()
    assert lines[0].startswith("metric,a,b,direction,n,mean_a")


def test_command_refuses_other_signatures_unless_forced(files):
    a, _, write = files
    other = write("other.jsonl", [row(str(i), 0.5, signature="rs:0.1.0|verify:backend=lexical") for i in range(12)])
    refused = CliRunner().invoke(compare, [a, other])
    assert isinstance(refused.exception, InputError)
    assert "verify.backend: onnx / lexical" in str(refused.exception)
    forced = CliRunner().invoke(compare, [a, other, "--force"])
    assert forced.exit_code == 0
    assert "WARNING" in forced.stderr
    assert "verify.backend: onnx / lexical" in forced.stderr
    content = json.loads(CliRunner().invoke(compare, [a, other, "--force", "--format", "json"]).stdout)
    assert content["signatures_differ"] == ["a.jsonl / other.jsonl: verify.backend: onnx / lexical"]


def test_command_with_failed_rows_and_one_file(files):
    a, b, write = files
    broken = write(
        "broken.jsonl", [{"id": "1", "status": "error", "scores": {}}, *(row(str(i), 0.5) for i in range(2, 9))]
    )
    result = CliRunner().invoke(compare, [a, broken])
    assert result.exit_code == 1
    assert "1 rows of broken.jsonl failed" in result.stderr
    assert CliRunner().invoke(compare, [a]).exit_code == 2
    assert "a.jsonl / b.jsonl" in CliRunner().invoke(compare, [a, b, broken]).stdout


def test_command_refuses_files_without_a_shared_id(files):
    a, _, write = files
    other = write("other.jsonl", [row(f"case-{i}", 0.5) for i in range(3)])
    refused = CliRunner().invoke(compare, [a, other])
    assert "a.jsonl and other.jsonl share no id ('0' there, 'case-0' here)" in str(refused.exception)

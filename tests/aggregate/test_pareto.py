import json

from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from reasonscore_cli.aggregate import aggregate

from reasonscore.aggregate.pareto import Point, pareto_front

values = st.one_of(st.none(), st.integers(0, 3).map(float))


@settings(deadline=None)
@given(st.lists(st.tuples(values, values, values), max_size=12), st.sampled_from(["higher", "lower"]))
def test_front_is_what_nothing_beats(found, direction):
    points = [Point(str(i), score, {"time": time, "usd": usd}) for i, (score, time, usd) in enumerate(found)]
    front = pareto_front(points, direction)
    assert sorted(point.name for point in front) == sorted(point.name for point in points)
    sign = 1 if direction == "lower" else -1
    known = {p.name: (sign * p.score, p.costs["time"], p.costs["usd"]) for p in points if p.complete}
    for point in front:
        mine = known.get(point.name)
        beaten = any(
            other != mine and all(a <= b for a, b in zip(other, mine or (), strict=True))
            for other in (known.values() if mine else ())
        )
        assert point.on_front == (point.complete and not beaten)
        if point.dominated_by:
            assert all(a <= b for a, b in zip(known[point.dominated_by], mine, strict=True))


def test_command(tmp_path):
    path = tmp_path / "scored.jsonl"
    systems = {"slow": (0.9, 9.0), "fast": (0.8, 1.0), "bad": (0.5, 5.0), "free": (0.4, None)}
    rows = [
        {"id": f"{name}{i}", "model": name, "usage": {"seconds": seconds}, "status": "scored"}
        | {"scores": {"Factuality": {"value": score, "status": "scored"}}}
        for name, (score, seconds) in systems.items()
        for i in range(3)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    arguments = [str(path), "--by", "model", "--cost", "usage.seconds"]
    front = json.loads(CliRunner().invoke(aggregate, [*arguments, "--format", "json"]).stdout)["pareto"]["Factuality"]
    assert [(point["name"], point["on_front"], point["dominated_by"]) for point in front] == [
        ("slow", True, None),
        ("fast", True, None),
        ("bad", False, "fast"),
        ("free", False, None),
    ]
    text = CliRunner().invoke(aggregate, arguments).stdout
    assert "Factuality against usage.seconds" in text
    assert "dominated by fast" in text
    assert CliRunner().invoke(aggregate, [str(path), "--cost", "usage.seconds"]).exit_code == 2

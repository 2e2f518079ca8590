"""Options from a file and from the environment: who wins, what is refused, and a shown configuration gives itself."""

import json
import tomllib

import click
import pytest
from reasonscore_cli.command_tree import leaves, long_name
from reasonscore_cli.config import PER_CALL

ROW = json.dumps({"id": 1, "output": "There is an effusion.", "evidence": ["There is an effusion."]})
FILE = """
tier = "shallow"
verifier = "lexical"

[score]
metric = ["Factuality", "ContradictionRate"]
field = { response = "output" }
fail-under = { Factuality = 0.5 }
batch_size = 7

[index.build]
words = 120
"""


@pytest.fixture
def config(tmp_path):
    path = tmp_path / "run.toml"
    path.write_text(FILE)
    return path


def shown(command, *arguments, env=None):
    code, out, told = command(*arguments, "--show-config", env=env)
    assert code == 0, told
    return tomllib.loads(out)


def test_a_run_takes_its_options_from_the_file(command, config):
    code, out, told = command("score", "-", "--config", config, stdin=ROW)
    assert code == 0, told
    row = json.loads(out)
    assert list(row["scores"]) == ["Factuality", "ContradictionRate"]
    assert row["signature"].split("|")[1].startswith("decompose:tier=shallow")


def test_the_flag_wins_over_the_environment_the_environment_over_the_file_the_file_over_the_default(command, config):
    def granularity(*flags, file="", **env):
        config.write_text(FILE.replace("batch_size = 7", file))
        return shown(command, "score", "x", "--config", config, *flags, env=env)["score"]["granularity"]

    set_here = {"file": 'granularity = "coarse"'}
    assert granularity() == "balanced"
    assert granularity(**set_here) == "coarse"
    assert granularity(**set_here, REASONSCORE_GRANULARITY="fine") == "fine"
    both = {"REASONSCORE_GRANULARITY": "fine", "REASONSCORE_SCORE_GRANULARITY": "coarse"}
    assert granularity(**both) == "coarse"
    assert granularity("--granularity", "balanced", **set_here, **both) == "balanced"


def test_the_own_table_wins_over_the_top_and_others_do_not_count(command, config):
    config.write_text('tier = "shallow"\n[score]\ntier = "parse"\n[decompose]\ngranularity = "fine"\n')
    assert shown(command, "score", "x", "--config", config)["score"]["tier"] == "parse"
    assert shown(command, "score", "x", "--config", config)["score"]["granularity"] == "balanced"
    assert shown(command, "decompose", "x", "--config", config)["decompose"]["tier"] == "shallow"


def test_commands_of_a_group_have_tables_of_their_own(command, config):
    found = shown(command, "index", "build", "x", "-o", "y", "--config", config)
    assert found["index"]["build"]["words"] == 120


def test_the_file_itself_can_come_from_the_environment(command, config):
    found = shown(command, "score", "x", env={"REASONSCORE_CONFIG": str(config)})
    assert found["score"]["batch-size"] == 7


def test_where_each_value_comes_from_is_told(command, config):
    _, out, _ = command(
        "score", "x", "--config", config, "--top-k", "3", "--show-config", env={"REASONSCORE_SEED": "4"}
    )
    lines = out.splitlines()
    assert f'tier = "shallow"  # {config}' in lines
    assert "top-k = 3  # flag" in lines
    assert "seed = 4  # environment" in lines
    assert 'device = "cpu"' in lines
    assert "# model is not set" in lines


def test_a_shown_configuration_gives_itself(command, config, tmp_path):
    odd = 'R-précision 🙂 "a\\b"\x7f'
    again = tmp_path / "again.toml"
    _, out, _ = command("score", "x", "--config", config, "--index", odd, "--no-progress", "--show-config")
    again.write_text(out, encoding="utf-8")
    assert tomllib.loads(out)["score"]["index"] == odd
    _, twice, _ = command("score", "x", "--config", again, "--show-config")
    assert tomllib.loads(twice) == tomllib.loads(out)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[score]\ngranularty = 'fine'", "'granularty' in [score] is no option; did you mean granularity?"),
        ("[scroe]\ntier = 'parse'", "'scroe' is no option; did you mean score"),
        ("teir = 'parse'", "'teir' is no option; did you mean tier"),
        ("[score]\nwords = 3", "'words' in [score] is no option"),
        ("[score]\ntop-k = [1]", "'top-k' in [score] is [1], expected one value"),
        ("[score]\nexample = 3", "'example' in [score] is 3, expected true or false"),
        ("[score]\ntop-k = true", "'top-k' in [score] is true, expected one value"),
        ("[score]\ntop-k = 2.5", "'2.5' is not a valid integer range"),
        ("score = 3", "'score' is a command: write a table of its options"),
        ("tier = ", "is not valid TOML"),
        ("[score]\ntier = 'deep'", "'deep' is not one of 'parse', 'shallow'"),
    ],
)
def test_what_is_wrong_in_a_file_is_named(command, config, content, message):
    config.write_text(content)
    code, _, told = command("score", "x", "--config", config)
    assert code == 2
    assert message in told


def test_a_file_that_is_not_there(command, tmp_path):
    code, _, told = command("score", "x", "--config", tmp_path / "none.toml")
    assert code == 2
    assert "cannot read" in told


def test_a_file_that_is_no_text(command, config):
    config.write_bytes(b"\xff\xfe")
    assert command("score", "x", "--config", config)[0] == 2


def test_every_command_takes_both_and_no_variable_sets_what_belongs_to_one_call():
    for leaf in leaves():
        options = {long_name(item): item for item in leaf.command.params if isinstance(item, click.Option)}
        if isinstance(leaf.command, click.Group):
            continue
        assert {"config", "show-config"} <= set(options), leaf.name
        for name in PER_CALL & set(options) - {"config"}:
            assert options[name].envvar is None, (leaf.name, name)

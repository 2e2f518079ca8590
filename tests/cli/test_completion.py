"""Completion scripts do what a person at a shell expects, in the shells that are installed."""

import shutil
import subprocess

import click
import pytest
from reasonscore_cli.command_tree import leaves, long_name

ASKED = {
    "reasonscore sco": {"score"},
    "reasonscore index b": {"build"},
    "reasonscore score --granul": {"--granularity"},
    "reasonscore score --tier ": {"parse", "shallow"},
    "reasonscore aggregate --missing ": {"skip", "zero", "error"},
    "reasonscore score -m Factual": {"Factuality"},
    "reasonscore index build --over": {"--overlap"},
}


@pytest.fixture(scope="module")
def script(tmp_path_factory):
    """Paths of the scripts, by shell."""
    from reasonscore_cli import completion

    folder = tmp_path_factory.mktemp("completion")
    found = {}
    for shell in ("bash", "zsh", "fish"):
        found[shell] = folder / f"script.{shell}"
        found[shell].write_text(getattr(completion, f"{shell}_script")(leaves()) + "\n")
    return found


def needs(shell):
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed")


def lines_of(*command, cwd=None):
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True, cwd=cwd)
    assert done.stderr == ""
    return done.stdout.splitlines()


@needs("bash")
@pytest.mark.parametrize("typed", ASKED)
def test_bash(script, typed, tmp_path):
    words = typed.split(" ")
    program = (
        'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _reasonscore; '
        '((${#COMPREPLY[@]})) && printf "%s\\n" "${COMPREPLY[@]}"'
    )
    assert set(lines_of("bash", "-c", program, str(script["bash"]), *words, cwd=tmp_path)) == ASKED[typed]


@needs("bash")
def test_bash_completes_file_names_where_values_are_free(script, tmp_path):
    (tmp_path / "rows.jsonl").touch()
    program = 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _reasonscore; printf "%s\\n" "${COMPREPLY[@]}"'
    for words in (["score", "ro"], ["score", "--summary", "ro"]):
        assert "rows.jsonl" in lines_of("bash", "-c", program, str(script["bash"]), "reasonscore", *words, cwd=tmp_path)


@needs("fish")
@pytest.mark.parametrize("typed", ASKED)
def test_fish(script, typed):
    found = lines_of("fish", "--no-config", "-c", f"source {script['fish']}; complete -C '{typed}'")
    assert {line.split("\t")[0] for line in found} >= ASKED[typed]


@needs("zsh")
@pytest.mark.parametrize("typed", ASKED)
def test_zsh(script, typed):
    # The completion system needs a terminal; here its one command that adds words prints them instead.
    program = 'compadd() { shift; print -l -- "$@" }; _files() { }; source "$0"; words=("$@"); CURRENT=$#; _reasonscore'
    found = lines_of("zsh", "-f", "-c", program, str(script["zsh"]), *typed.split(" "))
    assert ASKED[typed] <= set(found)


def test_every_option_of_every_command_is_there(script):
    for leaf in leaves():
        for item in leaf.command.params:
            if isinstance(item, click.Option):
                for shell, path in script.items():
                    name = long_name(item)
                    assert (f"-l {name} " if shell == "fish" else f"--{name}") in path.read_text() + " ", leaf.name


def test_an_unknown_shell_is_refused(command):
    code, _, told = command("completion", "tcsh")
    assert code == 2
    assert "'bash', 'zsh', 'fish'" in told

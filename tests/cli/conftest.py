"""The whole command in this process: exit code, stdout, stderr."""

import click
import pytest
from click.testing import CliRunner
from reasonscore_cli.main import main


@pytest.fixture
def command():
    @click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
    @click.argument("rest", nargs=-1, type=click.UNPROCESSED)
    def whole(rest):
        main(list(rest))

    def run(*arguments, stdin=None, env=None):
        done = CliRunner().invoke(whole, [str(argument) for argument in arguments], input=stdin, env=env)
        return done.exit_code, done.stdout, done.stderr

    return run

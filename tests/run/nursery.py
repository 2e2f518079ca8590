"""Runs the command in forks of a warm process, so that a test can kill it many times without waiting for imports.

Each line of standard input is a JSON list of arguments; the answer is the child's process id, then its exit code.
"""

import contextlib
import json
import os
import sys
import traceback

from reasonscore_cli.main import main

from reasonscore.run import process, template


def alone(target):
    """A process that has, like a spawned one, no file of the run open."""

    def run(connection, make):
        os.closerange(3, connection.fileno())
        os.closerange(connection.fileno() + 1, 1024)
        target(connection, make)

    return run


# Spawned workers would import everything anew each time; this process has no threads, so that forks are safe here.
process.START_METHOD, process.work, template.template = "fork", alone(process.work), alone(template.template)
with contextlib.suppress(SystemExit):
    main(["score", "--example", "-o", f"{sys.argv[1]}.jsonl", "--tier", "shallow", "--verifier", "lexical", "-q"])
for line in sys.stdin:
    child = os.fork()
    if not child:
        os.setpgid(0, 0)
        os.dup2(os.open(os.devnull, os.O_RDWR), 0)
        os.dup2(os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
        os.dup2(2, 1)
        try:
            main(json.loads(line))
        except SystemExit as error:
            os._exit(error.code or 0)
        except BaseException:
            traceback.print_exc()
            os._exit(70)
    sys.stdout.write(f"{child}\n")
    sys.stdout.flush()
    _, status = os.waitpid(child, 0)
    sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
    sys.stdout.flush()

"""The commands of `python3 -m dev`, one for each thing that `make` must set up."""

import argparse
import os
import sys

from dev import browser, environment, front_end, server
from dev.environment import PYTHON
from dev.shell import ROOT, Problem

# The whole suite; a part is quicker on one core, since each makes its own database.
# In order (`load`), so that what empties a database comes last for each worker.
ON_EVERY_CORE = ["-n", "auto", "--maxprocesses", "8", "--dist", "load"]


def run(options):
    server.run(options.port)


def setup(options):
    environment.prepare("requirements-dev.txt")
    front_end.prepare()


def test(options):
    setup(options)
    browser.prepare()
    os.chdir(ROOT)
    chosen = options.pytest or ON_EVERY_CORE
    os.execv(PYTHON, [str(PYTHON), "-m", "pytest", *chosen])


def main(arguments):
    """Run one command; give the exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m dev", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    command = commands.add_parser("run", help="set everything up and serve")
    command.add_argument("--port", type=int, default=8000)
    command.set_defaults(do=run)
    command = commands.add_parser("setup", help="set up what tests and checks need")
    command.set_defaults(do=setup)
    command = commands.add_parser("test", help="set everything up and test")
    command.add_argument("pytest", nargs=argparse.REMAINDER, help="passed on to pytest")
    command.set_defaults(do=test)
    options = parser.parse_args(arguments)
    try:
        options.do(options)
    except Problem as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped.\n")
        return 130
    return 0

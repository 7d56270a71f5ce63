"""The virtual environment `.venv`, with the locked packages in it."""

import sys

from dev.shell import ROOT, Problem, Stamp, call, say, succeeds

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def prepare(requirements="requirements.txt"):
    """Make the environment if there is none, and install what the lock lists.

    Nothing is done when the lock is the one that was installed last.
    """
    if not succeeds(
        [PYTHON, "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]
    ):
        _make()
    stamp = Stamp(VENV / f"installed-{requirements}", [ROOT / requirements])
    if stamp.holds():
        return
    say(f"Installing the packages of {requirements} (a minute or two, only this once).")
    call(
        [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        + ["--retries", "2", "-r", ROOT / requirements],
        f"The packages of {requirements} could not be installed",
    )
    stamp.set()


def _make():
    if not succeeds([sys.executable, "-c", "import ensurepip, venv"]):
        raise Problem(
            "This Python cannot make virtual environments: install its venv package "
            "(on Debian and Ubuntu: apt install python3-venv), then run the same "
            "command again."
        )
    say("Making a Python environment in .venv.")
    call(
        [sys.executable, "-m", "venv", "--clear", VENV],
        "The Python environment in .venv could not be made",
    )

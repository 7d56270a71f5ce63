"""Calling other programs, and saying in one sentence what went wrong.

What they say goes to a log; a person sees our own words, and the log's place if
those were not enough.
"""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA_DIR = ROOT / os.environ.get("DATA_DIR", "var")
LOG = DATA_DIR / "setup.log"

SIGNS_OF_NO_NETWORK = (
    "name resolution",
    "Name or service not known",
    "nodename nor servname",
    "Failed to establish a new connection",
    "Network is unreachable",
    "Connection refused",
    "ConnectTimeout",
    "ProxyError",
    "EAI_AGAIN",
    "ENOTFOUND",
    "ECONNREFUSED",
    "ETIMEDOUT",
)


class Problem(Exception):
    """Something a person can put right; its text is all that they are shown."""


def say(sentence):
    print(sentence, flush=True)


def call(command, failure, *, env=None):
    """Run a program quietly in the project's folder.

    `failure` is the sentence for when it fails, without its full stop.
    Raises Problem, and says why where that is known: nothing can be downloaded, or a
    command of ours has given its reason.
    """
    LOG.parent.mkdir(parents=True, exist_ok=True)
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except OSError as error:
        raise Problem(f"{failure}: {error}.") from error
    with LOG.open("a") as log:
        log.write(f"$ {' '.join(map(str, command))}\n{done.stdout}\n")
    if done.returncode == 0:
        return
    if any(sign in done.stdout for sign in SIGNS_OF_NO_NETWORK):
        raise Problem(
            f"{failure}: it has to be downloaded, and there is no connection. "
            "Connect to the internet, then run the same command again."
        )
    reason = re.search(r"^(?:CommandError|Problem): (.+)$", done.stdout, re.MULTILINE)
    if reason:
        raise Problem(f"{failure}. {reason[1]}")
    raise Problem(f"{failure}. What went wrong is at the end of {shown(LOG)}.")


def succeeds(command):
    """Tell whether a program starts and ends well, whatever it says."""
    try:
        return (
            subprocess.run(
                [str(part) for part in command],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            ).returncode
            == 0
        )
    except OSError:
        return False


def shown(path):
    """Give a path as a person would type it from the project's folder."""
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


class Stamp:
    """A file that remembers what a step was made from, so that it is not made twice.

    It lies within what the step makes, and so goes when that goes.
    """

    def __init__(self, path, sources, *also):
        self.path = path
        self.digest = self._digest(sources, also)

    def holds(self):
        return self.path.is_file() and self.path.read_text() == self.digest

    def set(self):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.digest)

    @staticmethod
    def _digest(sources, also):
        digest = hashlib.sha256("\0".join([sys.version, str(ROOT), *also]).encode())
        for source in sorted(set(sources)):
            if source.is_file():
                digest.update(f"\0{source}\0".encode() + source.read_bytes())
        return digest.hexdigest()

"""Where `make` comes in: `python3 -m dev <command>`.

Whatever Python a machine has must be able to read this file, so that an old one is
told of in a sentence: nothing here may be newer than Python 3.5.
"""

import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
NEWEST_TRIED = (3, 14)


def find_newer_python():
    """Give the path of a Python that is new enough, or None.

    A name on the path is not enough: version managers leave names that refuse to start.
    """
    question = "import sys; sys.exit(sys.version_info < (%d, %d))" % OLDEST
    for minor in range(OLDEST[1], NEWEST_TRIED[1] + 1):
        path = shutil.which("python3.%d" % minor)
        if (
            path
            and subprocess.call([path, "-c", question], stderr=subprocess.DEVNULL) == 0
        ):
            return path
    return None


def main():
    if sys.version_info >= OLDEST:
        from dev.commands import main as run_command

        return run_command(sys.argv[1:])
    newer = find_newer_python()
    if newer:
        os.execv(newer, [newer, "-m", "dev"] + sys.argv[1:])
    sys.stderr.write(
        "Sociable needs Python %d.%d or newer, and this is Python %d.%d: install "
        "a newer one, then run the same command again.\n"
        % (OLDEST + tuple(sys.version_info[:2]))
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())

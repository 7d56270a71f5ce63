"""The commands of the Makefile, called as a person calls them."""

import ast
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAKE = shutil.which("make")


def call(*command, cwd=ROOT, **env):
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **{name: str(value) for name, value in env.items()}},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )


def until(condition, seconds=20):
    """Wait for a condition to hold and give what it gave."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    pytest.fail(f"did not come true in {seconds} seconds")


@pytest.fixture
def nothing_on_the_path(tmp_path):
    folder = tmp_path / "no-programs"
    folder.mkdir()
    return folder


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class TestHelp:
    def test_lists_every_target_with_a_word_about_it(self):
        makefile = (ROOT / "Makefile").read_text()
        targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
        listed = re.findall(r"^  make ([a-z-]+) +\S", call(MAKE, "help").stdout, re.M)
        assert set(listed) == targets
        assert {"run", "test", "lint", "screens", "help"} <= targets

    def test_is_what_make_alone_says(self):
        assert call(MAKE).stdout == call(MAKE, "help").stdout


class TestOldPython:
    AS_OLD = (
        "import runpy, sys; sys.version_info = (3, 9, 2); sys.argv = ['dev', 'run'];"
        "runpy.run_module('dev', run_name='__main__', alter_sys=True)"
    )

    def test_is_told_in_one_sentence(self, nothing_on_the_path):
        done = call(sys.executable, "-c", self.AS_OLD, PATH=nothing_on_the_path)
        assert done.returncode == 1
        assert done.stderr == (
            "Sociable needs Python 3.11 or newer, and this is Python 3.9: install a "
            "newer one, then run the same command again.\n"
        )

    def test_gives_way_to_a_newer_one_on_the_path(self, tmp_path):
        newer = tmp_path / "python3.12"
        newer.write_text('#!/bin/sh\n[ "$1" = -c ] || echo "newer: $@"\n')
        newer.chmod(0o755)
        done = call(sys.executable, "-c", self.AS_OLD, PATH=tmp_path)
        assert done.stdout == "newer: -m dev run\n"

    def test_is_passed_over_where_the_newer_one_does_not_start(self, tmp_path):
        broken = tmp_path / "python3.12"
        broken.write_text("#!/bin/sh\nexit 127\n")
        broken.chmod(0o755)
        done = call(sys.executable, "-c", self.AS_OLD, PATH=tmp_path)
        assert "this is Python 3.9" in done.stderr

    def test_can_read_the_file_that_tells_it(self):
        source = (ROOT / "dev" / "__main__.py").read_text()
        ast.parse(source, feature_version=(3, 5))

    def test_no_python_at_all_is_told_too(self, nothing_on_the_path):
        done = call(MAKE, "run", PATH=nothing_on_the_path)
        assert done.returncode != 0
        assert done.stderr.startswith("Sociable needs Python 3.11 or newer, and there")


class TestPort:
    def test_a_taken_one_is_told_of(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            done = call(MAKE, "run", f"PORT={port}")
        assert done.returncode != 0
        assert f"Port {port} is taken by another program" in done.stderr
        assert f"make run PORT={port + 1}" in done.stderr
        assert "Traceback" not in done.stderr

    def test_one_that_is_none_is_told_of(self):
        done = call(sys.executable, "-m", "dev", "run", "--port", 70000)
        assert done.returncode == 1
        assert done.stderr.startswith("70000 is not a port")


class TestWithoutWhatIsNeeded:
    """On a copy of the set-up, in a folder where nothing is installed yet."""

    @pytest.fixture
    def folder(self, tmp_path):
        shutil.copytree(ROOT / "dev", tmp_path / "dev")
        (tmp_path / "requirements-dev.txt").write_text("")
        (tmp_path / "requirements-build.txt").write_text("no-such-package==1\n")
        (tmp_path / "package.json").write_text("{}")
        return tmp_path

    NO_NETWORK = {
        "PIP_CONFIG_FILE": "/dev/null",
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_EXTRA_INDEX_URL": "",
        "PIP_FIND_LINKS": "",
        "DATA_DIR": "var",
    }

    def test_no_network_is_told_in_one_sentence(self, folder):
        (folder / "requirements-dev.txt").write_text("no-such-package==1\n")
        done = call(sys.executable, "-m", "dev", "setup", cwd=folder, **self.NO_NETWORK)
        assert done.returncode == 1
        assert done.stderr == (
            "The packages of requirements-dev.txt could not be installed: it has to be "
            "downloaded, and there is no connection. Connect to the internet, then run "
            "the same command again.\n"
        )

    def test_the_reason_that_a_command_of_ours_gives_is_passed_on(self, tmp_path):
        refusal = "import sys; sys.exit('CommandError: There are people here already.')"
        done = call(
            sys.executable,
            *("-c", "import sys; from dev.shell import call; call(sys.argv[1:], 'No')"),
            *(sys.executable, "-c", refusal),
            DATA_DIR=tmp_path,
        )
        assert done.stderr.endswith("Problem: No. There are people here already.\n")

    def test_no_node_that_can_be_had_is_told_in_one_sentence(
        self, folder, nothing_on_the_path
    ):
        done = call(
            sys.executable,
            *("-m", "dev", "setup"),
            cwd=folder,
            PATH=nothing_on_the_path,
            **self.NO_NETWORK,
        )
        assert done.returncode == 1
        assert done.stderr.startswith(
            "Sociable's pages are built with Node 20 or newer"
        )
        assert done.stderr.count("\n") == 1

    def test_no_browser_that_can_be_had_is_told_in_one_sentence(
        self, nothing_on_the_path
    ):
        done = call(
            sys.executable,
            *("-c", "from dev import browser; browser.prepare()"),
            PATH=nothing_on_the_path,
            DATA_DIR=nothing_on_the_path,
            PLAYWRIGHT_BROWSERS_PATH=nothing_on_the_path,
            PLAYWRIGHT_DOWNLOAD_HOST="http://127.0.0.1:9",
        )
        assert done.returncode == 1
        assert "There is no Chromium or Chrome here" in done.stderr


SITE = """
import http.server, sys
address = ("127.0.0.1", int(sys.argv[1]))
handler = http.server.SimpleHTTPRequestHandler
http.server.ThreadingHTTPServer(address, handler).serve_forever()
"""
WORKER = """
import os, pathlib, subprocess, sys, time
timer = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
with open("pids", "a") as pids:
    pids.write(f"{os.getpid()} {timer.pid}\\n")
time.sleep(600)
"""
SUPERVISOR = """
import os, sys
sys.path.insert(0, {root!r})
from dev import shell, supervise
from pathlib import Path
supervise.ROOT = Path.cwd()
children = [
    supervise.Child("site", [sys.executable, "-c", {site!r}, "{port}"], os.environ),
    supervise.Child("worker", [sys.executable, "-c", {worker!r}], os.environ),
]
try:
    supervise.keep_running(children, {port}, lambda: print("READY", flush=True))
except shell.Problem as problem:
    sys.exit(str(problem))
"""


def is_running(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.skipif(
    not Path("/proc/self").exists(), reason="looks processes up in /proc"
)
class TestSupervision:
    """With a site and a worker that do nothing; the worker has a child, as Celery's."""

    @pytest.fixture
    def start(self, tmp_path, free_port):
        started = []

        def start(worker=WORKER):
            (tmp_path / "healthz").write_text("well")
            program = SUPERVISOR.format(
                root=str(ROOT), site=SITE, worker=worker, port=free_port
            )
            process = subprocess.Popen(
                [sys.executable, "-c", program],
                cwd=tmp_path,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            started.append(process)
            return process

        yield start
        for process in started:
            process.terminate()
            process.communicate(timeout=20)

    @pytest.fixture
    def worker_pids(self, tmp_path):
        """Give, for each start of the worker so far, its pid and its child's."""

        def read():
            path = tmp_path / "pids"
            lines = path.read_text().splitlines() if path.exists() else []
            return [tuple(map(int, line.split())) for line in lines]

        return read

    @staticmethod
    def wait_until_ready(process):
        while "READY" not in process.stdout.readline():
            assert process.poll() is None

    @staticmethod
    def children_of(process):
        path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        return list(map(int, path.read_text().split()))

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    def test_stopping_leaves_nothing_behind(self, start, worker_pids, number):
        process = start()
        self.wait_until_ready(process)
        until(worker_pids)
        everyone = {*self.children_of(process), *worker_pids()[0]}
        assert len(everyone) == 3
        process.send_signal(number)
        assert process.wait(timeout=20) == 0
        assert not any(map(is_running, everyone))

    def test_a_killed_worker_is_started_again_without_its_old_child(
        self, start, worker_pids
    ):
        process = start()
        self.wait_until_ready(process)
        [(first, child)] = until(worker_pids)
        os.kill(first, signal.SIGKILL)
        until(lambda: len(worker_pids()) == 2)
        assert is_running(worker_pids()[1][0])
        assert not is_running(child)
        process.terminate()
        assert (
            "The worker stopped (SIGKILL). Starting it again." in process.stdout.read()
        )

    def test_one_that_will_not_stay_up_ends_it_all_and_its_last_words_are_shown(
        self, start
    ):
        process = start(worker="raise SystemExit('the queue is not to be found')")
        said = process.communicate(timeout=60)[0]
        assert process.returncode == 1
        assert (
            "The worker stopped 4 times, each time as soon as it was started." in said
        )
        assert said.rstrip().endswith("the queue is not to be found")

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child")
    def test_its_own_violent_end_is_theirs(self, start):
        process = start()
        self.wait_until_ready(process)
        children = self.children_of(process)
        assert len(children) == 2
        process.kill()
        until(lambda: not any(map(is_running, children)))

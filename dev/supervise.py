"""Keep several programs running until told to stop; then leave none behind.

Each is the head of a process group of its own. Whatever way it ends, its group is
ended with it: a worker that is killed outright would leave its timer running.
"""

import collections
import contextlib
import ctypes
import http.client
import os
import signal
import subprocess
import sys
import threading
import time

from dev.shell import ROOT, Problem, say

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SECONDS_TO_STOP = 10
SECONDS_TO_ANSWER = 90
# Gone sooner than this, a program has not really started.
SECONDS_TO_SETTLE = 10
FALSE_STARTS_ALLOWED = 3


class Child:
    """One program: started, watched, started again, stopped."""

    def __init__(self, name, command, env):
        self.name = name
        self.command = [str(part) for part in command]
        self.env = env
        self.last_lines = collections.deque(maxlen=12)
        self.false_starts = 0
        self.process = None

    def start(self):
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            cwd=ROOT,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            preexec_fn=_lead_a_group_and_end_with_parent,
        )
        self.reader = threading.Thread(target=self._read, args=[self.process.stdout])
        self.reader.daemon = True
        self.reader.start()

    def _read(self, lines):
        for line in lines:
            self.last_lines.append(line.rstrip())
            # Whoever read our output may be gone; the program must not wait for them.
            with contextlib.suppress(OSError, ValueError):
                say(f"{self.name:<6} | {line.rstrip()}")

    def look(self):
        """Start the program again if it is gone. Raises Problem if it will not stay."""
        if self.process.poll() is None:
            return
        self._end_group()
        if time.monotonic() - self.started_at < SECONDS_TO_SETTLE:
            self.false_starts += 1
        else:
            self.false_starts = 1
        if self.false_starts > FALSE_STARTS_ALLOWED:
            self.reader.join(timeout=1)
            said = "\n".join(f"  {line}" for line in self.last_lines)
            raise Problem(
                f"The {self.name} stopped {self.false_starts} times, each time as "
                f"soon as it was started. The last that it said:\n{said}"
            )
        ending = _ending(self.process.returncode)
        say(f"The {self.name} stopped ({ending}). Starting it again.")
        self.start()

    def ask_to_stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def make_sure_stopped(self, deadline):
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0, deadline - time.monotonic()))
        self._end_group()
        self.process.wait()
        self.reader.join(timeout=1)

    def _end_group(self):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)


def keep_running(children, port, when_ready):
    """Run the children until Ctrl-C; call `when_ready` once the site answers.

    Raises Problem if one of them will not stay up or the site never answers.
    """
    stop = threading.Event()
    for number in STOP_SIGNALS:
        signal.signal(number, lambda *_: stop.set())
    try:
        for child in children:
            child.start()
        _watch(children, port, when_ready, stop)
    finally:
        for child in children:
            child.ask_to_stop()
        deadline = time.monotonic() + SECONDS_TO_STOP
        for child in children:
            child.make_sure_stopped(deadline)


def _watch(children, port, when_ready, stop):
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    ready = False
    while not stop.wait(0.2):
        for child in children:
            child.look()
        if ready:
            continue
        if _answers(port):
            ready = True
            when_ready()
        elif time.monotonic() > deadline:
            raise Problem(
                f"The site has not answered on port {port} for {SECONDS_TO_ANSWER} "
                "seconds; what is written above may say why."
            )


def _answers(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _ending(returncode):
    if returncode < 0:
        return signal.Signals(-returncode).name
    return f"exit code {returncode}"


def _lead_a_group_and_end_with_parent():
    """Between fork and exec: nothing here may wait for a lock."""
    os.setpgid(0, 0)
    if LIBC:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


# On Linux a child can ask to be told when its parent is killed outright.
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None

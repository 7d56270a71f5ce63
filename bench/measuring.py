"""Measuring: each page at one and at eight at a time, and the floor around it.

The site is served as docs/running.md says, the floor beside it by the same program.
A time is that of a whole answer over a connection that is kept, in milliseconds.
"""

import http.client
import json
import statistics
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import pages

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results.json"
SITE, FLOOR = 8790, 8791
FLOOR_APPLICATION = "bench.floor:application_without_middleware()"
AT_A_TIME = (1, 8)
WARMING = 10
SECONDS_TO_ANSWER = 60
# Django wants the same token in the cookie and in the header.
TOKEN = "a" * 32


def run(number):
    """Measure every page, `number` requests at each pace; write and give the results.

    Raises RuntimeError for an answer that is not what the page should give.
    """
    call_command("collectstatic", interactive=False, verbosity=0)
    floor = pages.floor()
    with serving(SITE, "config.wsgi"), serving(FLOOR, FLOOR_APPLICATION):
        paces = len(AT_A_TIME)
        written = paces * (number + WARMING) + 1
        results = [_measure(page, floor, number) for page in pages.pages(written)]
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    return results


def _measure(page, floor, number):
    requests = cycle(page.requests)
    queries, size = _cost(next(requests))
    alone, together = (
        _paced(requests, floor, number, at_a_time) for at_a_time in AT_A_TIME
    )
    return {
        "name": page.name,
        "queries": queries,
        "bytes": size,
        **alone,
        **{f"{key}_at_eight": value for key, value in together.items()},
    }


def _paced(requests, floor, number, at_a_time):
    """How long a page and the floor take at this pace: half of the floor's requests
    before the page's and half after, since a machine is not always as quick."""
    around = list(islice(cycle(floor.requests), number // 2))
    low = _times(FLOOR, around, at_a_time)
    own = _times(SITE, list(islice(requests, number + WARMING)), at_a_time)
    low += _times(FLOOR, around, at_a_time)
    p50, floor_p50 = statistics.median(own), statistics.median(low)
    return {
        "p50_ms": round(p50, 2),
        "p95_ms": round(statistics.quantiles(own, n=20)[-1], 2),
        "floor_p50_ms": round(floor_p50, 2),
        "ratio": round(p50 / floor_p50, 1),
    }


def _times(port, requests, at_a_time):
    """The milliseconds of each answer, those for warming up left out."""
    kept = threading.local()

    def send(request):
        if not hasattr(kept, "line"):
            kept.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        began = time.perf_counter()
        status = _send(kept.line, request)
        took = (time.perf_counter() - began) * 1000
        if status != (302 if request.form else 200):
            raise RuntimeError(f"{request.path} answered {status}")
        return took

    with ThreadPoolExecutor(at_a_time) as pool:
        return list(pool.map(send, requests))[min(WARMING, len(requests) // 2) :]


def _send(line, request):
    cookies = f"{settings.SESSION_COOKIE_NAME}={request.session}; "
    cookies += f"{settings.CSRF_COOKIE_NAME}={TOKEN}"
    headers = {"Cookie": cookies, "X-CSRFToken": TOKEN}
    if request.form:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request("POST", request.path, urlencode(request.form), headers)
    else:
        line.request("GET", request.path, headers=headers)
    answer = line.getresponse()
    answer.read()
    return answer.status


def _cost(request):
    """The queries and the bytes of one answer, once the caches are warm."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session
    if request.form:
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(request.path, request.form)
    else:
        client.get(request.path).getvalue()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(request.path)
            # What is sent while it is written asks the database only then.
            size = len(answer.getvalue())
        return len(queries), size
    return len(queries), len(answer.content)


@contextmanager
def serving(port, application):
    """The site, or the floor, on that port of this machine until the block ends."""
    command = [sys.executable, "-m", "gunicorn", application]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
    command += ["--log-level", "warning", "--keep-alive", "30"]
    server = subprocess.Popen(command, cwd=ROOT)
    try:
        _wait_for(port, server)
        yield
    finally:
        server.terminate()
        server.wait()


def _wait_for(port, server):
    end = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < end and server.poll() is None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            line.request("GET", "/")
            line.getresponse().read()
            return
        except OSError:
            time.sleep(0.2)
        finally:
            line.close()
    raise RuntimeError(f"Nothing answers on port {port}.")

"""The whole site in processes of its own, with the sample city in it.

Used by the pictures and by the journeys in the browser: what they meet is what
somebody meets who tries the product out.
"""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_ANSWER = 60


class CityServer:
    """A running site: its address, and commands on the same rows."""

    def __init__(self, data_dir, database_url=""):
        self.data_dir = Path(data_dir)
        self.mail_folder = self.data_dir / "mail"
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "DATA_DIR": str(self.data_dir),
            "SITE_URL": self.url,
            "CELERY_BROKER_URL": "filesystem://",
            "EMAIL_URL": "",
            "DATABASE_URL": database_url,
        }
        if not database_url:
            del self.env["DATABASE_URL"]
        self._server = self._shell = None

    def command(self, name):
        """Run a command of manage.py."""
        self.python(
            "from django.core.management import call_command\n"
            f"call_command({name!r}, verbosity=0)"
        )

    def python(self, code):
        """Run Python with the site's models at hand; give what it printed."""
        self._shell.stdin.write(json.dumps(code) + "\n")
        self._shell.stdin.flush()
        answer = json.loads(self._shell.stdout.readline() or "{}")
        if not answer or answer["trouble"]:
            raise RuntimeError(answer.get("trouble") or "The shell has ended")
        return answer["printed"].strip()

    def send_mail(self):
        """Send what waits in the outbox, as the sweep does each minute."""
        self.python("from pages import sending; sending.sweep()")

    def work_on_files(self):
        """Check the files of staff that wait, or bring them in, as the worker does."""
        self.python(
            "from people import importing\n"
            "from people.models import StaffImport\n"
            "waiting = StaffImport.objects.at_work().values_list('pk', flat=True)\n"
            "for pk in list(waiting):\n"
            "    importing.work_on(pk)"
        )

    def send_questions_on(self):
        """Do what the worker does for questions every few minutes."""
        self.python("from champions import asking; asking.send_on_all()")

    def open_shell(self):
        """Start the process in which commands run, on the same rows."""
        with (self.data_dir / "shell.log").open("w") as log:
            self._shell = subprocess.Popen(
                [sys.executable, "-m", "screens.city_shell"],
                cwd=ROOT,
                env=self.env,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def start(self, *, workers=1):
        """Start the web server and wait until it answers."""
        self._server = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "config.wsgi"),
                *("--bind", f"127.0.0.1:{self.port}"),
                *("--workers", str(workers), "--threads", "4"),
                *("--log-level", "warning"),
            ],
            cwd=ROOT,
            env=self.env,
        )
        end = time.monotonic() + SECONDS_TO_ANSWER
        while not self._answers():
            if time.monotonic() > end or self._server.poll() is not None:
                raise RuntimeError("The site did not start")
            time.sleep(0.2)

    def stop(self):
        """End both processes, those of them that were started."""
        for process in filter(None, (self._server, self._shell)):
            process.terminate()
            process.wait(timeout=30)

    def _answers(self):
        door = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            door.request("GET", "/healthz")
            return door.getresponse().status == 200
        except OSError:
            return False
        finally:
            door.close()


@contextmanager
def running_city(data_dir, database_url=""):
    """Make the database with the sample city, serve it, and stop it at the end."""
    server = CityServer(data_dir, database_url)
    try:
        server.open_shell()
        for command in ("migrate", "setup_site", "load_content", "load_sample_city"):
            server.command(command)
        server.start()
        yield server
    finally:
        server.stop()


def _free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]

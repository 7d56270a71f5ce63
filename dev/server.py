"""`make run`: the site, its worker and its timer, and first all that they need."""

import os
import socket

from dev import database, environment, front_end, supervise
from dev.environment import PYTHON
from dev.shell import DATA_DIR, Problem, say, shown

SAMPLE_PEOPLE = {
    "learner": "a member of staff",
    "champion": "a digital champion",
    "organiser": "a café organiser",
    "editor": "an editor",
    "access": "the digital access team",
    "admin": "an administrator",
}


def run(port):
    """Set everything up and serve on this port until Ctrl-C."""
    _refuse_taken_port(port)
    environment.prepare()
    front_end.prepare()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    database.prepare()
    say("Starting the site and its worker.")
    supervise.keep_running(_children(port), port, lambda: _welcome(port))
    say("Everything has stopped.")


def _children(port):
    env = dict(os.environ)
    env["PYTHONUNBUFFERED"] = "1"
    # The tests show warnings; here they would only worry a newcomer.
    env.setdefault("PYTHONWARNINGS", "ignore")
    if port != 8000:
        env.setdefault("SITE_URL", f"http://localhost:{port}")
    web = [PYTHON, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
    web += ["--worker-class", "gthread", "--threads", "8", "--graceful-timeout", "3"]
    web += ["--reload", "--log-level", "error", "--no-control-socket"]
    worker = [PYTHON, "-m", "celery", "--app", "config", "--quiet", "worker", "--beat"]
    worker += ["--pool", "threads", "--concurrency", "4", "--loglevel", "WARNING"]
    worker += ["--without-mingle", "--without-gossip"]
    return [
        supervise.Child("site", web, env),
        supervise.Child("worker", worker, env),
    ]


def _refuse_taken_port(port):
    if not 0 < port < 65536:
        raise Problem(f"{port} is not a port: choose one between 1024 and 65535.")
    with socket.socket() as probe:
        probe.settimeout(1)
        taken = probe.connect_ex(("127.0.0.1", port)) == 0
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Problem(
                f"Port {port} is not open to you: choose one from 1024 up, for example "
                "make run PORT=8123."
            ) from None
        except OSError:
            taken = True
    if taken:
        raise Problem(
            f"Port {port} is taken by another program: stop that one, or choose "
            f"another port, for example make run PORT={port + 1}."
        )


def _welcome(port):
    width = max(map(len, SAMPLE_PEOPLE)) + len("@sociable.example")
    people = "\n".join(
        f"  {name + '@sociable.example':<{width}}  {who}"
        for name, who in SAMPLE_PEOPLE.items()
    )
    say(
        f"\nSociable is at http://localhost:{port}/\n\n"
        f"Sign in at http://localhost:{port}/sign-in/ as one of these, "
        f"password sociable:\n{people}\n\n"
        f"The mail that it sends is in {shown(DATA_DIR / 'mail')}. "
        "Ctrl-C stops everything.\n"
    )

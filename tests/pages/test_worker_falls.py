"""Worker and broker are killed in the middle: no message is lost, none goes twice."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone

import pytest
from kombu import pools

from config.celery import app
from pages import choices, outbox, sending
from pages.models import Message, MessageChoice
from tests.champions.factories import HelpAnswerFactory
from tests.pages.smtp import free_port, mail_server
from tests.people.factories import PersonFactory

Status = Message.Status
ROOT = Path(__file__).resolve().parent.parent.parent


def wait_until(fact, seconds=90):
    """Wait for something that another process brings about; give what it gave."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := fact():
            return found
        time.sleep(0.1)
    raise AssertionError(f"It did not come about in {seconds} seconds")


class RedisServer:
    """A Redis of our own, so that killing it hurts nobody else."""

    def __init__(self, folder):
        self.folder, self.port, self.process = folder, free_port(), None
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        command = [shutil.which("redis-server"), "--port", str(self.port), "--save", ""]
        self.process = subprocess.Popen(
            command, cwd=self.folder, stdout=subprocess.DEVNULL
        )
        wait_until(self._answers)

    def _answers(self):
        with socket.socket() as door:
            return door.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self):
        self.process.kill()
        self.process.wait()


class FileBroker:
    """The embedded queue; it is away while its folder is."""

    url = "filesystem://"

    def __init__(self, folder):
        self.folder = folder

    def start(self):
        for name in ("queue", "processed", "control"):
            (self.folder / "broker" / name).mkdir(parents=True, exist_ok=True)

    def kill(self):
        shutil.rmtree(self.folder / "broker", ignore_errors=True)


@pytest.fixture(params=["files", "redis"])
def broker(request, tmp_path):
    if request.param == "redis" and not shutil.which("redis-server"):
        pytest.skip("needs redis-server on this machine")
    broker = {"files": FileBroker, "redis": RedisServer}[request.param](tmp_path)
    broker.start()
    yield broker
    broker.kill()


@pytest.fixture
def server():
    with mail_server() as server:
        yield server


@contextmanager
def worker(broker, server, data_dir):
    """A real worker, in a process group of its own, on the rows of this test."""
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "config", "worker", "--pool=solo"],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.pages.worker_settings",
            "DATA_DIR": str(data_dir),
            "PYTEST_XDIST_WORKER": "",
            "CELERY_BROKER_URL": broker.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
            "TEST_ENGINE": connection.settings_dict["ENGINE"],
            "TEST_NAME": str(connection.settings_dict["NAME"]),
        },
        start_new_session=True,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        kill(process)


def kill(process):
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture
def web(broker, tmp_path, monkeypatch):
    """This process writes to the same queue as the worker reads from."""
    # Celery asks the environment before it asks its settings.
    monkeypatch.setenv("CELERY_BROKER_URL", broker.url)
    folder = tmp_path / "broker"
    options = {
        "data_folder_in": str(folder / "queue"),
        "data_folder_out": str(folder / "queue"),
        "control_folder": str(folder / "control"),
    }
    if broker.url.startswith("redis"):
        options = {"socket_connect_timeout": 1, "socket_timeout": 1}
    before = (app.conf.broker_url, app.conf.broker_transport_options)
    app.conf.update(broker_url=broker.url, broker_transport_options=options)
    app.set_current()
    _forget_connections(app)
    yield
    app.conf.update(broker_url=before[0], broker_transport_options=before[1])
    _forget_connections(app)


def _forget_connections(app):
    pools.reset()
    app._pool = None
    app.amqp._producer_pool = None


def write(person, key):
    with transaction.atomic():
        return outbox.post("people.password-reset", person, key=key)


def status_of(message):
    return Message.objects.values_list("status", flat=True).get(pk=message.pk)


@pytest.mark.django_db(transaction=True)
def test_no_message_is_lost_when_the_worker_dies_handing_one_over(
    broker, server, web, tmp_path
):
    person = PersonFactory()
    server.hangs = True
    with worker(broker, server, tmp_path) as process:
        first = write(person, "first")
        assert server.reached_data.wait(90), "the worker never came"
        kill(process)
    second = write(person, "second")
    assert status_of(first) == Status.HANDING_OVER

    server.hangs = False
    sending_later = timezone.now() + sending.CLAIM_LASTS + timedelta(seconds=1)
    with worker(broker, server, tmp_path):
        wait_until(lambda: status_of(second) == Status.SENT)
    with _mail_to(server):
        sending.sweep(sending_later)
    assert status_of(first) == Status.UNSURE
    assert len(server.taken) == 1


@pytest.mark.django_db(transaction=True)
def test_what_went_together_is_unsure_each_when_the_worker_dies_handing_it_over(
    broker, server, web, tmp_path
):
    person = PersonFactory()
    choices.keep(person, MessageChoice.Rhythm.DAILY, set())
    answers = [HelpAnswerFactory(request__person=person) for _each in range(2)]
    items = [
        outbox.post("champions.answer", person, key=answer.pk, answer=answer.pk)
        for answer in answers
    ]
    digest = items[0].gathered_in
    Message.objects.filter(pk=digest.pk).update(due_at=timezone.now())
    server.hangs = True
    with worker(broker, server, tmp_path) as process:
        outbox.nudge(digest.pk)
        assert server.reached_data.wait(90), "the worker never came"
        kill(process)
    server.hangs = False
    later = timezone.now() + sending.CLAIM_LASTS + timedelta(seconds=1)
    with _mail_to(server):
        sending.sweep(later)
        sending.sweep(later + timedelta(days=2))
    assert [status_of(each) for each in (digest, *items)] == [Status.UNSURE] * 3
    assert server.taken == []


@pytest.mark.django_db(transaction=True)
def test_a_message_written_while_the_broker_is_away_is_sent_by_the_sweep(
    broker, server, web, tmp_path
):
    broker.kill()
    message = write(PersonFactory(), "away")
    assert status_of(message) == Status.WAITING
    broker.start()
    with _mail_to(server):
        sending.sweep()
    assert status_of(message) == Status.SENT
    assert len(server.taken) == 1


@contextmanager
def _mail_to(server):
    """Let this process, too, send to the test's mail server."""
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST=server.host,
        EMAIL_PORT=server.port,
        EMAIL_TIMEOUT=2,
    ):
        yield

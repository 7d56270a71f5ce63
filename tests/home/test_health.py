"""Whether the site lives, and whether all that it needs is well."""

from datetime import timedelta

from django.db import OperationalError, connection
from django.utils import timezone

import pytest
from kombu import Connection

from home import health
from pages.models import Heartbeat


def beat(ago=timedelta(seconds=30)):
    Heartbeat.objects.create(name="sweep", beat_at=timezone.now() - ago)


def test_it_lives_without_asking_anything(client):
    # Not marked for the database: pytest refuses any query.
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"well\n")


def test_ready_when_all_is_well(client, db):
    beat()
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.content == b"database: well\nqueue: well\nsweep: well\n"


@pytest.mark.parametrize("ago", [timedelta(minutes=4), None])
def test_not_ready_while_the_sweep_is_late(client, db, ago):
    if ago:
        beat(ago)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"sweep: not well (look whether beat and worker" in response.content


def test_not_ready_while_the_queue_cannot_be_written(client, db, settings, tmp_path):
    beat()
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_out": str(tmp_path / "gone")
    }
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"queue: not well" in response.content


def test_a_broker_that_is_away_is_named_without_its_address(
    client, db, settings, monkeypatch
):
    beat()
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {}
    nowhere = Connection("redis://:secret@127.0.0.1:1/0")
    monkeypatch.setattr(health.current_app, "connection_for_write", lambda: nowhere)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"queue: not well" in response.content
    assert b"secret" not in response.content


def test_not_ready_while_the_database_is_away(client, db, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("could not connect to host db.internal")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", away)
        response = client.get("/readyz")
    assert response.status_code == 503
    assert b"database: not well" in response.content
    assert b"internal" not in response.content

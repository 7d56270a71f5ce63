"""A backup is put back as docs/running.md says, and whoever was erased stays erased."""

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection

import pytest

from learning.models import Completion
from people import erasing, leaving
from people.models import Appointment
from tests.learning.factories import CompletionFactory
from tests.people.factories import PASSWORD, AppointmentFactory, PersonFactory
from tests.people.planted import Planting, found_anywhere

RUNNING = (settings.BASE_DIR / "docs" / "running.md").read_text()
TOOLS = ("pg_dump", "pg_restore")


def commands(chapter):
    """The commands for PostgreSQL of a chapter: its first block."""
    part = RUNNING.split(f"\n## {chapter}\n")[1].split("\n## ")[0]
    block = re.search(r"```\n(.*?)```", part, re.DOTALL)[1]
    return [line.strip() for line in block.splitlines() if line.strip()]


def test_what_is_documented_erases_again_before_the_site_opens():
    (back_up,), put_back = commands("Backup"), commands("Restore")
    assert back_up.startswith("pg_dump ")
    called = [command.split()[-1] for command in put_back]
    assert called == ["sociable.dump", "migrate", "apply_erasures", "check"]


def address(name):
    """Where a database beside that of the tests is, as DATABASE_URL says it."""
    about = connection.settings_dict
    who = quote(about["USER"])
    if about["PASSWORD"]:
        who += f":{quote(about['PASSWORD'], safe='')}"
    at = f"{about['HOST']}:{about['PORT'] or 5432}"
    return f"postgres://{who}@{at}/{name}"


@contextmanager
def looking_into(name):
    """Let this process look into another database for a while."""
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


@pytest.fixture
def run(tmp_path):
    """A function that runs documented commands, for the database of that name."""

    def run(lines, name):
        env = os.environ | {
            "DATABASE_URL": address(name),
            "DATA_DIR": str(settings.DATA_DIR),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
        }
        env.pop("PYTEST_XDIST_WORKER", None)
        python = f"{sys.executable} {settings.BASE_DIR}/manage.py"
        said = ""
        for line in lines:
            line = line.replace(".venv/bin/python manage.py", python)
            done = subprocess.run(  # noqa: S602 (lines of our own documents)
                line, shell=True, env=env, cwd=tmp_path, capture_output=True, text=True
            )
            assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
            said += done.stdout
        return said

    return run


@pytest.fixture
def empty_database(transactional_db):
    """The name of a new database with nothing in it."""
    name = f"{connection.settings_dict['NAME']}_back"
    quoted = connection.ops.quote_name(name)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted}")
        cursor.execute(f"CREATE DATABASE {quoted}")
    yield name
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {quoted} WITH (FORCE)")


def counted():
    """What the site counts, and what it must not lose by a restore."""
    models = (get_user_model(), Completion, Appointment)
    return {model.__name__: model.objects.count() for model in models}


@pytest.mark.skipif(
    connection.vendor != "postgresql" or not all(map(shutil.which, TOOLS)),
    reason="The documented commands are PostgreSQL's: it takes a database of it, and "
    "pg_dump and pg_restore on the PATH",
)
def test_a_backup_is_put_back_and_whoever_was_erased_stays_erased(
    client, run, empty_database, site_skeleton, tmp_path
):
    sam = PersonFactory(name="Sam Okonkwo", email="sam@aireford.example")
    CompletionFactory(person=sam)
    priya = AppointmentFactory(person__email="priya@aireford.example").person
    CompletionFactory(person=priya)
    planting = Planting(sam)
    planting.everywhere()
    sam.refresh_from_db()
    words = [marker.word for marker in planting.markers]
    before = counted()
    run(commands("Backup"), connection.settings_dict["NAME"])
    media = shutil.copytree(settings.MEDIA_ROOT, tmp_path / "media")
    (backup,) = tmp_path.glob("*.dump")
    leaving.leave(sam)
    erasing.erase(sam, because=erasing.Because.ASKED)
    assert found_anywhere([*words, sam.email]) == []

    shutil.copytree(media, settings.MEDIA_ROOT, dirs_exist_ok=True)
    *restore, apply, _check = commands("Restore")
    run(restore, empty_database)
    with looking_into(empty_database):
        came_back = {word for word, _place in found_anywhere(words)}
        assert came_back >= set(words)
    said = run([apply], empty_database)
    assert "Erased again: 1." in said
    with looking_into(empty_database):
        assert found_anywhere([*words, sam.email, sam.name]) == []
        assert counted() == before
        signed_in = client.post(
            "/sign-in/", {"login": priya.email, "password": PASSWORD}
        )
        assert signed_in.status_code == 302
        assert client.session["_auth_user_id"] == str(priya.pk)
    assert backup.exists()

"""Which settings are taken, and in what words they say what is wrong."""

import os
import subprocess
import sys

from django.conf import settings

import pytest

ROOT = settings.BASE_DIR
REAL_SITE = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "k7" * 25,
    "ALLOWED_HOSTS": "sociable.example",
    "SITE_URL": "https://sociable.example",
    "DATABASE_URL": "postgres://sociable@db.example/sociable",
    "CELERY_BROKER_URL": "redis://127.0.0.1:9/0",
    "EMAIL_URL": "smtp://mail.example:25",
    "MAIL_FROM": "sociable@sociable.example",
}
SAY_WHICH = (
    "from django.conf import settings; print(settings.SETTINGS_MODULE, "
    "settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS)"
)


@pytest.fixture
def call(tmp_path):
    """A function that calls Python with these variables and no others of ours."""

    def call(*command, cwd=ROOT, **variables):
        ours = {*REAL_SITE, "DATA_DIR", "HSTS_SECONDS", "HSTS_SUBDOMAINS"}
        clean = {name: value for name, value in os.environ.items() if name not in ours}
        return subprocess.run(
            [sys.executable, *command],
            cwd=cwd,
            env={**clean, "DATA_DIR": str(tmp_path / "data"), **variables},
            capture_output=True,
            text=True,
            timeout=60,
        )

    return call


@pytest.fixture
def house(tmp_path):
    """A house of its own in which `.env` is that of a real site."""
    house = tmp_path / "house"
    house.mkdir()
    for path in ROOT.iterdir():
        if path.name != "config" and not path.name.startswith(".env"):
            (house / path.name).symlink_to(path)
    copy = house / "config"
    copy.mkdir()
    for path in (ROOT / "config").rglob("*.py"):
        there = copy / path.relative_to(ROOT / "config")
        there.parent.mkdir(exist_ok=True)
        there.write_text(path.read_text())
    lines = "\n".join(f"{name}={value}" for name, value in REAL_SITE.items())
    (house / ".env").write_text(lines)
    return house


def test_env_names_the_settings_too(call, house):
    done = call("-c", f"import config; {SAY_WHICH}", cwd=house)
    assert done.stdout.startswith("config.settings.production"), done.stderr


@pytest.mark.parametrize(
    "door",
    [
        ("-c", "import config.wsgi"),
        ("-m", "celery", "-A", "config", "report"),
        ("-m", "django", "check"),
    ],
)
def test_a_real_sites_rows_are_never_touched_with_settings_for_trying_out(
    call, house, door
):
    named = {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    done = call(*door, cwd=house, PYTHONPATH=str(house), **named)
    assert done.returncode != 0
    assert "those of a real site" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_sample_city_does_not_come_into_a_real_sites_empty_database(call, house):
    # What `make run` sets, and the commands that it calls.
    named = {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    rows = f"sqlite:///{house}/rows.sqlite3"
    done = call(
        *("-c", "import config; from django.core.management import call_command"),
        cwd=house,
        DATABASE_URL=rows,
        **named,
    )
    assert done.stderr.startswith("Problem: ")
    assert not (house / "rows.sqlite3").exists()


def test_trying_it_out_needs_no_setting_at_all(call):
    done = call("-c", f"import config; {SAY_WHICH}")
    assert done.stdout.startswith("config.settings.dev"), done.stderr


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"SECRET_KEY": ""}, "These settings are missing: SECRET_KEY."),
        (
            {"MAIL_FROM": "", "EMAIL_URL": ""},
            "These settings are missing: EMAIL_URL, MAIL_FROM.",
        ),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is short"),
        ({"EMAIL_URL": "mail.example"}, "EMAIL_URL does not say how to send mail"),
        ({"SITE_URL": "http://sociable.example"}, "SITE_URL must be"),
        ({"SITE_URL": "https://sociable.example/here"}, "SITE_URL must be"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(call, wrong, sentence):
    done = call("-c", "import config", **{**REAL_SITE, **wrong})
    # By this code gunicorn knows not to start its workers anew.
    assert done.returncode == 3
    assert done.stderr.startswith(f"Problem: {sentence}")
    assert done.stderr.count("\n") == 1


def test_a_browser_is_first_held_to_https_for_an_hour_and_this_host_alone(call):
    done = call("-c", f"import config; {SAY_WHICH}", **REAL_SITE)
    assert done.stdout == "config.settings.production 3600 False\n", done.stderr

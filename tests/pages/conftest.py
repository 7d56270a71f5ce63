"""Kinds of message for tests, with templates of their own, and a real mail server."""

from datetime import timedelta

import pytest

from pages import outbox
from tests.pages.smtp import mail_server


@pytest.fixture
def kinds(monkeypatch, settings, tmp_path):
    """A function that registers a kind of message. It says `words`, or nothing when the
    message is about something that is `over`, and cannot be composed when `broken`."""
    folder = tmp_path / "pages" / "email"
    folder.mkdir(parents=True)
    (folder / "test_kind.txt").write_text("{{ words }}, {{ recipient.called }}")
    (folder / "test_kind.html").write_text("<p>{{ words }}</p>")
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}
    ]

    def register(name, **more):
        def compose(message):
            if message.about.get("broken"):
                raise KeyError("gone")
            if message.about.get("over"):
                return None
            words = message.about.get("words", name)
            return outbox.Email(
                f"News of {words}",
                "pages/email/test_kind",
                {"words": words},
                short=outbox.Short(f"{words} happened.", "https://x.example/", "See"),
            )

        kind = outbox.Kind(name, compose, label=f"{name} for you", **more)
        monkeypatch.setitem(outbox.KINDS, name, kind)
        return kind

    register("test.now")
    register("test.day", waits=timedelta(days=1))
    register("test.week", waits=timedelta(weeks=1), may_be_off=True)
    return register


@pytest.fixture
def server(settings):
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
        settings.EMAIL_TIMEOUT = 2
        yield server

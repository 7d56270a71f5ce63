"""Mail into a folder: each message a file that any mail program opens."""

import email
import email.policy
import re
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class FolderBackend(BaseEmailBackend):
    """Writes each message to `MAIL_FOLDER` as an .eml file, and counts them."""

    def send_messages(self, email_messages):
        folder = Path(settings.MAIL_FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            when = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
            to = re.sub(r"[^a-z0-9.@-]", "_", ",".join(message.to).lower())
            (folder / f"{when}-{to}.eml").write_bytes(message.message().as_bytes())
        return len(email_messages)


def forget(folder, words):
    """Delete each message in the folder that holds one of these words, in its name, its
    headers or its text: to somebody, or about them."""
    words = [word.lower() for word in words]
    for path in Path(folder).glob("*.eml"):
        said = _all_said(path)
        if any(word in said for word in words):
            path.unlink(missing_ok=True)


def _all_said(path):
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    texts = [
        part.get_content()
        for part in message.walk()
        if part.get_content_maintype() == "text"
    ]
    headers = [str(value) for value in message.values()]
    return "\n".join([path.name, *headers, *texts]).lower()

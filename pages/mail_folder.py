"""Mail into a folder: each message a file that any mail program opens."""

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

"""A real mail server on loopback that takes, refuses, hangs or breaks the line."""

import asyncio
import socket
import threading
from contextlib import contextmanager
from email import message_from_bytes

from aiosmtpd.controller import Controller


def free_port():
    """Give a port of loopback that nobody uses."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


class MailServer:
    """Keeps what it took; `reply` and `at_data` decide how it behaves."""

    def __init__(self):
        self.taken = []
        self.reply = "250 Taken"
        self.recipient_reply = None
        self.drops_the_line = False
        self.hangs = False
        self.reached_data = threading.Event()
        self.host, self.port = "127.0.0.1", free_port()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.recipient_reply:
            return self.recipient_reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.reached_data.set()
        while self.hangs:
            await asyncio.sleep(0.1)
        if self.reply.startswith("2"):
            self.taken.append(message_from_bytes(envelope.content))
        if self.drops_the_line:
            server.transport.abort()
        return self.reply

    @property
    def message_ids(self):
        return [mail["Message-ID"] for mail in self.taken]


@contextmanager
def mail_server():
    """Run a mail server on a free port; give it, with its `port`."""
    server = MailServer()
    controller = Controller(server, hostname=server.host, port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()

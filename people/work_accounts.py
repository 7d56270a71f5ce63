"""Signing in with a work account: whom it belongs to, decided once.

A work account is known by its issuer and by what names the person there for good, never
by an e-mail: these are changed, and given to somebody else. Only the first time does an
e-mail count, where it is proved to be the person's own, lies in a domain for which the
issuer speaks, and is that of a person who has no work account yet. Nobody is made here:
people are added by the digital access team.
"""

from enum import Enum, auto

from django.db import transaction

from wagtail.log_actions import log

from people import passwords
from people.models import User, WorkAccount
from people.querysets import is_here


class Why(Enum):
    """Why a work account does not let somebody in."""

    UNVERIFIED = auto()
    UNKNOWN = auto()
    TAKEN = auto()
    GONE = auto()


class RefusedError(Exception):
    """A work account that lets nobody in; `why` says the reason."""

    def __init__(self, why):
        super().__init__(why.name)
        self.why = why


@transaction.atomic
def person_of(issuer, claims):
    """Give the person whose work account this is; at their first sign-in it becomes
    theirs.

    Takes what the issuer says, proved by issuers.py. Raises RefusedError.
    """
    subject = claims.get(issuer.subject)
    if not subject or not isinstance(subject, str):
        raise RefusedError(Why.UNKNOWN)
    known = WorkAccount.objects.select_related("person").filter(
        issuer=issuer.issuer, subject=subject
    )
    account = known.first() or _become_theirs(issuer, subject, claims)
    if not is_here(account.person):
        raise RefusedError(Why.GONE)
    return account.person


def _become_theirs(issuer, subject, claims):
    email = claims.get("email") or ""
    if not issuer.speaks_for(email):
        raise RefusedError(Why.UNKNOWN)
    if not issuer.is_verified(claims):
        raise RefusedError(Why.UNVERIFIED)
    # Two first sign-ins at once: the second waits here, and finds what the first did.
    person = (
        User.objects.select_for_update().filter(email=email.strip().lower()).first()
    )
    if person is None:
        raise RefusedError(Why.UNKNOWN)
    held = WorkAccount.objects.filter(person=person).first()
    if held and (held.issuer, held.subject) != (issuer.issuer, subject):
        raise RefusedError(Why.TAKEN)
    if not is_here(person):
        raise RefusedError(Why.GONE)
    return held or WorkAccount.objects.create(
        person=person, issuer=issuer.issuer, subject=subject
    )


@transaction.atomic
def let_go(person, by):
    """Take the work account away from a person: it was somebody else's, or they have
    another now. Open sessions end, and they get a new way in; the next work account
    with their e-mail becomes theirs. Kept in the history of the person. Gives whether
    there was one."""
    User.objects.select_for_update().get(pk=person.pk)
    found = WorkAccount.objects.filter(person=person)
    if not found.exists():
        return False
    found.delete()
    log(instance=person, action="people.work_account_let_go", user=by)
    passwords.start_anew(person)
    return True

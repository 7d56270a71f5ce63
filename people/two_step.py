"""Signing in with two steps: who needs it, and whether they did.

Those who can change other people's accounts need it: administrators of the whole site,
whoever is of the digital access team now, and whoever may change people in the admin.
Until they have set it up, two_step_gate.py opens nothing else to them. How codes are
made and tried is allauth's: second_step.py.
"""

from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from wagtail.log_actions import log

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator

from pages import outbox
from people.models import Appointment, User, WorkAccount

# In the session: who signed in with two steps there.
DONE_BY = "two_steps_by"
# For so long nobody is asked for their password again before they change this.
LATELY = 5 * 60  # seconds
# After so long a new appointment, or one that has ended, is noticed here.
REMEMBERED = 60  # seconds


def is_needed(person):
    """Whether this person must sign in with two steps.

    Asked at each request, so what the rows say is remembered for a minute.
    """
    if not settings.TWO_STEP_REQUIRED:
        return False
    return person.is_superuser or cache.get_or_set(
        f"two-step-needed:{person.pk}", lambda: _changes_people(person), REMEMBERED
    )


def _changes_people(person):
    appointed = person.appointments.current().in_role(Appointment.Role.ACCESS_TEAM)
    return appointed.exists() or person.has_perm("people.change_user")


def with_steps(people, on=None):
    """People, each with whether they set up two steps (`has_two_steps`), the issuer of
    their work account (`work_account_at`), and what makes the second step needed.

    The same as is_set_up and is_needed, for many people at once: `is_needed_of`.
    """
    me = OuterRef("pk")
    apps = Authenticator.objects.filter(user=me, type=Authenticator.Type.TOTP)
    team = Appointment.objects.current(on).in_role(Appointment.Role.ACCESS_TEAM)
    right = Permission.objects.filter(
        codename="change_user", content_type__app_label="people"
    )
    return people.annotate(
        has_two_steps=Exists(apps),
        work_account_at=Subquery(
            WorkAccount.objects.filter(person=me).values("issuer")[:1]
        ),
        changes_people=Exists(team.filter(person=me))
        | Exists(right.filter(group__user=me))
        | Exists(right.filter(user=me)),
    )


def is_needed_of(person):
    """Whether one of `with_steps` must sign in with two steps."""
    needing = person.is_superuser or person.changes_people
    return settings.TWO_STEP_REQUIRED and needing


def is_set_up(person):
    """Whether this person has an app that makes codes."""
    return Authenticator.objects.filter(
        user=person, type=Authenticator.Type.TOTP
    ).exists()


def remember(request, person):
    """Note that this session was opened, or confirmed, with two steps."""
    request.session[DONE_BY] = person.pk


def is_done(request):
    """Whether this session took two steps."""
    return request.session.get(DONE_BY) == request.user.pk


def signed_in_lately(request):
    """Whether somebody gave their password, or a code, a moment ago."""
    records = get_authentication_records(request, request.user)
    now = timezone.now().timestamp()
    return any(now - record["at"] < LATELY for record in records)


@transaction.atomic
def reset(person, by):
    """Take a person's app and recovery codes away, who has lost both: they sign in
    without, and set it up anew if they need it. Kept in the history of the person, who
    is told. `by` is None where it is done on the server itself. Gives whether there was
    anything to take.
    """
    User.objects.select_for_update().get(pk=person.pk)
    found = Authenticator.objects.filter(user=person)
    if not found.exists():
        return False
    found.delete()
    log(instance=person, action="people.two_step_reset", user=by)
    key = f"{timezone.now():%Y%m%d%H%M%S.%f}"
    outbox.post("people.two-step-reset", person, key=key, by=by and by.pk)
    return True

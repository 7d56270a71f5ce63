"""Looking through who holds which role and which rights, now and again.

Whoever is of the digital access team looks through the parts to which they are
appointed; an administrator through the whole site. What they looked through is kept:
by whom, when, and of how many. A list that has changed since it was shown is not
ticked: whoever presses has not seen it.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from functools import cached_property

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people import issuers, two_step
from people.models import AccessReview, Appointment, Service, User
from people.querysets import is_here

# After so long it is time to look through them again.
LOOKED_EVERY = timedelta(days=90)
# Who has not signed in for so long is said to be quiet.
QUIET_AFTER = timedelta(days=90)


class ChangedMeanwhile(Exception):
    """The list is not what was shown any more."""


class Steps(Enum):
    """Whether somebody signs in with two steps, in words."""

    OWN = _("Set up")
    WORK_ACCOUNT = _("With their work account")
    MISSING = _("Needed, and not set up")
    NONE = _("One step")


@dataclass(frozen=True)
class Holder:
    """Somebody who holds a role or a right."""

    person: User
    roles: list = field(default_factory=list)
    rights: list = field(default_factory=list)
    steps: Steps = Steps.NONE
    is_quiet: bool = False

    @property
    def is_to_be_looked_at(self):
        """Whether something about it is not as it should be."""
        return self.is_quiet or self.steps is Steps.MISSING


class Access:
    """All roles and rights in the parts that a viewer looks through.

    `is_open` says whether they may; for nobody else is anything given.
    """

    def __init__(self, viewer, at=None):
        self.viewer = viewer
        self.at = at or timezone.now()
        self.day = timezone.localdate(self.at)

    @property
    def is_open(self):
        return is_here(self.viewer, self.day) and (
            self.is_whole_site or bool(self.services)
        )

    @property
    def is_whole_site(self):
        return self.viewer.is_superuser

    @cached_property
    def services(self):
        """The parts that are looked through; none where it is the whole site."""
        if self.is_whole_site or not self.viewer.may_hold_roles:
            return []
        held = self.viewer.appointments.current(self.day)
        held = held.in_role(Appointment.Role.ACCESS_TEAM)
        return list(Service.objects.filter(pk__in=held.values("service")))

    @cached_property
    def holders(self):
        """Everybody who may sign in and holds something: administrators first, then
        whoever has rights in the administration, then roles alone."""
        if not self.is_open:
            return []
        found = [self._holder(person) for person in self._people()]
        return sorted(found, key=lambda holder: (_order(holder), holder.person.name))

    @property
    def to_be_looked_at(self):
        return [holder for holder in self.holders if holder.is_to_be_looked_at]

    @property
    def roles(self):
        return sum(len(holder.roles) for holder in self.holders)

    @cached_property
    def seen(self):
        """What tells this list from another: people, roles and rights."""
        told = hashlib.sha256()
        for holder in self.holders:
            roles = [appointment.pk for appointment in holder.roles]
            rights = [str(right) for right in holder.rights]
            told.update(repr((holder.person.pk, roles, rights)).encode())
        return told.hexdigest()

    @cached_property
    def last(self):
        """When all of it was last looked through: the AccessReview of the part for
        which that is longest ago; None where one never was."""
        reviews = list(
            AccessReview.objects.covering(self.services).select_related(
                "looked_by", "service"
            )
        )
        if self.is_whole_site:
            return reviews[0] if reviews else None
        newest = [
            next((review for review in reviews if _covers(review, service)), None)
            for service in self.services
        ]
        if not all(newest):
            return None
        return min(newest, key=lambda review: review.looked_at)

    @property
    def is_due(self):
        """Whether it is time to look through it again."""
        last = self.last
        return last is None or last.looked_at <= self.at - LOOKED_EVERY

    def _people(self):
        appointments = Appointment.objects.current(self.day).select_related("service")
        people = User.objects.here(self.day).select_related("service")
        if not self.is_whole_site:
            appointments = appointments.within(self.services)
            theirs = Q(pk__in=appointments.values("person"))
            for service in self.services:
                theirs |= Q(service__path__startswith=service.path)
            people = people.filter(theirs | Q(is_superuser=True))
        through = (User.groups.through, User.user_permissions.through)
        holding = Q(is_superuser=True) | Q(pk__in=appointments.values("person"))
        for rows in through:
            holding |= Q(pk__in=rows.objects.values("user"))
        return two_step.with_steps(people.filter(holding), self.day).prefetch_related(
            Prefetch("appointments", appointments, to_attr="roles_held"),
            Prefetch("groups", Group.objects.order_by("name"), to_attr="groups_held"),
            "user_permissions",
        )

    def _holder(self, person):
        rights = [_("Administrator of the whole site")] if person.is_superuser else []
        rights += [group.name for group in person.groups_held]
        rights += [str(right.name) for right in person.user_permissions.all()]
        last_in = person.last_login
        quiet = last_in is None or last_in <= self.at - QUIET_AFTER
        return Holder(person, person.roles_held, rights, _steps(person), quiet)


@transaction.atomic
def look_through(access, seen):
    """Keep that the viewer looked through what stands there. `seen` is what the page
    said of the list (Access.seen).

    Raises ChangedMeanwhile. The same list ticked twice by the same person on a day is
    kept once.
    """
    User.objects.select_for_update().get(pk=access.viewer.pk)
    if seen != access.seen:
        raise ChangedMeanwhile
    for service in access.services or [None]:
        is_kept = AccessReview.objects.filter(
            looked_by=access.viewer, service=service, seen=seen
        ).since(access.day)
        if not is_kept.exists():
            AccessReview.objects.create(
                looked_by=access.viewer,
                looked_at=access.at,
                service=service,
                people=len(access.holders),
                roles=access.roles,
                seen=seen,
            )


def _covers(review, service):
    return review.service is None or service.is_within(review.service)


def _order(holder):
    if holder.person.is_superuser:
        return 0
    return 1 if holder.rights else 2


def _steps(person):
    if person.has_two_steps:
        return Steps.OWN
    if person.work_account_at in issuers.with_two_steps():
        return Steps.WORK_ACCOUNT
    return Steps.MISSING if two_step.is_needed_of(person) else Steps.NONE

"""People, services, appointments and unsent forms in the words of the house."""

from django.contrib.auth.models import BaseUserManager
from django.db.models import Q, QuerySet
from django.utils import timezone

from treebeard.mp_tree import MP_NodeManager, MP_NodeQuerySet


def is_here(person, on=None):
    """Whether this is somebody who may sign in on that day; a stranger is not."""
    return person.is_authenticated and person.is_active and not person.has_left(on)


class UserQuerySet(QuerySet):
    """People, by whether they are here."""

    def here(self, on=None):
        """People who may sign in: not blocked, and not left by that day."""
        day = on or timezone.localdate()
        return self.filter(is_active=True).filter(
            Q(left_on__isnull=True) | Q(left_on__gt=day)
        )

    def within(self, service):
        """People of a service and of all that lie below it."""
        return self.filter(service__path__startswith=service.path)

    def looked_after_by(self, viewer, on=None):
        """People who are here and over whom the viewer holds a role; never oneself.

        The same as `permissions.can_look_after`, for many people at once.
        """
        if not is_here(viewer, on):
            return self.none()
        theirs = _at_or_below(viewer, "service__path", on)
        return self.here(on).filter(theirs).exclude(pk=viewer.pk)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Makes people; an e-mail is kept in small letters."""

    def create_user(self, email, password=None, **details):
        """Make a person who signs in with this e-mail; no password, no sign-in yet."""
        person = self.model(email=email.strip().lower(), **details)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email, password=None, **details):
        """Make an administrator of the whole site."""
        return self.create_user(email, password, is_superuser=True, **details)

    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())


class ServiceQuerySet(MP_NodeQuerySet):
    """Services, as parts of a tree."""

    def looked_after_by(self, viewer, on=None):
        """Services whose people the viewer may see, through a role in or above them.

        The same as `permissions.can_see_team`, for many services at once.
        """
        if not is_here(viewer, on):
            return self.none()
        return self.filter(_at_or_below(viewer, "path", on))

    def without_own_champion(self, on=None, but=None):
        """Services to which nobody is appointed champion on that day; `but` is somebody
        who does not count."""
        appointments = self.model.appointments.rel.related_model.objects
        champions = appointments.current(on).in_role("champion")
        if but:
            champions = champions.exclude(person=but)
        return self.exclude(pk__in=champions.values("service"))


class ServiceManager(MP_NodeManager.from_queryset(ServiceQuerySet)):
    """Keeps the order of the tree."""

    def get_queryset(self):
        return ServiceQuerySet(self.model, using=self._db).order_by("path")


class AppointmentQuerySet(QuerySet):
    """Appointments, by date and role."""

    def current(self, on=None):
        """Appointments in force on that day."""
        day = on or timezone.localdate()
        return self.filter(starts_on__lte=day).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )

    def in_role(self, *roles):
        return self.filter(role__in=roles)

    def opening_teams(self, on=None):
        """Current appointments that open the records of a service and all below it."""
        return self.current(on).in_role(*self.model.OPENING_TEAMS)

    def paths(self):
        """The place in the tree of each service appointed to."""
        return self.values_list("service__path", flat=True)


def _at_or_below(viewer, path_field, on):
    """Whether a path lies at or below one where the viewer holds a role that opens
    records."""
    seen = Q(pk__in=[])
    for path in viewer.appointments.opening_teams(on).paths():
        seen |= Q(**{f"{path_field}__startswith": path})
    return seen


class LookQuerySet(QuerySet):
    """Who looked at or took away what is kept about whom."""

    def at_person(self, person):
        """Looks at this person alone, and at pages of a part of the organisation in
        which they are now; never their own."""
        theirs = Q(person=person)
        if person.service:
            paths = person.service.paths_upwards()
            theirs |= Q(person__isnull=True, service__path__in=paths)
        return self.filter(theirs).exclude(viewer=person)


# Of the number of a row, as both databases can hold it.
MOST_DIGITS = 18


class UnsentFormQuerySet(QuerySet):
    """What was written and not sent, for as long as it is kept."""

    def kept(self, at=None):
        """What is not yet to be let go of, newest first."""
        since = (at or timezone.now()) - self.model.LASTS
        return self.filter(kept_at__gt=since).order_by("-pk")

    def numbered(self, text):
        """The one of that number, as an address or a form says it; none if it is no
        number of a row."""
        is_number = text.isdecimal() and len(text) <= MOST_DIGITS
        return self.filter(pk=int(text)) if is_number else self.none()

    def too_old(self, at=None):
        """What nobody is to see again."""
        return self.filter(kept_at__lte=(at or timezone.now()) - self.model.LASTS)

"""People, services, appointments and unsent forms in the words of the house."""

from typing import NamedTuple

from django.contrib.auth.models import BaseUserManager
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from treebeard.mp_tree import MP_NodeManager, MP_NodeQuerySet

# The rights in the admin without which nobody brings people in from a file.
TO_IMPORT = ("people.add_user", "people.change_user", "people.add_service")


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

    def as_they_come_in(self):
        """With their service and, since most people have neither, with whether they
        were ever appointed (`may_hold_roles`) and have groups or rights of their own in
        the admin (`may_have_rights`). See the same names of the model."""
        me = OuterRef("pk")
        appointments = self.model.appointments.rel.related_model.objects
        groups = self.model.groups.through.objects
        rights = self.model.user_permissions.through.objects
        return self.select_related("service").annotate(
            may_hold_roles=Exists(appointments.filter(person=me)),
            may_have_rights=Exists(groups.filter(user=me))
            | Exists(rights.filter(user=me)),
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

    def merged_by(self, editor, on=None):
        """People whose record the editor may merge with another.

        The same as `permissions.may_merge`, for many people at once.
        """
        if not is_here(editor, on) or not editor.has_perm("people.change_user"):
            return self.none()
        open_to = self.filter(erased_at=None).exclude(pk=editor.pk)
        if editor.is_superuser:
            return open_to
        theirs = editor.appointments.current(on).in_role("access-team").paths()
        open_to = open_to.filter(
            _below_one_of(theirs, "service__path"), is_superuser=False
        )
        beyond = self.model.objects.with_groups_beyond(editor)
        return open_to.exclude(pk__in=beyond.values("pk"))

    def with_groups_beyond(self, editor):
        """People who hold rights in the admin that the editor has not."""
        return self.filter(
            pk__in=self.model.groups.through.objects.exclude(
                group__in=editor.groups.values("pk")
            ).values("user_id")
        )


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

    def imported_by(self, viewer, on=None):
        """Services whose people the viewer may bring in from a file.

        The same as `permissions.may_import`, for many services at once.
        """
        if not is_here(viewer, on) or not viewer.has_perms(TO_IMPORT):
            return self.none()
        if viewer.is_superuser:
            return self
        theirs = viewer.appointments.current(on).in_role("access-team").paths()
        return self.filter(_below_one_of(theirs, "path"))

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


class HeldRole(NamedTuple):
    """A role that somebody holds, for the service at this place in the tree."""

    role: str
    service_id: int
    path: str
    depth: int


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

    def within(self, services):
        """Appointments to one of these services, or below it."""
        return self.filter(
            _below_one_of([service.path for service in services], "service__path")
        )

    def held(self, on=None):
        """A HeldRole for each in force on that day, as a list."""
        rows = self.current(on).order_by("service__path", "pk")
        return [
            HeldRole._make(row)
            for row in rows.values_list(
                "role", "service_id", "service__path", "service__depth"
            )
        ]


def _at_or_below(viewer, path_field, on):
    """Whether a path lies at or below one where the viewer holds a role that opens
    records."""
    return _below_one_of([held.path for held in viewer.opening_teams(on)], path_field)


def _below_one_of(paths, path_field):
    """Whether a path is one of these, or lies below it."""
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(**{f"{path_field}__startswith": path})
    return found


class StaffSourceQuerySet(QuerySet):
    """Where files of staff come from."""

    def open_to(self, viewer, on=None):
        """Sources of which the viewer may bring files, and see what became of them."""
        services = self.model.service.field.related_model.objects
        return self.filter(service__in=services.imported_by(viewer, on))


class StaffImportQuerySet(QuerySet):
    """Files of staff that were brought."""

    def open_to(self, viewer, on=None):
        """Files of those sources of which the viewer may bring one."""
        sources = self.model.source.field.related_model.objects
        return self.filter(source__in=sources.open_to(viewer, on))

    def at_work(self):
        """Files with which the worker has something to do."""
        return self.filter(state__in=self.model.AT_WORK)

    def not_come_to(self, at=None):
        """Those that the worker should have come to by now."""
        before = (at or timezone.now()) - self.model.COME_TO
        return self.at_work().filter(since__lte=before)

    def left_behind(self, at=None):
        """Files that nobody came back to within a day."""
        before = (at or timezone.now()) - self.model.FILE_KEPT
        waiting = self.exclude(file="").exclude(state=self.model.State.APPLYING)
        return waiting.filter(brought_at__lte=before)


class StaffRowQuerySet(QuerySet):
    """What became of the rows of files of staff."""

    def with_names(self, brought_before):
        """Rows of files from before that moment in which a name, or what was changed,
        stands still."""
        return self.filter(staff_import__brought_at__lte=brought_before).exclude(
            name="", email="", changes=[], said=""
        )


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


class AccessReviewQuerySet(QuerySet):
    """Looks through roles and rights, newest first."""

    def covering(self, services):
        """Those of the whole site, and those of which one of these services is part."""
        paths = [path for service in services for path in service.paths_upwards()]
        covered = Q(service=None) | Q(service__path__in=paths)
        return self.filter(covered).order_by("-looked_at", "-pk")

    def since(self, day):
        """Those of that day and after it."""
        return self.filter(looked_at__date__gte=day)


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

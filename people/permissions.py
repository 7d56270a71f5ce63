"""Who may see whose things, and what the digital access team may do in the admin.

A current appointment opens our pages, for its service and all below it; being a
superuser opens nothing here. For many rows at once the same rules stand in
querysets.py (`looked_after_by`, of services and of people). Which roles these are:
who_sees_what.py.
"""

from django.contrib.auth.models import Group

from people.models import Appointment
from people.querysets import TO_IMPORT, is_here

# The rights in the Wagtail admin of the group "Digital access team": people,
# services, appointments and absences. People leave, they are not deleted; and
# appointments end.
ACCESS_TEAM_RIGHTS = (
    "wagtailadmin.access_admin",
    "people.add_user",
    "people.change_user",
    "people.view_user",
    "people.add_service",
    "people.change_service",
    "people.delete_service",
    "people.view_service",
    "people.add_appointment",
    "people.change_appointment",
    "people.view_appointment",
    "people.add_absence",
    "people.change_absence",
    "people.delete_absence",
    "people.view_absence",
)


def can_see_team(viewer, service, on=None):
    """Whether the viewer may open the team page of that service."""
    return is_here(viewer, on) and holds_role_above(
        viewer, service, *Appointment.OPENING_TEAMS, on=on
    )


def opens_teams(viewer, on=None):
    """Whether the viewer now holds a role that opens the records of any team."""
    return bool(viewer.opening_teams(on))


def can_look_after(viewer, person, on=None):
    """Whether the viewer may open this person's record and ask them to learn: it takes
    a role above them. Nobody looks after themselves, or somebody who is gone."""
    return (
        viewer != person
        and person.service is not None
        and is_here(person, on)
        and can_see_team(viewer, person.service, on)
    )


def holds_role_above(viewer, service, *roles, on=None):
    """Whether the viewer now holds one of the roles for the service or one above it."""
    return any(
        held.role in roles and service.path.startswith(held.path)
        for held in viewer.holds(on)
    )


def may_administer(editor, person):
    """Whether the editor, who may change people, may change this one: an
    administrator of the whole site is changed by another only, and of somebody who was
    erased there is nothing to change."""
    if person.erased_at:
        return False
    return editor.is_superuser or not person.is_superuser


def may_import(viewer, service, on=None):
    """Whether the viewer may bring in the people of a service from a file: an
    administrator of the whole site, or who is of the digital access team there now and
    has the rights to add and change people one by one."""
    return (
        is_here(viewer, on)
        and viewer.has_perms(TO_IMPORT)
        and (
            viewer.is_superuser
            or holds_role_above(viewer, service, Appointment.Role.ACCESS_TEAM, on=on)
        )
    )


def may_appoint(editor, person):
    """Whether the editor may give this person a role: nobody appoints themselves."""
    return editor.is_superuser or editor != person


def may_give_role(editor, role, on=None):
    """Whether the editor may give this role: only who is of the digital access team
    now, or an administrator of the whole site, appoints another to it."""
    return (
        role != Appointment.Role.ACCESS_TEAM
        or editor.is_superuser
        or editor.appointments.current(on).in_role(role).exists()
    )


def may_open_ways_in(editor, person):
    """Whether the editor, who may change people, may take this person's second step or
    work account away: as with a link to a password, never of somebody with more rights,
    nor their own."""
    closed = fields_closed_to(editor, person)
    return may_administer(editor, person) and "send_link" not in closed


def groups_given_by(editor):
    """The groups that the editor may give: nobody gives more than they have."""
    return Group.objects.all() if editor.is_superuser else editor.groups.all()


def may_erase(editor, person):
    """Whether the editor may erase this person, once they have left: not themselves,
    and nobody with more rights than they have."""
    return (
        editor.has_perm("people.change_user")
        and editor != person
        and person.erased_at is None
        and may_administer(editor, person)
        and (editor.is_superuser or not _has_groups_beyond(person, editor))
    )


def may_merge(editor, *people, on=None):
    """Whether the editor may merge these records, or undo it: somebody who keeps people
    and is of the digital access team of each of them now, or an administrator of the
    whole site; never their own record, nor one with more rights than they have."""
    return (
        is_here(editor, on)
        and editor.has_perm("people.change_user")
        and all(_may_merge_one(editor, person, on) for person in people)
    )


def _may_merge_one(editor, person, on):
    if editor == person or not may_administer(editor, person):
        return False
    if editor.is_superuser:
        return True
    return (
        not _has_groups_beyond(person, editor)
        and person.service is not None
        and holds_role_above(
            editor, person.service, Appointment.Role.ACCESS_TEAM, on=on
        )
    )


def fields_closed_to(editor, person):
    """The names of what the editor may not change about the person.

    Nobody raises their own rights, closes their own account, or takes over another
    with more rights by changing where its e-mail goes. A new person has no key yet.
    """
    closed = set() if editor.is_superuser else {"is_superuser"}
    if editor == person:
        return closed | {"is_superuser", "is_active", "left_on", "groups", "send_link"}
    if not editor.is_superuser and person.pk and _has_groups_beyond(person, editor):
        closed |= {"groups", "email", "send_link"}
    return closed


def _has_groups_beyond(person, editor):
    return person.groups.exclude(pk__in=editor.groups.values("pk")).exists()

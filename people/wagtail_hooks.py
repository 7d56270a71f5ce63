"""What the people app adds to the Wagtail admin; people themselves: users_app.py."""

from urllib.parse import urlencode

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.users.views.bulk_actions import (
    AssignRoleBulkAction,
    DeleteBulkAction,
    SetActiveStateBulkAction,
)

from people import access_admin  # noqa: F401 (registers itself)
from people.appointments_admin import AbsenceViewSet, AppointmentViewSet
from people.erasing_admin import erase_person
from people.merging_admin import merge_person, undo_merge
from people.models import Service
from people.services_admin import ServiceViewSet
from people.views import who_is_here
from people.ways_in_admin import ways_in


class ServicesAndRoles(ViewSetGroup):
    """Services, who looks after them, and who is away."""

    menu_label = _("Organisation")
    menu_icon = "folder-open-inverse"
    menu_order = 220
    items = (ServiceViewSet, AppointmentViewSet, AbsenceViewSet)


class FromAFileItem(MenuItem):
    """The way from the admin to our own pages for that."""

    def is_shown(self, request):
        return Service.objects.imported_by(request.user).exists()


@hooks.register("register_admin_viewset")
def services_and_roles():
    return ServicesAndRoles()


@hooks.register("register_admin_menu_item")
def people_from_a_file():
    """Beside people and services, for whoever may bring them in from a file."""
    return FromAFileItem(
        _("People from a file"),
        reverse("staff_imports"),
        name="people-from-a-file",
        icon_name="upload",
        order=215,
    )


@hooks.register("register_permissions")
def permissions_of_people():
    """Let the form of a group offer what people_admin and its siblings ask for."""
    return Permission.objects.filter(content_type__app_label="people")


class Closed:
    """Not here: one at a time, on the person's own page, where it is asked who may."""

    def dispatch(self, request, *args, **kwargs):
        raise PermissionDenied


# Under the names of Wagtail's own, which would give any group to anybody: the last to
# register a name has it.
for action in (AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction):
    hooks.register(
        "register_bulk_action",
        type(f"Closed{action.__name__}", (Closed, action), {}),
        order=1000,
    )


@hooks.register("register_admin_urls")
def addresses():
    """Where a form of the admin asks whether its opener is still signed in; a person is
    erased, and merged with another record of theirs; and their ways in are kept."""
    return [
        path("who-is-here/", who_is_here, name="who_is_here"),
        path("people/<int:pk>/erase/", erase_person, name="erase_person"),
        path("people/<int:pk>/merge/", merge_person, name="merge_person"),
        path("people/merges/<int:pk>/undo/", undo_merge, name="undo_merge"),
        path("people/<int:person_id>/ways-in/", ways_in, name="ways_in"),
    ]


@hooks.register("register_log_actions")
def what_is_kept_in_the_history_of_a_person(actions):
    """Who took a way in away from whom, and which record was merged with another."""
    actions.register_action(
        "people.merged", _("Merge with another record"), _("Merged with another record")
    )
    actions.register_action(
        "people.merge_undone",
        _("Undo a merge"),
        _("A merge with another record undone"),
    )
    actions.register_action(
        "people.two_step_reset",
        _("Take the second step away"),
        _("Second step taken away"),
    )
    actions.register_action(
        "people.work_account_let_go",
        _("Take the work account away"),
        _("Work account taken away"),
    )


@hooks.register("insert_global_admin_js")
def hold_forms_back():
    """Let no form be sent, and its words be lost, once the session has ended."""
    home = urlencode({"next": reverse("wagtailadmin_home")})
    context = {
        "url": reverse("who_is_here"),
        "sign_in_url": f"{reverse('account_login')}?{home}",
    }
    return render_to_string("people/admin/session_over.html", context)

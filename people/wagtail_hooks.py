"""What the people app adds to the Wagtail admin; people themselves: users_app.py."""

from urllib.parse import urlencode

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.users.views.bulk_actions import (
    AssignRoleBulkAction,
    DeleteBulkAction,
    SetActiveStateBulkAction,
)

from people.appointments_admin import AbsenceViewSet, AppointmentViewSet
from people.erasing_admin import erase_person
from people.services_admin import ServiceViewSet
from people.views import who_is_here


class ServicesAndRoles(ViewSetGroup):
    """Services, who looks after them, and who is away."""

    menu_label = _("Organisation")
    menu_icon = "folder-open-inverse"
    menu_order = 220
    items = (ServiceViewSet, AppointmentViewSet, AbsenceViewSet)


@hooks.register("register_admin_viewset")
def services_and_roles():
    return ServicesAndRoles()


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
    """Where a form of the admin asks whether its opener is still signed in; and where
    a person is erased."""
    return [
        path("who-is-here/", who_is_here, name="who_is_here"),
        path("people/<int:pk>/erase/", erase_person, name="erase_person"),
    ]


@hooks.register("insert_global_admin_js")
def hold_forms_back():
    """Let no form be sent, and its words be lost, once the session has ended."""
    home = urlencode({"next": reverse("wagtailadmin_home")})
    context = {
        "url": reverse("who_is_here"),
        "sign_in_url": f"{reverse('account_login')}?{home}",
    }
    return render_to_string("people/admin/session_over.html", context)

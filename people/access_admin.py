"""Roles and rights in the Wagtail admin: the way to them, and when it is time."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from people.access_page import AccessPage
from people.access_review import Access


class RolesAndRightsItem(MenuItem):
    """The way to our own page."""

    def is_shown(self, request):
        return Access(request.user).is_open


class TimeToLook(Component):
    """On the first page of the admin: it is time to look through them."""

    template_name = "people/components/time_to_look.html"
    order = 40

    def __init__(self, about):
        self.about = about

    def get_context_data(self, parent_context):
        return {"about": self.about}


@hooks.register("register_admin_menu_item")
def roles_and_rights():
    return RolesAndRightsItem(
        _("Roles and rights"),
        reverse("access"),
        name="roles-and-rights",
        icon_name="key",
        order=225,
    )


@hooks.register("construct_homepage_panels")
def time_to_look_on_the_first_page(request, panels):
    access = Access(request.user)
    if access.is_open and access.is_due:
        panels.append(TimeToLook(AccessPage(access)))

"""Wagtail's app of users, with our own administration of people in it."""

from wagtail.users.apps import WagtailUsersAppConfig


class WagtailUsersConfig(WagtailUsersAppConfig):
    user_viewset = "people.people_admin.PersonViewSet"

"""Whoever may edit is led to the form from the site itself; nobody else is."""

from django.contrib.auth.models import Group
from django.urls import reverse

import pytest

from home.skeleton import ACCESS_TEAM, EDITORS
from tests.learning.factories import ModulePageFactory
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("group", "is_led"), [(EDITORS, True), (ACCESS_TEAM, False), (None, False)]
)
def test_only_an_editor_is_led_there(client, site_skeleton, group, is_led):
    module = ModulePageFactory()
    person = PersonFactory()
    person.groups.set(Group.objects.filter(name=group))
    client.force_login(person)
    page = client.get(module.url).content.decode()
    edit = reverse("wagtailadmin_pages:edit", args=[module.pk])
    assert (f'href="{edit}"' in page) is is_led
    library = client.get(site_skeleton.modules.url).content.decode()
    assert ("Write a new module" in library) is is_led


def test_the_signed_out_see_no_way_there(client, site_skeleton):
    page = client.get(ModulePageFactory().url).content.decode()
    assert "Edit this module" not in page

"""Every address of ours, sent a form by somebody whose session has ended: nothing is
done, nothing typed is lost, and nobody else ever sees it."""

from django.apps import apps
from django.test import Client
from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from people import unsent
from people.models import UnsentForm, User
from people.unsent_views import NEVER_KEPT
from tests.people.factories import AppointmentFactory, PersonFactory
from tests.test_addresses import ADDRESSES, PAGE_ROUTES, town  # noqa: F401

MARKER = "Words that only I may see again"
# What a form of ours may be called by; whatever it is, it comes back.
FIELDS = ("words", "about", "hopes", "access_needs", "because", "who", "room", "level")
OURS = ("cafes", "champions", "home", "learning", "people")
# Pages of the tree are tried by their routes.
NAMES = [name for name in ADDRESSES if name and not name.startswith("wagtail")]
KEPT = [name for name in NAMES if not name.startswith(NEVER_KEPT)]


def route_of(town, name):  # noqa: F811 (the fixture)
    module = town.things["module"]
    step = f"{module.url}{module.steps[0].value['slug']}/"
    return {"index_route": module.url, "step_route": step}.get(name, module.finish_url)


def rows():
    """All that is kept, but for what was not sent."""
    return {
        model: list(model._default_manager.order_by("pk").values_list())
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        if model is not UnsentForm
    }


def typed(person):
    return {
        unsent.OPENED_BY: unsent.opened_by(person),
        "act": "plan",
        **{name: f"{MARKER}, in {name}" for name in FIELDS},
    }


def assert_held(address):
    """Send a form there without a session; see who finds what they had typed."""
    person, colleague = PersonFactory(), PersonFactory()
    before = rows()
    tab = Client()
    answer = tab.post(address, typed(person), headers={"referer": address})
    assert answer.status_code == 302
    assert answer.url == f"{reverse('account_login')}?next={reverse('unsent_open')}"
    assert rows() == before

    tab.force_login(colleague)
    number = UnsentForm.objects.get().pk
    listed = reverse("unsent")
    for page in (answer.url, listed, f"{address}?unsent={number}"):
        assert MARKER not in tab.get(page, follow=True).content.decode()

    tab.force_login(person)
    page = tab.get(listed).content.decode()
    assert all(f"{MARKER}, in {name}" in page for name in FIELDS)
    opened = tab.get(answer.url, follow=True)
    assert opened.status_code == 200
    assert MARKER in opened.content.decode()
    assert not any(MARKER in page for page, _status in opened.redirect_chain)


@pytest.mark.parametrize("name", KEPT)
def test_what_was_typed_comes_back_to_the_same_person_alone(town, name):  # noqa: F811
    assert_held(town.url(name))


@pytest.mark.parametrize("route", [name for _page, name in PAGE_ROUTES])
def test_on_the_routes_of_our_pages_too(town, route):  # noqa: F811
    assert_held(route_of(town, route))


def forms_on(address, person):
    """The forms that somebody finds there, where they find a page at all."""
    client = Client()
    client.force_login(person)
    answer = client.get(address)
    page = BeautifulSoup(answer.getvalue(), "html.parser")
    return page.select('form[method="post" i]')


def says_who_opened_it(form):
    if form.get("action") in (reverse("sign_out"), reverse("account_change_password")):
        return True
    return bool(form.select(f'input[name="{unsent.OPENED_BY}"]'))


def those_concerned(town):  # noqa: F811
    """Who sees most of what the addresses show: the person, and their champion."""
    person = User.objects.get(pk=town.things["person_id"])
    champion = person.service.appointments.get(role="champion").person
    AppointmentFactory(person=champion, service=person.service, role="organiser")
    return person, champion


@pytest.mark.parametrize("name", KEPT)
def test_every_form_says_who_opened_its_page(town, name):  # noqa: F811
    for person in those_concerned(town):
        for form in forms_on(town.url(name), person):
            assert says_who_opened_it(form), f"{name}: {form}"


@pytest.mark.parametrize("route", [name for _page, name in PAGE_ROUTES])
def test_so_do_those_on_the_routes_of_our_pages(town, route):  # noqa: F811
    for person in those_concerned(town):
        for form in forms_on(route_of(town, route), person):
            assert says_who_opened_it(form), f"{route}: {form}"


@pytest.mark.parametrize("name", sorted({*NAMES} - {*KEPT}))
def test_signing_in_and_out_keeps_nothing(town, name):  # noqa: F811
    Client().post(town.url(name), typed(PersonFactory()))
    assert not UnsentForm.objects.exists()

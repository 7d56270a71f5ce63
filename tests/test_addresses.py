"""Every address of ours is classified, and each is tried as the wrong person.

A new address fails here until it is in the table. Wagtail's admin is one mount; the
routes of our own pages are in a table of their own.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.apps import apps
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from wagtail.models import Page

import pytest

from cafes import one_to_one
from learning import plans
from learning.models import Certificate
from tests.cafes.factories import BookingFactory, SessionFactory
from tests.champions.factories import (
    IntroductionFactory,
    SupportNoteFactory,
    TimesOfferedFactory,
)
from tests.home.factories import GuidancePageFactory
from tests.learning.factories import (
    AssignmentFactory,
    CompletionFactory,
    ModulePageFactory,
)
from tests.people.factories import (
    AbsenceFactory,
    AppointmentFactory,
    PersonFactory,
    ServiceFactory,
    StaffImportFactory,
)

ANYONE = "anyone, signed in or not"
SIGNED_IN = "anyone who is signed in, about themselves"
CONCERNED = "those whom this row concerns"
ROLE = "those who hold a role"

# name: (who may, names of the things in the address)
ADDRESSES = {
    None: (ANYONE, []),
    "account_login": (ANYONE, []),
    "account_inactive": (ANYONE, []),
    "mfa_authenticate": (ANYONE, []),
    "work_account_start": (ANYONE, ["slug"]),
    "work_account_back": (ANYONE, ["slug"]),
    "account_reset_password": (ANYONE, []),
    "account_reset_password_done": (ANYONE, []),
    "account_reset_password_from_key": (ANYONE, ["uidb36", "key"]),
    "account_reset_password_from_key_done": (ANYONE, []),
    "sign_out": (ANYONE, []),
    "media": (ANYONE, ["path"]),
    "wagtaildocs_serve": (ANYONE, []),
    "wagtaildocs_authenticate_with_password": (ANYONE, []),
    "wagtailcore_authenticate_with_password": (ANYONE, []),
    "wagtailcore_login": (ANYONE, []),
    "wagtail_serve": (ANYONE, []),
    "certificate": (ANYONE, ["code"]),
    "certificate_check": (ANYONE, []),
    "session": (ANYONE, ["session_id"]),
    "turn_off": (ANYONE, ["token"]),
    "search": (ANYONE, []),
    "privacy": (ANYONE, []),
    "accessibility": (ANYONE, []),
    "styleguide": (ANYONE, []),
    "healthz": (ANYONE, []),
    "readyz": (ANYONE, []),
    "photograph": (SIGNED_IN, ["name"]),
    "my_page": (SIGNED_IN, []),
    "my_record": (SIGNED_IN, []),
    "my_details": (SIGNED_IN, []),
    "account_change_password": (SIGNED_IN, []),
    "account_reauthenticate": (SIGNED_IN, []),
    "mfa_reauthenticate": (SIGNED_IN, []),
    "mfa_index": (SIGNED_IN, []),
    "mfa_activate_totp": (SIGNED_IN, []),
    "mfa_deactivate_totp": (SIGNED_IN, []),
    "mfa_view_recovery_codes": (SIGNED_IN, []),
    "mfa_generate_recovery_codes": (SIGNED_IN, []),
    "everything": (SIGNED_IN, []),
    "who_looked": (SIGNED_IN, []),
    "unsent": (SIGNED_IN, []),
    "unsent_open": (SIGNED_IN, []),
    "unsent_throw_away": (SIGNED_IN, ["number"]),
    "away_add": (SIGNED_IN, []),
    "away_remove": (CONCERNED, ["absence_id"]),
    "message_choices": (SIGNED_IN, []),
    "plan": (CONCERNED, ["plan_id"]),
    "session_book": (SIGNED_IN, ["session_id"]),
    "session_said": (CONCERNED, ["session_id"]),
    "session_give_back": (CONCERNED, ["session_id"]),
    "session_calendar": (CONCERNED, ["session_id"]),
    "one_to_one_move": (CONCERNED, ["one_to_one"]),
    "one_to_one_call_off": (CONCERNED, ["one_to_one"]),
    "help_list": (SIGNED_IN, []),
    "help_ask": (SIGNED_IN, []),
    "help_take_back": (SIGNED_IN, []),
    "help_notes": (ROLE, []),
    "help_note_take_back": (CONCERNED, ["note_id"]),
    "help_offers": (SIGNED_IN, []),
    "help_offers_take_back": (SIGNED_IN, []),
    "help_introduction": (CONCERNED, ["introduction_id"]),
    "help_introduce": (CONCERNED, ["help_request"]),
    "help_introduce_call_off": (CONCERNED, ["help_request", "introduction_id"]),
    "help_request": (CONCERNED, ["help_request"]),
    "help_pass": (CONCERNED, ["help_request"]),
    "handover": (CONCERNED, ["person_id"]),
    "handover_who": (CONCERNED, ["person_id"]),
    "handover_check": (CONCERNED, ["person_id"]),
    "willing_say": (SIGNED_IN, []),
    "willing_take_back": (SIGNED_IN, []),
    "coverage": (ROLE, []),
    "coverage_file": (ROLE, []),
    "coverage_history": (ROLE, []),
    "coverage_history_file": (ROLE, []),
    "coverage_not_yet": (ROLE, ["slug"]),
    "coverage_not_yet_take_back": (ROLE, ["slug"]),
    "coverage_appoint": (ROLE, ["slug", "role"]),
    "coverage_appoint_person": (ROLE, ["slug", "role", "person_id"]),
    "help_offer_times": (CONCERNED, ["help_request"]),
    "help_pick_time": (CONCERNED, ["help_request", "times_id"]),
    "help_take_times_back": (CONCERNED, ["help_request", "times_id"]),
    "team_home": (ROLE, []),
    "team": (ROLE, ["slug"]),
    "team_csv": (ROLE, ["slug"]),
    "team_xlsx": (ROLE, ["slug"]),
    "team_ask": (ROLE, ["slug"]),
    "team_ask_form": (ROLE, ["slug"]),
    "team_ask_check": (ROLE, ["slug"]),
    "team_person": (ROLE, ["slug", "person_id"]),
    "team_mark": (ROLE, ["slug", "person_id"]),
    "team_unmark": (ROLE, ["slug", "person_id"]),
    "team_write": (ROLE, ["slug", "person_id"]),
    "team_write_check": (ROLE, ["slug", "person_id"]),
    "letters_wanted": (SIGNED_IN, []),
    "team_withdraw": (ROLE, ["slug", "assignment_id"]),
    "team_withdraw_all": (ROLE, ["slug", "assignment_id"]),
    "asked_put_away": (CONCERNED, ["assignment"]),
    "asked_not_for_me": (CONCERNED, ["assignment"]),
    "organise": (ROLE, []),
    "organise_new": (ROLE, []),
    "organise_session": (ROLE, ["session_id"]),
    "organise_another": (ROLE, ["session_id"]),
    "organise_list": (ROLE, ["session_id"]),
    "organise_change": (ROLE, ["session_id"]),
    "organise_cancel": (ROLE, ["session_id"]),
    "organise_find": (ROLE, ["session_id"]),
    "organise_book": (ROLE, ["session_id", "person_id"]),
    "organise_for": (ROLE, ["person_id"]),
    "organise_give_back": (ROLE, ["session_id", "booking_id"]),
    "organise_register": (ROLE, ["session_id"]),
    "organise_tick": (ROLE, ["session_id", "booking_id"]),
    "organise_add": (ROLE, ["session_id"]),
    "access": (ROLE, []),
    "access_file": (ROLE, []),
    "staff_imports": (ROLE, []),
    "staff_import": (ROLE, ["import_id"]),
    "staff_import_columns": (ROLE, ["import_id"]),
    "staff_import_progress": (ROLE, ["import_id"]),
    "staff_import_apply": (ROLE, ["import_id"]),
    "staff_import_throw_away": (ROLE, ["import_id"]),
    "staff_import_problems": (ROLE, ["import_id"]),
    "staff_export": (ROLE, ["slug"]),
}
# What the address calls a thing, where the table calls it otherwise.
ARGUMENTS = {"help_request": "pk", "assignment": "pk", "one_to_one": "session_id"}

# Routes of our own pages, by page and name.
PAGE_ROUTES = {
    ("ModulePage", "index_route"): ANYONE,
    ("ModulePage", "step_route"): ANYONE,
    ("ModulePage", "finish_route"): SIGNED_IN,
    ("GuidancePage", "index_route"): ANYONE,
    ("GuidancePage", "read_route"): SIGNED_IN,
    ("GuidancePage", "take_away_route"): ANYONE,
}


def addresses(resolver, before=""):
    """Walk through all addresses but those of the Wagtail admin."""
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern)
        if not isinstance(pattern, URLResolver):
            yield path, pattern.name
        elif path != "admin/":
            yield from addresses(pattern, path)


@dataclass
class Town:
    """Two services that have nothing to do with each other, and who is in them."""

    stranger: object
    things: dict = field(default_factory=dict)

    def url(self, name):
        names = ADDRESSES[name][1]
        return reverse(
            name, kwargs={ARGUMENTS.get(n, n): self.things[n] for n in names}
        )


@pytest.fixture
def town(site_skeleton):
    """Things of one service; the stranger is champion of another and has nothing
    to do with any of them."""
    elsewhere = ServiceFactory()
    stranger = PersonFactory(service=elsewhere)
    service = ServiceFactory()
    person = PersonFactory(service=service)
    champion = PersonFactory(service=service)
    AppointmentFactory(person=champion, service=service)
    module = ModulePageFactory()
    completion = CompletionFactory(person=person, module=module)
    plan = plans.write(completion.enrolment, "Answer one thank-you")
    session = SessionFactory(hosts=[champion])
    assignment = AssignmentFactory(person=person, asked_by=champion)
    times = TimesOfferedFactory(
        helper=champion,
        answer__request__person=person,
        answer__request__reached=[champion],
    )
    soon = timezone.now() + timedelta(days=3)
    meeting = one_to_one.plan(
        champion, person, starts_at=soon, minutes=30, place="The staff room"
    )
    return Town(
        stranger,
        {
            "uidb36": "1",
            "key": "set-password",
            "path": "nothing.png",
            "name": "nobody.jpg",
            "token": "not-one-of-ours",
            "plan_id": plan.pk,
            "code": Certificate.objects.get().code,
            "session_id": session.pk,
            "booking_id": BookingFactory(session=session, person=person).pk,
            "absence_id": AbsenceFactory(person=person).pk,
            "help_request": times.answer.request.pk,
            "times_id": times.pk,
            "introduction_id": IntroductionFactory(request=times.answer.request).pk,
            "one_to_one": meeting.pk,
            "note_id": SupportNoteFactory(person=person, writer=champion).pk,
            "slug": service.slug,
            "role": "champion",
            "person_id": person.pk,
            "assignment_id": assignment.pk,
            "assignment": assignment.pk,
            "number": 1,
            "import_id": StaffImportFactory(source__service=service).pk,
            "module": module,
        },
    )


def named(*who):
    return [name for name, (kind, _things) in ADDRESSES.items() if kind in who]


def test_every_address_is_classified():
    found = {name for _path, name in addresses(get_resolver())}
    assert found == set(ADDRESSES)


def test_every_route_of_our_pages_is_classified():
    found = {
        (model.__name__, pattern.name)
        for model in apps.get_models()
        if issubclass(model, Page) and hasattr(model, "get_subpage_urls")
        for pattern in model.get_subpage_urls()
    }
    assert found == set(PAGE_ROUTES)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", named(SIGNED_IN, CONCERNED, ROLE))
def test_nobody_gets_in_without_signing_in(town, name, method):
    response = getattr(Client(), method)(town.url(name))
    if response.status_code == 302:
        assert response.url.startswith(reverse("account_login"))
    else:
        assert response.status_code in (403, 404, 405)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", named(CONCERNED, ROLE))
def test_a_stranger_is_turned_away(town, name, method):
    client = Client()
    client.force_login(town.stranger)
    response = getattr(client, method)(town.url(name))
    assert response.status_code in (403, 404, 405)


@pytest.mark.parametrize("name", [n for n in named(ROLE) if "slug" in ADDRESSES[n][1]])
def test_a_champion_of_another_service_is_a_stranger(town, name):
    AppointmentFactory(person=town.stranger, service=town.stranger.service)
    client = Client()
    client.force_login(town.stranger)
    assert client.get(town.url(name)).status_code in (403, 405)
    assert client.post(town.url(name)).status_code in (403, 405)


@pytest.mark.parametrize("role", ["champion", "organiser", "access-team"])
def test_an_appointment_that_has_ended_opens_nothing(town, role):
    AppointmentFactory(
        person=town.stranger, service=town.stranger.service, role=role, ended=True
    )
    client = Client()
    client.force_login(town.stranger)
    assert client.get(reverse("team_home")).status_code == 403
    assert client.get(reverse("coverage")).status_code == 403
    assert client.get(reverse("organise")).status_code == 403


def test_the_finish_of_a_module_is_for_the_signed_in(town):
    response = Client().get(town.things["module"].url + "finish/")
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("method", ["get", "post"])
def test_to_have_read_guidance_is_for_the_signed_in(town, method):
    response = getattr(Client(), method)(GuidancePageFactory().url + "read/")
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_the_wagtail_admin_sends_strangers_to_our_sign_in(town):
    assert "/sign-in/" in Client().get("/admin/", follow=True).redirect_chain[-1][0]
    client = Client()
    client.force_login(town.stranger)
    assert client.get("/admin/").status_code in (302, 403)

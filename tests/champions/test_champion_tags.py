"""Whom to ask, as it stands on the pages of modules."""

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.utils import timezone

import pytest

from learning.outline import outline_of
from people.models import Appointment
from tests.learning.factories import ModulePageFactory
from tests.people.factories import AbsenceFactory, AppointmentFactory, PersonFactory

PANEL = "{% load champion_tags %}{% ask_champion module step %}"
TRIO = "{% load champion_tags %}{% who_can_help module %}"


@pytest.fixture
def draw(rf, site_skeleton):
    module = ModulePageFactory()

    def draw(source, person):
        request = rf.get("/modules/a/b/")
        request.user = person
        template = engines["django"].from_string(source)
        context = {"module": module, "step": outline_of(module).steps[0]}
        return " ".join(template.render(context, request).split())

    return draw


def test_the_panel_names_the_champion(draw, libraries):
    panel = draw(PANEL, libraries.sam)
    assert "Ask Priya, your champion" in panel
    assert "Send to Priya" in panel
    assert 'href="tel:+441134960127"' in panel


def test_it_names_the_deputy_and_until_when(draw, libraries):
    AbsenceFactory(
        person=libraries.priya, ends_on=timezone.localdate() + timedelta(days=3)
    )
    panel = draw(PANEL, libraries.sam)
    assert "Ask Tom, while Priya is away" in panel
    assert "Priya is away until" in panel
    assert "Send to Tom" in panel


def test_without_a_champion_it_names_the_access_team(draw, libraries):
    Appointment.objects.exclude(role="access-team").delete()
    panel = draw(PANEL, libraries.sam)
    assert "Ask Marcus, of the digital access team" in panel
    assert "Your service has no champion yet." in panel


def test_of_nobody_at_all_it_says_what_becomes_of_the_question(draw):
    panel = draw(PANEL, PersonFactory())
    assert "Nobody has been named to help you yet." in panel
    assert "Send your question" in panel


def test_with_everybody_away_it_says_so_and_not_that_nobody_is_named(draw, libraries):
    for person in (libraries.priya, libraries.tom, libraries.marcus):
        AbsenceFactory(person=person)
    panel = draw(PANEL, libraries.sam)
    assert "Everybody who could help is away until" in panel
    assert "Nobody has been named" not in panel


def test_signed_out_it_says_that_there_is_somebody(draw):
    for source in (PANEL, TRIO):
        panel = draw(source, AnonymousUser())
        assert "A digital champion is a colleague with a name" in panel
        assert "?next=/modules/a/b/" in panel
        assert "<form" not in panel


def test_the_three_are_named_with_what_to_ask(draw, libraries):
    panel = draw(TRIO, libraries.sam)
    assert panel.index("Priya Raman") < panel.index("Tom Ashworth")
    assert "Answers when Priya is away" in panel
    assert "Bernadette Oyelaran" in panel


def test_who_is_away_is_said_to_be(draw, libraries):
    AbsenceFactory(person=libraries.tom)
    assert "Deputy. Answers when Priya is away. Away until" in draw(TRIO, libraries.sam)


def test_oneself_is_not_among_them(draw, libraries):
    assert "Priya Raman" not in draw(TRIO, libraries.priya)


def test_one_person_in_two_roles_is_named_once(draw, libraries):
    AppointmentFactory(
        person=libraries.tom, service=libraries.service, communications=True
    )
    assert draw(TRIO, libraries.sam).count("Tom Ashworth") == 1

"""What the screens say about who sees what is what the table holds."""

from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template

import pytest

from people.visibility import KEPT_FROM_THOSE_ABOVE, Audience, is_kept, not_shown
from people.who_sees_what import TABLE
from tests.people.factories import AppointmentFactory, PersonFactory, ServiceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam():
    council = ServiceFactory(name="Aireford City Council")
    return PersonFactory(
        name="Sam Okonkwo", service=ServiceFactory(name="Libraries", parent=council)
    )


def appoint(service, name, **kwargs):
    return AppointmentFactory(
        service=service, person=PersonFactory(name=name, service=service), **kwargs
    )


@pytest.fixture
def helped(sam):
    appoint(sam.service, "Priya Raman")
    appoint(sam.service, "Tom Ashworth", deputy=True)
    council = sam.service.get_parent()
    appoint(council, "Bernadette Quill", communications=True)
    appoint(council, "Ines Moreau", access_team=True)
    return sam


def test_names_those_who_see_the_record(helped):
    assert Audience(helped).sentence("record") == (
        "You can see this, and so can Priya, Tom, Bernadette and the digital access "
        "team. Anyone to whom you give the code of a certificate can check that one."
    )


def test_does_not_name_oneself(helped):
    priya = helped.service.appointments.get(role="champion").person
    assert "Priya" not in Audience(priya).sentence("record")


def test_says_so_when_nobody_else_sees(sam):
    assert Audience(sam).sentence("record").startswith("Only you can see this.")
    assert Audience(sam).sentence("private") == "Only you can see this."


def test_access_needs_are_for_the_hosts_until_the_session_is_over(helped):
    assert Audience(helped).sentence("access_needs") == (
        "You can see this, and so can the hosts and organisers of a session that you "
        "book, until it is over."
    )


def test_other_colleagues_are_never_said_to_find_one(helped):
    sentence = Audience(helped).sentence("profile")
    assert "other colleagues" not in sentence
    assert sentence.endswith("those who may turn to you see it too.")


def test_how_sure_one_is_is_ones_own(helped):
    assert Audience(helped).sentence("confidence") == "Only you can see this."


def test_what_one_read_is_only_counted(helped):
    assert Audience(helped).sentence("guidance") == (
        "Only you can see this. The digital access team sees how many people it is, "
        "never who."
    )


def test_a_story_that_one_told_is_for_everybody(helped):
    assert Audience(helped).sentence("story") == (
        "You can see this, and so can anybody else."
    )


def test_two_of_one_name_are_told_apart(sam):
    appoint(sam.service, "Tom Ashworth")
    appoint(sam.service, "Tom Bell", deputy=True)
    assert "Tom Ashworth and Tom Bell" in Audience(sam).sentence("record")


def test_many_are_counted_beyond_a_few(sam):
    council = sam.service.get_parent()
    for service in (sam.service, council):
        appoint(service, "Ada One")
        appoint(service, "Bo Two", deputy=True)
        appoint(service, "Cy Three", communications=True)
    assert "and three more who look after your part of the organisation" in Audience(
        sam
    ).sentence("record")


def test_the_former_champion_is_not_named(sam):
    appoint(sam.service, "Olga Former", ended=True)
    assert "Olga" not in Audience(sam).sentence("record")


@pytest.mark.parametrize("kind", TABLE)
def test_every_kind_has_its_sentence(helped, kind):
    sentence = Audience(helped).sentence(kind)
    assert sentence.startswith(("You can see this", "Only you can see this"))
    assert sentence.endswith(".")


def test_all_the_sentences_of_a_page_cost_one_query(helped, django_assert_num_queries):
    helped.service  # noqa: B018 (fetched beforehand)
    audience = Audience(helped)
    with django_assert_num_queries(1):
        for kind in TABLE:
            audience.sentence(kind)


class TestTag:
    def said_to(self, person, rf, **context):
        request = rf.get("/")
        request.user = person
        template = Template('{% load people_tags %}{% who_sees "private" %}')
        return template.render(Context({"request": request, **context}))

    def test_tells_the_signed_in_person(self, sam, rf):
        assert self.said_to(sam, rf) == "Only you can see this."

    def test_says_nothing_to_somebody_signed_out(self, rf):
        assert self.said_to(AnonymousUser(), rf) == ""


def test_what_is_not_shown_to_those_above_is_what_the_table_keeps_from_them():
    assert set(KEPT_FROM_THOSE_ABOVE) == {kind for kind in TABLE if is_kept(kind)}
    assert "how sure somebody feels" in not_shown()

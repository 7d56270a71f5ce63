"""A person sees and takes away everything that is kept about them, and no more."""

import io
import json
import zipfile

from django.core.cache import cache
from django.core.files.base import ContentFile

import pytest

from learning.models import Plan
from people import looking
from people.everything import things_about
from people.models import Look
from tests.cafes.factories import BookingFactory
from tests.champions.factories import HelpRequestFactory
from tests.learning.factories import (
    AssignmentFactory,
    CompletionFactory,
    EnrolmentFactory,
)
from tests.people.factories import PASSWORD, AbsenceFactory, PersonFactory
from tests.queries import assert_steady_queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_skeleton")]
URL = "/me/everything/"


@pytest.fixture
def sam(client):
    cache.clear()
    person = PersonFactory(name="Sam Okonkwo", about="On the first floor.")
    client.force_login(person)
    return person


def rows_of(person, label):
    (thing,) = [t for t in things_about(person) if t.label == label]
    return [{said.field: said.words for said in row} for row in thing.rows]


def taken(answer):
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_says_what_is_kept_in_words(client, sam):
    AbsenceFactory(person=sam)
    question = HelpRequestFactory(person=sam, words="May I post a photograph?")
    HelpRequestFactory(words="Somebody else’s question")
    CompletionFactory(person=sam)
    page = client.get(URL).content.decode()
    for words in ("Sam Okonkwo", "On the first floor.", "May I post a photograph?"):
        assert words in page
    assert question.with_person is None or question.with_person.name in page
    assert "Somebody else’s question" not in page
    assert "Modules finished (1)" in page
    assert sam.password not in page


def test_of_colleagues_it_tells_no_more_than_the_pages_do(sam):
    other = PersonFactory(name="Quentin Quiet")
    asked = AssignmentFactory(person=other, asked_by=sam, reason="You asked me how.")
    HelpRequestFactory(person=other, with_person=sam, words="I am lost with this")
    BookingFactory(person=other, booked_by=sam, access_needs="A hearing loop")
    looking.record(sam, Look.What.PERSON, people=[other])
    things = things_about(sam)
    told = json.dumps([[s.words for row in t.rows for s in row] for t in things])
    for theirs in ("Quentin", "lost with this", "hearing loop"):
        assert theirs not in told
    assert asked.reason in told
    assert rows_of(sam, "people.Look")[0]["what"]


def test_the_file_takes_a_password(client, sam):
    assert "Write your password." in client.post(URL).content.decode()
    wrong = client.post(URL, {"password": "not this"})
    assert "That is not your password." in wrong.content.decode()
    right = client.post(URL, {"password": PASSWORD})
    assert right["Content-Type"] == "application/zip"
    assert "no-store" in right["Cache-Control"]
    assert "Sam" not in right["Content-Disposition"]


def test_tries_at_the_password_are_counted(client, sam):
    for _time in range(10):
        client.post(URL, {"password": "not this"})
    assert "too many tries" in client.post(URL, {"password": PASSWORD}).content.decode()


def test_somebody_without_a_password_is_asked_for_none(client, sam):
    sam.set_unusable_password()
    sam.save()
    client.force_login(sam)
    assert client.post(URL)["Content-Type"] == "application/zip"


def test_the_file_holds_a_page_the_same_for_a_machine_and_the_photograph(client, sam):
    sam.photo.save("sam.jpg", ContentFile(b"a picture"))
    plan = Plan(enrolment=EnrolmentFactory(person=sam), words="Ask before I post")
    plan.save()
    files = taken(client.post(URL, {"password": PASSWORD}))
    assert "Ask before I post" in files.read("everything.html").decode()
    kept = json.loads(files.read("everything.json"))["kept"]
    assert kept["learning.Plan"][0]["words"] == "Ask before I post"
    assert kept["people.User"][0]["email"] == sam.email
    assert files.read(f"files/{sam.photo.name}") == b"a picture"


def test_a_photograph_that_is_gone_from_the_disk_leaves_the_rest(client, sam):
    sam.photo = "people/gone.jpg"
    sam.save()
    files = taken(client.post(URL, {"password": PASSWORD}))
    assert sorted(files.namelist()) == ["everything.html", "everything.json"]


def test_costs_the_same_queries_for_one_row_as_for_ten(client, sam):
    def more(number):
        for _time in range(number):
            BookingFactory(person=sam)
            CompletionFactory(person=sam)
            HelpRequestFactory(person=sam)

    assert_steady_queries(more, lambda: client.get(URL))

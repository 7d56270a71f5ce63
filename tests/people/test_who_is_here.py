"""A form of the admin can ask who is signed in now."""

from django.urls import reverse

from tests.people.factories import PersonFactory

AS_SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


def test_it_says_who_is_here(client, db):
    person = PersonFactory(is_superuser=True)
    client.force_login(person)
    answer = client.get(reverse("who_is_here"), headers=AS_SCRIPT)
    assert answer.json()["person"] == person.pk
    assert answer.json()["token"]


def test_it_refuses_whoever_is_signed_out(client, db):
    answer = client.get(reverse("who_is_here"), headers=AS_SCRIPT)
    assert answer.status_code == 403

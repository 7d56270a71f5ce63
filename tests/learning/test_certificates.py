"""A certificate: open by its code, however that is typed, and by nothing else."""

from django.urls import reverse

import pytest

from learning import certificates
from learning.models.progress import CODE_ALPHABET, new_code
from tests.learning.factories import CompletionFactory
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.usefixtures("site_skeleton")


@pytest.fixture
def certificate(db):
    return CompletionFactory(person=PersonFactory(name="Sam Okonkwo")).certificate


def address(code):
    return reverse("certificate", args=[code])


def test_anyone_with_the_code_sees_what_was_done(client, certificate):
    answer = client.get(address(certificate.code))
    page = answer.content.decode()
    assert "Sam Okonkwo" in page
    assert certificate.module_title in page
    assert certificate.code_in_groups in page
    assert "This certificate is genuine" in page
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_its_holder_is_told_how_to_print(client, certificate):
    client.force_login(certificate.completion.enrolment.person)
    page = client.get(address(certificate.code)).content.decode()
    assert "Your certificate" in page
    assert "A4" in page


def test_spaces_and_small_letters_do_not_matter(client, certificate):
    typed = certificate.code_in_groups.lower()
    assert client.get(address(typed)).url == address(certificate.code)
    answer = client.get(reverse("certificate_check"), {"code": f" {typed} "})
    assert answer.url == address(certificate.code)


@pytest.mark.parametrize("code", ["7QK9X2MFW4TDP8HB", "x", "é" * 16, "A" * 400])
def test_an_unknown_code_gets_a_sentence(client, db, code):
    answer = client.get(address(code))
    assert answer.status_code == 404
    assert "We have given no certificate with this code." in answer.content.decode()
    answer = client.get(reverse("certificate_check"), {"code": code})
    assert "no certificate with this code" in answer.content.decode()


def test_the_form_to_check_a_code_asks_first(client, db):
    page = client.get(reverse("certificate_check")).content.decode()
    assert "no certificate" not in page
    assert 'name="code"' in page


def test_a_code_holds_only_signs_that_cannot_be_mistaken():
    assert set(new_code()) <= set(CODE_ALPHABET)
    assert not set("01ILOU") & set(CODE_ALPHABET)
    assert certificates.clean_code("7qk9-x2mf") == "7QK9X2MF"

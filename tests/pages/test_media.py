"""Of the media folder anybody sees the pictures of the library, and nothing else."""

import pytest

from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for name in (
        "images/tea.png",
        "original_images/tea.png",
        "people/sam.jpg",
        "documents/page.html",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"as it is")


def status(client, address):
    return client.get(address).status_code


def test_a_picture_in_one_of_its_sizes_is_for_anybody(client):
    assert status(client, "/media/images/tea.png") == 200


def test_a_picture_as_it_was_uploaded_is_for_editors(client):
    assert status(client, "/media/original_images/tea.png") == 403
    client.force_login(PersonFactory())
    assert status(client, "/media/original_images/tea.png") == 403
    client.force_login(PersonFactory(is_superuser=True))
    assert status(client, "/media/original_images/tea.png") == 200


def test_a_photograph_is_for_colleagues_who_are_signed_in(client):
    assert status(client, "/media/people/sam.jpg") == 302
    client.force_login(PersonFactory())
    assert status(client, "/media/people/sam.jpg") == 200


@pytest.mark.parametrize(
    "address",
    [
        "/media//people/sam.jpg",
        "/media/./people/sam.jpg",
        "/media/x/../people/sam.jpg",
        "/media/images/../people/sam.jpg",
        "/media/images/../../db.sqlite3",
        "/media/documents/page.html",
    ],
)
def test_there_is_no_roundabout_way_to_anything_else(client, address):
    assert status(client, address) == 404

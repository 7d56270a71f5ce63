"""Whoever chooses a block sees what it looks like, in our own look."""

from django.urls import reverse

import pytest

from learning.blocks import BodyBlock
from learning.models import ModulePage
from tests.learning.factories import ModulePageFactory
from tests.people.factories import PersonFactory

BODY = ModulePage.steps.field.stream_block.child_blocks["step"].child_blocks["body"]


@pytest.fixture
def editor(client, site_skeleton):
    client.force_login(PersonFactory(is_superuser=True))
    return client


@pytest.mark.parametrize("name", list(BodyBlock().child_blocks))
def test_each_block_describes_itself_and_can_be_seen(editor, name):
    block = BODY.child_blocks[name]
    assert block.get_description()
    assert block.is_previewable
    address = reverse("wagtailadmin_block_preview")
    page = editor.get(address, {"id": block.definition_prefix})
    assert page.status_code == 200
    assert "sociable.css" in page.content.decode()
    assert "inert" in page.content.decode()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("check", "Check my answer"),
        ("practice", "No heating since Friday"),
        ("task", "two-step sign-in"),
        ("confidence", "Not very sure"),
        ("plan", "One thing I will try"),
        ("example", "It answers first"),
    ],
)
def test_it_looks_like_the_real_thing(editor, name, words):
    address = reverse("wagtailadmin_block_preview")
    page = editor.get(address, {"id": BODY.child_blocks[name].definition_prefix})
    assert words in page.content.decode()


def test_an_empty_field_names_itself(editor):
    question = BODY.child_blocks["check"].child_blocks["question"]
    said = str(question.field.error_messages["required"])
    assert said == "“Question” is empty. Write it, or take the block away."


def test_a_module_opens_as_the_list_of_its_steps(editor):
    module = ModulePageFactory()
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[module.pk]))
    assert "&quot;collapsed&quot;: true" in page.content.decode()

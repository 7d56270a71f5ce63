"""An editor sees each step before it is published, as a reader will see it."""

from django.urls import reverse

from wagtail.test.utils.form_data import nested_form_data

import pytest

from learning.models import Enrolment, ModulePage
from tests.learning.editing import as_form
from tests.learning.factories import (
    ModulePageFactory,
    check,
    confidence,
    plan,
    practice,
    step,
    task,
    text,
)
from tests.people.factories import PersonFactory


@pytest.fixture
def module(site_skeleton):
    return ModulePageFactory()


@pytest.fixture
def editor(client, db):
    client.force_login(PersonFactory(is_superuser=True))
    return client


def everything():
    return [
        step("Before you begin", confidence(), text()),
        step("To do", check(), practice(), task()),
        step("Afterwards", plan()),
    ]


def look(editor, address, form, mode):
    """Look at one mode of what stands in the form, saved or not."""
    answer = editor.post(address, nested_form_data(form))
    assert answer.json() == {"is_valid": True, "is_available": True}
    return editor.get(address, {"mode": mode, "in_preview_panel": "true"})


@pytest.fixture
def address(module):
    return reverse("wagtailadmin_pages:preview_on_edit", args=[module.pk])


@pytest.fixture
def address_of_new(site_skeleton):
    return reverse(
        "wagtailadmin_pages:preview_on_add",
        args=["learning", "modulepage", site_skeleton.modules.pk],
    )


def test_there_is_a_mode_for_each_step(module):
    assert [mode for mode, _label in module.preview_modes] == [
        "",
        "step-1",
        "step-2",
        "step-3",
    ]
    assert module.preview_modes[1][1] == "1. Who is there"


def test_the_widths_are_those_of_a_telephone_and_a_desk(module):
    assert [size["device_width"] for size in module.preview_sizes] == [390, 1280]
    assert module.default_preview_size == "phone"


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("", "Begin with step 1"),
        ("step-1", "Keep this"),
        ("step-2", "Check my answer"),
        ("step-3", "One thing I will try"),
        ("step-9", "Begin with step 1"),
    ],
)
@pytest.mark.parametrize("is_saved", [True, False])
def test_each_step_is_seen_as_somebody_new_sees_it(
    editor, address, address_of_new, mode, words, is_saved
):
    module = ModulePage(title="A walk", slug="a-walk", summary="Up.", icon="talk")
    module.steps = everything()
    where = address if is_saved else address_of_new
    page = look(editor, where, as_form(module), mode)
    assert page.status_code == 200
    assert words in page.content.decode()
    assert "You are not signed in" not in page.content.decode()
    assert "This is a preview." in page.content.decode()


def test_a_step_that_was_just_added_is_seen(editor, module, address):
    form = as_form(module)
    new = as_form(ModulePage(steps=[step("A new one", check("Quite new?"))]))
    form["steps"]["3"] = {**new["steps"]["0"], "id": "", "order": 3}
    form["steps"]["3"]["value"]["body"]["0"]["id"] = ""
    form["steps"]["count"] = 4
    page = look(editor, address, form, "step-4")
    assert "Quite new?" in page.content.decode()


def test_nothing_is_kept_of_a_preview(editor, module, address):
    look(editor, address, as_form(module), "step-2")
    assert not Enrolment.objects.exists()


def test_a_button_in_a_preview_does_nothing(editor, module, address):
    page = look(editor, address, as_form(module), "step-2")
    policy = page.headers["Content-Security-Policy"]
    assert "form-action 'none'" in policy
    assert "htmx" not in page.content.decode()


def test_the_page_itself_is_no_preview(editor, module):
    page = editor.get(module.url)
    assert "This is a preview." not in page.content.decode()
    assert "form-action 'self'" in page.headers["Content-Security-Policy"]

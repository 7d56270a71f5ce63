"""The form of a module says what the house rules find, as it stands, saved or not."""

from django.contrib.auth.models import Group
from django.urls import reverse

from wagtail.test.utils.form_data import nested_form_data

import pytest

from home.skeleton import EDITORS
from tests.learning.editing import as_form
from tests.learning.factories import (
    ModulePageFactory,
    check,
    option,
    practice,
    step,
    text,
)
from tests.people.factories import PersonFactory


@pytest.fixture
def module(site_skeleton):
    return ModulePageFactory()


@pytest.fixture
def editor(client, site_skeleton):
    person = PersonFactory()
    person.groups.set(Group.objects.filter(name=EDITORS))
    client.force_login(person)
    return client


def ask(editor, form):
    return editor.post(reverse("house_rules"), nested_form_data(form)).content.decode()


def edit(module):
    return reverse("wagtailadmin_pages:edit", args=[module.pk])


def test_the_form_says_it_when_it_is_opened(editor, module):
    page = editor.get(edit(module)).content.decode()
    assert "Whoever finishes it is not thanked." in page
    assert f'data-house-rules="{reverse("house_rules")}"' in page
    assert "house-rules.js" in page


def test_a_new_module_has_it_too(editor, site_skeleton):
    new = ["learning", "modulepage", site_skeleton.modules.pk]
    page = editor.get(reverse("wagtailadmin_pages:add", args=new)).content.decode()
    assert "It has no steps yet." in page


def test_what_is_being_written_is_looked_at_before_it_is_saved(editor, module):
    form = as_form(module)
    assert "not thanked" in ask(editor, form)
    assert "not thanked" not in ask(editor, {**form, "thanks": "Thank you."})


def test_a_remark_leads_to_its_step(editor, module):
    form = as_form(module)
    form["steps"]["1"]["value"]["minutes"] = "60"
    said = ask(editor, form)
    assert f'href="#block-{module.steps[1].id}-section"' in said
    assert "Step 2, “When to pass it on”" in said
    assert "It takes about 1 minute, not what it says." in said


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("slug", "finish", "an address that the site needs itself"),
        ("slug", "who-is-there", "Step 1 has this address already"),
        ("minutes", "", "It takes about"),
        ("minutes", "many", "It takes about"),
        ("title", "", "no title yet"),
    ],
)
def test_what_cannot_be_saved_yet_is_looked_at_all_the_same(
    editor, module, name, value, words
):
    form = as_form(module)
    form["steps"]["1"]["value"][name] = value
    assert words in ask(editor, form)


def test_a_day_that_is_none_is_as_good_as_empty(editor, module):
    said = ask(editor, {**as_form(module), "checked_on": "soon", "review_on": ""})
    assert "Say when it was last checked" in said


def test_it_says_how_easily_it_is_read_and_how_long_it_takes(editor, module):
    module.steps = [step("Long", text("<p>We sat at the door.</p>" * 30), minutes=7)]
    said = ask(editor, as_form(module))
    assert "reading ease" in said
    assert "7 minutes in all" in said


def test_the_list_of_previews_comes_with_it(editor, module):
    form = as_form(module)
    form["steps"]["0"]["value"]["title"] = "Said better"
    assert '<option value="step-1">1. Said better</option>' in ask(editor, form)


def test_it_stops_nobody_and_is_said_again_on_sending(editor, module):
    form = as_form(module)
    answer = editor.post(
        edit(module), nested_form_data({**form, "action-submit": "1"}), follow=True
    )
    said = answer.content.decode()
    assert "submitted for moderation" in said
    assert "Whoever finishes it is not thanked." in said


def test_saving_a_draft_says_it_in_the_panel_alone(editor, module):
    form = nested_form_data({**as_form(module), "action-save": "1"})
    page = editor.post(edit(module), form, follow=True).content.decode()
    assert page.count("Whoever finishes it is not thanked.") == 1


def test_a_form_that_came_back_is_looked_at_as_it_was_typed(editor, module):
    form = {**as_form(module), "title": "", "thanks": "Thank you.", "action-submit": 1}
    page = editor.post(edit(module), nested_form_data(form)).content.decode()
    assert "Give the module a title" in page
    assert "It has no title." in page
    assert "not thanked" not in page


def test_an_answer_without_its_why_is_seen(editor, module):
    silent = check("Which?", [option("A", right=True), option("B", feedback="")])
    module.steps = [step("One", silent)]
    assert "“Which?”: an answer is not told why" in ask(editor, as_form(module))


def test_nobody_asks_from_outside_the_admin(client, module):
    client.force_login(PersonFactory())
    assert client.post(reverse("house_rules"), {}).status_code in (302, 403)
    assert client.get(reverse("house_rules")).status_code in (302, 403)


def test_nothing_at_all_is_looked_at_calmly(editor):
    assert "It has no steps yet." in ask(editor, {})


def test_what_the_form_will_refuse_is_told_apart_from_what_is_advice(editor, module):
    form = as_form(module)
    assert "must be mended" not in ask(editor, form)
    silent = check("Which?", [option("A", right=True), option("B", feedback="")])
    module.steps = [step("One", silent)]
    said = ask(editor, as_form(module))
    assert "Something must be mended before it can be sent" in said
    assert "“What is said to whoever chooses it” is empty." in said
    sent = {**as_form(module), "action-submit": "1"}
    page = editor.post(edit(module), nested_form_data(sent)).content.decode()
    assert "could not be" in page


def test_a_reply_that_leads_nowhere_is_said_in_the_panel(editor, module):
    talk = practice()
    talk["value"]["turns"][0]["value"]["replies"][0]["value"]["goes_to"] = "nowhere"
    module.steps = [step("One", talk)]
    said = ask(editor, as_form(module))
    assert "There is no turn with the short name “nowhere”." in said

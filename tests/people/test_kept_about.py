"""Every model says what it holds about people, and every field of it is spoken for."""

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models

import pytest

from people.kept_about import ABOUT, ACCOUNT, NOTHING, ByHand, Emptied, Goes, Stays

EVERY_MODEL = {
    model._meta.label: model for model in apps.get_models(include_auto_created=True)
}
# Fields that can hold words, or a file.
WORDS = (models.CharField, models.TextField, models.JSONField, models.FileField)
HOW = """

Say in {app}/about_people.py what {label} holds about people: nothing("{label}", why,
fields), or about("{label}", kind, called, Link(path, what an erasure does), …). How:
people/kept_about.py."""


def how(model):
    label = model._meta.label
    return HOW.format(app=model._meta.app_label, label=label)


def own_fields(model):
    """The names of what a row of the model itself holds, its key aside."""
    meta = model._meta
    return {
        f.name for f in (*meta.local_fields, *meta.local_many_to_many) if f.name != "id"
    }


def is_ours(model):
    path = apps.get_app_config(model._meta.app_label).path
    return path.startswith(str(settings.BASE_DIR)) and "site-packages" not in path


def names_people(model):
    """The fields that point at a person."""
    fields = (*model._meta.local_fields, *model._meta.local_many_to_many)
    return [f.name for f in fields if f.related_model is get_user_model()]


@pytest.mark.parametrize("label", EVERY_MODEL)
def test_every_model_is_spoken_for(label):
    spoken = label in ABOUT or label in NOTHING
    assert spoken, f"Nobody said what {label} holds.{how(EVERY_MODEL[label])}"


def test_nothing_is_said_of_a_model_that_is_gone():
    assert {*ABOUT, *NOTHING} - set(EVERY_MODEL) == set()


@pytest.mark.parametrize("label", NOTHING)
def test_what_holds_nothing_about_people_names_nobody(label):
    model, said = EVERY_MODEL[label], NOTHING[label]
    # A way to many of them is a table of its own, and spoken for there.
    pointing = [
        name
        for name in names_people(model)
        if not model._meta.get_field(name).many_to_many
    ]
    assert not pointing, f"{label} points at people: {pointing}.{how(model)}"
    if is_ours(model) and not model._meta.auto_created:
        own = own_fields(model) - {f.name for f in model._meta.local_many_to_many}
        assert own == {f for f in said.fields if f != "id"}, how(model)


@pytest.mark.parametrize("label", ABOUT)
def test_every_field_is_told_or_kept_back_for_a_reason(label):
    model, said = EVERY_MODEL[label], ABOUT[label]
    told, untold = set(said.told), set(said.untold)
    assert not told & untold, f"{label}: both told and not: {told & untold}"
    own = own_fields(model)
    assert own - told - untold == set(), (
        f"Nobody said whether these of {label} are told to their person: "
        f"{own - told - untold}.{how(model)}"
    )
    assert (told | untold) - own <= {"id"} | {
        f.name for f in model._meta.get_fields()
    }, f"{label} has no such fields: {(told | untold) - own}"


@pytest.mark.parametrize("label", ABOUT)
def test_every_way_to_a_person_is_known(label):
    model, said = EVERY_MODEL[label], ABOUT[label]
    if model is get_user_model():
        return
    paths = {link.path.split("__")[0] for link in said.links}
    missing = set(names_people(model)) - paths
    # Of a table of many to many, the table in between is spoken for.
    missing -= {f.name for f in model._meta.local_many_to_many}
    assert not missing, f"{label}: no Link says what becomes of {missing}.{how(model)}"


@pytest.mark.parametrize("label", ABOUT)
def test_no_words_of_a_person_stay_by_oversight(label):
    """Where a row stays, each field that can hold words is emptied or harmless."""
    model, said = EVERY_MODEL[label], ABOUT[label]
    wordy = {
        f.name
        for f in model._meta.local_fields
        if isinstance(f, WORDS) and not f.choices
    }
    for link in said.links:
        if not isinstance(link.on_erasure, Emptied):
            assert isinstance(link.on_erasure, Goes | Stays | ByHand)
            continue
        known = {*link.on_erasure.fields, *link.on_erasure.harmless}
        assert wordy <= known, (
            f"{label}, found by {link.path or link.find}: an erasure leaves the words "
            f"in {wordy - known}.{how(model)}"
        )


def test_what_is_about_a_person_belongs_to_the_table_of_who_sees_what():
    from people.who_sees_what import TABLE

    used = {said.kind for said in ABOUT.values()}
    assert used <= {*TABLE, ACCOUNT}
    # Kept with something else: what helps somebody be there is in their details.
    assert set(TABLE) - used == {"access_needs"}

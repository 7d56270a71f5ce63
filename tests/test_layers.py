"""The house has storeys: what stands higher leans on what stands lower, never back.

Imports are held by .importlinter. Foreign keys are named by strings, which it cannot
see: they are held here.
"""

import configparser
import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model

import pytest

TOP_TO_BOTTOM = ["home", "champions", "cafes", "learning", "people", "pages"]


def height(model):
    """Count the storeys below a model's app; None where the app is not ours."""
    label = model._meta.app_label
    if label not in TOP_TO_BOTTOM:
        return None
    return len(TOP_TO_BOTTOM) - 1 - TOP_TO_BOTTOM.index(label)


def our_relations():
    """Give each key of ours that leads to a model of ours, as a test parameter."""
    for model in apps.get_models():
        if height(model) is None:
            continue
        for field in model._meta.get_fields(include_parents=False):
            target = field.related_model if field.concrete else None
            # Wagtail's pages and pictures lead to the user as well: free to all.
            if target is None or target is get_user_model() or height(target) is None:
                continue
            yield pytest.param(model, target, id=str(field))


@pytest.mark.parametrize(("model", "target"), list(our_relations()))
def test_keys_point_down_or_sideways(model, target):
    assert height(target) <= height(model)


def test_there_are_keys_to_look_at():
    assert list(our_relations())


def test_every_app_of_ours_has_its_storey():
    installed = {
        app.label
        for app in apps.get_app_configs()
        if Path(app.path).parent == settings.BASE_DIR
    }
    assert installed == set(TOP_TO_BOTTOM)


def test_imports_are_held_to_the_same_order():
    contract = configparser.ConfigParser()
    contract.read(settings.BASE_DIR / ".importlinter")
    layers = contract["importlinter:contract:layers"]["layers"].split()
    assert layers == ["config", *TOP_TO_BOTTOM]
    assert set(contract["importlinter"]["root_packages"].split()) == set(layers)


def test_imports_point_down():
    # Beside the Python that runs the tests, whether that is on the path or not.
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [program, "--no-cache"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout

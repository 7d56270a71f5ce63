"""The style guide shows everything that our pages are made of."""

import re

from django.conf import settings
from django.urls import reverse

import pytest

COMPONENTS = settings.BASE_DIR / "templates" / "components"
STYLES = settings.BASE_DIR / "static_src" / "scss" / "components"

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide(client, site_skeleton, settings):
    # Each piece is drawn anew, so that it is known from which template.
    settings.DEBUG = True
    return client.get(reverse("styleguide"))


def test_every_component_is_shown(guide):
    ours = {
        str(path.relative_to(settings.BASE_DIR / "templates"))
        for path in COMPONENTS.rglob("*.html")
    }
    assert ours
    assert ours - {template.name for template in guide.templates} == set()


def test_whatever_a_style_sheet_dresses_is_shown(guide):
    html = guide.content.decode()
    for sheet in STYLES.glob("_*.scss"):
        blocks = set(re.findall(r"\.(soc-[a-z]+(?:-[a-z]+)*)", sheet.read_text()))
        missing = {
            name for name in blocks if not re.search(rf"[\" ]{name}(?![a-z])", html)
        }
        assert not missing, f"{sheet.name} dresses what is not shown"


def test_it_needs_neither_inline_style_nor_inline_script(guide):
    html = guide.content.decode()
    assert " style=" not in html
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"<[^>]+\son[a-z]+=", html)


def test_no_id_is_given_twice(guide):
    ids = re.findall(r'\sid="([^"]+)"', guide.content.decode())
    assert sorted(set(ids)) == sorted(ids)

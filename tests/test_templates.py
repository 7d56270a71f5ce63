"""Names tie things: whoever knows a page or a block knows its template, and back.

`ModulePage` of learning is shown by `learning/module_page.html`, `CheckBlock` by
`blocks/check_block.html`, a component `SessionRow` of cafes by
`cafes/components/session_row.html`.
"""

import re

from django.apps import apps
from django.conf import settings
from django.template.loader import get_template
from django.utils.module_loading import autodiscover_modules

from laces.components import Component
from wagtail import blocks
from wagtail.models import Page

import pytest

OUR_APPS = [
    app.label
    for app in apps.get_app_configs()
    if app.path == str(settings.BASE_DIR / app.label)
]


def snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def app_of(cls):
    return cls.__module__.split(".")[0]


def ours_among(base):
    """Give every class of ours, however deep, that is made from this one."""
    for cls in base.__subclasses__():
        if app_of(cls) in OUR_APPS:
            yield cls
        yield from ours_among(cls)


def once(classes):
    return sorted(set(classes), key=lambda cls: (cls.__module__, cls.__name__))


PAGES = once(cls for cls in ours_among(Page) if not cls._meta.abstract)
# A stream only lines up what others show.
BLOCKS = once(
    cls for cls in ours_among(blocks.Block) if not issubclass(cls, blocks.StreamBlock)
)
TEMPLATES = settings.BASE_DIR / "templates"
COMPONENTS = sorted(TEMPLATES.glob("**/components/*.html"))


def test_the_classes_are_found():
    assert {"HomePage", "ModulePage", "CafePage"} <= {page.__name__ for page in PAGES}
    assert "CheckBlock" in {block.__name__ for block in BLOCKS}


@pytest.mark.parametrize("cls", PAGES, ids=lambda cls: cls.__name__)
def test_a_page_has_the_template_of_its_name(cls):
    assert cls.template == f"{cls._meta.app_label}/{snake(cls.__name__)}.html"
    get_template(cls.template)


@pytest.mark.parametrize("cls", BLOCKS, ids=lambda cls: cls.__name__)
def test_a_block_has_the_template_of_its_name(cls):
    template = cls._meta_class.template
    assert template == f"blocks/{snake(cls.__name__)}.html"
    get_template(template)


def test_a_component_has_the_template_of_its_name():
    autodiscover_modules("components")
    # One that names none looks like the one that it is made from.
    components = [
        cls for cls in once(ours_among(Component)) if "template_name" in vars(cls)
    ]
    assert components
    for cls in components:
        template = f"{app_of(cls)}/components/{snake(cls.__name__)}.html"
        assert cls.template_name == template
        get_template(template)


@pytest.fixture(scope="module")
def everything_written():
    """All our templates and Python in one text, to look a name up in."""
    folders = [settings.BASE_DIR / label for label in OUR_APPS]
    sources = [path for folder in folders for path in folder.rglob("*.py")]
    sources += TEMPLATES.rglob("*.html")
    return "\n".join(path.read_text() for path in sources)


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.name)
def test_no_component_outlives_its_use(path, everything_written):
    assert f'"{path.relative_to(TEMPLATES).as_posix()}"' in everything_written


def test_no_block_template_outlives_its_block():
    shown = {f"{snake(block.__name__)}.html" for block in BLOCKS}
    assert {path.name for path in (TEMPLATES / "blocks").glob("*_block.html")} <= shown

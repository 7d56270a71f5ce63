"""`.env.example` lists every setting that the environment gives, and no other."""

import ast
import re

from django.conf import settings

import pytest

SETTINGS_FILES = sorted((settings.BASE_DIR / "config" / "settings").glob("*.py"))
LINES = (settings.BASE_DIR / ".env.example").read_text().splitlines()
ENTRY = re.compile(r"^(?:# )?([A-Z][A-Z_]+)=")


def names_read(source):
    """Give the names of the variables that a settings file asks `env` for."""
    for call in ast.walk(ast.parse(source)):
        match call:
            case ast.Call(
                func=ast.Name("env") | ast.Attribute(value=ast.Name("env")),
                args=[ast.Constant(name), *_],
            ):
                yield name


def listed():
    return [match[1] for match in map(ENTRY.match, LINES) if match]


def test_lists_what_the_settings_read():
    read = {name for path in SETTINGS_FILES for name in names_read(path.read_text())}
    assert read
    assert set(listed()) == read


def test_lists_each_once():
    assert len(listed()) == len(set(listed()))


@pytest.mark.parametrize("name", listed())
def test_says_what_each_is_for(name):
    at = next(i for i, line in enumerate(LINES) if ENTRY.match(line) and name in line)
    assert LINES[at - 1].startswith("# ")
    assert LINES[at - 1].endswith(".")


def test_sees_every_way_of_asking():
    source = 'env("A"); env.bool("B", default=False); vars().update(env.db("C"))'
    assert sorted(names_read(source)) == ["A", "B", "C"]

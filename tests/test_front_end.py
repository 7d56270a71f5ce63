"""What a browser fetches: light enough, readable by day and by night, all our own.

Reads the tokens that the style sheet is made from, and what `npm run build` has made
of them in static/.
"""

import re

from django.conf import settings
from django.template.loader import get_template

import pytest

SOURCE = settings.BASE_DIR / "static_src"
BUILT = settings.BASE_DIR / "static"
TOKENS = SOURCE / "scss" / "_tokens.scss"
TEMPLATES = settings.BASE_DIR / "templates"
KILOBYTE = 1024

TEXT, SHAPE = 4.5, 3
# What is written or drawn on what, and how much they must differ (WCAG 1.4.3, 1.4.11).
PAIRS = [
    ("ink", "page", TEXT),
    ("ink", "surface", TEXT),
    ("ink", "oat", TEXT),
    ("ink", "oat-deep", TEXT),
    ("ink", "glaze-tint", TEXT),
    ("ink", "amber-tint", TEXT),
    ("ink", "leaf-tint", TEXT),
    ("ink", "error-tint", TEXT),
    ("ink-soft", "page", TEXT),
    ("ink-soft", "surface", TEXT),
    ("ink-soft", "oat", TEXT),
    ("ink-soft", "glaze-tint", TEXT),
    ("ink-soft", "amber-tint", TEXT),
    ("ink-soft", "leaf-tint", TEXT),
    ("glaze", "page", TEXT),
    ("glaze", "surface", TEXT),
    ("glaze", "oat", TEXT),
    ("glaze", "amber-tint", TEXT),
    ("glaze", "glaze-tint", TEXT),
    ("glaze", "leaf-tint", TEXT),
    ("on-glaze", "glaze", TEXT),
    ("on-glaze", "glaze-deep", TEXT),
    ("plum", "page", TEXT),
    ("plum", "plum-tint", TEXT),
    ("leaf", "page", TEXT),
    ("leaf", "leaf-tint", TEXT),
    ("amber-ink", "page", TEXT),
    ("amber-ink", "amber-tint", TEXT),
    ("coral-ink", "coral-tint", TEXT),
    ("slate", "slate-tint", TEXT),
    ("glaze-deep", "glaze-tint", TEXT),
    ("error", "page", TEXT),
    ("error", "error-tint", TEXT),
    ("focus-ink", "focus", TEXT),
    ("fixed-ink", "amber", TEXT),
    ("fixed-ink", "coral", TEXT),
    ("footer-ink", "footer", TEXT),
    ("line-strong", "page", SHAPE),
    ("line-strong", "oat", SHAPE),
    ("glaze", "oat", SHAPE),
]


def colours(scheme):
    """Give the tokens of one scheme, "light" or "dark", by name."""
    block = TOKENS.read_text().split(f"${scheme}: (")[1].split("\n);")[0]
    return dict(re.findall(r'"([\w-]+)": (#[0-9a-f]{6})', block))


def luminance(colour):
    """The relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_every_pair_of_colours_can_be_told_apart(scheme, front, back, least):
    tokens = colours(scheme)
    assert contrast(tokens[front], tokens[back]) >= least


def test_contrast_is_measured_as_the_guidelines_do():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_both_schemes_name_the_same_colours():
    assert set(colours("light")) == set(colours("dark"))


def test_colours_are_named_in_one_file_only():
    for sheet in (SOURCE / "scss").rglob("*.scss"):
        if sheet != TOKENS:
            found = re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(", sheet.read_text())
            assert not found, f"{sheet.name} has colours of its own: {found}"


def test_every_style_sheet_is_part_of_the_whole():
    whole = (SOURCE / "scss" / "main.scss").read_text()
    used = set(re.findall(r'@use "((?:base|layout|components)/[\w-]+)"', whole))
    there = {
        f"{sheet.parent.name}/{sheet.stem.removeprefix('_')}"
        for sheet in (SOURCE / "scss").glob("*/_*.scss")
    }
    assert used == there


def stands_alone(page):
    """Whether it is read without the site: a mail, or a page that is taken away."""
    alone = ("base_email.html", "everything_file.html")
    return "email" in page.parts or page.name in alone


def test_pages_take_their_colours_from_the_style_sheet():
    drawings = TEMPLATES / "components"
    for page in TEMPLATES.rglob("*.html"):
        if not stands_alone(page) and drawings not in page.parents:
            assert not re.search(r"#[0-9a-fA-F]{6}\b", page.read_text()), page


def test_pages_have_no_inline_style_and_no_inline_script():
    for page in TEMPLATES.rglob("*.html"):
        if stands_alone(page):
            continue
        text = page.read_text()
        assert not re.search(r"\sstyle=|<style", text), page
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), page
        assert not re.search(r"<[^>%]+\son[a-z]+=", text), page


# What was built -----------------------------------------------------------------

FIRST_PAGE = [
    "sociable.css.gz",
    "sociable.js.gz",
    "js-enabled.js.gz",
    "htmx.min.js.gz",
    "tiles.svg.gz",
    "favicon.svg.gz",
    "fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "fonts/bricolage-grotesque-latin-wght-normal.woff2",
]


def built(name):
    """Give a built file, or say how it comes to be."""
    path = BUILT / name
    assert path.exists(), f"static/{name} is missing: run npm ci && npm run build"
    return path


def test_the_first_page_weighs_no_more_than_it_may():
    weight = sum(built(name).stat().st_size for name in FIRST_PAGE)
    # 150 KB in all; a page itself is at most 20 of them.
    assert weight <= 130 * KILOBYTE


def test_every_text_has_its_compressed_twin_of_the_same_build():
    import gzip

    texts = [path for path in BUILT.iterdir() if path.suffix in {".css", ".js", ".svg"}]
    assert len(texts) >= 6
    for path in texts:
        assert (
            gzip.decompress(built(f"{path.name}.gz").read_bytes()) == path.read_bytes()
        )


def test_nothing_built_leads_to_anybody_else():
    css = built("sociable.css").read_text()
    assert set(re.findall(r"url\((.*?)\)", css))
    for address in re.findall(r"url\((.*?)\)", css):
        built(address.strip("\"'"))
    for name in ("sociable.css", "sociable.js", "htmx.min.js"):
        assert "sourceMappingURL" not in built(name).read_text()


# Pages for when something is broken ------------------------------------------------


@pytest.mark.parametrize("name", ["500.html", "away.html"])
def test_pages_for_bad_moments_ask_nothing_of_anything(name):
    """No request, so no context processor; no database mark, so no database."""
    html = get_template(name).render()
    assert "<h1" in html
    assert "Sociable" in html


@pytest.mark.parametrize("name", ["404.html", "403.html", "csrf_failure.html"])
def test_the_frame_stands_without_what_the_context_processors_bring(name):
    html = get_template(name).render()
    assert "<h1" in html
    assert "None" not in html

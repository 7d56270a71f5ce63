"""Make a picture of every screen at both widths, light and dark, and of every letter,
into var/screens. Those that stand in the docs are renewed with them.
"""

import json
import shutil
import sys
import tempfile
from html import escape
from pathlib import Path

from playwright.sync_api import sync_playwright

from screens import for_docs
from screens.catalogue import ADMIN_SCREENS, SCREENS, find_places, sign_in
from screens.city_server import ROOT, running_city

WIDTHS = {1280: 800, 390: 780}
# What a mail program gives a letter, on a desk and in a hand.
LETTER_WIDTHS = {600: 800, 390: 780}
AS_TEXT = (
    "<pre style='font:15px/22px monospace;white-space:pre-wrap;"
    "overflow-wrap:anywhere'>{}</pre>"
)
ALL_LETTERS = (
    "import json; from screens.letters import all_written; "
    "print(json.dumps(all_written()))"
)
SCHEMES = ("light", "dark")
DESK_BY_DAY = (1280, "light")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LAUNCH = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
]


def picture(browser, city, places, sessions, screen, scheme, folder):
    """Take one screen in one scheme, at each width; Wagtail's at a desk, by day."""
    is_ours = screen in SCREENS
    for width, height in WIDTHS.items():
        if not is_ours and (width, scheme) != DESK_BY_DAY:
            continue
        context = browser.new_context(
            viewport={"width": width, "height": height},
            device_scale_factor=1 if width > 640 else 1.5,
            color_scheme=scheme,
            reduced_motion="reduce",
            locale="en-GB",
        )
        page = context.new_page()
        who = screen.who.format(**places)
        if who in sessions:
            context.add_cookies(sessions[who])
        elif who:
            sign_in(page, city, who)
            sessions[who] = context.cookies()
        page.goto(city.url + screen.path.format(**places))
        if screen.act:
            screen.act(page)
        page.evaluate("document.fonts.ready")
        shade = "" if scheme == "light" else "-dark"
        page.screenshot(
            path=folder / f"{screen.name}{shade}-{width}.png", full_page=is_ours
        )
        context.close()


def picture_letter(browser, letter, folder):
    """Take one letter at each width in each scheme, and as text with its subject."""
    name = f"14a-email-{letter['kind']}"
    text = AS_TEXT.format(escape(f"Subject: {letter['subject']}\n\n{letter['text']}"))
    kinds = [("", "light", letter["html"]), ("-dark", "dark", letter["html"])]
    for width, height in LETTER_WIDTHS.items():
        for shade, scheme, html in [*kinds, ("-text", "light", text)]:
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=scheme
            )
            page.set_content(html)
            page.screenshot(path=folder / f"{name}{shade}-{width}.png", full_page=True)
            page.close()


def main(only):
    folder = ROOT / "var" / "screens"
    folder.mkdir(parents=True, exist_ok=True)
    letters = not only or any(name.startswith("14a") for name in only)
    every = [*SCREENS, *ADMIN_SCREENS]
    chosen = [s for s in every if not only or s.name.startswith(tuple(only))]
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    with (
        tempfile.TemporaryDirectory() as data_dir,
        running_city(data_dir) as city,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=executable, args=LAUNCH)
        places, sessions = find_places(city), {}
        for screen in chosen:
            for scheme in SCHEMES:
                picture(browser, city, places, sessions, screen, scheme, folder)
            sys.stdout.write(f"{screen.name}\n")
        for letter in json.loads(city.python(ALL_LETTERS)) if letters else []:
            picture_letter(browser, letter, folder)
            sys.stdout.write(f"14a-email-{letter['kind']}\n")
        browser.close()
    for_docs.renew(folder, ROOT / "docs" / "screens")
    sys.stdout.write(f"{len(chosen)} screens are in {folder.relative_to(Path.cwd())}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

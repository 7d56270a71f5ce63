"""Make a picture of every screen at both widths, light and dark, into var/screens."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from screens.catalogue import ADMIN_SCREENS, SCREENS, find_places, sign_in
from screens.city_server import ROOT, running_city

WIDTHS = {1280: 800, 390: 780}
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


def main(only):
    folder = ROOT / "var" / "screens"
    folder.mkdir(parents=True, exist_ok=True)
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
        browser.close()
    sys.stdout.write(f"{len(chosen)} screens are in {folder.relative_to(Path.cwd())}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

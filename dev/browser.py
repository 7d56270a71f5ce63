"""The browser of the journeys: the machine's, else one fetched for them."""

import shutil

from dev.environment import PYTHON
from dev.shell import Problem, call, say, succeeds

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
START_AND_STOP = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    playwright.chromium.launch(args=["--no-sandbox"]).close()
"""


def prepare():
    """See to it that there is a browser. Raises Problem where there can be none."""
    if any(map(shutil.which, NAMES)) or succeeds([PYTHON, "-c", START_AND_STOP]):
        return
    say("Fetching a browser for the tests.")
    failure = (
        "There is no Chromium or Chrome here, and none could be fetched for the tests"
    )
    call([PYTHON, "-m", "playwright", "install", "chromium"], failure)
    if not succeeds([PYTHON, "-c", START_AND_STOP]):
        raise Problem(
            "The browser that was fetched for the tests does not start here: install "
            "Chromium or Chrome with the machine's own package manager, then run the "
            "same command again."
        )

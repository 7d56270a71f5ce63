"""What every test may ask for: the skeleton of the site, signing in, a browser."""

import os
import shutil

import pytest

# Playwright runs its own loop in the thread in which tests speak to the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture
def site_skeleton(db):
    """The pages that every site has: `home`, `modules`, `cafes`.

    Made anew in each test's own transaction, since a transactional test empties
    the database, Wagtail's root page included.
    """
    from home.skeleton import build_site

    return build_site()


@pytest.fixture
def sign_in():
    """A function that signs a person in to a test client and gives it back."""

    def sign_in(client, person):
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The machine's own Chromium where it has one, asking nothing of the network."""
    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    return {
        **browser_type_launch_args,
        **({"executable_path": chromium} if chromium else {}),
        "args": [
            "--no-sandbox",
            "--no-first-run",
            "--disable-gpu",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }

"""What somebody sees on a page, and presses."""

from playwright.sync_api import expect

from tests.journeys.conftest import assert_accessible

# How many pixels wide the page is on a telephone.
PHONE = 390


def heading(page, words):
    """Wait for the page with this heading, and look at it closely."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
    assert_accessible(page)


def says(page, *sentences):
    """Each of these can be read on the page."""
    for sentence in sentences:
        expect(page.get_by_text(sentence).filter(visible=True).first).to_be_visible()


def press(page, name):
    """Press the button with exactly this name."""
    page.get_by_role("button", name=name, exact=True).click()


def says_nothing_of(page, words):
    """These words are nowhere on the page."""
    expect(page.get_by_text(words)).to_have_count(0)

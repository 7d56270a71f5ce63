"""From the top of the home page to a booked café with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.journeys.cast import add_person
from tests.journeys.seeing import says

pytestmark = pytest.mark.journey

MOST_TABS = 60
# How an element and what is drawn for it (a radio's circle is its label's) look.
LOOK = """element => JSON.stringify(
  [element, element.nextElementSibling].filter(Boolean).flatMap(part =>
    ["", "::before", "::after"].map(pseudo => {
      const style = getComputedStyle(part, pseudo || null);
      return [style.outlineStyle, style.outlineWidth, style.outlineColor,
              style.boxShadow, style.backgroundColor, style.borderColor, style.clip,
              style.clipPath, style.width];
    })))"""
IS_IN_SIGHT = """element => {
  // A label for ears alone is seen by nobody: then it is the field itself.
  const seen = [...(element.labels ?? [])].find(label => label.offsetWidth > 1);
  const box = (seen ?? element).getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight && box.width > 1;
}"""


class Keyboard:
    """Hands that never leave the keyboard, and eyes that watch where the focus is."""

    def __init__(self, page):
        self.page = page
        self.unseen = []

    @property
    def focused(self):
        return self.page.evaluate_handle("document.activeElement").as_element()

    @property
    def words(self):
        """What the focused element says."""
        return self.focused.evaluate(
            "e => (e.labels?.[0] ?? e).innerText.replace(/\\s+/g, ' ').trim()"
        )

    def tab(self):
        self.page.keyboard.press("Tab")
        element = self.focused
        focused = element.evaluate(LOOK)
        in_sight = element.evaluate(IS_IN_SIGHT)
        element.evaluate("e => e.blur()")
        without = element.evaluate(LOOK)
        element.evaluate("e => e.focus()")
        if focused == without or not in_sight:
            self.unseen.append(self.words)

    def go_to(self, words):
        """Press Tab until the element that says this has the focus."""
        passed = []
        while len(passed) < MOST_TABS:
            self.tab()
            if words in self.words:
                return
            passed.append(self.words)
        raise AssertionError(f"Tab never reached {words!r}, only {passed}")

    def press(self, key):
        self.page.keyboard.press(key)


def test_a_cafe_is_booked_with_the_keyboard_alone(city, visitor):
    kim = add_person(city, "Kim Fairweather-Ito")
    page = visitor(kim.email)
    page.goto("/")
    keys = Keyboard(page)

    keys.tab()
    assert keys.words == "Skip to main content"
    keys.press("Enter")
    expect(page.locator("main")).to_be_focused()
    keys.go_to("Go to my page")
    keys.go_to("When someone is cross with us")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "When someone is cross with us"
    )

    keys.go_to("All cafés")
    keys.go_to("It’s new to me")
    keys.press("Space")
    keys.go_to("A seat near the door")
    keys.press("Space")
    keys.go_to("What do you hope to take home?")
    page.keyboard.type("To put faces to names")
    keys.go_to("Book my place")
    keys.press("Enter")
    says(page, "You have a place, Kim", "We’ve e-mailed this to you.")
    assert keys.unseen == []

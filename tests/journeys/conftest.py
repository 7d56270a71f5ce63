"""The whole site in processes of its own, and a browser that notices trouble."""

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from screens.catalogue import find_places, sign_in
from screens.city_server import running_city

# A small machine that runs everything at once takes its time.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)

# Pages without scripts, each with the means of turning them on again.
_switches = WeakKeyDictionary()

# Doubles the size that somebody chose, and gives what is written in letters that did
# not double, and how much too wide the page is then.
DOUBLED = """() => {
  const root = document.documentElement;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const written = [];
  const sizeOf = (element) => parseFloat(getComputedStyle(element).fontSize);
  while (walk.nextNode()) {
    const text = walk.currentNode.data.trim();
    const parent = walk.currentNode.parentElement;
    if (text && parent.checkVisibility() && !parent.closest("svg"))
      written.push([text, parent, sizeOf(parent)]);
  }
  root.style.fontSize = "200%";
  const small = written.filter(([, parent, size]) => sizeOf(parent) < 1.9 * size);
  const over = root.scrollWidth - innerWidth;
  root.style.fontSize = "";
  return { small: small.map(([text]) => text).slice(0, 5), over };
}"""

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def city(tmp_path_factory):
    """The sample city, served as somebody meets it who tries the product out."""
    data_dir = tmp_path_factory.mktemp("city")
    with _a_database() as url, running_city(data_dir, url) as city:
        yield city


@contextmanager
def _a_database():
    """Give the address of an empty database: PostgreSQL where the tests are on it,
    else none, which means the embedded one."""
    url = urlsplit(os.environ.get("DATABASE_URL", ""))
    if not url.scheme.startswith("postgres"):
        yield ""
        return
    import psycopg

    name = f"sociable_city_{os.getpid()}"
    with psycopg.connect(url.geturl(), autocommit=True) as rows:
        rows.execute(f"CREATE DATABASE {name}")
    try:
        yield url._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(url.geturl(), autocommit=True) as rows:
            rows.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def places(city):
    """Sessions, people and codes that the journeys name."""
    return find_places(city)


@dataclass
class Watch:
    """What went wrong in the browser that no test asked about."""

    home: str
    troubles: list = field(default_factory=list)

    def over(self, page):
        """Notice what goes wrong on this page from now on."""
        page.on("console", self.on_console)
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("request", self.on_request)

    def on_console(self, message):
        expected = (
            "the server responded with a status of 4",
            # Wagtail asks who else is editing, and a test has ended the session.
            "editing-sessions/ping",
            # A test took the database away, or pulled the plug.
            "the server responded with a status of 503",
            "net::ERR_INTERNET_DISCONNECTED",
            "htmx:error: Failed to fetch",
        )
        if message.type == "error" and not any(e in message.text for e in expected):
            self.troubles.append(message.text)

    def on_request(self, request):
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != self.home:
            self.troubles.append(f"a request left for {request.url}")


@pytest.fixture
def watched(page, city):
    """A page on which any script error, refused resource or foreign request fails."""
    watch = Watch(urlsplit(city.url).netloc)
    watch.over(page)
    yield page
    assert watch.troubles == []


@pytest.fixture
def visitor(browser, city):
    """A function that opens a browser of its own for somebody, at the width of their
    device, signed in if an e-mail is given; every one of them is watched."""
    watch, contexts = Watch(urlsplit(city.url).netloc), []

    def open_browser(who="", width=1280, scripts=True):
        context = browser.new_context(
            base_url=city.url,
            viewport={"width": width, "height": 780},
            locale="en-GB",
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        watch.over(page)
        if not scripts:
            _turn_scripts_off(page)
        if who:
            sign_in(page, city, who)
        return page

    yield open_browser
    for context in contexts:
        context.close()
    assert watch.troubles == []


@pytest.fixture
def visit(watched, city, places):
    """Go to a path of the city, signed in as somebody if an e-mail is given."""

    def go(path, who=""):
        if who:
            sign_in(watched, city, who.format(**places))
        return watched.goto(city.url + path.format(**places))

    return go


def assert_accessible(page):
    """Fail on anything that axe finds on the page as it stands."""
    with _scripts_allowed(page):
        found = Axe().run(page, options={"runOnly": WCAG})
    assert found.violations_count == 0, found.generate_report()


def _turn_scripts_off(page):
    """Run none of the page's scripts, in a way that can be lifted for axe."""
    _switches[page] = page.context.new_cdp_session(page)
    _switches[page].send("Emulation.setScriptExecutionDisabled", {"value": True})


@contextmanager
def _scripts_allowed(page):
    """Axe is a script too: let it run in a browser that runs none of ours."""
    switch = _switches.get(page)
    if switch:
        switch.send("Emulation.setScriptExecutionDisabled", {"value": False})
    yield
    if switch:
        switch.send("Emulation.setScriptExecutionDisabled", {"value": True})


def assert_fits(page, width=320):
    """Fail if the page scrolls sideways at this width."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": 640})
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.set_viewport_size(before)
    assert over <= 0, f"{over} pixels too wide at {width}"


def assert_grows(page, width=390):
    """Fail if any text stays small, or the page scrolls sideways, on a telephone whose
    owner reads at twice the size."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": 780})
    doubled = page.evaluate(DOUBLED)
    page.set_viewport_size(before)
    assert doubled["small"] == []
    assert doubled["over"] <= 0, f"{doubled['over']} pixels too wide with large text"

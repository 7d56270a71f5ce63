"""Pages of the site itself: few, written in templates, and found by words of their own.

They stand in no index: what is kept about you, your e-mails, your record, the way to
help. Those for somebody signed in are found by nobody else.
"""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from home.search import words
from people.querysets import is_here


@dataclass(frozen=True)
class SitePage:
    """One of them: its title, what it is for, other words for it, and its address."""

    title: str
    about: str
    called: str
    view: str
    anchor: str = ""
    is_own: bool = True

    @property
    def url(self):
        return f"{reverse(self.view)}{self.anchor}"

    @cached_property
    def stems(self):
        """The stems of all its words but the common ones."""
        said = f"{self.title} {self.about} {self.called}"
        return {word.stem for word in words.words_in(said) if not word.is_common}


SITE_PAGES = [
    SitePage(
        title=_("What we keep about you"),
        about=_("Who can see what, why it is kept, and for how long."),
        called=_("privacy notice data protection personal information GDPR cookies"),
        view="privacy",
        is_own=False,
    ),
    SitePage(
        title=_("Accessibility statement"),
        about=_("What works with which aids, what does not yet, and whom to tell."),
        called=_("accessible disability screen reader keyboard contrast large text"),
        view="accessibility",
        is_own=False,
    ),
    SitePage(
        title=_("Which messages you get"),
        about=_("Turn e-mails off, or have them less often."),
        called=_("unsubscribe stop mail email notification reminder settings"),
        view="my_details",
        anchor="#messages",
    ),
    SitePage(
        title=_("My details"),
        about=_("Your name, number, photo, what helps you be there, and days away."),
        called=_("profile account phone leave absence access needs settings"),
        view="my_details",
    ),
    SitePage(
        title=_("My record and certificates"),
        about=_("What you finished and where you were, to print or to take along."),
        called=_("certificate proof evidence CPD training record download PDF"),
        view="my_record",
    ),
    SitePage(
        title=_("Help"),
        about=_("Ask somebody a question, and read the answers."),
        called=_("support contact stuck champion"),
        view="help_list",
    ),
]


def open_to(person):
    """Those that this person may open."""
    is_in = is_here(person)
    return [page for page in SITE_PAGES if is_in or not page.is_own]


def answering(terms, pages):
    """Those among the pages that have every one of these terms."""
    if not terms:
        return []
    return [p for p in pages if all(term.stems & p.stems for term in terms)]

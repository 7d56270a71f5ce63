"""The kinds of files that ship, and what each may say."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from home.models import GuidancePage, StoryPage
from learning.models import ModulePage


@dataclass(frozen=True)
class Kind:
    """One folder of content/: the page that is made of each file in it.

    `fields` says for each key of the file what it is called on the page; what the
    field is decides whether words, Markdown or blocks stand under the key.
    """

    folder: str
    model: type[Page]
    fields: dict[str, str]
    needed: tuple[str, ...]
    nothing_called: Promise

    def is_blocks(self, field):
        return isinstance(self._field(field), StreamField)

    def is_rich_text(self, field):
        return isinstance(self._field(field), RichTextField)

    def block(self, field):
        """The block that says what may stand in a field of blocks."""
        return self._field(field).stream_block

    def features(self, field):
        """What a field of rich text can keep."""
        return self._field(field).features

    def _field(self, name):
        return self.model._meta.get_field(name)


def _same(*names):
    """Fields that are called in the file as on the page."""
    return {name: name for name in names}


MODULES = Kind(
    folder="modules",
    model=ModulePage,
    fields={
        **_same("slug", "title", "summary", "lede", "about", "icon", "thanks"),
        **_same("covers", "looked_after_by", "checked_on", "review_on"),
        "confidence": "confidence_statement",
        "steps": "steps",
    },
    needed=("slug", "title", "summary", "steps"),
    nothing_called=_("There is nothing called “%s” in a module."),
)
GUIDANCE = Kind(
    folder="guidance",
    model=GuidancePage,
    fields=_same(
        *("slug", "title", "summary", "licence", "looked_after_by"),
        *("checked_on", "review_on", "body", "changes"),
    ),
    needed=(
        *("slug", "title", "summary", "looked_after_by", "checked_on", "review_on"),
        *("body", "changes"),
    ),
    nothing_called=_("There is nothing called “%s” in a page of guidance."),
)
STORIES = Kind(
    folder="stories",
    model=StoryPage,
    fields={
        **_same("slug", "title", "summary", "platform", "opening", "quote"),
        **_same("tried", "happened", "again", "not_for"),
        **_same("told_to", "told_on", "agreed_on", "review_on"),
        "name": "person_name",
        "job": "job_title",
        "service": "service_name",
        "made_up": "is_made_up",
    },
    needed=(
        *("slug", "title", "summary", "name", "job", "service", "opening", "tried"),
        *("happened", "quote", "again", "not_for", "told_on", "agreed_on"),
        "review_on",
    ),
    nothing_called=_("There is nothing called “%s” in a story."),
)

"""What the front door shows of the library and the stories below it."""

from dataclasses import dataclass

from django import template
from django.contrib.auth.models import AnonymousUser

from home.models import StoryPage
from learning.models import ModulePage
from learning.outline import outline_of

register = template.Library()


@dataclass(frozen=True)
class Library:
    """How many modules the reader may open, and the one to look at first."""

    count: int
    first: ModulePage | None

    @property
    def minutes(self):
        """How long the first one takes in all."""
        return outline_of(self.first).minutes

    @property
    def steps(self):
        return len(outline_of(self.first).steps)


@register.simple_tag(takes_context=True)
def library(context):
    """The modules that the reader, signed in or not, may open."""
    reader = context.get("user") or AnonymousUser()
    modules = ModulePage.objects.readable_by(reader)
    return Library(count=modules.count(), first=modules.first())


@register.simple_tag
def front_story():
    """The story that the front door tells, or None while there is none."""
    return StoryPage.objects.for_the_front_page().select_related("person").first()

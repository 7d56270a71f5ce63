"""Stories from colleagues: somebody like oneself, what they tried, what came of it."""

from math import ceil

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.search import index

from home.models.reviewed import ReviewedPage
from home.querysets import StoryPageQuerySet
from learning.blocks.reading import WORDS
from learning.models import ModulePage
from learning.permissions import can_add_below, can_edit
from pages.models import BasePage
from people.querysets import is_here

# An unhurried reader.
WORDS_A_MINUTE = 200


class StoryIndexPage(BasePage):
    """All stories, the one told last first."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.StoryPage"]
    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of stories")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["stories"] = StoryPage.objects.child_of(self).live().told_last_first()
        context["may_add"] = can_add_below(request.user, self)
        return context


class StoryPage(ReviewedPage, BasePage):
    """What one colleague tried. The title is something that they said."""

    summary = models.CharField(
        _("summary"), max_length=160, help_text=_("In the list of stories")
    )
    person_name = models.CharField(_("whose story"), max_length=150)
    person = models.ForeignKey(
        "people.User",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name=_("the colleague on this site"),
        help_text=_("Only if they can be asked about it here"),
    )
    job_title = models.CharField(
        _("job"), max_length=150, help_text=_("As in a sentence: “health visitor”")
    )
    service_name = models.CharField(
        _("service"), max_length=150, help_text=_("Where they work, in words")
    )
    platform = models.CharField(
        _("platform"),
        max_length=20,
        choices=ModulePage.About.choices,
        default=ModulePage.About.ANY,
    )
    opening = models.TextField(
        _("how it begins"), max_length=500, help_text=_("One or two sentences")
    )
    tried = RichTextField(_("what they tried"), features=WORDS)
    happened = RichTextField(_("what happened"), features=WORDS)
    quote = models.CharField(
        _("in their words"),
        max_length=200,
        help_text=_("One sentence, set large here and on the front page"),
    )
    again = RichTextField(_("what they would do again"), features=WORDS)
    not_for = RichTextField(_("where it was not the right tool"), features=WORDS)
    told_to = models.CharField(_("told to"), max_length=150, blank=True)
    # Empty in a draft; nothing is published without these two.
    told_on = models.DateField(_("told on"), null=True)
    agreed_on = models.DateField(
        _("agreed on"),
        null=True,
        help_text=_(
            "The day on which they read it and agreed to its being here; of one made "
            "up, the day on which you decided to show it"
        ),
    )
    may_be_asked = models.BooleanField(
        _("colleagues may ask them about it"), default=False
    )
    is_made_up = models.BooleanField(
        _("made up"),
        default=False,
        help_text=_("Nobody of that name told it; the page says so"),
    )

    objects = PageManager.from_queryset(StoryPageQuerySet)()

    parent_page_types = ["home.StoryIndexPage"]
    subpage_types = []
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("person_name"),
        index.SearchField("service_name"),
        index.SearchField("opening"),
        index.SearchField("tried"),
        index.SearchField("happened"),
        index.SearchField("again"),
        index.SearchField("not_for"),
    ]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("person_name"),
                FieldPanel("job_title"),
                FieldPanel("service_name"),
                FieldPanel("platform"),
            ],
            heading=_("Who"),
        ),
        FieldPanel("opening"),
        FieldPanel("tried"),
        FieldPanel("happened"),
        FieldPanel("quote"),
        FieldPanel("again"),
        FieldPanel("not_for"),
        MultiFieldPanel(
            [
                FieldPanel("told_to"),
                FieldPanel("told_on"),
                FieldPanel("agreed_on"),
                FieldPanel("review_on"),
                FieldPanel("person"),
                FieldPanel("may_be_asked"),
                FieldPanel("is_made_up"),
            ],
            heading=_("Told, and agreed to"),
        ),
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def clean(self):
        super().clean()
        if self.may_be_asked and self.person is None:
            raise ValidationError(
                {
                    "person": _(
                        "Say which colleague on this site it is, so that they can be "
                        "asked; or clear “colleagues may ask them”."
                    )
                }
            )
        if self.told_on and self.agreed_on and self.agreed_on < self.told_on:
            raise ValidationError(
                {"agreed_on": _("They agreed on the day it was told, or after it.")}
            )
        if self.told_on and self.review_on and self.review_on <= self.told_on:
            raise ValidationError(
                {"review_on": _("The next look comes after the day it was told.")}
            )

    @property
    def called(self):
        """What the page calls whoever told it: "Read Joan’s story"."""
        if self.person:
            return self.person.called
        return (self.person_name.split() or [""])[0]

    @property
    def name(self):
        """The name of whoever told it, for their initials. A photograph was given to
        colleagues, not to everybody, so none is shown."""
        return self.person_name

    @property
    def minutes(self):
        """About how long it takes to read."""
        told = [self.opening, self.tried, self.happened, self.again, self.not_for]
        number = len(strip_tags(" ".join(told).replace("<", " <")).split())
        return max(1, ceil(number / WORDS_A_MINUTE))

    def can_be_asked(self, by, on=None):
        """Whether this reader, a colleague, may ask whoever told it about it."""
        return (
            self.may_be_asked
            and self.person is not None
            and self.person != by
            and is_here(self.person, on)
            and is_here(by, on)
        )

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["is_due"] = self.is_due()
        context["can_be_asked"] = self.can_be_asked(request.user)
        context["may_edit"] = can_edit(request.user, self)
        return context

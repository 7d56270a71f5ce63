"""Guidance that organisations share: its versions, what each adds, who has read it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.search import index

from home.blocks import ChangesBlock, GuidanceBodyBlock
from home.guidance_form import GuidancePageForm
from home.models.reviewed import ReviewedPage
from home.querysets import AcknowledgementQuerySet
from learning.blocks.reading import WORDS
from learning.models.pages import OutBeforePanel
from learning.permissions import can_add_below
from pages.fields import StreamField
from pages.models import BasePage


class GuidanceIndexPage(BasePage):
    """All guidance, in the order that editors gave it."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.GuidancePage"]
    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of guidance")

    def get_context(self, request, *args, **kwargs):
        # Built on these models.
        from home.guidance import rows_for

        context = super().get_context(request, *args, **kwargs)
        context["rows"] = rows_for(request.user, self)
        context["may_add"] = can_add_below(request.user, self)
        return context


class GuidancePage(RoutablePageMixin, ReviewedPage, BasePage):
    """One page of guidance. Its version is the newest that its changes tell of."""

    class Licence(models.TextChoices):
        """What others may do with it; each lets other organisations use it again."""

        CC_BY = "cc-by", _("CC BY 4.0")
        CC_BY_SA = "cc-by-sa", _("CC BY-SA 4.0")
        OGL = "ogl", _("Open Government Licence v3.0")

    LICENCE_ADDRESSES = {
        Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
        Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
        Licence.OGL: "https://www.nationalarchives.gov.uk/doc/"
        "open-government-licence/version/3/",
    }
    LICENCE_TERMS = {
        Licence.CC_BY: _("Copy it, change it, say where it came from."),
        Licence.CC_BY_SA: _(
            "Copy it, change it, say where it came from, and let others do the same "
            "with yours."
        ),
        Licence.OGL: _("Copy it, change it, say where it came from."),
    }

    summary = models.CharField(
        _("summary"),
        max_length=160,
        help_text=_("Under the title, and in the list of guidance"),
    )
    body = StreamField(GuidanceBodyBlock(), verbose_name=_("body"))
    changes = StreamField(
        ChangesBlock(),
        verbose_name=_("what changed"),
        help_text=_(
            "The first version, and each later one. A new version asks everybody "
            "again whether they have read the page, so a comma needs none."
        ),
    )
    licence = models.CharField(
        _("licence"), max_length=20, choices=Licence.choices, default=Licence.CC_BY
    )
    looked_after_by = models.CharField(
        _("looked after by"),
        max_length=150,
        help_text=_("A team or a role, as in “digital access team”"),
    )
    checked_on = models.DateField(_("last checked on"), null=True)

    parent_page_types = ["home.GuidanceIndexPage"]
    subpage_types = []
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("changes"),
        OutBeforePanel([FieldPanel("only_wording")], heading=_("Substance or wording")),
        MultiFieldPanel(
            [
                FieldPanel("looked_after_by"),
                FieldPanel("checked_on"),
                FieldPanel("review_on"),
                FieldPanel("licence"),
            ],
            heading=_("About this page"),
        ),
        HelpPanel(
            _(
                "What holds in one organisation only is written under “Local boxes” "
                "in the menu. It needs no new version here."
            ),
            heading=_("Local boxes"),
        ),
    ]

    base_form_class = GuidancePageForm

    class Meta:
        verbose_name = _("guidance page")
        verbose_name_plural = _("guidance pages")

    @property
    def changes_newest_first(self):
        """The blocks that tell of its versions; a draft may hold one without number."""
        numbered = [change for change in self.changes if change.value["version"]]
        return sorted(
            numbered, key=lambda change: change.value["version"], reverse=True
        )

    @property
    def newest_change(self):
        """What its newest version changed; None in a draft that tells of none."""
        return next(iter(self.changes_newest_first), None)

    @property
    def version(self):
        """The number of its newest version."""
        return self.newest_change.value["version"] if self.newest_change else 1

    def has_version(self, version):
        """Whether there is, or was, a version of that number."""
        return any(change.value["version"] == version for change in self.changes)

    @property
    def licence_address(self):
        return self.LICENCE_ADDRESSES[self.licence]

    @property
    def licence_terms(self):
        return self.LICENCE_TERMS[self.licence]

    # The views are built on these models: fetched late.

    @path("")
    def index_route(self, request):
        from home.guidance_views import show

        return show(request, self)

    @path("read/")
    def read_route(self, request):
        from home.guidance_views import say_read

        return say_read(request, self)

    @path("take-away/")
    def take_away_route(self, request):
        from home.guidance_views import take_away

        return take_away(request, self)


class LocalBox(models.Model):
    """What one organisation adds to a page of guidance, for its own staff.

    Beside the page and not in it: the organisations share the page, each keeps its
    own box, and the loader can bring the page up to date without touching a box.
    """

    page = models.ForeignKey(
        GuidancePage,
        on_delete=models.CASCADE,
        related_name="local_boxes",
        verbose_name=_("guidance page"),
    )
    organisation = models.ForeignKey(
        "people.Service",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"depth": 1},
        verbose_name=_("organisation"),
    )
    words = RichTextField(_("what holds there"), features=WORDS)
    written_by = models.CharField(
        _("written by"),
        max_length=150,
        help_text=_("A person and what they do, as in “Ann Lee, communications”"),
    )
    written_on = models.DateField(_("written on"), default=timezone.localdate)

    class Meta:
        verbose_name = _("local box")
        verbose_name_plural = _("local boxes")
        ordering = ["page__path", "organisation__path"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "organisation"],
                name="one_local_box_per_organisation",
                violation_error_message=_(
                    "That organisation has a box on this page. Change that one."
                ),
            )
        ]

    def __str__(self):
        return f"{self.page}, {self.organisation}"

    @property
    def anchor(self):
        """What the place of the box on its page is called in an address."""
        return f"in-{self.organisation.slug}"


class Acknowledgement(models.Model):
    """A person has said that they read one version of a page of guidance."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="acknowledgements",
    )
    page = models.ForeignKey(
        GuidancePage, on_delete=models.PROTECT, related_name="acknowledgements"
    )
    version = models.PositiveSmallIntegerField()
    said_on = models.DateField(default=timezone.localdate)

    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "page", "version"],
                name="one_acknowledgement_per_version",
            )
        ]

    def __str__(self):
        return f"{self.person} read {self.page}, version {self.version}"

"""The library of modules, and one module: one page, one document, one review."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.search import index

from learning.blocks import StepsBlock
from pages.fields import StreamField
from pages.models import BasePage


class ModuleIndexPage(BasePage):
    """The library: every module, with filters."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["learning.ModulePage"]
    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("library of modules")


class ModulePage(RoutablePageMixin, BasePage):
    """One module. Its steps are routes of the page, so progress survives moving it."""

    class About(models.TextChoices):
        ANY = "any", _("Any platform")
        FACEBOOK = "facebook", _("Facebook pages")
        INSTAGRAM = "instagram", _("Instagram")
        LINKEDIN = "linkedin", _("LinkedIn")
        X = "x", _("X")
        WHATSAPP = "whatsapp", _("WhatsApp Channels")
        NEXTDOOR = "nextdoor", _("Nextdoor")
        YOUTUBE = "youtube", _("YouTube")
        BLUESKY = "bluesky", _("Bluesky")

    summary = models.CharField(_("summary"), max_length=200)
    lede = models.TextField(_("first paragraph"), max_length=400, blank=True)
    about = models.CharField(
        _("about"), max_length=20, choices=About.choices, default=About.ANY
    )
    icon = models.CharField(_("drawing"), max_length=20, default="talk")
    is_public = models.BooleanField(
        _("anyone may read it"),
        default=True,
        help_text=_("Without signing in; nothing is kept then"),
    )
    confidence_statement = models.CharField(
        _("confidence statement"),
        max_length=200,
        blank=True,
        help_text=_("The beginning of “… I feel: not at all sure, fairly sure …”"),
    )
    thanks = models.CharField(_("thanks, on finishing"), max_length=200, blank=True)
    covers = models.CharField(
        _("what it covers"),
        max_length=300,
        blank=True,
        help_text=_("On the certificate, after the date"),
    )
    looked_after_by = models.CharField(
        _("looked after by"), max_length=150, blank=True
    )
    checked_on = models.DateField(_("last checked on"), null=True, blank=True)
    review_on = models.DateField(_("next look on"), null=True, blank=True)
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    steps = StreamField(StepsBlock(), verbose_name=_("steps"))

    parent_page_types = ["learning.ModuleIndexPage"]
    subpage_types = []
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("steps"),
        index.FilterField("about"),
    ]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("lede"),
        FieldPanel("steps"),
        MultiFieldPanel(
            [
                FieldPanel("confidence_statement"),
                FieldPanel("thanks"),
                FieldPanel("covers"),
            ],
            heading=_("Beginning and end"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("about"),
                FieldPanel("icon"),
                FieldPanel("is_public"),
                FieldPanel("looked_after_by"),
                FieldPanel("checked_on"),
                FieldPanel("review_on"),
            ],
            heading=_("In the library"),
        ),
    ]

    def step_url(self, step):
        """The address of one of its steps; takes a step of the outline."""
        return f"{self.url}{step.slug}/"

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

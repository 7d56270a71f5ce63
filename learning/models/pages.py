"""The library of modules, and one module: one page, one document, one review."""

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PageManager
from wagtail.search import index
from wagtail.url_routing import RouteResult

from learning.blocks import StepsBlock
from learning.house_rules_panel import HouseRulesPanel
from learning.module_form import ModulePageForm
from learning.permissions import can_add_below, can_read
from learning.querysets import ModulePageQuerySet
from pages.fields import StreamField
from pages.icons import TOPICS
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

    def get_context(self, request, *args, **kwargs):
        # Built on progress, which is built on these models.
        from learning.library import Shelf

        context = super().get_context(request, *args, **kwargs)
        context["shelf"] = Shelf(request.user, request.GET)
        context["may_add"] = can_add_below(request.user, self)
        return context


class OutBeforePanel(MultiFieldPanel):
    """Fields that only a module has which was published before."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self):
            return bool(self.instance.first_published_at) and super().is_shown()


class ModulePage(RoutablePageMixin, BasePage):
    """One module. Its steps are routes of the page, so progress survives moving it."""

    class Change(models.TextChoices):
        WORDING = "wording", _("Only the wording: what one learns is the same")
        SUBSTANCE = "substance", _("The substance: there is something new to know")

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

    summary = models.CharField(
        _("summary"), max_length=200, help_text=_("In the list of modules")
    )
    lede = models.TextField(
        _("first paragraph"),
        max_length=400,
        blank=True,
        help_text=_("On the page of the module; the summary, if left empty"),
    )
    about = models.CharField(
        _("about"), max_length=20, choices=About.choices, default=About.ANY
    )
    icon = models.CharField(
        _("drawing"),
        max_length=20,
        default="talk",
        help_text=_("Only where it is about any platform: a platform has its own"),
    )
    is_public = models.BooleanField(
        _("anyone may read it"),
        default=True,
        help_text=_("Without signing in; nothing is kept then"),
    )
    confidence_statement = models.CharField(
        _("how sure one feels: the beginning"),
        max_length=200,
        blank=True,
        help_text=_("“Answering someone who is upset, I feel”, before “fairly sure”"),
    )
    thanks = models.CharField(
        _("thanks, on finishing"),
        max_length=200,
        blank=True,
        help_text=_("“The next Mrs Adeyemi will be glad of it.”"),
    )
    covers = models.CharField(
        _("what it covers"),
        max_length=300,
        blank=True,
        help_text=_("On the certificate, after “on 23 November 2026:”"),
    )
    looked_after_by = models.CharField(_("looked after by"), max_length=150, blank=True)
    checked_on = models.DateField(_("last checked on"), null=True, blank=True)
    review_on = models.DateField(_("next look on"), null=True, blank=True)
    # Counted by learning/editions.py as a version comes out; no draft brings it back.
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    # The editor's answer for the version that comes out next, part of the draft.
    change = models.CharField(
        _("what has changed since it was last out"),
        max_length=20,
        choices=Change.choices,
        blank=True,
        default="",
        db_default="",
    )
    what_changed = models.CharField(
        _("what is new, in a sentence"),
        max_length=250,
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "Only where the substance has changed. Those who finished before read it "
            "after “Changed since you finished:”. They stay finished."
        ),
    )
    steps = StreamField(StepsBlock(), verbose_name=_("steps"))

    objects = PageManager.from_queryset(ModulePageQuerySet)()

    parent_page_types = ["learning.ModuleIndexPage"]
    subpage_types = []
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("steps"),
        index.FilterField("about"),
    ]
    content_panels = [
        HouseRulesPanel(),
        OutBeforePanel(
            [
                FieldPanel("change", widget=forms.RadioSelect),
                FieldPanel("what_changed"),
            ],
            heading=_("Substance or wording"),
        ),
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
                FieldPanel("icon", widget=forms.Select(choices=TOPICS)),
                FieldPanel("is_public"),
                FieldPanel("looked_after_by"),
                FieldPanel("checked_on"),
                FieldPanel("review_on"),
            ],
            heading=_("In the library"),
        ),
    ]

    base_form_class = ModulePageForm
    # A copy begins anew.
    exclude_fields_in_copy = ["edition", "change", "what_changed"]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def with_content_json(self, content):
        """As Wagtail's, but the edition is the module's and not a revision's."""
        page = super().with_content_json(content)
        page.edition = self.edition
        return page

    @property
    def first_words(self):
        return self.lede or self.summary

    @property
    def confidence_words(self):
        """What stands before "fairly sure", the editor's words or plain ones."""
        return self.confidence_statement or _now("About this, I feel")

    @property
    def finish_url(self):
        return f"{self.url}finish/"

    def step_url(self, step):
        """The address of one of its steps; takes a step of the outline."""
        return f"{self.url}{step.slug}/"

    # The views are built on progress, which is built on these models: fetched late.

    @path("")
    def index_route(self, request):
        from learning.views.module import overview

        return overview(request, self)

    @path("finish/")
    def finish_route(self, request):
        from learning.views.module import finish

        return finish(request, self)

    @path("<str:slug>/")
    def step_route(self, request, slug):
        from learning.views.step import step

        return step(request, self, slug)

    def route(self, request, path_components):
        """As Wagtail's; but one that was withdrawn says so, at all its addresses."""
        if not self.live and self.first_published_at:
            return RouteResult(self, args=(self.withdrawn,))
        return super().route(request, path_components)

    def withdrawn(self, request):
        from learning.views.module import withdrawn

        return withdrawn(request, self)

    def serve(self, request, *args, **kwargs):
        if not can_read(request.user, self):
            return redirect_to_login(request.get_full_path())
        return super().serve(request, *args, **kwargs)

    @property
    def preview_modes(self):
        """Its own page and each step, for an editor who looks before publishing."""
        from learning import previews

        return previews.modes(self)

    def serve_preview(self, request, mode_name):
        from learning import previews

        return previews.serve(self, request, mode_name)

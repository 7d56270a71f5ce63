"""The front door, and what the loader of shipped content remembers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page, Revision

from pages import words
from pages.models import BasePage
from pages.shared import remembered, site_of


class HomePage(BasePage):
    """The front door: what this is, in two sentences, and where to go."""

    headline = models.CharField(_("headline"), max_length=120)
    introduction = models.TextField(_("introduction"), max_length=500)

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "learning.ModuleIndexPage",
        "cafes.CafeIndexPage",
        "home.GuidanceIndexPage",
        "home.StoryIndexPage",
    ]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("headline"),
        FieldPanel("introduction"),
    ]

    class Meta:
        verbose_name = _("home page")


class LoadedContent(models.Model):
    """What the loader last wrote of one shipped file, so that it can leave alone
    what an editor has changed or deleted since."""

    source = models.CharField(max_length=200, unique=True)
    digest = models.CharField(max_length=64)
    page = models.ForeignKey(
        Page, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    def __str__(self):
        return self.source


class SampleCity(models.Model):
    """One row while the invented city of Aireford is loaded: when, for which day."""

    loaded_at = models.DateTimeField()
    today = models.DateField()

    def __str__(self):
        return f"Aireford, {self.today}"


@register_setting(icon="help")
class SiteContact(BaseSiteSetting):
    """Whom to ask when all else fails, and who runs the site: the foot of each page."""

    team = models.CharField(
        _("team"), max_length=80, help_text=_("As in “Ring the … on”"), blank=True
    )
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    hours = models.CharField(
        _("hours"),
        max_length=80,
        blank=True,
        help_text=_("For example “Monday to Friday, 8.30am to 5pm”"),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    organisations = models.CharField(
        _("who runs it"), max_length=300, blank=True, help_text=_("In one line")
    )

    class Meta:
        verbose_name = _("whom to ask")

    @property
    def phone_href(self):
        """The number as a link dials it."""
        return words.phone_href(self.phone)

    @classmethod
    def of(cls, request):
        """The contact of this site, or None while nobody has written one."""
        site = site_of(request)
        if site is None:
            return None
        contact = remembered(("contact", site.pk), lambda: cls.for_site(site))
        return contact if contact.team and contact.phone else None

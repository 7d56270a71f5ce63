"""What the organisation that runs the site has to say in its statements."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site


@register_setting(icon="doc-full")
class Statements(BaseSiteSetting):
    """The organisation's own part of the privacy page and the accessibility statement;
    what is empty is said to be missing, so nothing is claimed in its name."""

    class Compliance(models.TextChoices):
        FULLY = "fully", _("fully compliant")
        PARTIALLY = "partially", _("partially compliant")
        NOT = "not", _("not compliant")

    controller = models.CharField(
        _("controller"),
        max_length=200,
        blank=True,
        help_text=_("The organisation that answers for the data: its name and address"),
    )
    data_protection_contact = models.CharField(
        _("data protection officer"),
        max_length=200,
        blank=True,
        help_text=_("A name or an office, and an e-mail address or telephone number"),
    )
    register_number = models.CharField(
        _("number in the ICO’s register"), max_length=30, blank=True
    )
    legal_basis = models.TextField(
        _("legal basis"),
        max_length=600,
        blank=True,
        help_text=_("For example a public task, and which law gives it to you"),
    )
    checked_on = models.DateField(
        _("accessibility statement of"),
        null=True,
        blank=True,
        help_text=_("The day on which you last looked at it"),
    )
    compliance = models.CharField(
        _("how far it complies"), max_length=20, choices=Compliance.choices, blank=True
    )
    known_problems = models.TextField(
        _("what is not accessible yet"),
        max_length=3000,
        blank=True,
        help_text=_("A line for each: what it is, whom it stops, by when"),
    )
    complaints = models.TextField(
        _("how to complain"),
        max_length=600,
        blank=True,
        help_text=_("Your own way, before anybody turns to the regulator"),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("controller"),
                FieldPanel("data_protection_contact"),
                FieldPanel("register_number"),
                FieldPanel("legal_basis"),
            ],
            heading=_("What we keep about you"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("checked_on"),
                FieldPanel("compliance"),
                FieldPanel("known_problems"),
            ],
            heading=_("Accessibility statement"),
        ),
        FieldPanel("complaints"),
    ]

    class Meta:
        verbose_name = _("statements")

    def clean(self):
        super().clean()
        is_partial = self.compliance in (self.Compliance.PARTIALLY, self.Compliance.NOT)
        if is_partial and not self.known_problems:
            raise ValidationError(
                {"known_problems": _("Say what is not accessible yet.")}
            )

    @property
    def problems(self):
        """What is not accessible yet, one thing each."""
        return [
            line.strip() for line in self.known_problems.splitlines() if line.strip()
        ]

    @classmethod
    def of(cls, request):
        """The statements of this site; empty ones while nobody has written any."""
        if Site.find_for_request(request) is None:
            return cls()
        return cls.for_request(request)

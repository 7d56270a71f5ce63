"""The house rules beside the form of a module, asked anew while one writes."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.forms import Media
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.panels import Panel

from learning.house_rules import ease_of, remarks_on
from learning.reading_measures import minutes_said

# What the rules look at, under its name in the form.
LOOKED_AT = (
    "title",
    "summary",
    "lede",
    "thanks",
    "covers",
    "looked_after_by",
    "confidence_statement",
    "checked_on",
    "review_on",
    "steps",
)


@dataclass(frozen=True)
class Heard:
    """What the panel shows of one step, or of the module as a whole (no block id)."""

    heading: str
    block_id: str
    words: list[str]


class Hearing:
    """What the house rules say of a module: all that the panel shows."""

    def __init__(self, module):
        self.remarks = remarks_on(module)
        self.ease = ease_of(module)
        self.minutes = sum(minutes_said(step.value) for step in module.steps)
        self.groups = list(self._groups(module))

    def _groups(self, module):
        whole = [remark.words for remark in self.remarks if remark.step is None]
        if whole:
            yield Heard(_("The module"), "", whole)
        for number, block in enumerate(module.steps, start=1):
            words = [r.words for r in self.remarks if r.step == number]
            title = block.value.get("title") or _("no title yet")
            heading = _("Step %(number)s, “%(title)s”") % {
                "number": number,
                "title": title,
            }
            if words:
                yield Heard(heading, block.id, words)


def as_written(form_class, data, files=None):
    """The module as it stands in what a form sent, checked or not; what cannot be a
    value is as good as empty."""
    form = form_class()
    for name in LOOKED_AT:
        field = form.fields.get(name)
        if field is None or field.widget.value_omitted_from_data(data, files, name):
            continue
        raw = field.widget.value_from_datadict(data, files, name)
        try:
            value = field.to_python(raw)
        except ValidationError:
            value = None
        setattr(form.instance, name, value)
    return form.instance


class HouseRules(Panel.BoundPanel):
    """The rules beside one form: what they say of it as it was opened or sent."""

    template_name = "learning/components/house_rules.html"

    @property
    def media(self):
        return Media(js=["house-rules.js"], css={"all": ["house-rules.css"]})

    def get_context_data(self, parent_context=None):
        written = self.instance
        if self.form.is_bound:
            written = as_written(type(self.form), self.form.data, self.form.files)
        return {
            **super().get_context_data(parent_context),
            "hearing": Hearing(written),
            "url": reverse("house_rules"),
        }


class HouseRulesPanel(Panel):
    """Shows what the rules say; warns, and forbids nothing."""

    BoundPanel = HouseRules

    def __init__(self, **kwargs):
        kwargs.setdefault("heading", gettext_lazy("House rules"))
        kwargs.setdefault("icon", "glasses")
        kwargs.setdefault("classname", "soc-house-rules")
        super().__init__(**kwargs)

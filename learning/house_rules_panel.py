"""The house rules beside the form of a module, asked anew while one writes."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.forms import Media
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.panels import Panel

from learning.house_rules import Remark, ease_of, remarks_on
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
# Rules that the form enforces as well, once it has come so far: said in its words.
REFUSED_TOO = {"address", "pictures"}


@dataclass(frozen=True)
class Heard:
    """What the panel shows of one step, or of the module as a whole (no block id)."""

    heading: str
    block_id: str
    words: list[str]


class Hearing:
    """What the form refuses of a module, and what the house rules advise: all that the
    panel shows."""

    def __init__(self, module):
        faults, advice = list(faults_in(module)), []
        faulty = {fault.step for fault in faults}
        for remark in remarks_on(module):
            if remark.rule not in REFUSED_TOO:
                advice.append(remark)
            elif remark.step not in faulty:
                faults.append(remark)
        self.number = len(advice)
        self.faults = list(_by_step(module, faults))
        self.advice = list(_by_step(module, advice))
        self.ease = ease_of(module)
        self.minutes = sum(minutes_said(step.value) for step in module.steps)


def _by_step(module, remarks):
    whole = [remark.words for remark in remarks if remark.step is None]
    if whole:
        yield Heard(_("The module"), "", whole)
    for number, block in enumerate(module.steps, start=1):
        words = [remark.words for remark in remarks if remark.step == number]
        title = block.value.get("title") or _("no title yet")
        heading = _("Step %(number)s, “%(title)s”") % {
            "number": number,
            "title": title,
        }
        if words:
            yield Heard(heading, block.id, words)


def faults_in(module):
    """Give a Remark for each thing for which the form would refuse to send the module
    to review or publish it: the fields are asked themselves."""
    form = module.get_edit_handler().get_form_class()()
    for name in LOOKED_AT:
        if name not in form.fields:
            continue
        try:
            form.fields[name].clean(getattr(module, name))
        except ValidationError as error:
            yield from _faults(error)


def _faults(error):
    """A Remark for each sentence of an error: of the steps, under the number of the
    step; the same sentence once in each."""
    by_step = getattr(error, "block_errors", {})
    for index, of_step in by_step.items():
        for words in dict.fromkeys(_sentences(of_step)):
            yield Remark("", words, index + 1)
    whole = error.non_block_errors if hasattr(error, "non_block_errors") else [error]
    for each in whole:
        for words in _sentences(each):
            yield Remark("", words)


def _sentences(error):
    """All that an error says, and those of the blocks within it."""
    if isinstance(error, str):
        yield error
    elif hasattr(error, "block_errors"):
        inner = error.block_errors
        for each in inner.values() if isinstance(inner, dict) else inner:
            if each is not None:
                yield from _sentences(each)
        for each in error.non_block_errors:
            yield from _sentences(each)
    elif isinstance(error, ValidationError):
        yield from error.messages
    else:
        for each in error:
            yield from _sentences(each)


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
    """Shows what the form would refuse, and what the rules advise."""

    BoundPanel = HouseRules

    def __init__(self, **kwargs):
        kwargs.setdefault("heading", gettext_lazy("House rules"))
        kwargs.setdefault("icon", "glasses")
        kwargs.setdefault("classname", "soc-house-rules")
        super().__init__(**kwargs)

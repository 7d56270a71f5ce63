"""The shape of what people write: their plan, how it went, how sure they feel."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout, Size

from learning.models import Confidence, ModulePage
from learning.models.progress import RATHER_NOT


class ConfidenceForm(forms.Form):
    """How sure one feels; rather not say is an answer too."""

    level = forms.ChoiceField(
        choices=[*Confidence.Level.choices, (RATHER_NOT, _("I’d rather not say"))],
        error_messages={
            "required": _(
                "Choose one of the answers. “I’d rather not say” is fine too."
            ),
            "invalid_choice": _("Choose one of the answers below."),
        },
    )

    # What the page held when it was opened.
    shown_level = forms.CharField(required=False)

    @property
    def is_touched(self):
        """Whether something is chosen that the page did not show as chosen."""
        level = self.data.get("level", "")
        return bool(level) and level != self.data.get("shown_level", "")

    @property
    def chosen_level(self):
        """The level that was chosen, or None for rather not."""
        level = self.cleaned_data["level"]
        return None if level == RATHER_NOT else int(level)


class PlanDayForm(forms.Form):
    """A day on which to try something: its year is found when left out."""

    day = forms.IntegerField(required=False)
    month = forms.IntegerField(required=False)
    year = forms.IntegerField(required=False)

    def clean(self):
        cleaned = super().clean()
        broken = {"day", "month", "year"} & set(self.errors)
        for name in broken:
            del self.errors[name]
        parts = [cleaned.get(name) for name in ("day", "month", "year")]
        if broken or any(part is not None for part in parts):
            cleaned["try_on"] = self._date(*parts)
        return cleaned

    def _date(self, day, month, year):
        try:
            if year is None:
                return _next(day, month)
            return date(year, month, day)
        except TypeError:
            sentence = _("Give the day and month as numbers, or leave them empty.")
        except (ValueError, OverflowError):
            sentence = _("There is no such day. Check the day and the month.")
        self.add_error("day", sentence)
        return None


class PlanForm(PlanDayForm):
    """One thing to try, and perhaps a day."""

    # What the page held when it was opened.
    shown = forms.CharField(required=False)
    shown_on = forms.CharField(required=False)
    words = forms.CharField(
        max_length=500,
        error_messages={
            "required": _("Write one thing that you will try."),
            "max_length": _("Keep it to 500 characters: one small thing is enough."),
        },
    )

    @property
    def is_touched(self):
        """Whether there are words, and they or their day are not as they were shown: an
        old page must not put back what was written since."""
        sent = {name: " ".join(value.split()) for name, value in self.data.items()}
        parts = [sent.get(name, "") for name in ("day", "month", "year")]
        written = (sent.get("words", ""), "/".join(parts).strip("/"))
        shown = (sent.get("shown", ""), sent.get("shown_on", ""))
        return bool(written[0]) and written != shown


class PutOffForm(PlanDayForm):
    """Another day for a plan: one that is offered (`on`), or written in three parts."""

    on = forms.DateField(required=False)

    def clean(self):
        cleaned = super().clean()
        self.errors.pop("on", None)
        if self.errors:
            return cleaned
        day = cleaned.get("on") or cleaned.get("try_on")
        if day is None:
            self.add_error("day", _("Write a day and a month, like 7 and 12."))
        elif day < timezone.localdate():
            self.add_error("day", _("That day is over. Choose today or one to come."))
        cleaned["try_on"] = day
        return cleaned


class HowItWentForm(forms.Form):
    """How it went, in the person's own words; nothing is an answer too."""

    words = forms.CharField(
        required=False,
        max_length=1000,
        error_messages={
            "max_length": _("Keep it to 1,000 characters, please."),
        },
    )


class LibraryForm(forms.Form):
    """What the library is narrowed down to; a wrong value is as good as none."""

    TIMES = [
        ("", _("Any")),
        ("10", _("10 minutes or less")),
        ("20", _("Up to 20 minutes")),
        ("30", _("Half an hour or so")),
    ]

    about = forms.MultipleChoiceField(choices=ModulePage.About.choices, required=False)
    time = forms.ChoiceField(choices=TIMES, required=False)


def _next(day, month):
    """The next time that this day comes, today included."""
    today = timezone.localdate()
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)


class NotForMeForm(forms.Form):
    """What one would like to say to whoever suggested a module; or nothing."""

    because = forms.CharField(
        label=_("A few words about it, if you like"),
        required=False,
        max_length=300,
        widget=forms.Textarea,
        error_messages={"max_length": _("That is too long: up to 300 characters")},
    )

    def __init__(self, *args, name, **kwargs):
        super().__init__(*args, **kwargs)
        # The browser would cut it off without a word.
        self.fields["because"].widget.attrs.pop("maxlength", None)
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(
            Field.textarea("because", label_size=Size.SMALL, rows=3),
            Button.primary("", _("Tell %(name)s") % {"name": name}),
        )

"""The shape of times that are offered for a 1-2-1, and of saying that none fits."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Fieldset, Layout, Size

from cafes.one_to_one_forms import PlaceField
from cafes.planning_forms import ClockField
from champions.models import TimesOffered
from people.forms import DayField

LEGENDS = (_("First time"), _("Second time, if you like"), _("Third time, if you like"))


class OfferForm(forms.Form):
    """One to three times, how long, and where. The first is needed."""

    minutes = forms.TypedChoiceField(
        label=_("For how long"),
        choices=TimesOffered.Minutes.choices,
        coerce=int,
        initial=TimesOffered.Minutes.HALF,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how long it would be"),
            "invalid_choice": _("Choose how long it would be, from the list"),
        },
    )
    place = PlaceField()
    words = forms.CharField(
        label=_("A few words, if you like"),
        max_length=4000,
        required=False,
        widget=forms.Textarea,
        error_messages={
            "max_length": _("That is too long: up to 4,000 characters, please")
        },
    )
    # How much had been said when the page was opened.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, helper_person, **kwargs):
        super().__init__(*args, **kwargs)
        latest = TimesOffered.objects.filter(answer__writer=helper_person)
        self.initial.setdefault(
            "place", latest.order_by("-pk").values_list("place", flat=True).first()
        )
        for number in range(len(LEGENDS)):
            self._add_time(number)
        for field in self.fields.values():
            # The browser would cut it off without a word.
            field.widget.attrs.pop("maxlength", None)
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(
            *(self._time(number) for number in range(len(LEGENDS))),
            Field.radios("minutes", legend_size=Size.SMALL, inline=True),
            Field.text("place", label_size=Size.SMALL),
            Field.textarea("words", label_size=Size.SMALL, rows=3),
            "seen",
            Button.primary("", _("Offer these times")),
        )

    def _add_time(self, number):
        needed = number == 0
        self.fields[f"day_{number}"] = DayField(
            label=_("On which day"), missing=_("Write the day"), required=needed
        )
        self.fields[f"starts_{number}"] = ClockField(
            label=_("Starts at"),
            help_text=_("Like 2pm, 3.30pm or 14:00."),
            required=needed,
            error_messages={"required": _("Write when it starts")},
        )

    def _time(self, number):
        return Fieldset(
            f"day_{number}",
            Field.text(f"starts_{number}", field_width=10, label_size=Size.SMALL),
            legend=LEGENDS[number],
            legend_size=Size.MEDIUM,
        )

    def clean(self):
        self.errors.pop("seen", None)
        cleaned = super().clean()
        self.starts = []
        for number in range(len(LEGENDS)):
            self._take_time(number, cleaned)
        return cleaned

    def _take_time(self, number, cleaned):
        names = f"day_{number}", f"starts_{number}"
        if set(names) & set(self.errors):
            return
        day, starts = (cleaned.get(name) for name in names)
        if bool(day) != bool(starts):
            missing = names[1] if day else names[0]
            self.add_error(missing, _("Write both the day and the time, or neither"))
        elif day:
            moment = timezone.make_aware(datetime.combine(day, starts))
            if moment <= timezone.now():
                self.add_error(names[0], _("That is over. Choose a time to come"))
            self.starts.append(moment)

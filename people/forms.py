"""What people tell about themselves: the shape of it, and how the forms look."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import (
    DecimalValidator,
    MaxValueValidator,
    MinValueValidator,
)
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.fields import DateInputField
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import HTML, Button, Field, Layout, Size

from pages import choices
from pages.models import MessageChoice
from people import photo
from people.details import THEIR_OWN
from people.models import User, Willing

Rhythm = MessageChoice.Rhythm


class DayField(DateInputField):
    """A day in three boxes. `missing` is what to say when nothing is written."""

    def __init__(self, *, missing, **kwargs):
        super().__init__(**kwargs)
        self.error_messages["required"] = missing

    def clean(self, value):
        try:
            return super().clean(value)
        except ValidationError as error:
            # What the pack says of one box comes as a list, which has no code.
            if getattr(error, "code", None) in ("required", "year"):
                raise
            if all(str(part).strip().isdigit() for part in value):
                sentence = _("There is no such day. Check the day and the month.")
            else:
                sentence = _(
                    "Write the day, month and year in numbers, like 27 3 2026."
                )
            raise ValidationError(sentence) from error

    def compress(self, data_list):
        day = super().compress(data_list)
        if day is None and any(data_list):
            # Only a part of it: else it would be lost without a word.
            raise ValidationError(self.error_messages["required"], "required")
        if day and not 2000 <= day.year <= 2100:
            raise ValidationError(_("Write the year in full, like 2026."), "year")
        return day


class DetailsForm(forms.ModelForm):
    """What a person may change about themselves."""

    photo_file = forms.FileField(
        label=_("A photograph of you"),
        required=False,
        help_text=_(
            "JPEG, PNG or WebP, up to 5 MB. We keep a small square from its middle."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    remove_photo = forms.BooleanField(
        label=_("Take my photograph away"), required=False
    )

    class Meta:
        model = User
        fields = THEIR_OWN
        labels = {
            "known_as": _("What colleagues call you"),
            "job_title": _("Job title"),
            "phone": _("Work phone"),
            "about": _("A few lines about you"),
            "access_needs": _("What helps you be there"),
        }
        help_texts = {
            "known_as": _("Leave it empty if it is the first word of your name."),
            "about": _(
                "Where you can be found, or what you like to be asked. Up to 400 "
                "characters."
            ),
            "access_needs": _(
                "Told once, and offered ready filled in each time you book. For "
                "example a hearing loop, a seat near the door, or step-free access."
            ),
        }
        widgets = {
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("known_as", "job_title", "phone", "about", "access_needs"):
            field = self.fields[name]
            field.error_messages["max_length"] = _(
                "That is too long: up to %(limit_value)d characters, please."
            )
            # The browser would cut it off without a word.
            field.widget.attrs.pop("maxlength", None)
        if not self.instance.photo:
            del self.fields["remove_photo"]
        self.helper = FormHelper()
        self.helper.layout = self._layout()

    def _layout(self):
        return Layout(
            Field.text("known_as"),
            Field.text("job_title"),
            Field.text("phone"),
            Field.textarea("about", rows=4),
            HTML('{% include "people/includes/photo_now.html" %}'),
            Field("photo_file"),
            *(["remove_photo"] if "remove_photo" in self.fields else []),
            HTML('{% include "people/includes/needs_heading.html" %}'),
            Field.textarea("access_needs", rows=3),
            Button.primary("", _("Keep my details")),
        )

    def clean_photo_file(self):
        upload = self.cleaned_data["photo_file"]
        if not upload:
            return None
        try:
            return photo.square(upload)
        except photo.NotUsable as error:
            raise ValidationError(str(error)) from error

    def clean_phone(self):
        phone = self.cleaned_data["phone"]
        if phone and sum(character.isdigit() for character in phone) < 5:
            raise ValidationError(
                _("Write a phone number in digits, like 0113 496 0000.")
            )
        return phone


class AwayForm(forms.Form):
    """From which day until which day somebody is away."""

    MOST = datetime.timedelta(days=366 * 2)

    starts_on = DayField(
        label=_("I am away from"), missing=_("Write the first day you are away")
    )
    ends_on = DayField(
        label=_("until"),
        help_text=_("The last day that you are away."),
        missing=_("Write the last day you are away"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = "away_add"
        self.helper.layout = Layout(
            "starts_on",
            "ends_on",
            Button.secondary("", _("Add these days")),
        )

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if not (first and last):
            return cleaned
        if last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        elif last < timezone.localdate():
            self.add_error("ends_on", _("These days are over. Choose days to come."))
        elif last - timezone.localdate() > self.MOST:
            self.add_error("ends_on", _("Choose a day within the next two years."))
        return cleaned


class WillingForm(forms.Form):
    """That somebody would look after a service, for how many hours a week, and who
    agreed to that."""

    hours_a_week = forms.DecimalField(
        label=_("Hours a week that are agreed"),
        help_text=_("For example 2, or 1.5. One to two are usual."),
        min_value=Willing.LEAST,
        max_value=Willing.MOST,
        max_digits=3,
        decimal_places=1,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    agreed_by = forms.CharField(
        label=_("Who agreed to it"),
        help_text=_("The name of your manager, or of whoever plans your hours."),
        max_length=150,
        error_messages={
            "required": _("Write who agreed to it; ask them first"),
            "max_length": _("That is too long: up to 150 characters, please"),
        },
    )

    def __init__(self, *args, willing=None, **kwargs):
        if willing:
            kwargs["initial"] = {
                "hours_a_week": f"{willing.hours_a_week.normalize():f}",
                "agreed_by": willing.agreed_by,
            }
        super().__init__(*args, **kwargs)
        hours = self.fields["hours_a_week"]
        for name in ("required", "invalid", "max_digits", "max_decimal_places"):
            hours.error_messages[name] = _(
                "Write the hours as a number, such as 2 or 1.5"
            )
        hours.validators = [
            MinValueValidator(hours.min_value, _("Half an hour a week is the least")),
            MaxValueValidator(
                hours.max_value, _("That is more than 20 hours a week; write fewer")
            ),
            DecimalValidator(3, 1),
        ]
        # The browser would cut it off without a word.
        self.fields["agreed_by"].widget.attrs.pop("maxlength", None)
        self.helper = FormHelper()
        self.helper.form_action = "willing_say"
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(
            Field.text("hours_a_week", field_width=2),
            Field.text("agreed_by", field_width=20),
            Button.secondary(
                "", _("Keep this") if willing else _("I am willing to be a champion")
            ),
        )


class MessagesForm(forms.Form):
    """How many messages somebody wants: a rhythm, and which kinds at all."""

    rhythm = forms.ChoiceField(
        label=_("Messages that can wait"),
        choices=[
            (Rhythm.AS_THEY_COME, _("As they come")),
            (Rhythm.DAILY, _("Together, once a day, at 9 in the morning")),
            (Rhythm.WEEKLY, _("Together, once a week, on Monday morning")),
        ],
        widget=forms.RadioSelect,
        help_text=_(
            "What should not wait a week, such as somebody who asks for your help, "
            "comes within a day all the same."
        ),
        error_messages={
            "required": _("Choose how messages that can wait are to come."),
            "invalid_choice": _("Choose one of the three ways."),
        },
    )
    on = forms.MultipleChoiceField(
        label=_("Send me"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Choose among the messages below."),
        },
    )

    def __init__(self, *args, choice, **kwargs):
        kinds = choices.kinds_that_may_be_off()
        on = [kind.name for kind in kinds if kind.name not in choice.off]
        super().__init__(*args, initial={"rhythm": choice.rhythm, "on": on}, **kwargs)
        self.fields["on"].choices = [
            Choice(kind.name, kind.label, hint=kind.hint or None) for kind in kinds
        ]
        self.helper = FormHelper()
        self.helper.form_action = "message_choices"
        self.helper.layout = Layout(
            Field.radios("rhythm", legend_size=Size.SMALL),
            Field.checkboxes("on", legend_size=Size.SMALL),
            Button.primary("", _("Keep this")),
        )

    @property
    def off(self):
        """The names of the kinds that are to be off."""
        offered = {kind.name for kind in choices.kinds_that_may_be_off()}
        return offered - set(self.cleaned_data["on"])

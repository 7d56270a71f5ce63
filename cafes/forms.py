"""What is asked when somebody books or runs a session; only its shape is checked."""

import re
from datetime import datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Hidden, Layout, Size

from cafes import colleagues
from cafes.models import Booking, CafePage, Session, Venue
from cafes.phone import PhoneField
from pages import words
from people.forms import DayField

TOO_LONG = _("That is too long: up to %(limit_value)d characters, please.")
NEEDS = [
    Choice(
        _("British Sign Language interpreter"),
        _("British Sign Language interpreter"),
        hint=_("We need five working days. Book anyway and we’ll ring you."),
    ),
    Choice(_("A seat near the door"), _("A seat near the door")),
    Choice(_("Captions on the screen"), _("Captions on the screen")),
]


def _without_cutting_off(form):
    """Let a browser take all that is typed: the answer says what is too long."""
    for field in form.fields.values():
        field.widget.attrs.pop("maxlength", None)
        field.error_messages["max_length"] = TOO_LONG


class BookingForm(forms.Form):
    """What a person says when they book. `expects` is what the page offered."""

    experience = forms.ChoiceField(
        label=_("How used to this are you?"),
        help_text=_("So that each table has a mix. Only those who run it see it."),
        choices=Booking.Experience.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Say how used to this you are, so we can seat you well")
        },
    )
    needs = forms.MultipleChoiceField(
        label=_("Anything that would help you be there?"),
        help_text=_("Choose any that apply."),
        choices=NEEDS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    access_needs = forms.CharField(
        label=_("Something else that would help"),
        help_text=_(
            "Only the hosts and organisers see this, until the session is over."
        ),
        max_length=500,
        widget=forms.Textarea,
        required=False,
    )
    hopes = forms.CharField(
        label=_("What do you hope to take home?"),
        help_text=_("If you know already, in one line. Only those who run it see it."),
        max_length=300,
        required=False,
    )
    phone = PhoneField(
        label=_("Mobile number, in case the room changes"),
        help_text=_("If you’d rather not, leave it empty and we’ll e-mail."),
        max_length=30,
        required=False,
    )
    name_may_be_seen = forms.BooleanField(
        label=_("Others who are coming may see my first name and service"),
        required=False,
    )

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, **kwargs)
        _without_cutting_off(self)
        is_full = session.places_taken >= session.capacity
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(
            Hidden("expects", "queue" if is_full else "place"),
            Field.radios("experience", legend_size=Size.SMALL),
            Field.checkboxes("needs", legend_size=Size.SMALL),
            Field.textarea("access_needs", label_size=Size.SMALL, rows=3),
            Field.text("hopes", label_size=Size.SMALL),
            Field.text("phone", label_size=Size.SMALL, field_width=20),
            Field.checkbox("name_may_be_seen"),
            Button.primary(
                "",
                _("Put me on the waiting list") if is_full else _("Book my place"),
            ),
        )

    def details(self):
        """What was said, as `booking.book` takes it."""
        said = dict(self.cleaned_data)
        said["access_needs"] = ". ".join(
            filter(None, [*said.pop("needs"), said["access_needs"]])
        )
        return said


class ClockField(forms.CharField):
    """A time of day as people write it: 2pm, 3.30pm, 14:00, noon."""

    def to_python(self, value):
        value = super().to_python(value)
        return value and self._read(value)

    def _read(self, value):
        if value.lower() in ("noon", "12 noon"):
            return time(12)
        found = re.fullmatch(r"(\d{1,2})(?:[.:](\d\d))?\s*([ap]m)?", value.lower())
        hour, minute, half = found.groups() if found else (99, 0, None)
        hour, minute = int(hour), int(minute or 0)
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        elif half:
            hour = 99
        if hour > 23 or minute > 59:
            raise ValidationError(_("Write a time like 2pm, 3.30pm or 14:00"))
        return time(hour, minute)

    def prepare_value(self, value):
        return words.clock(value) if isinstance(value, time) else value


class SessionForm(forms.Form):
    """One dated meeting of a café: when, where, for how many, with whom."""

    cafe = forms.ModelChoiceField(
        CafePage.objects.live().order_by("title"),
        label=_("Which café"),
        empty_label=_("Choose a café"),
        error_messages={
            "required": _("Choose which café it is"),
            "invalid_choice": _("Choose which café it is"),
        },
    )
    format = forms.ChoiceField(
        label=_("What kind of session"), choices=Session.Format.choices
    )
    day = DayField(label=_("On which day"), missing=_("Write the day of the session"))
    starts = ClockField(
        label=_("Starts at"),
        help_text=_("Like 2pm, 3.30pm or 14:00."),
        error_messages={"required": _("Write when it starts")},
    )
    ends = ClockField(
        label=_("Ends at"), error_messages={"required": _("Write when it ends")}
    )
    venue = forms.ModelChoiceField(
        Venue.objects.all(),
        label=_("Where"),
        help_text=_("A place that is not listed is added in the admin, under Venues."),
        empty_label=_("Online"),
        required=False,
        error_messages={"invalid_choice": _("Choose a place from the list")},
    )
    room = forms.CharField(label=_("Room"), max_length=150, required=False)
    link = forms.URLField(
        label=_("Link, for a session online"),
        help_text=_("Shown only to those who have a place."),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Write the whole link, beginning with https://")},
    )
    capacity = forms.IntegerField(
        label=_("Places"),
        min_value=1,
        max_value=500,
        error_messages={
            "required": _("Write how many places there are"),
            "invalid": _("Write the number of places in digits, like 12"),
            "min_value": _("There must be at least one place"),
            "max_value": _("That is more than a café can hold: up to 500, please"),
        },
    )
    hosts = forms.CharField(
        label=_("Hosts"),
        help_text=_("A name or an e-mail on each line."),
        widget=forms.Textarea,
        required=False,
    )

    def __init__(self, *args, button, **kwargs):
        super().__init__(*args, **kwargs)
        _without_cutting_off(self)
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}
        small = {"label_size": Size.SMALL}
        label = {"label_size": Size.for_label(Size.SMALL)}
        self.helper.layout = Layout(
            Field("cafe", context=label),
            Field("format", context=label),
            "day",
            Field.text("starts", field_width=10, **small),
            Field.text("ends", field_width=10, **small),
            Field("venue", context=label),
            Field.text("room", field_width=20, **small),
            Field.text("link", **small),
            Field.text("capacity", field_width=4, inputmode="numeric", **small),
            Field.textarea("hosts", rows=3, **small),
            Button.primary("", button),
        )

    @classmethod
    def of(cls, session):
        """What the form holds for a session that is to be changed."""
        start, end = map(timezone.localtime, (session.starts_at, session.ends_at))
        return {
            "cafe": session.cafe_id,
            "format": session.format,
            "day": start.date(),
            "starts": start.time(),
            "ends": end.time(),
            "venue": session.venue_id,
            "room": session.room,
            "link": session.link,
            "capacity": session.capacity,
            "hosts": "\n".join(host.email for host in session.hosts.all()),
        }

    def clean_hosts(self):
        lines = filter(None, map(str.strip, self.cleaned_data["hosts"].splitlines()))
        return [self._host(line) for line in lines]

    def _host(self, line):
        found = colleagues.called(line)
        if not found:
            raise ValidationError(
                _("There is nobody here called “%(line)s”. Try their e-mail"),
                params={"line": line},
            )
        if len(found) > 1:
            raise ValidationError(
                _("“%(line)s” could be %(names)s. Write the e-mail instead"),
                params={
                    "line": line,
                    "names": words.join_names([f"{p.name} ({p.email})" for p in found]),
                },
            )
        return found[0]

    def clean(self):
        said = super().clean()
        if said.get("starts") and said.get("ends") and said["ends"] <= said["starts"]:
            self.add_error("ends", _("It ends before it starts"))
        if "venue" in said and not said["venue"] and said.get("link") == "":
            self.add_error("link", _("Choose a room, or write the link to meet online"))
        return said

    def details(self):
        """What was said, as `scheduling.plan` and `scheduling.move` take it."""
        said = dict(self.cleaned_data)
        day, starts, ends = said.pop("day"), said.pop("starts"), said.pop("ends")
        said["starts_at"] = timezone.make_aware(datetime.combine(day, starts))
        said["ends_at"] = timezone.make_aware(datetime.combine(day, ends))
        if not said["venue"]:
            said["room"] = ""
        return said


class CancelForm(forms.Form):
    """Why a session will not take place."""

    because = forms.CharField(
        label=_("Why is it cancelled?"),
        help_text=_("Everyone who booked reads this, as you write it."),
        max_length=300,
        error_messages={"required": _("Say why, so that people understand")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _without_cutting_off(self)
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(
            Field.text("because", label_size=Size.SMALL),
            Button.warning("", _("Cancel the session")),
        )

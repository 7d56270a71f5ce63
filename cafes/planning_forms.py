"""What is asked of whoever plans a session, changes or cancels it; only the shape of
what was typed is checked."""

import re
from datetime import UTC, date, datetime, time, timedelta

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crispy_forms_gds.layout import Button, Field, Hidden, Layout, Size

from cafes import colleagues, scheduling
from cafes.forms import fields_only, without_cutting_off
from cafes.models import CafePage, Session, Venue
from pages import words
from people.forms import DayField

A_WEEK = timedelta(weeks=1)
EVERY = [
    ("", _("Just this once")),
    (1, _("Every week")),
    (2, _("Every two weeks")),
    (4, _("Every four weeks")),
]
STAYS_THE_SAME = _(
    "People have booked, so it stays the same café. For another, cancel this one and "
    "plan a new one."
)


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


class LinesField(forms.CharField):
    """Something on each line; gives the lines without the empty ones."""

    widget = forms.Textarea

    def to_python(self, value):
        lines = map(str.strip, super().to_python(value).splitlines())
        return "\n".join(filter(None, lines))


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
        help_text=_("Ask the digital access team to add a place that is not listed."),
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
    hosts = LinesField(
        label=_("Hosts"),
        help_text=_("A name or an e-mail on each line."),
        required=False,
    )

    again = forms.TypedChoiceField(
        label=_("And again"),
        choices=EVERY,
        coerce=int,
        empty_value=0,
        required=False,
    )
    times = forms.IntegerField(
        label=_("How many times in all"),
        help_text=_("This one counts as the first. Up to 12."),
        min_value=2,
        max_value=12,
        required=False,
        error_messages={
            "invalid": _("Write how many times in digits, like 6"),
            "min_value": _("Write how many times in all: 2 or more"),
            "max_value": _("Up to 12 can be planned at once"),
        },
    )

    def __init__(self, *args, button, session=None, **kwargs):
        super().__init__(*args, **kwargs)
        if session:
            del self.fields["again"], self.fields["times"]
        without_cutting_off(self)
        self.session = session
        if session:
            self._choose_cafe_for(session)
            self._take_what_is_new()
        self.helper = fields_only()
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
        )
        if session:
            self.helper.layout.append(Hidden("shown", self.mark(session)))
        else:
            self.helper.layout.append(Field("again", context=label))
            times = Field.text("times", field_width=4, inputmode="numeric", **small)
            self.helper.layout.append(times)
        self.helper.layout.append(Button.primary("", button))

    def _choose_cafe_for(self, session):
        """Offer the café that it is, and others only while nobody has booked."""
        cafe = self.fields["cafe"]
        its_own = CafePage.objects.filter(pk=session.cafe_id)
        if scheduling.is_booked(session):
            cafe.queryset, cafe.empty_label = its_own, None
            cafe.help_text = cafe.error_messages["invalid_choice"] = STAYS_THE_SAME
        else:
            cafe.queryset = (CafePage.objects.live() | its_own).order_by("title")

    def _take_what_is_new(self):
        """Where somebody changed the session meanwhile, keep only what this person
        changed of what they were shown; the rest is as it is now."""
        self.was_changed, self.kept = False, []
        if not self.is_bound:
            return
        now, shown = self.of(self.session), self._shown()
        self.was_changed = self.data.get("shown") != self.mark(self.session)
        if not (self.was_changed and shown):
            return
        self.data = self.data.copy()
        for name in (name for name in now if now[name] != shown.get(name)):
            field = self.fields[name]
            typed = field.widget.value_from_datadict(self.data, self.files, name)
            if not field.has_changed(shown.get(name), typed):
                self._put(name, now[name])
            elif field.has_changed(now[name], typed):
                self.kept.append(name)

    def _put(self, name, value):
        if name == "day":
            parts = self.fields[name].widget.decompress(value)
            self.data |= {f"{name}_{number}": part for number, part in enumerate(parts)}
        else:
            shown = self.fields[name].prepare_value(value)
            self.data[name] = "" if shown is None else str(shown)

    def _shown(self):
        """What the form held when it was opened; nothing, if it does not say."""
        try:
            shown = signing.Signer().unsign_object(self.data.get("shown", ""))
        except signing.BadSignature:
            return {}
        shown["day"] = date.fromisoformat(shown["day"])
        for name in ("starts", "ends"):
            shown[name] = time.fromisoformat(shown[name])
        return shown

    @classmethod
    def mark(cls, session):
        """All that the form holds for a session, to be compared when it comes back."""
        holds = cls.of(session)
        for name in ("day", "starts", "ends"):
            holds[name] = holds[name].isoformat()
        return signing.Signer().sign_object(holds)

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

    @classmethod
    def like(cls, session):
        """What the form holds for another like this one: a week later, or on the next
        such day of the week that is to come."""
        holds = cls.of(session)
        day, today = holds["day"] + A_WEEK, timezone.localdate()
        while day <= today:
            day += A_WEEK
        return {**holds, "day": day}

    def clean_hosts(self):
        return [self._host(line) for line in self.cleaned_data["hosts"].splitlines()]

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
        if self.session and self.was_changed:
            self.add_error(None, _was_changed(self.session))
            for name in self.kept:
                self.add_error(name, _("Both of you changed this. Below is yours"))
        self._check_repeating(said)
        if said.get("starts") and said.get("ends"):
            self._check_times(said)
        if "venue" in said and not said["venue"] and said.get("link") == "":
            self.add_error("link", _("Choose a room, or write the link to meet online"))
        return said

    def _check_times(self, said):
        if said["ends"] <= said["starts"]:
            self.add_error(
                "ends",
                _("It ends before it starts. A session ends by midnight of its day"),
            )
        elif said.get("day") and self._is_in_the_hour_skipped(said):
            self.add_error(
                "ends",
                _("It ends before it starts: the clocks go forward that morning"),
            )

    def _is_in_the_hour_skipped(self, said):
        starts, ends = said["starts"], said["ends"]
        return any(_moment(d, ends) <= _moment(d, starts) for d in self._days(said))

    def _check_repeating(self, said):
        if said.get("again") and "times" in said and not said["times"]:
            self.add_error("times", _("Write how many times in all, like 6"))
        if said.get("times") and not said.get("again"):
            self.add_error("again", _("Choose how often it takes place"))

    def _days(self, said):
        """The days on which it takes place: one, or as many as were asked for."""
        weeks, times = said.get("again"), said.get("times")
        if not (weeks and times):
            return [said["day"]]
        return [said["day"] + number * weeks * A_WEEK for number in range(times)]

    def details(self):
        """What was said, as `scheduling.move` takes it."""
        return self._details_on(self.cleaned_data["day"])

    def each(self):
        """What was said of each day, as `scheduling.plan_all` takes it."""
        return [self._details_on(day) for day in self._days(self.cleaned_data)]

    def _details_on(self, day):
        said = dict(self.cleaned_data)
        for name in ("day", "again", "times"):
            said.pop(name, None)
        # By the clock of that day: a term goes on at the same hour in winter.
        said["starts_at"] = _moment(day, said.pop("starts"))
        said["ends_at"] = _moment(day, said.pop("ends"))
        if not said["venue"]:
            said["room"] = ""
        return said


def _moment(day, clock):
    """That time of that day in UTC: local times compare as the clock shows them."""
    return timezone.make_aware(datetime.combine(day, clock)).astimezone(UTC)


def _was_changed(session):
    """Say that somebody was quicker, and how the session is now."""
    hosts = words.join_names([host.name for host in session.hosts.all()])
    facts = [
        session.cafe.title,
        session.get_format_display(),
        words.full_day(session.starts_at),
        words.span(session.starts_at, session.ends_at),
        str(session.place),
        session.link,
        _("places: %(number)s") % {"number": session.capacity},
        _("hosts: %(names)s") % {"names": hosts or _("none")},
    ]
    return _(
        "Somebody changed this session meanwhile. It is now: %(facts)s. What you "
        "changed is kept below, and the rest is as it is now. Send it once more to "
        "have it so"
    ) % {"facts": ", ".join(filter(None, map(str, facts)))}


class CancelForm(forms.Form):
    """Why a session will not take place; with nobody to read it, it may stay empty."""

    because = forms.CharField(
        label=_("Why is it cancelled?"),
        help_text=_("Everyone who booked reads this, as you write it."),
        max_length=300,
        error_messages={"required": _("Say why, so that people understand")},
    )

    def __init__(self, *args, is_booked, **kwargs):
        super().__init__(*args, **kwargs)
        without_cutting_off(self)
        if not is_booked:
            self.fields["because"].required = False
            self.fields["because"].help_text = _(
                "If you like. Nobody has booked; its hosts read it."
            )
        self.helper = fields_only()
        self.helper.layout = Layout(
            Field.text("because", label_size=Size.SMALL),
            Button.warning("", _("Cancel the session")),
        )

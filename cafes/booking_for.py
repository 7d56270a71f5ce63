"""Booking for somebody who rang in, and giving their place back: the forms, and what is
said of it to whoever does it."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crispy_forms_gds.layout import Button, Field, Layout, Size

from cafes import colleagues, needs
from cafes.forms import BookingForm, fields_only, without_cutting_off
from cafes.models import Booking
from pages import words

# What the form for oneself asks, as one asks it about somebody else.
ASKED_OF_OTHERS = {
    "experience": (
        gettext_lazy("How used to this are they?"),
        gettext_lazy(
            "Ask them. Those who run it see it, so that each table has a mix."
        ),
    ),
    "needs": (
        gettext_lazy("Anything that would help them be there?"),
        gettext_lazy("Write down only what they tell you. Choose any that apply."),
    ),
    "access_needs": (
        gettext_lazy("Something else that would help"),
        gettext_lazy(
            "Only the hosts and organisers see this, until the session is over. What "
            "they keep in their own details is not filled in, so ask."
        ),
    ),
    "hopes": (
        gettext_lazy("What do they hope to take home?"),
        gettext_lazy("If they say so, in one line. Only those who run it see it."),
    ),
    "phone": (
        gettext_lazy("Their number for the day"),
        gettext_lazy("In case the room changes. Leave it empty if they’d rather not."),
    ),
    "name_may_be_seen": (
        gettext_lazy("They say that others there may see their first name and service"),
        "",
    ),
}
# Under the need that takes days to arrange.
THEN = gettext_lazy(
    "Once they have a place, those who run it are written to at once, so ask for a "
    "number below."
)


class FindForm(forms.Form):
    """Whom it is for, by e-mail or name. `found` are those whom the words can mean, if
    they are several."""

    who = forms.CharField(
        label=gettext_lazy("Their e-mail or name"),
        help_text=gettext_lazy("A whole e-mail, or a first or last name in full."),
        max_length=200,
        error_messages={"required": gettext_lazy("Write their e-mail or name")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        without_cutting_off(self)
        self.found = []
        self.helper = fields_only()
        self.helper.layout = Layout(
            Field.text("who", label_size=Size.SMALL, field_width=20),
            Button.secondary("", _("Find them")),
        )

    def clean_who(self):
        who = self.cleaned_data["who"]
        self.found = colleagues.called(who)
        if not self.found:
            raise forms.ValidationError(
                _(
                    "Nobody here is called “%(who)s”. Try their e-mail, or their first "
                    "or last name in full"
                ),
                params={"who": who},
            )
        return who


class BookInForm(BookingForm):
    """What somebody said on the telephone, written down by a colleague."""

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, session=session, **kwargs)
        for name, (label, help_text) in ASKED_OF_OTHERS.items():
            self.fields[name].label = label
            self.fields[name].help_text = help_text
        self.fields["needs"].choices = needs.choices(session, then=THEN)
        experience = self.fields["experience"]
        experience.choices = Booking.Experience.said_of_others()
        experience.error_messages["required"] = _(
            "Say how used to this they are, so that they are seated well"
        )

    @classmethod
    def for_somebody(cls, data, session):
        """The form for a session (with_places); nothing in it is filled in."""
        is_full = session.places_taken >= session.capacity
        return cls(
            data,
            session=session,
            button=_("Put them on the waiting list") if is_full else _("Book them in"),
            hidden=[("sequence", session.sequence)],
        )


def booked_in(place):
    """Say what came of booking for somebody: a place, or one in the queue."""
    name = {"name": place.person.name}
    if place.is_waiting:
        return (
            _(
                "All the places are taken, so %(name)s is on the waiting list and has "
                "been written to."
            )
            % name
        )
    return _("%(name)s has a place and has been written to.") % name


def moved_meanwhile(session):
    """Say where and when a session is that was moved while its form was open."""
    return _(
        "It was moved while you had the page open: it is now on %(day)s, %(time)s, "
        "%(place)s. If that suits them, send this once more."
    ) % {
        "day": words.day(session.starts_at),
        "time": words.span(session.starts_at, session.ends_at),
        "place": session.place,
    }

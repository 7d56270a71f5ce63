"""What is asked of whoever moves a 1-2-1, or calls it off."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crispy_forms_gds.layout import Button, Field, Layout, Size

from cafes import one_to_one
from cafes.forms import fields_only, without_cutting_off
from cafes.planning_forms import ClockField
from people.forms import DayField


class PlaceField(forms.CharField):
    """Where two people meet, in words, or a link."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Where, or a link"),
            help_text=_(
                "Like: my desk, second floor, Central Library. A link begins with "
                "https://. Only the two of you see it."
            ),
            max_length=150,
            error_messages={"required": _("Write where you will meet, or a link")},
            **kwargs,
        )

    def clean(self, value):
        place = super().clean(value)
        if place.startswith(("http://", "https://")):
            return forms.URLField(
                assume_scheme="https",
                error_messages={
                    "invalid": _("Write the whole link, beginning with https://")
                },
            ).clean(place)
        return place


class MoveForm(forms.Form):
    """Another time or place for a 1-2-1."""

    day = DayField(label=_("On which day"), missing=_("Write the day"))
    starts = ClockField(
        label=_("Starts at"),
        help_text=_("Like 2pm, 3.30pm or 14:00."),
        error_messages={"required": _("Write when it starts")},
    )
    place = PlaceField()

    def __init__(self, *args, session, **kwargs):
        starts = timezone.localtime(session.starts_at)
        initial = {
            "day": starts.date(),
            "starts": starts.time(),
            "place": one_to_one.place_of(session),
        }
        super().__init__(*args, initial=initial, **kwargs)
        without_cutting_off(self)
        self.helper = fields_only()
        self.helper.layout = Layout(
            "day",
            Field.text("starts", field_width=10, label_size=Size.SMALL),
            Field.text("place", label_size=Size.SMALL),
            Button.primary("", _("Move it")),
        )

    @property
    def starts_at(self):
        said = self.cleaned_data
        return timezone.make_aware(datetime.combine(said["day"], said["starts"]))


class CallOffForm(forms.Form):
    """Why a 1-2-1 does not take place, if one likes to say."""

    because = forms.CharField(
        label=_("What you would like to say about it"),
        help_text=_("You may leave it empty: then it says that you can’t make it."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        without_cutting_off(self)
        self.helper = fields_only()
        self.helper.layout = Layout(
            Field.text("because", label_size=Size.SMALL),
            Button.warning("", _("Call it off")),
        )

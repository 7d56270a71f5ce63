"""What is asked when somebody books; only its shape is checked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Hidden, Layout, Size

from cafes import needs
from cafes.models import Booking
from cafes.phone import PhoneField

TOO_LONG = _("That is too long: up to %(limit_value)d characters, please.")


def without_cutting_off(form):
    """Let a browser take all that is typed: the answer says what is too long."""
    for field in form.fields.values():
        field.widget.attrs.pop("maxlength", None)
        field.error_messages["max_length"] = TOO_LONG


def fields_only():
    """For a form whose template writes the form's own tag, with its address."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


class BookingForm(forms.Form):
    """What a person says when they book. `expects` is what the page offered, and
    `sequence` tells whether the session is still where and when the page said."""

    experience = forms.ChoiceField(
        label=_("How much have you used social media?"),
        help_text=_("So that each table has a mix. Only those who run it see it."),
        choices=Booking.Experience.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Say how much you have used it, so that we can seat you well")
        },
    )
    needs = forms.MultipleChoiceField(
        label=_("Anything that would help you be there?"),
        help_text=_("Choose any that apply."),
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
    sequence = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, session, button, hidden=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = needs.choices(session)
        without_cutting_off(self)
        self.helper = fields_only()
        self.helper.layout = Layout(
            *(Hidden(name, value) for name, value in hidden),
            Field.radios("experience", legend_size=Size.SMALL),
            Field.checkboxes("needs", legend_size=Size.SMALL),
            Field.textarea("access_needs", label_size=Size.SMALL, rows=3),
            Field.text("hopes", label_size=Size.SMALL),
            Field.text("phone", label_size=Size.SMALL, field_width=20),
            Field.checkbox("name_may_be_seen"),
            Button.primary("", button),
        )

    @classmethod
    def to_book(cls, data, session, person):
        """The form for booking a session (with_places), or waiting for it."""
        is_full = session.places_taken >= session.capacity
        return cls(
            data,
            session=session,
            button=_("Put me on the waiting list") if is_full else _("Book my place"),
            hidden=[
                ("expects", "queue" if is_full else "place"),
                ("sequence", session.sequence),
            ],
            initial={"access_needs": person.access_needs},
        )

    @classmethod
    def to_amend(cls, data, place):
        """The form for saying otherwise what was said for this place."""
        offered = [str(choice.value) for choice in needs.choices(place.session)]
        said = needs.things_in(place.access_needs)
        initial = {
            "experience": place.experience,
            "needs": [need for need in offered if need in said],
            "access_needs": needs.BETWEEN.join(n for n in said if n not in offered),
            "hopes": place.hopes,
            "phone": place.phone,
            "name_may_be_seen": place.name_may_be_seen,
        }
        return cls(
            data, session=place.session, button=_("Save what I said"), initial=initial
        )

    def said(self):
        """What was said, as `booking.amend` takes it."""
        said = dict(self.cleaned_data)
        del said["sequence"]
        said["access_needs"] = needs.BETWEEN.join(
            filter(None, [*said.pop("needs"), said["access_needs"]])
        )
        return said

    def details(self):
        """What was said, and of which session, as `booking.book` takes it."""
        return {**self.said(), "sequence": self.cleaned_data["sequence"]}

"""A phone number as people write it, and what is amiss with it in words."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages import words

UK_MOBILE = 11
UK_LANDLINE = (10, 11)
ANYWHERE = (8, 15)


class PhoneField(forms.CharField):
    """A number that can be rung, kept as it was written."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})

    def clean(self, value):
        value = super().clean(value)
        if value:
            refuse_what_cannot_be_rung(value)
        return value


def refuse_what_cannot_be_rung(written):
    """Raise ValidationError, saying what is amiss, unless the number has the shape
    of a British mobile or landline, or of one abroad with its "+"."""
    number = re.sub(r"[\s().-]", "", written)
    if number.startswith(("+44", "0044")):
        number = "0" + number.removeprefix("+").removeprefix("00")[2:].removeprefix("0")
    digits = number.removeprefix("+")
    if not digits.isdecimal():
        raise ValidationError(_("Write the number in digits, like 07700 900118"))
    if number.startswith("07"):
        _refuse_length(len(digits) - UK_MOBILE)
    else:
        least, most = UK_LANDLINE if number.startswith("0") else ANYWHERE
        _refuse_other(len(digits), least, most)


def _refuse_length(difference):
    example = _("A UK mobile has 11, like 07700 900118")
    if difference < 0:
        wrong = ngettext(
            "That number is %(number)s digit short",
            "That number is %(number)s digits short",
            -difference,
        )
    elif difference > 0:
        wrong = ngettext(
            "That number has %(number)s digit too many",
            "That number has %(number)s digits too many",
            difference,
        )
    else:
        return
    wrong %= {"number": words.in_words(abs(difference))}
    raise ValidationError(f"{wrong}. {example}")


def _refuse_other(length, least, most):
    if length < least:
        raise ValidationError(
            _("That number is too short to ring. Write all of it, area code included")
        )
    if length > most:
        raise ValidationError(_("That number is too long to ring. Look it over again"))

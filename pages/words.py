"""Numbers, times and names as a colleague would say them.

Each takes a value and gives a string in the language of the page. A moment that
knows its zone is told in the site's own; today may be passed in.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as marked
from django.utils.translation import ngettext, pgettext

NUMBERS = (
    marked("no"),
    marked("one"),
    marked("two"),
    marked("three"),
    marked("four"),
    marked("five"),
    marked("six"),
    marked("seven"),
    marked("eight"),
    marked("nine"),
    marked("ten"),
    marked("eleven"),
    marked("twelve"),
)

ORDINALS = (
    marked("first"),
    marked("second"),
    marked("third"),
    marked("fourth"),
    marked("fifth"),
    marked("sixth"),
    marked("seventh"),
    marked("eighth"),
    marked("ninth"),
    marked("tenth"),
    marked("eleventh"),
    marked("twelfth"),
)


def in_words(number):
    """A count up to twelve in words, "no" for none of them; beyond that, figures."""
    if 0 <= number < len(NUMBERS):
        return _(NUMBERS[number])
    return str(number)


def ordinal(number):
    """A place in a queue, from "first" to "twelfth"; beyond that, "number 13"."""
    if 1 <= number <= len(ORDINALS):
        return _(ORDINALS[number - 1])
    return _("number %(number)s") % {"number": number}


def local(moment):
    """The same moment in the site's zone; a plain date or time is left as it is."""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def clock(moment):
    """A time of day: "2pm", "3.30pm", "12 noon". Takes a datetime or a time."""
    moment = local(moment)
    hour = moment.hour % 12 or 12
    if moment.hour == 12 and not moment.minute:
        return _("12 noon")
    if moment.hour == 0 and not moment.minute:
        return _("12 midnight")
    parts = {"hour": hour, "minute": f"{moment.minute:02}"}
    if moment.minute:
        words = _("%(hour)s.%(minute)sam"), _("%(hour)s.%(minute)spm")
    else:
        words = _("%(hour)sam"), _("%(hour)spm")
    return words[moment.hour >= 12] % parts


def span(start, end):
    """From one time to another: "2pm to 3.30pm"."""
    return _("%(start)s to %(end)s") % {"start": clock(start), "end": clock(end)}


def _dated(moment, pattern, today):
    """The date by the pattern, with its year unless that is this one."""
    moment = local(moment)
    today = today or timezone.localdate()
    return date_format(moment, pattern if moment.year == today.year else f"{pattern} Y")


def day(moment, today=None):
    """A day with its name: "Thursday 26 November", and the year if it isn't this."""
    return _dated(moment, "l j F", today)


def full_day(moment):
    """A day that will be kept: "Thursday 26 November 2026"."""
    return date_format(local(moment), "l j F Y")


def day_month(moment, today=None):
    """A day without its name: "3 November", and the year if it isn't this."""
    return _dated(moment, "j F", today)


def short_day(moment, today=None):
    """A day where there is little room: "3 Nov", and the year if it isn't this."""
    return _dated(moment, "j M", today)


def lately(moment, today=None):
    """A day that is over, as one says it: "today", "yesterday", "on Friday" within a
    week, "on 3 November" before that."""
    today = today or timezone.localdate()
    date = local(moment)
    date = date.date() if isinstance(date, datetime) else date
    ago = (today - date).days
    if ago in (0, 1):
        return _("yesterday") if ago else _("today")
    if 1 < ago < 7:
        return _("on %(day)s") % {"day": date_format(date, "l")}
    return _("on %(day)s") % {"day": day_month(date, today)}


def since(moment, today=None):
    """From when on something has been: "today", "yesterday", "3 November"."""
    today = today or timezone.localdate()
    date = local(moment)
    date = date.date() if isinstance(date, datetime) else date
    ago = (today - date).days
    if ago in (0, 1):
        return _("yesterday") if ago else _("today")
    return day_month(date, today)


def minutes(number):
    """A length of time, in figures so that lengths compare at a glance: "4 minutes"."""
    return ngettext("%(number)s minute", "%(number)s minutes", number) % {
        "number": number
    }


def hours(number):
    """A number of hours as one says it: "two", "1.5"; no ".0" behind a whole one."""
    return in_words(int(number)) if number == int(number) else f"{number:.1f}"


def minutes_left(number):
    """What is still to do: "About 12 minutes left". Takes whole minutes."""
    return _("About %(minutes)s left") % {"minutes": minutes(number)}


def join_names(names):
    """Names as a list in a sentence: "Ann", "Ann and Bo", "Ann, Bo and Cy".

    A string is one name already.
    """
    if isinstance(names, str):
        return names
    names = [str(name) for name in names]
    if len(names) < 2:
        return "".join(names)
    return pgettext("the last of a list of names", "%(names)s and %(last)s") % {
        "names": ", ".join(names[:-1]),
        "last": names[-1],
    }


def phone_href(number):
    """A phone number as a link dials it; one that begins with 0 is a British one."""
    digits = "".join(sign for sign in number if sign.isdigit())
    if number.strip().startswith("+"):
        return f"tel:+{digits}"
    return f"tel:+44{digits[1:]}" if digits.startswith("0") else f"tel:{digits}"

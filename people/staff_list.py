"""The people of a service as a file, to take away: safe to open in a spreadsheet, and
such that bringing it in again changes nobody."""

import codecs
import re
from io import StringIO

from django.utils.translation import gettext as _

from defusedcsv import csv

from people.models import User
from people.staff_columns import PATH_SIGNS
from people.staff_services import Services

# What a reading of ours would take for something that was made safe, though it stands
# so in the name itself: it gets one quote more, and loses that when it is read.
LOOKS_MADE_SAFE = re.compile(r"'+[@+\-=|%]")


def as_csv(service, on=None):
    """Give those who are here, of a service and all below it, as CSV in UTF-8 with a
    mark at the front; in name order."""
    services = Services(service, makes_them=False)
    people = User.objects.here(on).within(service).order_by("name", "pk")
    sign = _sign_in_no_name(services)
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(
        [
            _("E-mail"),
            _("Name"),
            _("Known as"),
            _("Job title"),
            _("Service"),
            _("Joined on"),
            _("Left on"),
        ]
    )
    for person in people.iterator(2000):
        way = services.names_of(services.by_pk[person.service_id])
        row = (
            person.email,
            person.name,
            person.known_as,
            person.job_title,
            f" {sign} ".join(way),
            person.joined_on.isoformat(),
            person.left_on.isoformat() if person.left_on else "",
        )
        writer.writerow([_one_quote_more(value) for value in row])
    return codecs.BOM_UTF8 + text.getvalue().encode()


def _sign_in_no_name(services):
    """The first sign that stands in no name, so that a way can be read again."""
    names = "".join(service.name for service in services.by_pk.values())
    return next((sign for sign in PATH_SIGNS if sign not in names), PATH_SIGNS[0])


def _one_quote_more(value):
    return f"'{value}" if LOOKS_MADE_SAFE.match(value) else value

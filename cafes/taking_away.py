"""The list of those who come to a session, to take away as a file.

It holds what the desk shows to the same reader: what would help and the numbers until
the session is over, for those who may see them.
"""

import codecs
from io import StringIO

from django.utils.translation import gettext as _

from defusedcsv import csv


def as_csv(bookings, *, needs_shown):
    """Give those bookings (for_the_desk, with their person's service) as CSV in UTF-8,
    with a mark at the front by which spreadsheets know it."""
    text = StringIO()
    writer = csv.writer(text)
    needs = [_("What would help"), _("Number")] if needs_shown else []
    writer.writerow(
        [_("Name"), _("Service"), _("Place"), _("How used to it"), _("Hopes"), *needs]
    )
    for booking in bookings:
        service = booking.person.service
        writer.writerow(
            [
                booking.person.name,
                service.name if service else "",
                booking.get_status_display(),
                booking.get_experience_display(),
                booking.hopes,
                *([booking.would_help, booking.number] if needs_shown else []),
            ]
        )
    return codecs.BOM_UTF8 + text.getvalue().encode()

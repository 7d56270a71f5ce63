"""Who else is coming, as those with a place may see them: first name and service."""

from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from pages import words


@dataclass(frozen=True)
class Guest:
    """Somebody who agreed to be seen; neither their whole name nor their face."""

    pk: int
    name: str
    service: str
    is_reader: bool = False
    photo: None = field(default=None)


@dataclass(frozen=True)
class Company:
    """Those who agreed to be seen, the reader first and the others in name order, and
    how many more are coming."""

    guests: list[Guest]
    others: int

    @property
    def has_reader(self):
        """Whether the reader is one of those whose names are shown."""
        return any(guest.is_reader for guest in self.guests)

    @property
    def is_alone(self):
        """Whether nobody is coming but the reader."""
        return len(self.guests) + self.others == 1

    @property
    def is_more(self):
        """Whether there is anybody to be counted beside those shown and the reader."""
        return self.others > (0 if self.has_reader else 1)

    @property
    def others_in_words(self):
        """ "Five more", of whom the reader is one unless their name is shown."""
        return capfirst(_("%(number)s more") % {"number": words.in_words(self.others)})


def company_of(session, reader):
    """The Company that a reader with a place has; two queries."""
    coming = session.bookings.holding_a_place()
    seen = coming.shown_by_name()
    guests = [
        Guest(
            pk=place.person_id,
            name=place.person.called,
            service=place.person.service.name if place.person.service else "",
            is_reader=place.person_id == reader.pk,
        )
        for place in seen.select_related("person__service")
    ]
    return Company(
        guests=sorted(guests, key=lambda guest: (not guest.is_reader, guest.name)),
        others=coming.count() - len(guests),
    )

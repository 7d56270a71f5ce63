"""What is known of the people in a file of staff: read at once, so that it costs the
same few queries for ten rows as for thousands."""

from collections import Counter, defaultdict

from django.db.models import F
from django.db.models.functions import Lower

from people import merging
from people.models import Appointment, StaffEntry, User
from people.staff_services import Services

# So many e-mails are asked for at once.
AT_ONCE = 2000


class Known:
    """The people whom the file may mean, as they are now."""

    def __init__(self, source, editor, entries, *, makes_services, on):
        self.source, self.editor, self.on = source, editor, on
        self.services = Services(source.service, makes_them=makes_services)
        self.entry_of = {}
        self.by_number = {}
        self._people = {}
        self._stands_for = _those_who_stand_for_others()
        self._read_entries()
        self.by_email = {person.email.lower(): person for person in self.people}
        self._read_by_email({entry.email for entry in entries if entry.email})
        self.guarded = set(
            User.objects.with_groups_beyond(editor).values_list("pk", flat=True)
        )
        self.emails = Counter(entry.email for entry in entries)
        self.numbers = Counter(entry.number for entry in entries)

    @property
    def people(self):
        return self._people.values()

    def _read_entries(self):
        """Whom earlier files of this source brought, and under which number."""
        entries = StaffEntry.objects.filter(source=self.source)
        for entry in entries.select_related("person").order_by("pk"):
            person = self._one_of(entry.person)
            if person.pk == entry.person_id:
                self.entry_of[person.pk] = entry
            else:
                # Of a record that was closed: theirs too, if they have none there.
                self.entry_of.setdefault(person.pk, entry)
            if entry.number:
                self.by_number[entry.number] = person

    def _read_by_email(self, emails):
        wanted = sorted(emails - set(self.by_email))
        people = User.objects.annotate(small=Lower(F("email")))
        for some in _parts(wanted):
            for found in people.filter(small__in=some):
                self.by_email[found.small] = self._one_of(found)

    def _one_of(self, person):
        """The person of a record: of one that was merged with another, whose that is.
        Somebody known already is one and the same object."""
        person = self._stands_for.get(person.pk, person)
        return self._people.get(person.pk) or self._add(person)

    def _add(self, person):
        person.service = self.services.by_pk.get(person.service_id)
        self._people[person.pk] = person
        return person

    def is_here(self, person):
        return person.is_active and not person.has_left(self.on)

    def is_ours(self, person):
        """Whether the person is in the part of which the source tells, or nowhere."""
        return person.service is None or person.service.is_within(self.source.service)

    def brought_and_here(self):
        """Those whom the source has brought and who are here, in its own part."""
        return [
            person
            for person in self.people
            if person.pk in self.entry_of
            and self.is_here(person)
            and person.service
            and self.is_ours(person)
        ]

    def roles(self, people_ids):
        """Give {id of a person: what they are, in words} of those who hold a role now
        or later."""
        held = Appointment.objects.exclude(ends_on__lt=self.on)
        roles = defaultdict(list)
        for some in _parts(sorted(people_ids)):
            rows = held.filter(person__in=some).select_related("service")
            for row in rows.order_by("pk"):
                roles[row.person_id].append((row.get_role_display(), row.service.name))
        return roles


def _those_who_stand_for_others():
    """{key of a record that was closed by a merge: the person whose it is}."""
    keys = merging.kept_instead()
    people = User.objects.in_bulk(set(keys.values())) if keys else {}
    return {closed: people[kept] for closed, kept in keys.items()}


def _parts(whole):
    """A list in parts, of which each makes one query."""
    return (whole[at : at + AT_ONCE] for at in range(0, len(whole), AT_ONCE))

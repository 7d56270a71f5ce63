"""A city of 50,000 people with two years of history, for measuring in.

The rows of learning are written by the sample city's own writer, so they are what
learning/progress.py would have written. The same each time, for the day it is made.
"""

import time
from datetime import timedelta
from itertools import islice

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from cafes.models import Booking, CafeIndexPage, CafePage, Session, Venue
from champions.models import HelpAnswer, HelpRequest
from home.sample_city import chance, dice, facts
from home.sample_city.days import Calendar, at
from home.sample_city.histories import History
from home.sample_city.names import FAMILIES, SHARES
from learning.models import Assignment, Completion, ModulePage
from people.models import Absence, Appointment, Service, User

Role = Appointment.Role

PEOPLE, SERVICES, MODULES, LARGE_TEAM = 50_000, 1_000, 40, 1_000
DAYS = 730
# In the large team: how many of a hundred have finished, or begun, each module.
FINISHED, BEGUN = 35, 15
# Elsewhere: how many of a hundred ever began, and how many modules at most.
LEARNERS, AT_MOST = 55, 8
CHAMPIONS = 60
CAFES, WEEKLY, PLACES = 10, 10, 14
BATCH = 10_000
LARGE = "the-large-team"
NOBODY_SIGNS_IN = "!"


class City:
    """One city as it is being made, `scale` times as large, and how it gets on."""

    def __init__(self, scale=1.0, say=print):
        self.scale = scale
        self.say = say
        self.began = time.monotonic()
        self.fall = dice("bench")
        self.calendar = Calendar(timezone.localdate())

    def make(self):
        """Make all of it in an empty database."""
        self._tell("tables, site and content")
        call_command("migrate", verbosity=0)
        call_command("setup_site", verbosity=0)
        call_command("load_content", verbosity=0)
        for part in (
            self._modules,
            self._services,
            self._people,
            self._appointments,
            self._histories,
            self._suggestions,
            self._cafes,
            self._help,
        ):
            self._tell(part.__doc__)
            with transaction.atomic():
                part()
        self._tell("search and statistics")
        call_command("refresh_search", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self._tell("done")

    def _tell(self, what):
        self.say(f"{time.monotonic() - self.began:5.0f} s  {what}")

    def _size(self, number):
        return max(int(number * self.scale), 1)

    def _modules(self):
        """modules"""
        originals = list(ModulePage.objects.order_by("path"))
        for number in range(len(originals), MODULES):
            original = originals[number % len(originals)]
            original.copy(
                update_attrs={
                    "title": f"{original.title}, part {number}",
                    "slug": f"{original.slug}-{number}",
                },
                copy_revisions=False,
            )
        self.modules = {page.slug: page for page in ModulePage.objects.live()}

    def _services(self):
        """services"""
        size = self._size(SERVICES)
        layer = [
            Service.add_root(name=f"Organisation {n}", slug=f"organisation-{n}")
            for n in range(4)
        ]
        made, branches = len(layer), 6
        while made < size:
            below = []
            for parent in layer:
                for number in range(min(branches, size - made)):
                    slug = f"{parent.slug}-{number}"
                    below.append(parent.add_child(name=f"Service {slug}", slug=slug))
                    made += 1
                parent.refresh_from_db()
            layer = below
        top = Service.objects.get(slug="organisation-0")
        self.large = top.add_child(name="The large team", slug=LARGE)
        self.services = list(Service.objects.order_by("path"))

    def _people(self):
        """people"""
        size, large = self._size(PEOPLE), self._size(LARGE_TEAM)
        rows = (
            self._person(number, self.large if number < large else None)
            for number in range(size)
        )
        self.people = []
        while batch := list(islice(rows, BATCH)):
            self.people += User.objects.bulk_create(batch)

    def _person(self, number, service):
        firsts, lasts = self.fall.choices(FAMILIES, SHARES)[0]
        first = self.fall.choice(firsts.split())
        return User(
            name=f"{first} {self.fall.choice(lasts.split())}",
            email=f"person{number}@bench.example",
            service=service or self.fall.choice(self.services),
            job_title="Officer",
            password=NOBODY_SIGNS_IN,
            joined_on=self.calendar.today
            - timedelta(days=self.fall.randint(DAYS, 4 * DAYS)),
        )

    def _appointments(self):
        """champions, deputies and who is away"""
        people = iter(self.people[self._size(LARGE_TEAM) :])
        start = self.calendar.today - timedelta(days=400)
        rows, absences = [], []

        def appoint(role, service):
            person = next(people)
            rows.append(
                Appointment(person=person, role=role, service=service, starts_on=start)
            )
            if chance(self.fall, 20):
                until = self.calendar.today + timedelta(days=self.fall.randint(0, 9))
                absences.append(
                    Absence(person=person, starts_on=self.calendar.today, ends_on=until)
                )

        for service in self.services:
            if service.slug == LARGE or chance(self.fall, CHAMPIONS):
                appoint(Role.CHAMPION, service)
                if chance(self.fall, CHAMPIONS):
                    appoint(Role.DEPUTY, service)
            if service.depth == 2:
                appoint(Role.COMMUNICATIONS, service)
            if service.depth == 1:
                appoint(Role.ACCESS_TEAM, service)
                appoint(Role.ORGANISER, service)
        Appointment.objects.bulk_create(rows)
        Absence.objects.bulk_create(absences)

    def _histories(self):
        """who has done what"""
        people = {str(person.pk): person for person in self.people}
        histories, codes = self._all_histories(), dice("bench, codes")
        while batch := list(islice(histories, BATCH)):
            facts.write(batch, people, self.modules, codes)
            self._tell(f"… {batch[-1].name} of {self.people[-1].pk}")

    def _all_histories(self):
        large = self._size(LARGE_TEAM)
        slugs = list(self.modules)
        for number, person in enumerate(self.people):
            if number < large:
                done = [s for s in slugs if chance(self.fall, FINISHED)]
                begun = [s for s in slugs if chance(self.fall, BEGUN)]
            elif chance(self.fall, LEARNERS):
                some = self.fall.sample(slugs, self.fall.randint(1, AT_MOST))
                done, begun = some[1:], some[:1]
            else:
                continue
            for slug in done:
                yield self._history(person, slug, 99)
            for slug in set(begun) - set(done):
                yield self._history(person, slug, self.fall.randint(0, 3))

    def _history(self, person, slug, steps):
        ago = self.fall.randint(1, DAYS)
        return History(
            str(person.pk),
            slug,
            steps,
            self.calendar.ago(ago + 1, 9, 30),
            self.calendar.ago(ago, 15, 20),
            before=2,
            after=3,
            plan="Read it aloud before I press send." if chance(self.fall, 50) else "",
            tried=ago > 30,
        )

    def _suggestions(self):
        """what was suggested to whom"""
        finished = set(
            Completion.objects.values_list(
                "enrolment__person_id", "enrolment__module_id"
            )
        )
        modules = list(self.modules.values())
        askers = list(
            User.objects.filter(appointments__role=Role.CHAMPION).order_by("pk")[:200]
        )
        rows = []
        for person in self.people[:: self._step(20_000)]:
            module = self.fall.choice(modules)
            if (person.pk, module.pk) not in finished:
                rows.append(
                    Assignment(
                        person=person,
                        module=module,
                        asked_by=self.fall.choice(askers),
                        reason="Everybody asks about this in their first month.",
                        asked_at=self.calendar.ago(self.fall.randint(1, 90)),
                    )
                )
        Assignment.objects.bulk_create(rows, batch_size=BATCH)

    def _cafes(self):
        """cafés, sessions and bookings"""
        index = CafeIndexPage.objects.get()
        venue = Venue.objects.create(name="The hub", address="1 Street", access="Level")
        pages = [
            index.add_child(
                instance=CafePage(title=f"Café {n}", slug=f"cafe-{n}", summary="Tea")
            )
            for n in range(CAFES)
        ]
        weeks = range(-DAYS // 7, 7)
        sessions = Session.objects.bulk_create(
            self._session(pages[number % CAFES], venue, week, number)
            for week in weeks
            for number in range(self._size(WEEKLY))
        )
        for session in sessions:
            session.hosts.add(self.fall.choice(self.people))
        bookings = (b for session in sessions for b in self._bookings(session))
        while batch := list(islice(bookings, BATCH)):
            Booking.objects.bulk_create(batch)

    def _session(self, page, venue, week, number):
        day = self.calendar.today + timedelta(weeks=week, days=number % 5 + 1)
        starts_at = at(day, 9 + number % 7)
        return Session(
            cafe=page,
            venue=venue,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=90),
            capacity=PLACES,
        )

    def _bookings(self, session):
        is_over = session.ends_at < timezone.now()
        people = self.fall.sample(self.people, self.fall.randint(4, PLACES))
        booked_at = session.starts_at - timedelta(days=60)
        for person in people:
            came = Booking.Status.ATTENDED if is_over else Booking.Status.CONFIRMED
            yield Booking(
                session=session,
                person=person,
                status=came,
                booked_at=booked_at,
                changed_at=booked_at,
                experience=Booking.Experience.SOME,
            )

    def _help(self):
        """questions and answers"""
        champions = {
            a.service_id: a.person for a in Appointment.objects.in_role(Role.CHAMPION)
        }
        ready = [person for person in self.people if person.service_id in champions]
        asked = ready[:: self._step(5_000)]
        requests = HelpRequest.objects.bulk_create(
            self._request(person, champions[person.service_id]) for person in asked
        )
        reached = HelpRequest.reached.through
        reached.objects.bulk_create(
            reached(helprequest_id=one.pk, user_id=one.with_person_id)
            for one in requests
        )
        HelpAnswer.objects.bulk_create(
            HelpAnswer(
                request=one,
                writer_id=one.with_person_id,
                words="Try it with somebody beside you first.",
                written_at=one.answered_at,
            )
            for one in requests
            if one.answered_at
        )

    def _request(self, person, champion):
        ago = self.fall.randint(0, DAYS)
        asked_at = self.calendar.ago(ago)
        return HelpRequest(
            person=person,
            words="How do I answer somebody who is upset?",
            asked_at=asked_at,
            service=person.service,
            with_person=champion,
            with_role=Role.CHAMPION,
            with_since=asked_at,
            answered_at=None if ago < 4 else asked_at + timedelta(hours=3),
        )

    def _step(self, number):
        """Which every so-many-th person gives about that many of them."""
        return max(len(self.people) // self._size(number), 1)

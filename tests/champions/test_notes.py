"""Notes of help given: half a minute to write, who reads them, and the hours."""

from datetime import datetime, timedelta

from django.template import Context, Template
from django.urls import reverse
from django.utils import timezone

import pytest

from champions import asking, noting
from champions.models import SupportNote
from champions.notes import NotesPage, about, noted_help, thanks
from champions.permissions import can_see_note
from people.models import Appointment, User
from tests.champions.factories import SupportNoteFactory
from tests.people.factories import AppointmentFactory, PersonFactory, ServiceFactory
from tests.queries import assert_steady_queries

Role = Appointment.Role


@pytest.fixture
def as_priya(client, libraries, site_skeleton, sign_in):
    return sign_in(client, libraries.priya)


def send(client, **typed):
    said = {"who": "", "topic": "instagram", "minutes": "15", **typed}
    return client.post(reverse("help_notes"), said, follow=True)


def note(writer, person=None, minutes=15, **more):
    return noting.note(
        writer, person=person, topic="instagram", minutes=minutes, **more
    )


class TestWriting:
    def test_a_name_a_topic_and_a_time_are_enough(self, as_priya, libraries):
        page = send(as_priya, who="Okonkwo-Whitfield").content.decode()
        made = SupportNote.objects.get()
        assert (made.writer, made.person) == (libraries.priya, libraries.sam)
        assert (made.role, made.service) == (Role.CHAMPION, libraries.service)
        assert "Noted. Thank you for your time." in page

    def test_help_in_the_corridor_needs_no_name(self, as_priya):
        send(as_priya)
        assert SupportNote.objects.get().person is None

    def test_pressed_twice_it_is_one_and_later_it_is_another(self, libraries):
        now = timezone.now()
        note(libraries.priya, libraries.sam, at=now - timedelta(hours=1))
        note(libraries.priya, libraries.sam, at=now)
        note(libraries.priya, libraries.sam, at=now)
        assert SupportNote.objects.count() == 2

    def test_only_people_whom_one_looks_after_are_found(self, as_priya, libraries):
        PersonFactory(name="Elsewhere Example")
        page = send(as_priya, who="Elsewhere Example", words="Kept").content.decode()
        assert "Nobody in your team is called “Elsewhere Example”" in page
        assert 'value="Kept"' in page
        assert not SupportNote.objects.exists()

    def test_of_two_of_one_name_the_e_mail_decides(self, as_priya, libraries):
        twin = PersonFactory(name="Sam Okonkwo-Whitfield", service=libraries.service)
        page = send(as_priya, who="Sam Okonkwo-Whitfield").content.decode()
        assert twin.email in page and libraries.sam.email in page
        send(as_priya, who=twin.email)
        assert SupportNote.objects.get().person == twin

    def test_from_a_question_all_but_the_time_is_filled_in(self, as_priya, libraries):
        asked = asking.ask(libraries.sam, "How?", topic="linkedin")
        page = as_priya.get(reverse("help_notes") + f"?request={asked.pk}")
        form = page.context["form"]
        assert form["who"].value() == libraries.sam.email
        assert form["topic"].value() == "linkedin"
        send(as_priya, who=libraries.sam.email, request=asked.pk)
        assert SupportNote.objects.get().request == asked

    @pytest.mark.parametrize("number", ["999999", "x", "9" * 40, "-1"])
    def test_a_question_that_is_not_theirs_is_left_out(self, as_priya, number):
        as_priya.get(reverse("help_notes"), {"request": number, "person": number})
        send(as_priya, request=number)
        assert SupportNote.objects.get().request is None

    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(self, as_priya):
        page = send(as_priya, minutes="", words="w" * 201).content.decode()
        assert "Choose about how long it took" in page
        assert "up to 200 characters" in page
        assert "w" * 201 in page

    def test_who_is_out_of_the_role_meanwhile_is_told_so(self, libraries):
        Appointment.objects.filter(person=libraries.priya).delete()
        with pytest.raises(noting.NoRole):
            note(libraries.priya, libraries.sam)

    def test_only_its_writer_takes_a_note_back(self, client, libraries, sign_in):
        made = note(libraries.priya, libraries.sam)
        address = reverse("help_note_take_back", args=[made.pk])
        assert sign_in(client, libraries.tom).post(address).status_code == 404
        for _press in range(2):
            sign_in(client, libraries.priya).post(address)
        assert not SupportNote.objects.exists()


class TestReading:
    def test_predicate_and_queryset_agree_for_everybody(self, libraries):
        successor = PersonFactory(service=libraries.service)
        AppointmentFactory(
            person=successor, service=libraries.service, communications=True
        )
        AppointmentFactory(person=successor, service=ServiceFactory())
        for writer in (libraries.priya, libraries.tom, libraries.bernadette):
            for person in (None, libraries.sam, libraries.priya, PersonFactory()):
                for role in (Role.CHAMPION, Role.COMMUNICATIONS, Role.ACCESS_TEAM):
                    SupportNoteFactory(
                        writer=writer,
                        person=person,
                        role=role,
                        service=libraries.service,
                    )
        for viewer in User.objects.all():
            seen = set(SupportNote.objects.seen_by(viewer))
            for each in SupportNote.objects.all():
                assert (each in seen) == can_see_note(viewer, each)

    def test_whoever_has_the_role_next_reads_it_and_nobody_else(self, libraries):
        made = note(libraries.priya, libraries.sam)
        nia = PersonFactory(service=libraries.service)
        for other in (libraries.tom, libraries.marcus, libraries.sam, nia):
            assert not can_see_note(other, made)
        libraries.priya.appointments.update(ends_on=timezone.localdate())
        AppointmentFactory(person=nia, service=libraries.service)
        assert can_see_note(nia, made)
        User.objects.filter(pk=libraries.sam.pk).update(service=ServiceFactory())
        made.refresh_from_db()
        assert not can_see_note(nia, made)

    def test_whom_it_is_about_reads_it_in_their_record(self, libraries, rf):
        note(libraries.priya, libraries.sam, words="Found the setting")
        request = rf.get("/me/record/")
        request.user = libraries.sam
        page = Template("{% load champion_tags %}{% noted_about_me %}").render(
            Context({"request": request})
        )
        assert "Priya noted today" in page
        assert "“Found the setting”" in page
        assert "whoever wrote it, and whoever has their role after them" in page
        assert noted_help(libraries.tom) == []

    def test_the_access_team_reads_counts_and_no_names(
        self, client, libraries, site_skeleton, sign_in
    ):
        note(libraries.priya, libraries.sam, minutes=60, words="Secret")
        note(libraries.priya, minutes=60)
        note(libraries.priya, libraries.sam, at=timezone.now() - timedelta(days=91))
        SupportNoteFactory()  # in another organisation
        page = sign_in(client, libraries.marcus).get(reverse("help_notes"))
        assert [(c.topic, c.words) for c in page.context["page"].counts] == [
            ("Instagram", "Two notes, about two hours")
        ]
        assert libraries.sam.name not in page.content.decode()
        assert "Secret" not in page.content.decode()

    def test_the_page_asks_no_more_for_more_notes(self, as_priya, libraries):
        def more(count):
            for _each in range(count):
                person = PersonFactory(service=libraries.service)
                SupportNoteFactory(writer=libraries.priya, person=person)

        assert_steady_queries(more, lambda: as_priya.get(reverse("help_notes")))


class TestHours:
    @pytest.mark.parametrize(
        ("minutes", "said"),
        [
            (5, "about 5 minutes"),
            (60, "about an hour"),
            (80, "about an hour"),
            (170, "about three hours"),
        ],
    )
    def test_they_are_said_as_one_says_them(self, minutes, said):
        assert about(minutes) == said

    def test_the_giver_is_thanked_for_this_term_alone(self, libraries):
        at = timezone.make_aware(datetime(2026, 11, 24, 9))
        before = timezone.make_aware(datetime(2026, 8, 31, 9))
        assert thanks(libraries.priya, at) == ""
        for moment in (before, at, at - timedelta(days=1)):
            SupportNoteFactory(writer=libraries.priya, minutes=60, written_at=moment)
        assert thanks(libraries.priya, at).startswith("You gave about two hours")
        assert thanks(libraries.priya, at).endswith("Thank you.")

    def test_nobody_else_is_told_how_much_somebody_gave(self, libraries):
        note(libraries.priya, libraries.sam, minutes=60)
        assert NotesPage(libraries.tom).thanks == ""

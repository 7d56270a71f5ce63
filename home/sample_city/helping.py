"""Help given in Aireford: notes of it, and times that are offered for a 1-2-1.

As with questions.py, no e-mail is written for what was.
"""

from datetime import timedelta

from champions import promising
from champions.models import HelpAnswer, HelpRequest, SupportNote, TimesOffered
from home.sample_city.days import at
from people.models import Appointment

LEARNER, CHAMPION = "Sam Okonkwo-Whitfield", "Priya Raman"
PLACE = "The table by the window, Compton Library"

# Whom, with what, for how many minutes, how many days ago, and in one line.
NOTES = (
    ("Hilary Featherstonehaugh", "facebook", 30, 3, "Found where replies wait."),
    ("", "pictures", 5, 5, "In the corridor: how to turn a picture upright."),
    (LEARNER, "instagram", 15, 9, "Wrote the words for a picture together."),
    ("Joan Braithwaite", "other", 60, 15, "First sign-in, with tea."),
    ("", "answering", 15, 22, "Two at the desk: what to say to the same question."),
)


def help_out(people, calendar):
    """Write the notes of a champion, and the times that she offers to somebody."""
    champion = people[CHAMPION]
    role = champion.appointments.get(role=Appointment.Role.CHAMPION)
    for name, topic, minutes, ago, words in NOTES:
        SupportNote.objects.create(
            writer=champion,
            role=role.role,
            service=role.service,
            person=people.get(name),
            topic=topic,
            minutes=minutes,
            words=words,
            written_at=calendar.ago(ago, 11, 20),
        )
    _offer_times(people[LEARNER], champion, role, calendar)


def _offer_times(person, champion, role, calendar):
    asked_at = calendar.ago(1, 9, 30)
    request = HelpRequest.objects.create(
        person=person,
        topic="pictures",
        words="How do I say what is in a picture for people who can’t see it? I have "
        "read it twice and would rather see it once.",
        when_free="Mornings, except on Wednesdays",
        asked_at=asked_at,
        service=person.service,
        with_person=champion,
        with_role=role.role,
        with_since=asked_at,
        answer_by=promising.answer_by(champion, asked_at),
        answered_at=asked_at + timedelta(hours=3),
    )
    request.reached.add(champion)
    answer = HelpAnswer.objects.create(
        request=request,
        writer=champion,
        words="Much easier side by side. Bring the picture, I’ll bring the tea.",
        written_at=request.answered_at,
    )
    times = TimesOffered.objects.create(answer=answer, minutes=30, place=PLACE)
    for days, hour, minute in ((2, 9, 30), (4, 10, 0), (5, 9, 0)):
        day = promising.working_day_after(calendar.today, days)
        times.starts.create(starts_at=at(day, hour, minute))

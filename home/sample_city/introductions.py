"""Colleagues of Aireford who can help others, and introductions to them: one for which
both are asked, one that came about.

As with questions.py, no e-mail is written for what was.
"""

from datetime import timedelta

from django.conf import settings

from champions import promising
from champions.models import HelpAnswer, HelpOffer, HelpRequest, Introduction
from people.models import Appointment

CHAMPION = "Priya Raman"

# Who can help, with what, since how many days, and in their own words.
OFFERS = (
    (
        "Rosalind Achterberg-Mbeki",
        ("instagram", "pictures"),
        40,
        "I put up a picture from each café. Tuesday afternoons are quiet.",
    ),
    ("Mei Wójcik", ("instagram", "bluesky"), 6, ""),
    ("Kwame Darko", ("pictures", "youtube"), 65, "Videos from the parks, on my phone."),
    ("Farouk Nettleton", ("facebook", "nextdoor", "whatsapp"), 21, ""),
    ("Maureen Oduya", ("writing", "facebook"), 90, "I read things aloud first."),
    (
        "Hilary Featherstonehaugh",
        ("writing", "own-account"),
        12,
        "Ten minutes, with or without tea.",
    ),
)


def introduce(people, calendar):
    """Write who offered what, and the introductions."""
    for name, topics, ago, words in OFFERS:
        offer = HelpOffer.objects.create(
            person=people[name], words=words, since=calendar.ago(ago).date()
        )
        for topic in topics:
            offer.topics.create(topic=topic)
    asked_at = calendar.ago(1, 16, 50)
    _both_are_asked(
        _ask(
            people["Sam Okonkwo-Whitfield"],
            people[CHAMPION],
            "instagram",
            "My reel of the story corner lies on its side, and I can’t see why.",
            asked_at - timedelta(hours=1),
        ),
        people["Rosalind Achterberg-Mbeki"],
        asked_at,
    )
    asked_at = calendar.ago(9, 9, 10)
    _they_agreed(
        _both_are_asked(
            _ask(
                people["Joan Braithwaite"],
                people[CHAMPION],
                "facebook",
                "Who could show me, slowly, how an event is put on the page?",
                asked_at - timedelta(hours=1),
            ),
            people["Maureen Oduya"],
            asked_at,
        ),
        asked_at + timedelta(hours=6),
    )


def _ask(person, champion, topic, words, at):
    request = HelpRequest.objects.create(
        person=person,
        topic=topic,
        words=words,
        asked_at=at,
        service=person.service,
        with_person=champion,
        with_role=Appointment.Role.CHAMPION,
        with_since=at,
        answer_by=promising.answer_by(champion, at),
    )
    request.reached.add(champion)
    return request


def _both_are_asked(request, colleague, at):
    until = promising.working_day_after(at.date(), settings.HELP_INTRODUCTION_DAYS)
    request.answer_by = promising.answer_by(request.with_person, at, after=until)
    request.save()
    return Introduction.objects.create(
        request=request,
        topic=request.topic,
        helper=request.with_person,
        colleague=colleague,
        asked_at=at,
        until=until,
    )


def _they_agreed(introduction, at):
    introduction.state = Introduction.State.AGREED
    introduction.asker_agreed_at = at - timedelta(hours=2)
    introduction.colleague_agreed_at = introduction.settled_at = at
    introduction.save()
    request = introduction.request
    HelpAnswer.objects.create(
        request=request,
        writer=introduction.helper,
        words="Maureen puts the ceremonies up each month, and takes her time. You both "
        "said yes, so here is her name.",
        written_at=at,
    )
    request.answered_at, request.read_at = at, at + timedelta(hours=1)
    request.save()

"""Requests for help in Aireford: some wait, most were answered.

Whom each one reached is asked of people/looking_after.py, as when it is asked on the
site; but no e-mail is written for what was.
"""

from dataclasses import dataclass
from datetime import timedelta

from champions import promising
from champions.models import HelpAnswer, HelpRequest
from champions.topics import Topic
from home.sample_city import dice
from home.sample_city.days import at
from home.sample_city.histories import ANSWERING, OWN_ACCOUNT
from home.sample_city.people import KNOWN
from learning.models import Enrolment
from people.looking_after import who_helps
from people.models import Appointment


@dataclass(frozen=True)
class Question:
    """What was asked, days ago at an hour, and what was said back."""

    words: str
    ago: int
    hour: int
    minute: int = 0
    module: str = ""
    answer: str = ""


LATELY = 6  # days

KNOWN_QUESTIONS = {
    "Joan Braithwaite": Question(
        "Can I bring my niece’s tablet to the café?", 0, 6, 40
    ),
    "Lorraine Pickersgill": Question(
        "I started last week and I’ve been told our page is mine on Fridays. Who do I "
        "ask what I’m allowed to say?",
        2,
        14,
        25,
    ),
    "Farida Iqbal": Question(
        "Somebody has put their wedding photo under our post with the couple before "
        "them in the background. Do I leave it up?",
        1,
        16,
        10,
        ANSWERING,
    ),
    "Sam Okonkwo-Whitfield": Question(
        "A lady I know from the desk sent me a friend request. Is it rude to leave it?",
        24,
        11,
        5,
        OWN_ACCOUNT,
        "Not rude at all. Tell her next time she’s in, with a smile, that you keep "
        "your own page for family. She’ll have had the same from her nurse.",
    ),
    "Hilary Featherstonehaugh": Question(
        "Is there any way to do these at home? There’s no quiet minute here.",
        66,
        17,
        30,
        ANSWERING,
        "There is: sign in from your own phone, it keeps your place. But it’s working "
        "time, and I’ll tell Tom so. Would a Tuesday morning at Compton be any good?",
    ),
}
# Asked by others, once each; all of them have been answered.
OTHER_QUESTIONS = (
    Question(
        "Someone asked about their own appointment, in public, by name. Do I answer?",
        5,
        10,
        15,
        ANSWERING,
        "Yes, but with nothing about them in it: say hello, say you’ll help, and ask "
        "them to message or ring. Don’t even say that they have an appointment.",
    ),
    Question(
        "Our photo has a lad in it whose mum has now said no. It’s been shared.",
        12,
        9,
        40,
        "",
        "Take ours down now, and ring her to say so. Then ask those who shared it, one "
        "by one; most people do it at once. I’ll do the ringing with you if you like.",
    ),
    Question(
        "My account says I work here. Do I have to take that off?",
        19,
        13,
        0,
        OWN_ACCOUNT,
        "No. Plenty of us have it. Step 3 has the one question to ask yourself first, "
        "and it takes a minute.",
    ),
    Question(
        "What do I do about the same man every day, under every post?",
        30,
        15,
        20,
        ANSWERING,
        "Answer him once, properly, as if he were new. After that you may leave it. If "
        "it turns on a person, hide it and send it to me.",
    ),
    Question(
        "Can a bank nurse do the modules? She has no work e-mail.",
        44,
        8,
        50,
        "",
        "She can read all of them without signing in. For her record she needs an "
        "account; send me her name and I’ll ask Ayesha.",
    ),
    Question(
        "I pressed Next too soon. Have I lost my place?",
        58,
        12,
        10,
        ANSWERING,
        "No, you can go back to any step and it still counts.",
    ),
)


def ask(people, modules, calendar):
    """Write the requests and what was said."""
    for name, question in KNOWN_QUESTIONS.items():
        moment = calendar.ago(question.ago, question.hour, question.minute)
        _write(question, people[name], modules, moment)
    stuck = Question(
        "It keeps saying not quite, and I’ve tried all but one. What am I not seeing?",
        0,
        0,
        module=ANSWERING,
    )
    moment = at(calendar.last_friday, 15, 10)
    _write(stuck, people["Delroy Mapplebeck"], modules, moment)
    _ask_the_others(people, modules, calendar)


def _ask_the_others(people, modules, calendar):
    """Draw who asked what: somebody whose champion or deputy answered."""
    fall = dice("questions")
    named = {known.name for known in KNOWN}
    ready = [p for p in people.values() if p.name not in named and not p.left_on]
    asked = list(OTHER_QUESTIONS)
    for person in fall.sample(ready, len(ready)):
        if not asked:
            return
        moment = calendar.ago(asked[0].ago, asked[0].hour, asked[0].minute)
        helper = who_helps(person, on=moment.date())
        is_new = person.joined_on > moment.date()
        if helper.role != Appointment.Role.ACCESS_TEAM and not is_new:
            _write(asked.pop(0), person, modules, moment)


def _write(question, person, modules, moment):
    helper = who_helps(person, on=moment.date())
    module = modules.get(question.module)
    enrolment = Enrolment.objects.filter(person=person, module=module).first()
    answered_at = moment + timedelta(hours=2, minutes=10)
    request = HelpRequest.objects.create(
        person=person,
        topic=Topic.of(module),
        words=question.words,
        module=module,
        step=enrolment.current_step if enrolment else None,
        asked_at=moment,
        service=person.service,
        with_person=helper.person,
        with_role=helper.role,
        stands_in_for=helper.stands_in_for,
        with_since=moment,
        answer_by=promising.answer_by(helper.person, moment),
        was_passed_up=helper.role == Appointment.Role.ACCESS_TEAM,
        answered_at=answered_at if question.answer else None,
        # Whoever asked lately has not been back as yet.
        read_at=answered_at if question.answer and question.ago > LATELY else None,
    )
    request.reached.add(helper.person)
    if question.answer:
        HelpAnswer.objects.create(
            request=request,
            writer=helper.person,
            words=question.answer,
            written_at=request.answered_at,
        )

"""A request for help as its reader sees it: who said what, who has it, what can be
done with it now. Read only; what changes it stands in asking.py."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import F
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cafes.models import Session
from champions import asking, introducing, promising
from champions.components import YourHelper
from champions.forms import AnswerForm
from champions.introduced import Introduced
from champions.offered import Offered
from pages import words
from people.looking_after import away_until, helped_again_on, who_helps
from people.models import Appointment, User

# How many coming cafés can be suggested with an answer.
SUGGESTED = 8


@dataclass(frozen=True)
class Turn:
    """What one person said, and when. The writer is None once they are erased."""

    writer: User | None
    words: str
    at: datetime
    is_mine: bool
    # Times that are offered with it, and a café that is suggested; or None.
    offered: Offered | None = None
    cafe: Session | None = None

    @property
    def heading(self):
        """Who said it and when: "Priya Raman, on Friday, 3.10pm"."""
        name = (
            self.writer.name if self.writer else _("Somebody who is not here any more")
        )
        return _("%(name)s, %(day)s, %(time)s") % {
            "name": _("You") if self.is_mine else name,
            "day": words.lately(self.at),
            "time": words.clock(self.at),
        }


class RequestRow:
    """One request in a list, for its asker or for somebody who may answer it."""

    def __init__(self, request, reader):
        self.request = request
        self.is_mine = request.person_id == reader.pk
        self.is_with_reader = request.with_person_id == reader.pk

    @property
    def kind(self):
        """How it stands, as the state tag draws it."""
        if not self.request.is_open:
            return "done"
        return "now" if self.is_mine or not self.is_with_reader else "info"

    @property
    def words(self):
        """How it stands, in words."""
        request = self.request
        if not request.is_open:
            return _("Answered %(day)s") % {"day": words.lately(request.answered_at)}
        if request.with_person is None:
            return _("Kept; nobody has it yet")
        if not self.is_with_reader:
            return _("%(name)s has it") % {"name": request.with_person.called}
        return _("Waiting since %(day)s, %(time)s") % {
            "day": words.since(request.asked_at),
            "time": words.clock(request.asked_at),
        }


class Conversation:
    """One request, for its asker or for somebody who may answer it."""

    def __init__(self, request, reader, at=None):
        self.request = request
        self.reader = reader
        self.at = at or timezone.now()
        self.day = timezone.localdate(at)

    @property
    def is_mine(self):
        return self.request.person_id == self.reader.pk

    @property
    def title(self):
        if self.is_mine:
            return _("Your question")
        return _("%(name)s asks") % {"name": self.request.person.called}

    @property
    def asker_role(self):
        """What the asker does, and where: "Officer, Libraries"."""
        person = self.request.person
        return ", ".join(
            filter(None, [person.job_title, person.service and person.service.name])
        )

    @cached_property
    def turns(self):
        """All that was said, the question first."""
        said = self.request.answers.select_related(
            "writer", "times__session", "session__cafe", "session__venue"
        ).prefetch_related("times__starts")
        return [
            self._turn(self.request.person, self.request.words, self.request.asked_at),
            *[
                self._turn(
                    turn.writer,
                    turn.words,
                    turn.written_at,
                    offered=self._offered(turn),
                    cafe=turn.session,
                )
                for turn in said
            ],
        ]

    def _turn(self, writer, said, at, **more):
        return Turn(writer, said, at, is_mine=writer == self.reader, **more)

    def _offered(self, turn):
        """The times that are offered in this turn, for the reader; or None."""
        times = getattr(turn, "times", None)
        return Offered(times, self.request, self.reader, self.at) if times else None

    @cached_property
    def introduced(self):
        """The latest introduction to a colleague, as the reader sees it; or None."""
        return Introduced.latest(self.request, self.reader, self.day)

    @property
    def can_introduce(self):
        """Whether the reader may ask a colleague who offered help with the topic."""
        is_asked = self.introduced and self.introduced.introduction.is_open
        is_theirs = introducing.has_it(self.reader, self.request, self.day)
        return self.request.has_topic and is_theirs and not is_asked

    @cached_property
    def choices(self):
        """To whom a helper may pass it: (person, what they are) each."""
        if self.is_mine or not self.request.is_open:
            return []
        return [
            (person, Appointment.Role(role).label)
            for person, role in asking.who_else(self.request, self.day)
        ]

    @cached_property
    def instead(self):
        """Who would have it now, if the asker may send it on: the Helper, or None."""
        if not self.is_mine or not self.request.is_open:
            return None
        if asking.is_there_for(self.request, self.day):
            return None
        helper = who_helps(self.reader, self.day)
        return helper if helper and helper.person != self.request.with_person else None

    @cached_property
    def standing(self):
        """Who has it and whether it is answered, in a sentence or two."""
        if self.request.is_open and self.request.with_person_id == self.reader.pk:
            since = _("You have it, since %(day)s.") % {
                "day": words.since(self.request.with_since, self.day)
            }
            return f"{since} {told_the_asker(self.request, self.day)}".strip()
        if self.request.is_open:
            soon = away_soon(self.request, self.day) if self.is_mine else ""
            return f"{with_whom(self.request, self.day)} {soon}".strip()
        if self.is_mine and any(t.offered and t.offered.can_pick for t in self.turns):
            return _("Pick a time for a 1-2-1 below, or say that none fits.")
        if self.is_mine:
            return _("There is an answer. Ask again if it leaves something open.")
        return _("It is answered.")

    def form(self, data=None):
        """What the reader may add: an answer, or another question."""
        if not self.is_mine:
            label, button = _("Your answer"), _("Send your answer")
        elif self.request.is_open:
            label, button = _("Add something"), _("Add it")
        else:
            label, button = _("Ask again"), _("Send")
        seen = {"seen": len(self.turns) - 1}
        return AnswerForm(
            data,
            initial=seen,
            label=label,
            button=button,
            sessions=None if self.is_mine else self._sessions_to_suggest(),
        )

    def _sessions_to_suggest(self):
        """The next sessions with places left, which the asker has not booked."""
        booked = Session.objects.booked_by(self.request.person, self.at)
        coming = Session.objects.upcoming(self.at).with_places()
        coming = coming.filter(places_taken__lt=F("capacity"))
        coming = coming.exclude(pk__in=booked.values("pk"))
        return coming.select_related("cafe", "venue")[:SUGGESTED]

    def form_after_another(self, data):
        """The form again with what was written in it, once another has answered."""
        form = self.form({**data.dict(), "seen": len(self.turns) - 1})
        form.add_error(
            "words",
            _(
                "%(name)s has answered meanwhile, so yours is not sent yet. Read it "
                "above; send yours too if it adds something."
            )
            % {"name": self._latest_writer},
        )
        return form

    @property
    def _latest_writer(self):
        writer = self.turns[-1].writer
        return writer.called if writer else _("Somebody")

    def said(self):
        """What to tell somebody who has just added to it."""
        if self.is_mine:
            self.request.refresh_from_db()
            return sent(self.request)
        return _("Your answer is on its way to %(name)s.") % {
            "name": self.request.person.called
        }


def sent(request, on=None):
    """Tell the asker where their question went."""
    if request.with_person is None:
        return with_whom(request, on)
    day = on or timezone.localdate()
    sentences = [_("Sent to %(name)s.") % {"name": request.with_person.called}]
    sentences.append(promised(request, day))
    if away := _away(request, day):
        sentences.insert(0, away)
    sentences.append(_("We’ll write to you when there is an answer."))
    sentences.append(away_soon(request, day))
    return " ".join(filter(None, sentences))


def away_soon(request, day):
    """Tell the asker when the champion who has it will be away soon, and who answers
    then; or nothing."""
    yours = YourHelper(request.person, day)
    has_it = yours.helper and yours.helper.person.pk == request.with_person_id
    return yours.coming_absence if has_it else ""


def with_whom(request, on=None):
    """Say who has an open request, and in whose place."""
    day = on or timezone.localdate()
    if request.with_person is None:
        return _with_nobody(request, day)
    has_it = _("%(name)s has it, since %(day)s.") % {
        "name": request.with_person.called,
        "day": words.since(request.with_since, day),
    }
    gone = away_until(request.with_person, day)
    if gone:
        has_it = _("%(name)s has it, and is away until %(day)s.") % {
            "name": request.with_person.called,
            "day": words.day(gone, day),
        }
    parts = [_away(request, day), capfirst(has_it), promised(request, day)]
    return " ".join(filter(None, parts))


def promised(request, on=None):
    """Tell the asker by when whoever has an open request answers; once that day is
    over, what becomes of it. Nothing where no day is set."""
    day = on or timezone.localdate()
    if request.with_person is None or request.answer_by is None:
        return ""
    named = {
        "name": request.with_person.called,
        "day": words.day(request.answer_by, day),
    }
    if day <= request.answer_by:
        if day == request.answer_by:
            return _("%(name)s answers by the end of today.") % named
        return _("%(name)s answers by %(day)s.") % named
    late = _("It was to be answered by %(day)s, and %(name)s was reminded.") % named
    if request.was_passed_up:
        return late
    goes_up = _("If it is still open on %(day)s, the digital access team takes it.")
    return f"{late} {goes_up % {'day': words.day(promising.goes_up_on(request), day)}}"


def told_the_asker(request, on=None):
    """Tell whoever has a request what its asker was told of when they answer."""
    if request.answer_by is None:
        return ""
    named = {
        "name": request.person.called,
        "day": words.day(request.answer_by, on or timezone.localdate()),
    }
    return _("%(name)s was told that you answer by %(day)s.") % named


def _with_nobody(request, day):
    back_on = helped_again_on(request.person, day)
    if back_on is None:
        return _(
            "Nobody has been named to help you yet. Your question is kept, and the "
            "digital access team sees it."
        )
    return _(
        "Everybody who could help is away until %(day)s. Your question is kept, and "
        "goes to whoever is back first."
    ) % {"day": words.day(back_on - timedelta(days=1), day)}


def _away(request, day):
    """Say for whom somebody stands in, while that one is still away."""
    absent = request.stands_in_for
    until = away_until(absent, day) if absent else None
    if until is None:
        return ""
    return _("%(name)s is away until %(day)s.") % {
        "name": absent.called,
        "day": words.day(until, day),
    }

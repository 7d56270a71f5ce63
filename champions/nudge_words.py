"""The words that a letter to somebody begins with, by the reason there is to speak to
them; and what is said of letters. A letter reproaches nobody and counts nothing."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from champions.choosing import Why as Reason
from champions.models import Nudge, RatherSpokenTo
from champions.nudges import Why
from pages import words

# Of which reasons the letter asks somebody to go on with the module.
ABOUT_GOING_ON = (Reason.DAY_IS_NEAR, Reason.STOPPED)
# How many letters a page shows.
SHOWN = 10


def first_words(reason, writer, person, module, on=None):
    """What to begin with, for the writer to change. Takes the champions.choosing.Reason
    that counts, and its module or None."""
    names = {
        "name": person.called,
        "writer": writer.called,
        "module": module.title if module else "",
    }
    if reason.why == Reason.CAFE_FOLLOWS:
        session = reason.about
        names |= {
            "cafe": session.cafe.title,
            "day": words.day(session.starts_at, on),
            "time": words.clock(session.starts_at),
            "url": settings.SITE_URL + reverse("session", args=[session.pk]),
        }
    return _beginnings().get(reason.why, _hello()) % names


def _beginnings():
    return {
        Reason.IS_NEW: _(
            "Hello %(name)s,\n\nwelcome! I help colleagues here with social media. If "
            "you would like to know where to begin, or have a question of any size, "
            "just answer this and we find ten minutes.\n\n%(writer)s"
        ),
        Reason.DAY_IS_NEAR: _(
            "Hello %(name)s,\n\nis there anything about “%(module)s” that I can help "
            "with? If the day doesn’t suit you, say so, and we find another.\n\n"
            "%(writer)s"
        ),
        Reason.STOPPED: _(
            "Hello %(name)s,\n\nI thought of you and “%(module)s”. It keeps your "
            "place. If you like, we look at it together over a cup of tea; and if it "
            "is not for you just now, that is fine too.\n\n%(writer)s"
        ),
        Reason.CAFE_FOLLOWS: _(
            "Hello %(name)s,\n\nwell done with “%(module)s”. There is a café that "
            "goes on from there, “%(cafe)s”: %(day)s, %(time)s. Would you like to "
            "come?\n\n%(url)s\n\n%(writer)s"
        ),
        Reason.FINISHED: _(
            "Hello %(name)s,\n\nwell done with “%(module)s”! What was most use to "
            "you?\n\n%(writer)s"
        ),
    }


def _hello():
    return _(
        "Hello %(name)s,\n\nhow are you getting on? If there is anything in social "
        "media that you wonder about, just answer this.\n\n%(writer)s"
    )


def refused(refusal, viewer, person, on=None):
    """Why somebody is not to be written to, in a sentence or two."""
    names = {"name": person.called}
    if refusal.again_on:
        names["day"] = words.day(refusal.again_on, on)
    if refusal.why == Why.AWAY:
        return _("%(name)s is away. You can write again from %(day)s.") % names
    if refusal.why == Why.RATHER_SPOKEN_TO:
        return _("%(name)s would rather be spoken to than written to, for now.") % names
    if refusal.why == Why.LATELY:
        return _(
            "%(written)s Nobody is written to twice in two weeks, so the next letter "
            "can go from %(day)s."
        ) % {**names, "written": Letter(refusal.nudge, viewer, on).wrote}
    if refusal.why == Why.FINISHED:
        return _(
            "%(name)s has finished “%(module)s” in the meantime, so a letter about it "
            "would come too late. Change what you say, and go on."
        ) % {**names, "module": refusal.module.title}
    return _("%(name)s is not in your team any more.") % names


@dataclass(frozen=True)
class Letter:
    """A letter as one of those concerned reads it."""

    nudge: Nudge
    viewer: object
    on: object = None

    @property
    def wrote(self):
        """Who wrote to whom, and when: "You wrote to Sam on Tuesday 3 November."."""
        person, writer = self.nudge.person, self.nudge.writer
        is_own = writer == self.viewer
        return _("%(writer)s wrote to %(person)s %(day)s.") % {
            "writer": _("You")
            if is_own
            else writer.called
            if writer
            else _("Somebody"),
            "person": _("you") if person == self.viewer else person.called,
            "day": words.lately(self.nudge.written_at, self.on),
        }

    @property
    def held_back(self):
        """That it was not sent after all, and why; or nothing."""
        if not self.nudge.held_back:
            return ""
        why = self.nudge.get_held_back_display()
        return _("It was held back: %(why)s.") % {"why": why}

    @property
    def words(self):
        """What it says, to the person and to its writer; to others nothing."""
        is_theirs = self.viewer in (self.nudge.person, self.nudge.writer)
        return self.nudge.words if is_theirs else ""


def letters_to(person, viewer, on=None):
    """The letters to somebody of a team, the latest first, for one who looks after
    them. One query."""
    found = Nudge.objects.filter(person=person).select_related("writer", "person")
    return [Letter(one, viewer, on) for one in found[:SHOWN]]


def letters_to_me(person, on=None):
    """The same for the person: those that were sent."""
    found = Nudge.objects.sent().filter(person=person)
    found = found.select_related("writer", "person")[:SHOWN]
    return [Letter(one, person, on or timezone.localdate()) for one in found]


def would_rather_be_spoken_to(person):
    """Whether somebody wants no letters for now."""
    return RatherSpokenTo.objects.filter(person=person).exists()

"""What was noted about people of a team, in words: for those who look after them, and
for the people themselves."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from champions.marking import is_access_team
from champions.models import TeamMark
from pages import words

# How many marks are listed, of a team that is large.
MARKS_SHOWN = 20


@dataclass(frozen=True)
class Marked:
    """A mark that counts on this page, in words; one that `is_ours` can be undone."""

    mark: TeamMark
    words: str
    is_ours: bool


def marks_on(service, viewer, day, person=None):
    """The marks that count for one who looks after this service, the latest first: on
    all its people, or on that person. One query."""
    side = is_access_team(viewer, service, day)
    about = {"person": person} if person else {}
    found = (
        TeamMark.objects.in_force(day)
        .counting_for(side)
        .seen_by(viewer, day)
        .filter(person__service__path__startswith=service.path, **about)
        .select_related("person", "made_by")[:MARKS_SHOWN]
    )
    return [
        Marked(mark, mark_in_words(mark, viewer, day), mark.by_access_team == side)
        for mark in found
    ]


def just_made(marks, number, viewer):
    """Of these, the one of that number, as an address says it, made by the viewer."""
    return next(
        (
            one
            for one in marks
            if str(one.mark.pk) == number and one.mark.made_by == viewer
        ),
        None,
    )


def mark_in_words(mark, viewer, day):
    """Who spoke to whom or noted "not now", when, and until when it counts."""
    again = _("Not named again before %(day)s.") % {"day": words.day(mark.until, day)}
    return f"{_noted(mark, viewer, day)} {again}"


def noted_about(person, on=None):
    """The marks on a person that count now, as they themselves read them."""
    day = on or timezone.localdate()
    said = {
        TeamMark.Kind.SPOKEN_TO: _("%(name)s noted %(day)s that you had a word."),
        TeamMark.Kind.NOT_NOW: _(
            "%(name)s noted %(day)s that a word with you can wait."
        ),
    }
    kept = _("It is kept until %(day)s.")
    return [
        " ".join(
            [
                said[mark.kind]
                % {
                    "name": _who(mark, person),
                    "day": words.lately(mark.made_at, day),
                },
                kept % {"day": words.day(mark.until, day)},
            ]
        )
        for mark in TeamMark.objects.in_force(day)
        .filter(person=person)
        .select_related("made_by")
    ]


def told_of(noted, viewer, day):
    """What to say beside a mark, where something had been noted before: that it stands,
    or that this one takes its place. Nothing for one's own, pressed twice."""
    before = noted.before
    if before is None or before.made_by == viewer:
        return ""
    said = _noted(before, viewer, day)
    if noted.is_new:
        return _("%(before)s Yours takes its place.") % {"before": said}
    return _("%(before)s That stands, so nothing was changed.") % {"before": said}


def _noted(mark, viewer, day):
    said = {
        TeamMark.Kind.SPOKEN_TO: _("%(name)s spoke to %(person)s %(day)s."),
        TeamMark.Kind.NOT_NOW: _("%(name)s noted “not now” for %(person)s %(day)s."),
    }[mark.kind]
    return said % {
        "name": _who(mark, viewer),
        "person": mark.person.name,
        "day": words.lately(mark.made_at, day),
    }


def _who(mark, viewer):
    if mark.made_by is None:
        return _("Somebody")
    return _("You") if mark.made_by == viewer else mark.made_by.called

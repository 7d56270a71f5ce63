"""What a person has finished: the record on their own page, and to print."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from cafes.models import Booking
from learning.models import Certificate, Confidence


@dataclass(frozen=True)
class Finished:
    """One line of the record: a module finished, or a café that one came to.

    `how_sure` is what the person said before and after; it is theirs alone.
    """

    what: str
    on: object
    how_sure: str = ""
    certificate: Certificate | None = None


def finished_by(person) -> list[Finished]:
    """Modules finished and cafés attended, in the order of the days."""
    finished = [*_modules_finished(person), *_cafes_attended(person)]
    return sorted(finished, key=lambda line: line.on)


def _modules_finished(person):
    """What was finished as its certificate says, whatever became of the module."""
    said = {
        (one.enrolment_id, one.moment): one
        for one in Confidence.objects.filter(enrolment__person=person)
    }
    certificates = Certificate.objects.filter(
        completion__enrolment__person=person
    ).select_related("completion")
    for certificate in certificates:
        yield Finished(
            what=certificate.module_title,
            on=certificate.finished_on,
            how_sure=_how_sure(said, certificate.completion.enrolment_id),
            certificate=certificate,
        )


def _cafes_attended(person):
    # A record is handed on, and a 1-2-1 is of the two alone.
    attended = Booking.objects.filter(
        person=person, status=Booking.Status.ATTENDED, session__is_private=False
    )
    for cafe, starts_at in attended.values_list(
        "session__cafe__title", "session__starts_at"
    ):
        yield Finished(
            what=_("Café: %(cafe)s") % {"cafe": cafe},
            on=timezone.localdate(starts_at),
        )


def _how_sure(said, enrolment_id):
    """What was said before and after: "Not very sure, then fairly sure"."""
    moments = (Confidence.Moment.BEFORE, Confidence.Moment.AFTER)
    these = [said.get((enrolment_id, moment)) for moment in moments]
    if not any(these):
        return ""
    before, after = map(_level, these)
    if before == after:
        return _("%(level)s, before and after") % {"level": before}
    return _("%(before)s, then %(after)s") % {
        "before": before,
        "after": after[:1].lower() + after[1:],
    }


def _level(confidence):
    """How sure somebody felt, in words; to keep it to oneself is an answer too."""
    if confidence is None:
        return _("Not said")
    if confidence.level is None:
        return _("You chose not to say")
    return Confidence.Level(confidence.level).label

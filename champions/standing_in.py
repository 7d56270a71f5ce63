"""Being away as one who answers questions: to whom they go, and how they come back.

A question that somebody holds in the place of a colleague who is away stays with them
when that one is back, until they take it back. It reaches them only then: what was
asked and answered while they were away they do not see.
"""

from collections import Counter

from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from champions import asking
from champions.models import HelpRequest
from pages import words
from people.looking_after import away_until, is_away, who_stands_in


def hand_on(person, at=None):
    """Send on what this person holds, if they are away now. Says in sentences what
    went to whom, and who answers until when; nothing where that concerns nobody."""
    at = at or timezone.now()
    day = timezone.localdate(at)
    if not is_away(person, day):
        return ""
    held = HelpRequest.objects.open().filter(with_person=person)
    holders = [asking.send_on(one, at).with_person for one in held]
    went = Counter(holder for holder in holders if holder != person)
    said = [_went(number, holder) for holder, number in went.items()]
    if stay := holders.count(person):
        said.append(
            capfirst(
                ngettext(
                    "%(number)s open question stays with you: nobody else is there.",
                    "%(number)s open questions stay with you: nobody else is there.",
                    stay,
                )
                % {"number": words.in_words(stay)}
            )
        )
    return " ".join([*said, _who_answers(person, day)]).strip()


def told_ahead(person, absence):
    """Who answers on days away that are to come, in sentences; or nothing."""
    names = _stand_ins(person, absence.starts_on)
    if not names:
        return ""
    return _(
        "From then on %(names)s will answer. Questions that are still open go along."
    ) % {"names": names}


def own_absence(person, on=None):
    """That one is away oneself, until when and who answers; or nothing."""
    day = on or timezone.localdate()
    until = away_until(person, day)
    if until is None:
        return ""
    away = _("You are away until %(day)s.") % {"day": words.day(until, day)}
    return f"{away} {_who_answers(person, day)}".strip()


class KeptForMe:
    """Open questions that others hold in this person's place, who is back."""

    def __init__(self, person, on=None):
        self.person = person
        self.day = on or timezone.localdate()
        held = HelpRequest.objects.open().kept_for(person, self.day)
        here = held.none() if is_away(person, self.day) else held
        self.requests = list(here.select_related("with_person"))

    def __bool__(self):
        return bool(self.requests)

    @property
    def sentence(self):
        """With whom how many are, in a sentence."""
        names = words.join_names(
            sorted({request.with_person.called for request in self.requests})
        )
        return ngettext(
            "While you were away %(number)s question came to %(names)s in your place, "
            "and is still open.",
            "While you were away %(number)s questions came to %(names)s in your place, "
            "and are still open.",
            len(self.requests),
        ) % {"number": words.in_words(len(self.requests)), "names": names}

    @transaction.atomic
    def take_back(self, at=None):
        """Take them all back; those who had them are told. Gives how many it were."""
        return sum(self._take(request, at) for request in self.requests)

    def _take(self, request, at):
        try:
            asking.pass_on(request, self.person, by=self.person, at=at)
        except asking.NotOneToPassTo:
            return False
        return True


def _went(number, holder):
    if holder is None:
        said = ngettext(
            "%(number)s open question waits for the digital access team.",
            "%(number)s open questions wait for the digital access team.",
            number,
        )
    else:
        said = ngettext(
            "%(number)s open question went to %(name)s.",
            "%(number)s open questions went to %(name)s.",
            number,
        )
    name = holder.called if holder else ""
    return capfirst(said % {"number": words.in_words(number), "name": name})


def _who_answers(person, day):
    names = _stand_ins(person, day)
    return _("%(names)s will answer until then.") % {"names": names} if names else ""


def _stand_ins(person, day):
    """Those who answer in the place of a champion, by name; nothing for others."""
    return words.join_names([one.called for one in who_stands_in(person, day)])

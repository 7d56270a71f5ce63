"""Suggesting a module to people of a team, as whoever does it sees it: to whom, who is
left out and why, and what came of it. What changes stands in learning/asking_to_learn.
"""

from functools import cached_property

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from champions.forms import SuggestForm
from learning import asking_to_learn
from learning.asked import Asked
from learning.models import Assignment
from pages import words
from people.models import User

# How many are named in a sentence, and how many in a list before it is folded.
NAMED = 5
LISTED = 10


class Suggestion:
    """A module to be suggested to people of a service.

    `data` is what was sent, or None: then everyone in the service is meant. Until it is
    confirmed, everyone means those who are there now; then, those who were named.
    """

    def __init__(self, viewer, service, data=None):
        self.viewer = viewer
        self.service = service
        self.data = data

    @property
    def act(self):
        return self.data.get("act", "") if self.data else ""

    @property
    def is_to_everyone(self):
        return self.data is None or bool(self.data.get("everyone"))

    @property
    def _means_those_here(self):
        """Whether it is whoever is there now, and not those whom the page named."""
        return self.is_to_everyone and self.act != "ask"

    @cached_property
    def person_ids(self):
        """The ids that were ticked or confirmed, whosever they are."""
        if self._means_those_here:
            return [person.pk for person in self.people]
        return self._sent_ids

    @property
    def _sent_ids(self):
        sent = " ".join(self.data.getlist("people")).split() if self.data else []
        return sorted({int(one) for one in sent if one.isdecimal() and len(one) < 19})

    @cached_property
    def people(self):
        """Those among them whom the viewer looks after, in name order."""
        people = User.objects.looked_after_by(self.viewer).select_related("service")
        if self._means_those_here:
            people = people.within(self.service)
        else:
            people = people.filter(pk__in=self._sent_ids)
        return list(people.order_by("name", "pk"))

    @property
    def whom(self):
        """To whom, in a few words: "Sam and Joan", "everyone in Libraries"."""
        if self.is_to_everyone:
            return _("everyone in %(service)s") % {"service": self.service.name}
        return named(self.people)

    @property
    def is_folded(self):
        """Whether they are too many for an open list."""
        return len(self.people) > LISTED

    def form(self):
        """The form as it was sent; or with what was sent, before it is looked at."""
        address = reverse("team_ask", args=[self.service.slug])
        about = {"viewer": self.viewer, "address": address}
        if self.act in ("check", "ask"):
            return SuggestForm(self.data, **about)
        kept = {}
        if self.act == "change":
            kept = {name: self.data.get(name) for name in ("module", "reason")}
            kept["by_day"] = _day_of(self.data)
        return SuggestForm(
            **about,
            initial={
                **kept,
                "people": "" if self.is_to_everyone else _joined(self._sent_ids),
                "everyone": "on" if self.is_to_everyone else "",
            },
        )


class Confirmation:
    """Who is asked and who is not, before anything is written."""

    def __init__(self, suggestion, form):
        self.suggestion = suggestion
        self.form = form
        self.module = form.cleaned_data["module"]
        self.found = asking_to_learn.who_would_be_asked(
            suggestion.viewer, suggestion.person_ids, self.module
        )

    @property
    def heading(self):
        if not self.found.people:
            return _("Nobody is left to ask")
        return _("Suggest “%(module)s” to %(people)s?") % {
            "module": self.module.title,
            "people": people_counted(self.found.people),
        }

    @property
    def button(self):
        return _("Suggest it to %(people)s") % {
            "people": people_counted(self.found.people)
        }

    @property
    def people(self):
        return self.found.people

    @property
    def is_folded(self):
        return len(self.found.people) > LISTED

    @property
    def ids(self):
        """The ids of all who were meant, to be sent along."""
        return _joined(self.suggestion.person_ids)

    @property
    def sent(self):
        """What was filled in, to be sent along: (name, value) each."""
        data = self.suggestion.data
        days = [f"by_day_{part}" for part in range(3)]
        return [(name, data.get(name, "")) for name in ("module", "reason", *days)]

    @property
    def as_read(self):
        """The suggestion as the people will read it."""
        return Asked(
            Assignment(
                asked_by=self.suggestion.viewer,
                module=self.module,
                reason=self.form.cleaned_data["reason"],
                by_day=self.form.cleaned_data["by_day"],
            )
        )

    @property
    def left_out(self):
        """Who is not asked and why, in sentences."""
        found = self.found
        finished = ngettext(
            "%(number)s has finished it already: %(names)s.",
            "%(number)s have finished it already: %(names)s.",
            len(found.finished),
        )
        return _left_out(found, finished, self.suggestion.viewer)


def told(found, module, viewer):
    """What came of it, in sentences: who was asked, who was not and why."""
    if found.people:
        first = _("You suggested “%(module)s” to %(people)s.") % {
            "module": module.title,
            "people": named(found.people),
        }
    else:
        first = _("Nobody was asked.")
    finished = ngettext(
        "%(number)s had finished it already: %(names)s.",
        "%(number)s had finished it already: %(names)s.",
        len(found.finished),
    )
    return " ".join([first, *_left_out(found, finished, viewer)])


def _left_out(found, finished, viewer):
    sentences = []
    if found.finished:
        sentences.append(
            capfirst(
                finished
                % {
                    "number": words.in_words(len(found.finished)),
                    "names": named(found.finished),
                }
            )
        )
    for one in found.already[:NAMED]:
        is_own = one.asked_by_id == viewer.pk
        sentences.append(
            _("%(name)s suggested it to %(person)s already, %(day)s.")
            % {
                "name": _("You") if is_own else Asked(one).who,
                "person": one.person.name,
                "day": words.lately(one.asked_at),
            }
        )
    more = len(found.already) - NAMED
    if more > 0:
        sentences.append(
            ngettext(
                "And %(number)s more has been asked already.",
                "And %(number)s more have been asked already.",
                more,
            )
            % {"number": words.in_words(more)}
        )
    if found.gone:
        sentences.append(
            capfirst(
                ngettext(
                    "%(number)s is not in your team any more, and is left out.",
                    "%(number)s are not in your team any more, and are left out.",
                    found.gone,
                )
                % {"number": words.in_words(found.gone)}
            )
        )
    return sentences


def named(people):
    """People by name; beyond a few, the rest is counted."""
    names = [person.name for person in people]
    if len(names) > NAMED:
        more = len(names) - NAMED + 1
        names = [
            *names[: NAMED - 1],
            _("%(number)s more") % {"number": words.in_words(more)},
        ]
    return words.join_names(names)


def people_counted(people):
    """How many people: "one person", "three people"; one alone by name."""
    if len(people) == 1:
        return people[0].name
    return _("%(number)s people") % {"number": words.in_words(len(people))}


def _joined(ids):
    return " ".join(map(str, ids))


def _day_of(data):
    """The three boxes of the day as they were sent."""
    return [data.get(f"by_day_{part}", "") for part in range(3)]

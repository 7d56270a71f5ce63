"""The library of modules: which are shown, and how far the person is in each."""

from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning import progress
from learning.forms import LibraryForm
from learning.models import ModulePage
from learning.outline import outline_of
from pages import words
from pages.shared import remembered


def modules_for(person):
    """The published modules that this person may read, in order; remembered between
    requests."""
    key = ("modules", person.is_authenticated)
    return remembered(key, lambda: list(ModulePage.objects.readable_by(person)))


class Shelf:
    """What the library shows to a person who narrowed it down; two or so queries.

    Takes the person (or somebody signed out) and the choices, as from an address.
    """

    def __init__(self, person, choices):
        self.person = person
        self.form = LibraryForm(choices)
        self.form.is_valid()
        self.about = self.form.cleaned_data.get("about") or []
        self.time = self.form.cleaned_data.get("time") or ""

    @cached_property
    def rows(self):
        """The state of every module that the person may read, in order."""
        modules = modules_for(self.person)
        people = [self.person] if self.person.is_authenticated else []
        states = progress.states_of(people, modules)
        return [
            states.get((self.person.pk, module.pk)) or progress.state_of(module)
            for module in modules
        ]

    @cached_property
    def shown(self):
        """Those that fit the choices."""
        return [state for state in self.rows if self._fits(state.module)]

    @cached_property
    def others(self):
        """Those that do not."""
        return [state for state in self.rows if state not in self.shown]

    def _fits(self, module):
        if self.about and module.about not in self.about:
            return False
        return not self.time or outline_of(module).minutes <= int(self.time)

    @property
    def subjects(self):
        """What there is to choose from: (value, label, whether it is chosen)."""
        there = {state.module.about for state in self.rows}
        return [
            (value, label, value in self.about)
            for value, label in ModulePage.About.choices
            if value in there
        ]

    @property
    def times(self):
        """The times to choose from: (value, label, whether it is chosen)."""
        return [
            (value, label, value == self.time) for value, label in LibraryForm.TIMES
        ]

    @property
    def heading(self):
        """What is shown, in words: "Four modules: Facebook pages and any platform"."""
        count = len(self.shown)
        found = ngettext("%(number)s module", "%(number)s modules", count) % {
            "number": words.in_words(count)
        }
        found = found[:1].upper() + found[1:]
        chosen = [str(label) for _value, label, is_on in self.subjects if is_on]
        time = next(str(label) for _value, label, is_on in self.times if is_on)
        narrowed = [
            *(
                [words.join_names([chosen[0], *map(_lower, chosen[1:])])]
                if chosen
                else []
            ),
            *([_lower(time)] if self.time else []),
        ]
        if not narrowed:
            return found
        return _("%(found)s: %(narrowed)s") % {
            "found": found,
            "narrowed": ", ".join(narrowed),
        }

    @property
    def others_heading(self):
        count = len(self.others)
        return ngettext("The other %(number)s", "The other %(number)s", count) % {
            "number": words.in_words(count)
        }


def _lower(label):
    """A label within a sentence: the names of platforms stay as they are."""
    if label in {str(ModulePage.About.ANY.label)} | {
        str(t) for _v, t in LibraryForm.TIMES
    }:
        return label[:1].lower() + label[1:]
    return label

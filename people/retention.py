"""How long what is kept about people is kept: one table, followed each night.

Each app adds its rules in its `about_people.py`. What the notice of privacy says of
times is read from here (`how_long`), so that it is true. Each night every rule is
followed in a transaction of its own, and how many rows went is written down (LetGo).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages import words
from people.models import LetGo

logger = logging.getLogger(__name__)

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Rule:
    """One sort of thing goes when its time is over.

    `kinds` are the rows of the table of who sees what that it is about. `says` is the
    sentence of the notice, with "%(time)s" for the time. `let_go` is given the moment
    before which things are too old, and gives how many went.
    """

    name: str
    kinds: tuple
    after: timedelta
    says: str
    let_go: Callable

    @property
    def sentence(self):
        return str(self.says) % {"time": in_words(self.after)}


RULES: dict[str, Rule] = {}


def rule(name, kinds, after, says):
    """Register the decorated function as what lets go of these things."""

    def register(let_go):
        RULES[name] = Rule(name, tuple(kinds.split()), after, says, let_go)
        return let_go

    return register


def how_long(kind):
    """What the rules say of a row of the table, as the rest of "Kept …"; empty where
    there is none."""
    said = [rule.sentence for rule in RULES.values() if kind in rule.kinds]
    return "; ".join(said)


def in_words(after):
    """A time as one says it: "a year", "90 days", "two weeks", "an hour"."""
    hours = after // timedelta(hours=1)
    days = after.days
    if after == A_YEAR:
        return _("a year")
    if days and days % 365 == 0:
        return _("%(number)s years") % {"number": words.in_words(days // 365)}
    if days and days % 7 == 0:
        said = ngettext("%(number)s week", "%(number)s weeks", days // 7)
        return said % {"number": words.in_words(days // 7)}
    if days:
        said = ngettext("%(number)s day", "%(number)s days", days)
        return said % {"number": words.in_words(days)}
    return _("an hour") if hours == 1 else _("%(number)s hours") % {"number": hours}


def let_go_of_all(at=None):
    """Follow every rule. One that fails is written down, and the others go on. Gives
    the LetGo of each."""
    at = at or timezone.now()
    return [_follow(rule, at) for rule in RULES.values()]


def _follow(rule, at):
    try:
        with transaction.atomic():
            rows = rule.let_go(at - rule.after)
    except (DatabaseError, OSError, ValueError) as error:
        logger.exception("The rule %s was not followed", rule.name)
        trouble = f"{type(error).__name__}: {error}"[:500]
        return LetGo.objects.create(rule=rule.name, ran_at=at, trouble=trouble)
    return LetGo.objects.create(rule=rule.name, ran_at=at, rows=rows)


def gone(rows):
    """Delete these rows, and what hangs on them. Gives how many they were."""
    keys = list(rows.values_list("pk", flat=True))
    rows.model._base_manager.filter(pk__in=keys).delete()
    return len(keys)

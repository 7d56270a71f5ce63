"""A gap in words: what is missing, what follows from it for whom, and what to do."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from champions.coverage import Lack, Standing
from pages import words
from people.models import Appointment

Role = Appointment.Role

ASK_FOR = {
    Role.CHAMPION: gettext_lazy("Appoint a champion"),
    Role.DEPUTY: gettext_lazy("Appoint a deputy"),
    Role.COMMUNICATIONS: gettext_lazy("Appoint a communications colleague"),
}
TITLES = {
    Lack.NO_CHAMPION: gettext_lazy("No champion"),
    Lack.AWAY_WITHOUT_DEPUTY: gettext_lazy("No deputy"),
    Lack.NO_DEPUTY: gettext_lazy("No deputy"),
    Lack.NO_COMMUNICATIONS: gettext_lazy("No communications colleague"),
}
UNTIL = {
    Lack.CHAMPION_ENDS: gettext_lazy("Champion until %(day)s"),
    Lack.DEPUTY_ENDS: gettext_lazy("Deputy until %(day)s"),
    Lack.COMMUNICATIONS_ENDS: gettext_lazy("Communications colleague until %(day)s"),
}
# What else is missing, after what is most pressing.
ALSO = {
    Lack.AWAY_WITHOUT_DEPUTY: gettext_lazy("no deputy"),
    Lack.NO_DEPUTY: gettext_lazy("no deputy"),
    Lack.DEPUTY_ENDS: gettext_lazy("the deputy ends soon"),
    Lack.NO_COMMUNICATIONS: gettext_lazy("no communications colleague"),
    Lack.COMMUNICATIONS_ENDS: gettext_lazy("the communications colleague ends soon"),
}


@dataclass(frozen=True)
class Gap:
    """What a service lacks, in words. `former` is who was champion of it last, as
    (name, last day), where nobody is."""

    standing: Standing
    day: date
    former: tuple | None = None

    @property
    def title(self):
        """In a few words: "No champion since 2 November"."""
        lack = self.standing.lack
        if lack in UNTIL:
            return UNTIL[lack] % {"day": words.day_month(self._last_day, self.day)}
        if lack == Lack.NO_CHAMPION and self.former:
            return _("No champion since %(day)s") % {
                "day": words.day_month(self.former[1], self.day)
            }
        return str(TITLES[lack])

    @property
    def act(self):
        return ASK_FOR[self.standing.lack.role]

    @property
    def url(self):
        """Where somebody is appointed."""
        role = self.standing.lack.role
        return reverse("coverage_appoint", args=[self.standing.slug, role.value])

    @property
    def may_wait(self):
        """Whether it may be said that the service is not to begin yet."""
        return self.standing.lack == Lack.NO_CHAMPION

    @property
    def consequence(self):
        """What follows from it, and what else is missing, in sentences."""
        say = {
            Lack.NO_CHAMPION: self._no_champion,
            Lack.AWAY_WITHOUT_DEPUTY: self._away_without_deputy,
            Lack.CHAMPION_ENDS: self._champion_ends,
            Lack.NO_DEPUTY: self._no_deputy,
            Lack.DEPUTY_ENDS: self._no_deputy_then,
            Lack.NO_COMMUNICATIONS: self._no_communications,
            Lack.COMMUNICATIONS_ENDS: self._communications_end,
        }[self.standing.lack]
        also = [str(ALSO[lack]) for lack in self.standing.lacks[1:]]
        more = _("Also: %(things)s.") % {"things": words.join_names(also)}
        return f"{say()} {more}" if also else say()

    def _no_champion(self):
        deputies = self._names(Role.DEPUTY)
        if deputies:
            said = ngettext(
                "%(names)s answers as deputy. %(people)s has no champion.",
                "%(names)s answers as deputy. %(people)s have no champion.",
                self.standing.concerned,
            )
        else:
            said = ngettext(
                "%(people)s has nobody to ask but you.",
                "%(people)s have nobody to ask but you.",
                self.standing.concerned,
            )
        said = said % {"names": deputies, "people": self._people}
        if not self.former:
            return said
        former = _("%(name)s was champion.") % {"name": self.former[0]}
        return f"{former} {said}"

    def _away_without_deputy(self):
        first, last = self.standing.away
        champion = self._names(Role.CHAMPION)
        if first <= self.day:
            away = _("%(name)s is champion and is away until %(last)s.")
        else:
            away = _("%(name)s is champion and is away from %(first)s until %(last)s.")
        away = away % {
            "name": champion,
            "first": words.day_month(first, self.day),
            "last": words.day_month(last, self.day),
        }
        then = ngettext(
            "With no deputy, %(people)s has nobody to ask then but you.",
            "With no deputy, %(people)s have nobody to ask then but you.",
            self.standing.concerned,
        )
        return f"{away} {then % {'people': self._people.lower()}}"

    def _champion_ends(self):
        said = ngettext(
            "The appointment of %(name)s ends then, and nobody follows. From the next "
            "day on %(people)s has no champion.",
            "The appointment of %(name)s ends then, and nobody follows. From the next "
            "day on %(people)s have no champion.",
            self.standing.concerned,
        )
        return said % {
            "name": self._names(Role.CHAMPION),
            "people": self._people.lower(),
        }

    def _no_deputy(self):
        said = ngettext(
            "When %(name)s, who is champion, is away, %(people)s has nobody to ask but "
            "you.",
            "When %(name)s, who is champion, is away, %(people)s have nobody to ask "
            "but you.",
            self.standing.concerned,
        )
        return said % {
            "name": self._names(Role.CHAMPION),
            "people": self._people.lower(),
        }

    def _no_deputy_then(self):
        return _(
            "The appointment of %(name)s ends then. After that nobody answers when "
            "%(champion)s is away."
        ) % {
            "name": self._names(Role.DEPUTY),
            "champion": self._names(Role.CHAMPION),
        }

    def _no_communications(self):
        said = ngettext(
            "%(people)s has nobody to ask about tone, or about anything in the news.",
            "%(people)s have nobody to ask about tone, or about anything in the news.",
            self.standing.concerned,
        )
        return said % {"people": self._people}

    def _communications_end(self):
        return _(
            "The appointment of %(name)s ends then. After that there is nobody to ask "
            "about tone, or about anything in the news."
        ) % {"name": self._names(Role.COMMUNICATIONS)}

    @property
    def _people(self):
        count = self.standing.concerned
        people = ngettext("%(number)s person", "%(number)s people", count)
        said = people % {"number": words.in_words(count)}
        return said[:1].upper() + said[1:]

    @property
    def _last_day(self):
        """The last day of those in the role who go last."""
        holders = self.standing.near[self.standing.lack.role]
        return max(h.last_day for h in holders if h.last_day)

    def _names(self, role):
        return words.join_names([h.name for h in self.standing.near[role]])

"""The list of roles and rights, a page at a time, and as a file."""

import codecs
from functools import cached_property
from io import StringIO

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from defusedcsv import csv

from pages import words
from people.access_review import Steps

ON_A_PAGE = 50
SHAPES = {
    Steps.OWN: "done",
    Steps.WORK_ACCOUNT: "done",
    Steps.MISSING: "gap",
    Steps.NONE: "todo",
}


class AccessPage:
    """A page of an Access; `show` narrows it to what is not as it should be."""

    def __init__(self, access, show="", page_number=None):
        self.access = access
        self.show = show if show == "look" else ""
        self.page_number = page_number

    @property
    def lede(self):
        """How many people and roles there are, and where."""
        number = len(self.access.holders)
        said = ngettext(
            "%(people)s person holds a role or a right %(where)s.",
            "%(people)s people hold a role or a right %(where)s.",
            number,
        )
        return said % {"people": number, "where": self.where}

    @property
    def where(self):
        if self.access.is_whole_site:
            return _("on the whole site")
        names = [service.name for service in self.access.services]
        return _("in %(services)s") % {"services": words.join_names(names)}

    @property
    def last_said(self):
        """When it was last looked through, and by whom."""
        last = self.access.last
        if last is None:
            if len(self.access.services) > 1:
                return _("Not all of it has been looked through yet.")
            return _("It has not been looked through yet.")
        return _("Last looked through on %(day)s by %(who)s.") % {
            "day": words.full_day(last.looked_at),
            "who": last.looked_by.name if last.looked_by else _("somebody who left"),
        }

    @property
    def ways(self):
        """Ways to narrow it: (what the address says, label, number, is chosen)."""
        return [
            ("", _("Everybody"), len(self.access.holders), not self.show),
            (
                "look",
                _("To be looked at"),
                len(self.access.to_be_looked_at),
                self.show == "look",
            ),
        ]

    @cached_property
    def page(self):
        access = self.access
        found = access.to_be_looked_at if self.show else access.holders
        return Paginator(found, ON_A_PAGE).get_page(self.page_number)

    @property
    def page_numbers(self):
        return self.page.paginator.get_elided_page_range(self.page.number)

    @property
    def address(self):
        return f"?show={self.show}" if self.show else ""

    @property
    def rows(self):
        """The holders of this page, each with its words."""
        return [
            {
                "person": holder.person,
                "roles": [role_in_words(role) for role in holder.roles],
                "rights": holder.rights,
                "shape": SHAPES[holder.steps],
                "steps": holder.steps.value,
                "last_in": last_in_words(holder.person),
                "is_quiet": holder.is_quiet,
            }
            for holder in self.page
        ]


def as_csv(access):
    """Give all of it as CSV in UTF-8 with a mark at its front: a line for each role and
    each right, formula-safe."""
    lines = [
        [
            _("Name"),
            _("E-mail"),
            _("Service"),
            _("Role or right"),
            _("For"),
            _("From"),
            _("Until"),
            _("Two steps"),
            _("Last sign-in"),
        ]
    ]
    for holder in access.holders:
        lines += _lines(holder)
    text = StringIO()
    csv.writer(text).writerows(lines)
    return codecs.BOM_UTF8 + text.getvalue().encode()


def role_in_words(appointment):
    """ "Digital champion, Libraries, until 3 March 2027"."""
    said = {"role": appointment.get_role_display(), "where": appointment.service.name}
    if appointment.ends_on is None:
        return _("%(role)s, %(where)s") % said
    until = words.full_day(appointment.ends_on)
    return _("%(role)s, %(where)s, until %(day)s") % (said | {"day": until})


def last_in_words(person):
    return words.lately(person.last_login) if person.last_login else _("Never")


def _lines(holder):
    person = holder.person
    who = [person.name, person.email, person.service.name if person.service else ""]
    last_in = words.local(person.last_login)
    how = [holder.steps.value, last_in.date().isoformat() if last_in else _("Never")]
    held = [
        [role.get_role_display(), role.service.name, role.starts_on, role.ends_on or ""]
        for role in holder.roles
    ]
    held += [[right, "", "", ""] for right in holder.rights]
    return [[*who, *one, *how] for one in held]

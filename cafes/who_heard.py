"""Who was written to of a change to a session, said to whoever changed it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cafes import scheduling
from pages import words


def in_words(session):
    """Sentences about the session that `scheduling.move` gave: what became of the
    change, and who was written to."""
    heard = session.heard
    if not (heard.has_changed or heard.moved_up):
        return _("You changed nothing, so it is as it was.")
    told = _told(heard)
    if told:
        return " ".join([_("It is changed."), *told])
    if scheduling.is_booked(session):
        return _("It is changed. Nobody’s calendar changes, so nobody was written to.")
    return _("It is changed. Nobody has booked yet, so nobody was written to.")


def _told(heard):
    told = []
    if heard.everyone:
        told.append(_("Everyone with a place or waiting has been written to."))
    if heard.stayed:
        told.append(_as_hosts(heard.stayed))
    if heard.hosts_now:
        told.append(_as_new_hosts(heard.hosts_now))
    if heard.hosts_no_more:
        told.append(_as_hosts_no_more(heard.hosts_no_more))
    if heard.moved_up:
        told.append(_as_moved_up(heard.moved_up))
    return told


def _as_hosts(people):
    return ngettext(
        "%(names)s hosts it and has been written to.",
        "%(names)s host it and have been written to.",
        len(people),
    ) % _names(people)


def _as_new_hosts(people):
    return ngettext(
        "%(names)s hosts it now and has been written to.",
        "%(names)s host it now and have been written to.",
        len(people),
    ) % _names(people)


def _as_hosts_no_more(people):
    return ngettext(
        "%(names)s hosts it no more and has been written to.",
        "%(names)s host it no more and have been written to.",
        len(people),
    ) % _names(people)


def _as_moved_up(people):
    return ngettext(
        "%(names)s has the new place and has been written to.",
        "%(names)s have the new places and have been written to.",
        len(people),
    ) % _names(people)


def _names(people):
    return {"names": words.join_names([person.name for person in people])}

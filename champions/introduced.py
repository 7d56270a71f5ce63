"""Who could be introduced, and an introduction as each of those concerned reads it.
Read only; what changes it stands in introducing.py."""

from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from champions.models import HelpOffer, Introduction
from champions.topics import Topic
from pages import words

State = Introduction.State


def could_be_introduced(request, on=None):
    """The offers about the topic of a request, of colleagues who may be asked: nearest
    in the tree of services first, then by name.

    Never the asker or whoever had the request; nor who is away, was asked about it
    before, or has another introduction to think about.
    """
    if not request.has_topic:
        return []
    asked = Introduction.objects.filter(request=request)
    asked = asked.exclude(state=State.CALLED_OFF) | Introduction.objects.open()
    offers = (
        HelpOffer.objects.about(request.topic)
        .of_those_there(on or timezone.localdate())
        .exclude(person__in=[request.person_id, request.with_person_id or 0])
        .exclude(person__in=request.reached.values("pk"))
        .exclude(person__in=asked.values("colleague"))
        .select_related("person__service")
    )
    return sorted(offers, key=lambda offer: _near(offer.person, request.service))


def _near(person, service):
    """For sorting: how far up the tree the two meet, then the name."""
    theirs = person.service.paths_upwards() if person.service else []
    shared = set(theirs) & set(service.paths_upwards() if service else [])
    return -len(shared), person.name.casefold(), person.pk


def named(topic):
    """A topic as it stands within a sentence."""
    return _("“%(topic)s”") % {"topic": Topic(topic).label}


class Introduced:
    """An introduction for its reader: the asker, the colleague, or who may answer."""

    def __init__(self, introduction, reader, on=None):
        self.introduction = introduction
        self.day = on or timezone.localdate()
        self.is_asker = introduction.request.person_id == reader.pk
        self.is_colleague = introduction.colleague_id == reader.pk
        self.is_helpers = introduction.helper_id == reader.pk

    @classmethod
    def latest(cls, request, reader, on=None):
        """The latest one of a request; None where there is none to speak of."""
        found = request.introductions.for_list().last()
        if found is None:
            return None
        says_nothing = not (found.is_open or found.is_agreed) and not request.is_open
        return None if says_nothing else cls(found, reader, on)

    @property
    def is_open(self):
        return self.introduction.is_open and self.introduction.until >= self.day

    @property
    def is_agreed(self):
        return self.introduction.is_agreed

    @property
    def has_said_yes(self):
        """Whether the reader has, who is one of the two."""
        one = self.introduction
        return bool(one.asker_agreed_at if self.is_asker else one.colleague_agreed_at)

    @property
    def can_say_yes(self):
        concerned = self.is_asker or self.is_colleague
        return self.is_open and concerned and not self.has_said_yes

    @property
    def can_say_no(self):
        return self.is_open and (self.is_asker or self.is_colleague)

    @property
    def can_call_off(self):
        return self.is_helpers and self.introduction.is_open

    @cached_property
    def other(self):
        """To whom the reader is introduced, once both have agreed; else None."""
        if not self.is_agreed:
            return None
        if self.is_asker:
            return self.introduction.colleague
        return self.introduction.request.person if self.is_colleague else None

    @property
    def helper(self):
        """What the one who introduces them is called."""
        helper = self.introduction.helper
        return helper.called if helper else _("Somebody who is not here any more")

    @property
    def heading(self):
        """What stands above it, and in a list."""
        if self.is_agreed:
            if self.other is None:
                return _("They are introduced")
            return _("You are introduced to %(name)s") % {"name": self.other.name}
        if self.is_asker:
            return _("May we introduce you to a colleague?")
        if self.is_colleague and not self.is_open:
            return _("Help with %(topic)s is not needed any more") % {
                "topic": named(self.introduction.topic)
            }
        if self.is_colleague:
            return _("Somebody would be glad of help with %(topic)s") % {
                "topic": named(self.introduction.topic)
            }
        return _("Introducing a colleague")

    @property
    def sentence(self):
        """How it stands, for this reader."""
        if self.is_asker:
            return self._for_asker
        return self._for_colleague if self.is_colleague else self._for_helper

    @property
    def _for_asker(self):
        if self.is_agreed:
            return _("You can write to each other. Ask again here at any time.")
        if not self.is_open:
            return _(
                "This time it does not come about. Your question is open, and %(name)s "
                "knows."
            ) % {"name": self._has_it}
        if self.has_said_yes:
            return _(
                "You said yes. We’ll write to you if they say yes too, by %(day)s at "
                "the latest."
            ) % {"day": self._until}
        return _(
            "%(name)s would like to introduce you to a colleague who offered help with "
            "%(topic)s. You learn each other’s name and e-mail once you have both said "
            "yes, and not before. What you wrote here is not passed on."
        ) % {"name": self.helper, "topic": named(self.introduction.topic)}

    @property
    def _has_it(self):
        holder = self.introduction.request.with_person
        return holder.called if holder else _("the digital access team")

    @property
    def _for_colleague(self):
        if self.is_agreed:
            return _(
                "They would be glad of help with %(topic)s. Write to them; a few "
                "minutes may be all it takes."
            ) % {"topic": named(self.introduction.topic)}
        if not self.is_open:
            return _(
                "There is nothing to do: it has been settled in another way. Thank you "
                "for being ready to help."
            )
        if self.has_said_yes:
            return _(
                "You said yes, thank you. We’ll write to you if they say yes too, by "
                "%(day)s at the latest."
            ) % {"day": self._until}
        return _(
            "%(name)s asks you, because you said that you can help. You learn each "
            "other’s name and e-mail once you have both said yes, and not before. You "
            "have until %(day)s, and “not this time” needs no reason."
        ) % {"name": self._full_helper, "day": self._until}

    @property
    def _full_helper(self):
        helper = self.introduction.helper
        return helper.name if helper else self.helper

    @property
    def _for_helper(self):
        one = self.introduction
        people = {
            "asker": one.request.person.called,
            "colleague": one.colleague.name,
            "day": self._until,
        }
        if self.is_agreed:
            said = _(
                "%(asker)s and %(colleague)s both said yes, and have each other’s "
                "name and e-mail."
            )
        elif self.is_open:
            said = _(
                "%(asker)s and %(colleague)s are asked, and have until %(day)s. "
                "If you answer in words, or pass it on, that ends it."
            )
        elif one.state == State.RUN_OUT or one.is_open:
            said = _(
                "%(asker)s and %(colleague)s had until %(day)s, and not both had "
                "said yes by then."
            )
        elif one.state == State.CALLED_OFF:
            said = _(
                "The introduction of %(colleague)s is not needed any more, or "
                "somebody has left."
            )
        else:
            said = _("Not this time: %(colleague)s and %(asker)s are not introduced.")
        return said % people

    @property
    def _until(self):
        return words.day(self.introduction.until, self.day)

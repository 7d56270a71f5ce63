"""Writing to somebody of a team, as the writer sees it: whether it may be done, with
which words it begins, and how it will be read. What changes stands in nudges.py."""

from functools import cached_property

from django.urls import reverse

from champions import nudges
from champions.forms import WriteForm
from champions.models import Nudge
from champions.nudge_words import ABOUT_GOING_ON, Letter, first_words, refused
from champions.speaking import ReasonsForOne
from learning.models import ModulePage


class Writing:
    """A letter that is being written to this person of this service.

    `data` is what was sent or waits from before, or None: then it begins anew.
    """

    def __init__(self, viewer, service, person, data=None):
        self.viewer = viewer
        self.service = service
        self.person = person
        self.data = data

    @property
    def act(self):
        return self.data.get("act", "") if self.data else ""

    @cached_property
    def form(self):
        """The form as it was sent; or with the words to begin with."""
        address = reverse("team_write", args=[self.service.slug, self.person.pk])
        if self.data is not None:
            return WriteForm(self.data, address=address)
        reason = ReasonsForOne(self.viewer, self.service, self.person).best
        module = ModulePage.objects.filter(pk=reason.module_id).first()
        begin = {
            "words": first_words(reason, self.viewer, self.person, module),
            "module": module.pk if reason.why in ABOUT_GOING_ON else None,
        }
        return WriteForm(address=address, initial=begin)

    @property
    def words(self):
        return self.form.cleaned_data["words"]

    @property
    def module_to_go_on_with(self):
        return self.form.cleaned_data.get("module")

    @cached_property
    def refusal(self):
        """Why the person is not to be written to, in a sentence; or nothing."""
        refusal = nudges.why_not(self.viewer, self.person)
        return refused(refusal, self.viewer, self.person) if refusal else ""

    @property
    def kept(self):
        """What was written before it turned out that it may not be sent."""
        return self.data.get("words", "") if self.data else ""

    @property
    def as_read(self):
        """The letter as the person will read it."""
        nudge = Nudge(person=self.person, writer=self.viewer, words=self.words)
        return Letter(nudge, self.person)

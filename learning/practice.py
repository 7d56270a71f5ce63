"""Walking through a practice conversation by the replies that were chosen.

The path lives in the form alone: nothing of it is kept, and none travels in an address.
"""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

# A conversation whose turns lead back to one another ends here.
LONGEST = 12

# The kind of note that says why, and how it begins.
VERDICTS = {
    "worked": ("good", _("Why it worked.")),
    "nearly": ("info", _("Nearly, and here is why.")),
    "backfired": ("info", _("Why it went wrong.")),
}


@dataclass(frozen=True)
class Round:
    """One turn, the reply chosen in it (or None), and the path of replies up to it."""

    turn: object
    path: tuple[str, ...]
    chosen: dict | None = None
    chosen_id: str = ""
    is_last: bool = True
    is_newest: bool = False

    @property
    def number(self):
        return len(self.path) + 1

    @property
    def replies(self):
        """What one might say, with their ids."""
        return self.turn.value["replies"].bound_blocks

    @property
    def note_kind(self):
        """Which kind of note says why."""
        return VERDICTS[self.chosen["verdict"]][0]

    @property
    def why(self):
        """How the words that say why begin."""
        return VERDICTS[self.chosen["verdict"]][1]


def rounds(practice, path):
    """Give the rounds of a conversation after the replies with these ids.

    Takes the value of a PracticeBlock. The last round is the one to answer now, unless
    the conversation has ended. A reply that is no longer there ends the path before it.
    """
    turns = {turn.value["label"]: turn for turn in practice["turns"].bound_blocks}
    turn, walked = next(iter(turns.values()), None), []
    while turn is not None and len(walked) < LONGEST:
        wanted = path[len(walked)] if len(walked) < len(path) else ""
        before = Round(turn, tuple(path[: len(walked)]))
        item = next((r for r in before.replies if str(r.id) == wanted), None)
        if item is None:
            walked.append(before)
            break
        walked.append(replace(before, chosen=item.value, chosen_id=wanted))
        turn = turns.get(item.value["goes_to"])
    return _with_their_places(walked)


def _with_their_places(walked):
    """Mark the round to answer or try again, and the one that was just answered."""
    answered = [number for number, each in enumerate(walked) if each.chosen]
    return [
        replace(
            each,
            is_last=number == len(walked) - 1,
            is_newest=bool(answered) and number == answered[-1],
        )
        for number, each in enumerate(walked)
    ]

"""What is said to an answer: whether it is right and why, right or wrong alike."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

NOT_SURE = "not-sure"


@dataclass(frozen=True)
class Feedback:
    """What comes back to an answer. `chosen` are the ids of the answers chosen, and
    `right` those of them that are."""

    verdict: str
    chosen: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    lead: str = ""
    sentences: list[str] = field(default_factory=list)

    @property
    def is_right(self):
        return self.verdict == "right"

    @property
    def is_missing(self):
        """Whether nothing was chosen."""
        return self.verdict == "missing"

    @property
    def title(self):
        """What the title of the page begins with."""
        return {
            "right": _("Yes"),
            "wrong": _("Not quite"),
            "unsure": _("Not sure yet"),
            "missing": _("Choose an answer"),
        }[self.verdict]


def judge(check, chosen):
    """Give the Feedback to the ids of answers that were chosen in a check.

    Takes the value of a CheckBlock. An id that is not one of its answers counts as
    not chosen: the page may be older than the question.
    """
    known = {str(item.id): item.value for item in check["options"].bound_blocks}
    picked = tuple(option_id for option_id in known if option_id in chosen)
    if check["choose"] == "several":
        return _judge_several(check, known, picked)
    if NOT_SURE in chosen:
        return Feedback("unsure", (NOT_SURE,), sentences=[check["not_sure"]])
    if not picked:
        return Feedback("missing")
    option = known[picked[0]]
    if option["right"]:
        return Feedback("right", picked[:1], picked[:1], sentences=[option["feedback"]])
    return Feedback("wrong", picked[:1], sentences=[option["feedback"]])


def right_ones(check):
    """The ids of the answers of a check that are right, in their order."""
    options = check["options"].bound_blocks
    return tuple(str(item.id) for item in options if item.value["right"])


def _judge_several(check, known, picked):
    if not picked:
        return Feedback("missing")
    right = right_ones(check)
    if picked == right:
        said = [check["right"], *(known[each]["feedback"] for each in picked)]
        return Feedback("right", picked, picked, sentences=[s for s in said if s])
    # Only what was chosen wrongly is explained: which ones are missing is for the
    # person to find, so the next try is theirs too.
    said = [known[each]["feedback"] for each in picked if each not in right]
    lead = check["not_quite"] or _("Look again at each one.")
    if not said:
        said = [_("What you chose is right, and there is more to find.")]
    found = tuple(each for each in picked if each in right)
    return Feedback("wrong", picked, found, lead=lead, sentences=said)

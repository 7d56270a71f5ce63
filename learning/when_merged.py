"""What becomes of progress when two records of a person are merged
(people/merge_rules.py).

Where both began a module, the record goes on that is further: a finished one, and of
two finished the first. What the other holds besides is added to it; what is there twice
stays with the closed record, certificates included, whose codes go on being good.
"""

from django.utils.translation import gettext_lazy as _

from learning.models import Assignment, Completion, Enrolment
from people.merge_rules import apart, moves, rows_of, settled

TWICE = _("Both began these. What the further one lacked was added to it.")
SEEN = ("seen_at", "current_step")
# What an enrolment holds, by what one of each there is, and which day of two counts.
HELD = (
    ("step_records", "step", ("went_on_at", "done_at")),
    ("answers", "block", ("given_at",)),
    ("confidences", "moment", ()),
)


def one_record_of_each_module(ledger, kept, closed):
    """See the top of this file."""
    theirs = {row.module_id: row for row in Enrolment.objects.filter(person=kept)}
    for row in rows_of("learning.Enrolment", "person", closed):
        own = theirs.get(row.module_id)
        if own is None:
            ledger.move(row, "person", kept)
            ledger.hold(row, *SEEN)
            continue
        further, other = own, row
        if _how_far(row) > _how_far(own):
            ledger.swap(row, own, "person")
            further, other = row, own
        _add(ledger, further, other)
        ledger.leave("learning.Enrolment", TWICE)
        ledger.said.append(
            _("“%(module)s” was begun in both: the further one is kept.")
            % {"module": row.module.title}
        )


def _how_far(enrolment):
    """What is greater the further somebody is: the first to have finished, then whoever
    did more."""
    done = Completion.objects.filter(enrolment=enrolment).first()
    finished = (1, -done.finished_at.timestamp()) if done else (0, 0)
    steps = enrolment.step_records.exclude(done_at=None).count()
    return (*finished, steps, enrolment.answers.count())


def _add(ledger, further, other):
    for relation, of_each, days in HELD:
        has = {getattr(row, of_each): row for row in getattr(further, relation).all()}
        for row in getattr(other, relation).order_by("pk"):
            same = has.get(getattr(row, of_each))
            if same is None:
                ledger.change(row, enrolment=further)
            elif days:
                _take_earliest(ledger, same, row, days)
    plan, more = (getattr(one, "plan", None) for one in (further, other))
    if more and not plan:
        ledger.change(more, enrolment=further)
    _take_earliest(ledger, further, other, ("began_at",))
    ledger.hold(further, *SEEN)


def _take_earliest(ledger, row, other, names):
    earlier = {}
    for name in names:
        days = [day for one in (row, other) if (day := getattr(one, name))]
        if days and min(days) != getattr(row, name):
            earlier[name] = min(days)
    if earlier:
        ledger.change(row, **earlier)


def one_open_suggestion(ledger, kept, closed):
    """A module that both are asked to do is asked once. What is finished by now, in the
    other record, is not asked any more."""
    open_ones = Assignment.objects.open().filter(person=kept)
    asked = set(open_ones.values_list("module", flat=True))
    for row in rows_of("learning.Assignment", "person", closed):
        if row.is_open and row.module_id in asked:
            ledger.remove(row)
            ledger.said.append(
                _("“%(module)s” was suggested to both, and is suggested once.")
                % {"module": row.module.title}
            )
        else:
            ledger.move(row, "person", kept)
    finished = dict(
        Completion.objects.filter(enrolment__person=kept).values_list(
            "enrolment__module", "finished_at"
        )
    )
    for row in Assignment.objects.open().filter(person=kept, module__in=finished):
        ledger.change(row, finished_at=max(finished[row.module_id], row.asked_at))


# First, so that what is asked of both is compared with what is finished in either.
settled("learning.Enrolment", "person", one_record_of_each_module)
settled("learning.Assignment", "person", one_open_suggestion)
moves("learning.Assignment", "asked_by")
moves("learning.Assignment", "withdrawn_by")
apart("learning.Assignment", "person", "asked_by")

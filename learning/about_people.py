"""What the models of learning hold about a person (people/kept_about.py).

After an erasure the enrolments and completions stay without a name, so that a module
still says how many began and finished it.
"""

from django.utils.translation import gettext_lazy as _

from learning.outline import outline_of
from people.kept_about import Emptied, Goes, Link, Stays, about, each, nothing

YOU = "it is you"
COUNTED = _("So that it can still be counted how many began and finished a module.")
# In place of a reason that somebody wrote to a colleague.
TAKEN_OUT = _("(Taken out: who wrote this has left.)")


def _step(record):
    """The step of a record in words; its number, if an editor took it out since."""
    step = outline_of(record.enrolment.module).by_id(record.step)
    return step.title if step else str(record.step)


def _question(answer):
    """The question or task of an answer in words; its number, if it was taken out."""
    asks = outline_of(answer.enrolment.module).asks
    found = (ask.words for ask in asks if ask.id == answer.block)
    return next(found, str(answer.block))


_OF_A_MODULE = {
    "said": {"enrolment": lambda row: row.enrolment.module.title},
    "labels": {"enrolment": _("module")},
}

nothing("learning.ModuleIndexPage", _("A page of the site"), "page_ptr introduction")
nothing(
    "learning.ModulePage",
    _("A page of the site; who looks after it stands there in words, for everybody"),
    "page_ptr summary lede about icon is_public confidence_statement thanks covers "
    "looked_after_by checked_on review_on edition change what_changed steps",
)
nothing(
    "learning.Edition",
    _("What changed in a module"),
    "id module number what_changed published_at",
)
about(
    "learning.Enrolment",
    "record",
    _("Modules begun"),
    Link("person", Emptied({"current_step": None}, COUNTED)),
    told="module began_at seen_at",
    untold={"person": YOU, "current_step": "the number of a step of the module"},
)
about(
    "learning.StepRecord",
    "record",
    _("Steps done"),
    Link("enrolment__person", Goes()),
    told="enrolment step went_on_at done_at",
    said=_OF_A_MODULE["said"] | {"step": _step},
    labels=_OF_A_MODULE["labels"],
)
about(
    "learning.Answer",
    "record",
    _("Questions answered rightly, and tasks ticked off"),
    Link("enrolment__person", Goes()),
    told="enrolment block given_at",
    said=_OF_A_MODULE["said"] | {"block": _question},
    labels=_OF_A_MODULE["labels"] | {"block": _("question or task")},
)
about(
    "learning.Confidence",
    "confidence",
    _("How sure it felt"),
    Link("enrolment__person", Goes()),
    told="enrolment moment level said_at",
    **_OF_A_MODULE,
)
about(
    "learning.Plan",
    "private",
    _("Plans, and how they went"),
    Link("enrolment__person", Goes()),
    told="enrolment words try_on written_at status settled_at how_it_went",
    **_OF_A_MODULE,
)
about(
    "learning.Completion",
    "record",
    _("Modules finished"),
    Link("enrolment__person", Stays(COUNTED)),
    told="enrolment finished_at edition",
    **_OF_A_MODULE,
)


def _naming_as_champion(person):
    """Certificates of others that name the person as their champion, as it was."""
    from learning.models import Certificate

    others = Certificate.objects.exclude(completion__enrolment__person=person.pk)
    return others.filter(champion_name=person.name) if person.name else others.none()


about(
    "learning.Certificate",
    "record",
    _("Certificates"),
    Link("completion__enrolment__person", Goes()),
    Link(
        "",
        Emptied(
            {"champion_name": ""},
            _("It is a colleague’s, and says what they did."),
            each(
                "of the colleague whose it is",
                "code person_name service_name organisation_name module_title covers",
            ),
        ),
        find=_naming_as_champion,
        is_told=False,
    ),
    told="code person_name service_name organisation_name champion_name module_title "
    "covers minutes finished_on edition",
    untold={"completion": "it is told already"},
)
about(
    "learning.Assignment",
    "record",
    _("Modules suggested"),
    Link("person", Goes()),
    Link(
        "asked_by",
        Emptied(
            {"reason": lambda person: str(TAKEN_OUT)},
            _("It is a colleague’s: what they were asked to do."),
            {"withdrawn_because": "taken out where they wrote it"},
        ),
        but_not=("person", "asked_by", "withdrawn_by", "withdrawn_because"),
    ),
    Link(
        "withdrawn_by",
        Emptied(
            {"withdrawn_because": lambda person: str(TAKEN_OUT)},
            _("It is a colleague’s: what they were asked to do."),
            {"reason": "taken out where they wrote it"},
        ),
        but_not=("person", "asked_by", "withdrawn_by", "reason"),
    ),
    told="module asked_by reason by_day asked_at finished_at withdrawn_at withdrawn_by "
    "withdrawn_because put_away_at",
    untold={"person": "it is you, or a colleague of whom you asked it"},
)

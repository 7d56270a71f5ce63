"""What the models of champions hold about a person (people/kept_about.py).

A question goes with whoever asked it, and its answers with it: they were written to
that person, and tell of what was hard for them. What a helper wrote to others goes with
the helper; that there was an answer, and when, stays for whoever asked.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from champions import marking
from champions.models import HelpRequest, Introduction, Nudge, SupportNote
from people.kept_about import ACCOUNT, Emptied, Goes, Link, Stays, about, nothing
from people.retention import A_YEAR, gone, rule

YOU = "it is you"
TAKEN_OUT = _("(Taken out: who wrote this has left.)")
OTHERS = _("It is a colleague’s question; only a number of who had it stays.")
NOT_OTHERS = (
    *("person", "topic", "words", "when_free", "module", "step"),
    *("service", "with_person", "reached"),
)


def _place(request):
    """The step at which it was asked, in words."""
    return request.place.words if request.place else ""


about(
    "champions.HelpRequest",
    "help",
    _("Questions asked, and questions taken on"),
    Link("person", Goes()),
    Link("with_person", Stays(OTHERS), but_not=NOT_OTHERS),
    Link("stands_in_for", Stays(OTHERS), is_told=False),
    told="topic words when_free module step asked_at service with_person with_role "
    "with_since answer_by was_passed_up answered_at read_at reached",
    said={"step": _place},
    untold={
        "person": "it is you, or a colleague who asked",
        "stands_in_for": "that somebody else was away",
        "reminded_at": "when whoever has it was reminded of it",
    },
)
about(
    "champions.HelpRequest_reached",
    "help",
    _("That a question was given to them"),
    Link("user", Goes(), is_told=False),
    untold={
        "user": YOU,
        "helprequest": "the question of a colleague; you see it as long as you help",
    },
)
about(
    "champions.HelpAnswer",
    "help",
    _("What was said about questions"),
    Link("request__person", Goes()),
    Link(
        "writer",
        Emptied(
            {"words": lambda person: str(TAKEN_OUT)},
            _("That there was an answer, and when, is told to whoever asked."),
        ),
        but_not=("request",),
    ),
    told="request writer words session written_at",
)
about(
    "champions.TimesOffered",
    "help",
    _("Times offered for a 1-2-1"),
    Link("answer__request__person", Goes()),
    Link(
        "answer__writer",
        Emptied({"place": ""}, _("That times were offered is told to whoever asked.")),
    ),
    told="answer minutes place state settled_at",
    untold={"session": "it is told among the 1-2-1s"},
)
about(
    "champions.OfferedTime",
    "help",
    _("When each of them begins"),
    Link("times__answer__request__person", Goes()),
    Link("times__answer__writer", Stays(_("It says when, and no more."))),
    told="times starts_at",
)
about(
    "champions.HelpOffer",
    "introductions",
    _("That you can help colleagues"),
    Link("person", Goes()),
    told="words since",
    untold={"person": YOU},
)
about(
    "champions.OfferedTopic",
    "introductions",
    _("With what you can help colleagues"),
    Link("offer__person", Goes()),
    told="topic",
    untold={"offer": "it is told above"},
)
about(
    "champions.Introduction",
    "introductions",
    _("Introductions that you were asked about"),
    Link("request__person", Goes(), but_not=("colleague_agreed_at",)),
    Link("colleague", Goes(), but_not=("asker_agreed_at",)),
    Link("helper", Stays(_("It is about the two colleagues.")), is_told=False),
    told="topic helper state asked_at until asker_agreed_at colleague_agreed_at "
    "settled_at",
    untold={
        "request": "of a colleague, or told among the questions",
        "colleague": "it is you, or told on the page once you both agreed",
    },
)
about(
    "champions.SupportNote",
    "notes",
    _("Notes of help given"),
    Link("person", Goes()),
    Link(
        "writer",
        Emptied(
            {"words": ""},
            _("So that it can still be counted how much help was given."),
        ),
        but_not=("person", "request"),
    ),
    told="writer role service topic minutes words written_at",
    untold={
        "person": "it is you, or a colleague whom you helped",
        "request": "it is told among the questions",
    },
)
about(
    "champions.TeamMark",
    "marks",
    _("Words had, or meant to be had later"),
    Link("person", Goes()),
    Link(
        "made_by",
        Stays(_("It is about a colleague, and goes by itself in weeks.")),
        but_not=("person",),
    ),
    told="kind made_by made_at until by_access_team",
    untold={"person": "it is you, or a colleague with whom you had a word"},
)

about(
    "champions.NotYet",
    ACCOUNT,
    _("Services said to be not yet"),
    Link(
        "set_by",
        Emptied(
            {"because": lambda person: str(TAKEN_OUT)},
            _("So that the months of the coverage board stay true."),
        ),
    ),
    told="service because with_below until set_on ended_on",
    untold={"set_by": YOU},
)
nothing(
    "champions.CoverageMonth",
    _("How a service stood in a month: counts, never names"),
    "service month state has_champion has_deputy has_communications people began "
    "finished is_from_dates",
)


@rule("champions.help", "help", A_YEAR, _("%(time)s after it was last answered"))
def forget_questions(before):
    """A question without an answer stays: it is still somebody's to answer."""
    answered = HelpRequest.objects.filter(answered_at__lte=before)
    return gone(answered.exclude(answers__written_at__gt=before))


about(
    "champions.Nudge",
    "words_of_letters",
    _("Letters from those who look after you"),
    Link("person", Goes()),
    Link(
        "writer",
        Emptied(
            {"words": lambda person: str(TAKEN_OUT)},
            _("So that nobody is written to twice in two weeks."),
        ),
        but_not=("person",),
    ),
    told="writer module words written_at held_back",
    untold={"person": "it is you, or a colleague to whom you wrote"},
)
about(
    "champions.RatherSpokenTo",
    "letters",
    _("That you would rather be spoken to"),
    Link("person", Goes()),
    told="since",
    untold={"person": YOU},
)


@rule("champions.letters", "letters words_of_letters", A_YEAR, _("%(time)s"))
def forget_letters(before):
    return gone(Nudge.objects.filter(written_at__lte=before))


@rule(
    "champions.introductions",
    "introductions",
    A_YEAR,
    _("an introduction for %(time)s after it was settled"),
)
def forget_introductions(before):
    return gone(Introduction.objects.filter(settled_at__lte=before))


@rule("champions.notes", "notes", A_YEAR, _("%(time)s, or until it is taken back"))
def forget_notes(before):
    return gone(SupportNote.objects.filter(written_at__lte=before))


@rule(
    "champions.marks",
    "marks",
    timedelta(0),
    _("four weeks after a word with you, two after one that was put off"),
)
def forget_marks(before):
    return marking.forget_run_out(timezone.localdate(before))

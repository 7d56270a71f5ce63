"""Asking for help and answering it: HTTP, nothing else. Teams: team_views.py."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from champions import asking
from champions.components import YourHelper
from champions.conversation import Conversation, RequestRow, sent
from champions.forms import AskForm
from champions.introduced import Introduced
from champions.models import HelpOffer, HelpRequest, Introduction
from champions.notes import thanks
from champions.permissions import can_answer
from champions.standing_in import KeptForMe, own_absence
from pages import words
from people.models import User

# How many answered requests the list still shows to those who helped.
ANSWERED_SHOWN = 20


@login_required
@require_GET
def help_list(request):
    """What I have asked, and what is for me to answer: open ones first."""
    requests = HelpRequest.objects.for_list()
    to_answer = requests.to_answer_by(request.user)
    mine = requests.filter(person=request.user).order_by("-asked_at", "-pk")
    introductions = Introduction.objects.for_help_page(request.user)

    def rows(found):
        return [RequestRow(one, request.user) for one in found]

    return render(
        request,
        "champions/help_list.html",
        {
            "open": rows(to_answer.open().on_hand(request.user)),
            "kept_for_me": KeptForMe(request.user),
            "with_others": rows(to_answer.open().with_others(request.user)),
            "answered": rows(to_answer.answered()[:ANSWERED_SHOWN]),
            "mine": rows(mine),
            "is_asked": request.user.appointments.opening_teams().exists(),
            "yours": YourHelper(request.user),
            "own_absence": own_absence(request.user),
            "thanks": thanks(request.user),
            "introductions": [Introduced(one, request.user) for one in introductions],
            "offer": HelpOffer.objects.filter(person=request.user).first(),
        },
    )


@login_required
@require_POST
def help_take_back(request):
    """Take back what others hold in one's place, now that one is back."""
    count = KeptForMe(request.user).take_back()
    if count:
        said = ngettext(
            "%(number)s question is with you again.",
            "%(number)s questions are with you again.",
            count,
        ) % {"number": words.in_words(count)}
        messages.success(request, capfirst(said))
    else:
        messages.info(request, _("There was nothing to take back any more."))
    return redirect("help_list")


@login_required
@require_http_methods(["GET", "POST"])
def help_ask(request):
    """Ask whoever helps; from a step it leads back to where one was."""
    yours = YourHelper(request.user)
    form = AskForm(
        request.POST if request.method == "POST" else None,
        initial={name: request.GET.get(name, "") for name in ("module", "step")},
        person=request.user,
        button=yours.button,
    )
    if request.method == "POST" and form.is_valid():
        return _asked(request, form)
    return render(
        request,
        "champions/help_ask.html",
        {"form": form, "yours": yours, "place": form.place},
    )


def _asked(request, form):
    place = form.place
    question = asking.ask(
        request.user,
        form.cleaned_data["words"],
        module=place.module if place else None,
        step=place.step.id if place and place.step else None,
        topic=form.cleaned_data["topic"],
        when_free=form.cleaned_data["when_free"],
    )
    messages.success(request, sent(question))
    if place and place.step:
        return redirect(place.url)
    return redirect("help_request", pk=question.pk)


@login_required
@require_http_methods(["GET", "POST"])
def help_request(request, pk):
    """One request and all that was said; the form at its end goes on with it."""
    conversation = Conversation(seen_request(request, pk), request.user)
    form = conversation.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said, seen = form.cleaned_data["words"], form.cleaned_data.get("seen")
        try:
            asking.answer(
                conversation.request,
                request.user,
                said,
                seen,
                session=form.cleaned_data.get("session"),
            )
        except asking.AnsweredMeanwhile:
            form = conversation.form_after_another(request.POST)
        else:
            messages.success(request, conversation.said())
            return redirect("help_request", pk=pk)
    asking.read(conversation.request, request.user)
    return render(
        request,
        "champions/help_request.html",
        {"conversation": conversation, "form": form},
    )


@login_required
@require_POST
def help_pass(request, pk):
    """Give a request to another: to whom, says its helper; its asker sends it on to
    whoever is there."""
    question = seen_request(request, pk)
    if not can_answer(request.user, question):
        question = asking.send_on(question)
        messages.success(request, sent(question))
        return redirect("help_request", pk=pk)
    to = User.objects.filter(pk=_number(request.POST.get("to"))).first()
    if to is None:
        raise Http404
    try:
        asking.pass_on(question, to, by=request.user)
    except asking.NotOneToPassTo:
        messages.error(
            request,
            _("It can’t go to %(name)s just now. Choose another, or answer it here.")
            % {"name": to.called},
        )
        return redirect("help_request", pk=pk)
    if to == request.user:
        messages.success(request, _("You have it now."))
        return redirect("help_request", pk=pk)
    messages.success(request, _("Passed to %(name)s.") % {"name": to.called})
    return redirect("help_list")


def seen_request(request, pk):
    """The request, if this person may see it; others learn nothing, not even of it."""
    return get_object_or_404(
        HelpRequest.objects.seen_by(request.user).for_list(), pk=pk
    )


def _number(text):
    return int(text) if text and text.isdecimal() else None

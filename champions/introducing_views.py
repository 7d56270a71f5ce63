"""Offering help to colleagues, and being introduced: HTTP, nothing else."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from champions import introducing, offering
from champions.conversation import Conversation
from champions.introduced import Introduced, could_be_introduced, named
from champions.models import HelpOffer, Introduction
from champions.offering_forms import OfferHelpForm
from champions.permissions import can_answer
from champions.views import seen_request
from people.models import User

# How many colleagues are suggested; the nearest.
SUGGESTED = 12


@login_required
@require_http_methods(["GET", "POST"])
def help_offers(request):
    """Say with what one can help, or change it."""
    offer = HelpOffer.objects.filter(person=request.user).first()
    form = OfferHelpForm(
        request.POST if request.method == "POST" else None, offer=offer
    )
    if request.method == "POST" and form.is_valid():
        offering.offer(request.user, **form.cleaned_data)
        messages.success(
            request, _("Thank you. If somebody could do with it, we ask you first.")
        )
        return redirect("help_offers")
    return render(request, "champions/help_offers.html", {"form": form, "offer": offer})


@login_required
@require_POST
def help_offers_take_back(request):
    """Take back that one can help."""
    if offering.take_back(request.user):
        messages.success(request, _("Taken back: nobody is told that you can help."))
    else:
        messages.info(request, _("There was nothing to take back any more."))
    return redirect("help_offers")


@login_required
@require_http_methods(["GET", "POST"])
def help_introduce(request, pk):
    """Choose a colleague who offered help with the topic of a request."""
    question = seen_request(request, pk)
    if not can_answer(request.user, question):
        raise PermissionDenied
    if request.method == "POST":
        return _chosen(request, question)
    if not introducing.has_it(request.user, question):
        messages.info(request, _not_theirs())
        return redirect("help_request", pk=pk)
    found = could_be_introduced(question)
    context = {
        "conversation": Conversation(question, request.user),
        "topic": named(question.topic),
        "offers": found[:SUGGESTED],
        "not_shown": len(found) > SUGGESTED,
    }
    return render(request, "champions/help_introduce.html", context)


def _chosen(request, question):
    number = request.POST.get("colleague", "")
    is_number = number.isdecimal() and len(number) < 18
    colleague = User.objects.filter(pk=int(number) if is_number else 0).first()
    if colleague is None:
        raise Http404
    try:
        introducing.ask(question, request.user, colleague)
    except introducing.NotTheirs:
        messages.info(request, _not_theirs())
    except introducing.AskedAlready:
        messages.info(
            request, _("A colleague is asked about it already. Call that off first.")
        )
    except introducing.NotOneToIntroduce:
        messages.error(
            request,
            _("They can’t be asked just now, so nobody was. Choose another colleague."),
        )
        return redirect("help_introduce", pk=question.pk)
    else:
        messages.success(
            request,
            _("Both are asked. Neither learns who the other is before both say yes."),
        )
    return redirect("help_request", pk=question.pk)


def _not_theirs():
    return _(
        "Only whoever has an open question introduces somebody. By now it is answered, "
        "or with somebody else."
    )


@login_required
@require_POST
def help_introduce_call_off(request, pk, introduction_id):
    """Whoever introduces goes another way."""
    question = seen_request(request, pk)
    found = get_object_or_404(question.introductions.for_list(), pk=introduction_id)
    if found.helper != request.user:
        raise PermissionDenied
    if introducing.call_off(found):
        messages.success(request, _("Called off. The question waits for you."))
    else:
        messages.info(request, _("That is settled already, so it stays as it is."))
    return redirect("help_request", pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def help_introduction(request, introduction_id):
    """Say yes, or not this time: for the asker and for the colleague. The asker reads
    it with the question."""
    found = get_object_or_404(
        Introduction.objects.concerning(request.user).for_list(), pk=introduction_id
    )
    if request.method == "POST":
        _answered(request, found)
    elif found.request.person != request.user:
        return render(
            request,
            "champions/help_introduction.html",
            {"introduced": Introduced(found, request.user)},
        )
    if found.request.person == request.user:
        return redirect("help_request", pk=found.request_id)
    return redirect("help_introduction", found.pk)


def _answered(request, introduction):
    """Do what was pressed, and tell how it stands then."""
    said = request.POST.get("say")
    if said not in ("yes", "no"):
        messages.error(request, _("Choose “yes” or “not this time”."))
        return
    if said == "yes":
        now = introducing.say_yes(introduction, request.user)
    else:
        now = introducing.say_no(introduction)
    read = Introduced(now, request.user)
    if read.is_agreed:
        messages.success(request, f"{read.heading}.")
    elif read.is_open:
        messages.success(request, _("Said, thank you. Now it is for the other to say."))
    elif said == "no":
        messages.success(
            request, _("Said: not this time. Nobody is told that you did.")
        )
    else:
        messages.info(request, _("It is over already, so nobody is introduced."))

"""Offering times for a 1-2-1, picking one, or neither: HTTP, nothing else."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cafes import one_to_one, scheduling
from cafes.one_to_one_views import not_free
from champions import asking, meeting
from champions.conversation import Conversation
from champions.meeting_forms import OfferForm
from champions.models import OfferedTime, TimesOffered
from champions.permissions import can_answer
from champions.views import seen_request


@login_required
@require_http_methods(["GET", "POST"])
def help_offer_times(request, pk):
    """Offer one to three times at which one could meet the asker."""
    question = seen_request(request, pk)
    if not can_answer(request.user, question):
        raise PermissionDenied
    form = OfferForm(
        request.POST if request.method == "POST" else None,
        initial={"seen": question.answers.count()},
        helper_person=request.user,
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            meeting.offer(
                question,
                request.user,
                form.starts,
                minutes=said["minutes"],
                place=said["place"],
                words=said["words"],
                seen=said.get("seen"),
            )
        except asking.AnsweredMeanwhile:
            messages.info(
                request,
                _("Somebody has answered meanwhile, so nothing was offered. Read it."),
            )
        else:
            messages.success(
                request,
                _("Offered. %(name)s picks one, or says that none fits.")
                % {"name": question.person.called},
            )
        return redirect("help_request", pk=pk)
    conversation = Conversation(question, request.user)
    return render(
        request,
        "champions/help_offer_times.html",
        {"conversation": conversation, "form": form},
    )


@login_required
@require_POST
def help_pick_time(request, pk, times_id):
    """The asker picks one of the times, or says that none fits."""
    times = _times(request, pk, times_id)
    question = times.answer.request
    if question.person != request.user:
        raise PermissionDenied
    if request.POST.get("start") == "none":
        meeting.none_fits(times)
        messages.success(request, _("Said. You hear from them again."))
        return redirect("help_request", pk=pk)
    number = request.POST.get("start", "")
    start = OfferedTime.objects.filter(
        times=times, pk=int(number) if number.isdecimal() and len(number) < 18 else 0
    ).first()
    if start is None:
        messages.error(request, _("Choose one of the times, or that none fits."))
        return redirect("help_request", pk=pk)
    try:
        session = meeting.pick(times, start)
    except (
        meeting.Settled,
        meeting.HelperNotThere,
        scheduling.InThePast,
        one_to_one.NotFree,
    ) as refused:
        messages.error(request, _why_not(refused, request.user))
        return redirect("help_request", pk=pk)
    messages.success(request, _("Agreed. The entry for your calendar is in your mail."))
    return redirect("session", session.pk)


@login_required
@require_POST
def help_take_times_back(request, pk, times_id):
    """Take one's own times back, as long as none is picked."""
    times = _times(request, pk, times_id)
    if times.answer.writer != request.user:
        raise PermissionDenied
    if meeting.take_back(times):
        messages.success(request, _("The times are taken back."))
    else:
        messages.info(request, _("That is settled already, so it stays as it is."))
    return redirect("help_request", pk=pk)


def _times(request, pk, times_id):
    """Times of a request that this person may see; of others nothing is told."""
    question = seen_request(request, pk)
    times = TimesOffered.objects.select_related(
        "answer__request__person", "answer__writer"
    )
    return get_object_or_404(times, pk=times_id, answer__request=question)


def _why_not(refused, reader):
    if isinstance(refused, one_to_one.NotFree):
        return f"{not_free(refused.person, reader)}."
    if isinstance(refused, scheduling.InThePast):
        return _("That time is over. Choose another, or say that none fits.")
    if isinstance(refused, meeting.HelperNotThere):
        return _("They can’t be there then after all. Choose another, or ask again.")
    return _("That is settled already: one was picked, or they were taken back.")

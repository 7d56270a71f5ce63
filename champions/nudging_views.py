"""Writing to somebody of a team, and wanting no such letters: HTTP, nothing else.

What is written waits in the session until it is sent, as a suggestion does
(suggesting_views.py): every page that shows it is opened by a GET.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from champions import nudges
from champions.nudge_words import refused
from champions.nudges import NotToBeWrittenTo
from champions.team_views import FIVE, seen_person
from champions.writing import Writing
from people import unsent

# Where in the session a letter waits: to whom, its words and module.
DRAFT = "champions.letter"


@login_required
@require_http_methods(["GET", "POST"])
def team_write(request, slug, person_id):
    """The form, as it was filled in last for this person; and all that is sent from
    it, and from the page that shows how it will be read."""
    service, person = seen_person(request, slug, person_id)
    if request.method == "GET":
        return _show_form(request, service, person)
    writing = Writing(request.user, service, person, request.POST)
    _keep(request, writing)
    if not writing.form.is_valid() or writing.act == "change":
        return redirect("team_write", slug=slug, person_id=person.pk)
    if writing.act == "send":
        return _send(request, writing)
    return redirect("team_write_check", slug=slug, person_id=person.pk)


@login_required
@require_GET
def team_write_check(request, slug, person_id):
    """How the person will read it, before anything is sent."""
    service, person = seen_person(request, slug, person_id)
    writing = Writing(request.user, service, person, _draft(request, person))
    if writing.refusal or not writing.form.is_valid():
        # What was kept when they were signed out is filled in there, too.
        return redirect("team_write", slug=slug, person_id=person.pk)
    return render(request, "champions/team_write_check.html", {"writing": writing})


@login_required
@require_POST
def letters_wanted(request):
    """Say that one would rather be spoken to, or take that back."""
    if request.POST.get("wanted"):
        nudges.be_written_to_again(request.user)
        said = _("Those who look after you may write to you again.")
    else:
        nudges.rather_be_spoken_to(request.user)
        said = _(
            "No more of these for now. Whoever looks after you reads that you would "
            "rather be spoken to."
        )
    messages.success(request, said)
    return redirect("my_record")


def _show_form(request, service, person):
    writing = Writing(request.user, service, person, _draft(request, person))
    return render(request, "champions/team_write.html", {"writing": writing})


def _send(request, writing):
    person, service = writing.person, writing.service
    try:
        written = nudges.write(
            request.user, person, writing.words, writing.module_to_go_on_with
        )
    except NotToBeWrittenTo as not_now:
        # The other refusals are told by the page of the form itself.
        if not_now.refusal.module:
            messages.error(request, refused(not_now.refusal, request.user, person))
            _keep(request, writing, module="")
        return redirect("team_write", slug=service.slug, person_id=person.pk)
    request.session.pop(DRAFT, None)
    name = {"name": person.called}
    if written.is_new:
        said = _(
            "Your letter to %(name)s is on its way, as an e-mail. An answer comes to "
            "your own mailbox."
        )
    else:
        said = _("%(name)s has that letter already. It was not sent twice.")
    messages.success(request, said % name, extra_tags=FIVE)
    address = reverse("team_person", args=[service.slug, person.pk])
    return redirect(f"{address}#said-{FIVE}")


def _keep(request, writing, **instead):
    sent = {name: value[0] for name, value in unsent.typed_in(request.POST).items()}
    sent |= instead
    request.session[DRAFT] = {"person": writing.person.pk, "sent": sent}


def _draft(request, person):
    """What waits for this person, or None."""
    draft = request.session.get(DRAFT)
    return draft["sent"] if draft and draft["person"] == person.pk else None

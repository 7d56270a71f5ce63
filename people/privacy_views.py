"""What is kept about me: all of it, and who has looked. HTTP, nothing else."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from allauth.core.ratelimit import consume

from people import taking_away
from people.everything import parts_about
from people.looked import WhoLooked
from people.models import User
from people.privacy_forms import TakeAwayForm
from people.visibility import Audience

# On the page; the file holds all.
ROWS_SHOWN = 20


@login_required
@require_GET
def who_looked(request):
    """Who opened what is kept about me, or took it away."""
    person = _as_kept(request.user)
    looked = WhoLooked(person, request.GET.get("page"))
    context = {"looked": looked, "audience": Audience(person)}
    return render(request, "people/who_looked.html", context)


@sensitive_post_parameters("password")
@login_required
@require_http_methods(["GET", "POST"])
def everything(request):
    """All that is kept about me, to read; and, with my password, as a file."""
    person = _as_kept(request.user)
    form = TakeAwayForm(
        request.POST if request.method == "POST" else None, person=person
    )
    if request.method == "POST" and _may_take(request, form):
        return FileResponse(
            taking_away.archive_of(person),
            as_attachment=True,
            filename=taking_away.name_of(),
        )
    context = {
        "parts": parts_about(person),
        "shown": f":{ROWS_SHOWN}",
        "rows_shown": ROWS_SHOWN,
        "form": form,
        "audience": Audience(person),
    }
    return render(request, "people/everything.html", context)


def _may_take(request, form):
    """Whether the form holds what it asks for; tries at a password are counted."""
    if "password" in form.fields and not consume(
        request, action="reauthenticate", user=request.user
    ):
        form.full_clean()
        form.refuse()
        return False
    return form.is_valid()


def _as_kept(person):
    return User.objects.select_related("service").get(pk=person.pk)

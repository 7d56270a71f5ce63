"""My details, which messages come, and the way out."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.static import serve

from allauth.account import views as account
from allauth.account.utils import get_next_redirect_url

from pages import choices
from people import away, details, willing
from people.forms import AwayForm, DetailsForm, MessagesForm, WillingForm
from people.looking_after import who_administers
from people.models import User, Willing
from people.visibility import Audience

INTO_THE_ADMIN = "wagtailadmin.access_admin"


def sign_in(request):
    """allauth's sign-in. Somebody signed in whom the admin sent back here for want of
    rights is told so; allauth would send them to the admin again, and so on."""
    wanted = get_next_redirect_url(request) or ""
    is_barred = request.user.is_authenticated and not request.user.has_perm(
        INTO_THE_ADMIN
    )
    if is_barred and wanted.startswith(reverse("wagtailadmin_home")):
        raise PermissionDenied
    return account.login(request)


@require_GET
def who_is_here(request):
    """Who is signed in now, and the token that their forms need; the admin wraps it."""
    return JsonResponse({"person": request.user.pk, "token": get_token(request)})


@require_POST
def sign_out(request):
    """End the session here and on the server."""
    logout(request)
    messages.success(request, _("You are signed out."))
    return redirect("/")


@login_required
def my_details(request):
    """What a person says about themselves, and when they are away."""
    # A row of its own, so that what is wrong is not shown as theirs in the header.
    person = User.objects.select_related("service").get(pk=request.user.pk)
    if request.method != "POST":
        return _show(request, person, form=DetailsForm(instance=person))
    form = DetailsForm(request.POST, request.FILES, instance=person)
    if not form.is_valid():
        return _show(request, _as_kept(person), form=form)
    details.keep(
        form.instance,
        new_photo=form.cleaned_data["photo_file"],
        remove_photo=form.cleaned_data.get("remove_photo", False),
    )
    messages.success(request, _("Your details are kept."))
    return redirect("my_details")


@require_POST
@login_required
def away_add(request):
    """Say from when until when I am away."""
    form = AwayForm(request.POST)
    if not form.is_valid():
        person = User.objects.select_related("service").get(pk=request.user.pk)
        return _show(request, person, form=DetailsForm(instance=person), away_form=form)
    absence = away.add(request.user, **form.cleaned_data)
    said = [_("Your days away are kept."), *away.told_added(request.user, absence)]
    messages.success(request, " ".join(said))
    return redirect("my_details")


@require_POST
@login_required
def away_remove(request, absence_id):
    """Take days away back; only one's own."""
    absence = get_object_or_404(request.user.absences, pk=absence_id)
    absence.delete()
    if absence.ends_on < timezone.localdate():
        said = [_("Those days are taken out.")]
    else:
        said = [_("Those days are taken back."), *away.told_taken_back(request.user)]
    messages.success(request, " ".join(said))
    return redirect("my_details")


@require_POST
@login_required
def message_choices(request):
    """Choose how many messages come, and of which kinds."""
    form = MessagesForm(request.POST, choice=choices.chosen_by(request.user))
    if not form.is_valid():
        person = _as_kept(request.user)
        details_form = DetailsForm(instance=person)
        return _show(request, person, form=details_form, messages_form=form)
    choices.keep(request.user, form.cleaned_data["rhythm"], form.off)
    messages.success(request, _("From now on messages come as you chose."))
    return redirect("my_details")


@require_POST
@login_required
def willing_say(request):
    """Say that I would look after a service, and who agreed to the hours."""
    form = WillingForm(request.POST)
    if not form.is_valid():
        person = _as_kept(request.user)
        details_form = DetailsForm(instance=person)
        return _show(request, person, form=details_form, willing_form=form)
    willing.say(request.user, **form.cleaned_data)
    messages.success(
        request, _("Thank you. The digital access team sees that you are willing.")
    )
    return redirect("my_details")


@require_POST
@login_required
def willing_take_back(request):
    """Take that back."""
    if willing.take_back(request.user):
        said = _("Taken back: nobody sees that you were willing.")
        messages.success(request, said)
    return redirect("my_details")


def _as_kept(person):
    return User.objects.select_related("service").get(pk=person.pk)


def _show(request, person, form, away_form=None, messages_form=None, willing_form=None):
    today = timezone.localdate()
    is_willing = Willing.objects.filter(person=person).first()
    return render(
        request,
        "people/my_details.html",
        {
            "person": person,
            "form": form,
            "away_form": away_form or AwayForm(),
            "messages_form": messages_form
            or MessagesForm(choice=choices.chosen_by(request.user)),
            "willing": is_willing,
            "willing_form": willing_form or WillingForm(willing=is_willing),
            "wrong_form": away_form or messages_form or willing_form or form,
            "absences": person.absences.filter(ends_on__gte=today),
            "absences_over": person.absences.filter(ends_on__lt=today),
            "administrator": who_administers(person),
            "audience": Audience(person),
        },
    )


@login_required
def photograph(request, name):
    """Somebody's photograph, for colleagues who are signed in; 404 if there is none."""
    return serve(request, f"people/{name}", settings.MEDIA_ROOT)

"""How a person comes in, in the Wagtail admin: what may be taken away from them, so
that they can begin again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from people import issuers, permissions, two_step, work_accounts
from people.models import User, WorkAccount


def ways_in(request, person_id):
    """Show the second step and the work account of a person, and take either away."""
    person = get_object_or_404(User, pk=person_id)
    may_change = request.user.has_perm("people.change_user")
    if not (may_change and permissions.may_open_ways_in(request.user, person)):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "people/admin/ways_in.html", _shown(person))
    if "two_step" in request.POST:
        if two_step.reset(person, by=request.user):
            said = _("%(name)s signs in with one step now, and has been told.")
            messages.success(request, said % {"name": person.name})
    elif "work_account" in request.POST and work_accounts.let_go(
        person, by=request.user
    ):
        said = _("The work account is taken away. %(name)s has a link to a password.")
        messages.success(request, said % {"name": person.name})
    return redirect("ways_in", person.pk)


def _shown(person):
    account = WorkAccount.objects.filter(person=person).first()
    names = {issuer.issuer: issuer.name for issuer in issuers.everyone()}
    return {
        "person": person,
        "has_two_steps": two_step.is_set_up(person),
        "needs_two_steps": two_step.is_needed(person),
        "account": account,
        "account_at": account and names.get(account.issuer, account.issuer),
    }

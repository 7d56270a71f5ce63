"""Merging two records of a person in the Wagtail admin: the other one found, what it
would do, doing it, and undoing it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pages import words
from people import looking, merging
from people.models import Look, Merge, User
from people.permissions import may_merge

# So many are listed; who finds more says more.
SHOWN = 20


@require_http_methods(["GET", "POST"])
def merge_person(request, pk):
    """Find the other record of this person, see what merging the two means, do it."""
    person = get_object_or_404(User.objects.select_related("service"), pk=pk)
    if not may_merge(request.user, person):
        raise PermissionDenied
    other = _other(request)
    if request.method == "POST" and other:
        return _merged(request, person, other)
    looking.record(request.user, Look.What.ADMIN, people=[person])
    context = {
        "person": person,
        "merge": merging.merge_of(person),
        "others": [_undoable(merge) for merge in merging.merges_into(person)],
        **(_previewed(person, other) if other else _found(request, person)),
    }
    return TemplateResponse(request, "people/admin/merge.html", context)


@require_POST
def undo_merge(request, pk):
    """Make two records of a merge again."""
    merge = get_object_or_404(Merge.objects.select_related("kept", "closed"), pk=pk)
    if not may_merge(request.user, merge.kept, merge.closed):
        raise PermissionDenied
    try:
        merging.undo(merge, by=request.user)
    except merging.CannotUndo as reason:
        messages.error(request, str(reason))
    except merging.ChangedSince as changed:
        said = _(
            "Nothing was undone: since the merge something has changed, so that it "
            "cannot be told any more whose it is (%(what)s). Put right by hand what "
            "has to be."
        )
        messages.error(request, said % {"what": "; ".join(changed.what)})
    else:
        said = _("%(one)s and %(other)s are two records again.")
        emails = {"one": merge.kept.email, "other": merge.closed.email}
        messages.success(request, said % emails)
    return redirect("merge_person", merge.kept_id)


def _other(request):
    """The other record that was chosen, if it is one that may be merged."""
    number = request.POST.get("other") or request.GET.get("other") or ""
    if not number:
        return None
    found = User.objects.select_related("service")
    is_number = number.isdecimal() and len(number) < 18
    other = found.filter(pk=number).first() if is_number else None
    if other is None or not may_merge(request.user, other):
        raise PermissionDenied
    return other


def _found(request, person):
    """Those who may be meant by what was searched for."""
    asked = " ".join(request.GET.get("q", "").split())[:150]
    if not asked:
        return {"asked": ""}
    people = User.objects.merged_by(request.user)
    found = list(merging.candidates(asked, people, person)[: SHOWN + 1])
    return {"asked": asked, "found": found[:SHOWN], "has_more": len(found) > SHOWN}


def _previewed(person, other):
    try:
        return {"other": other, "what": merging.preview(person, other)}
    except merging.CannotMerge as reason:
        return {"other": other, "refusal": str(reason)}


def _merged(request, person, other):
    digest = request.POST.get("digest", "")
    try:
        merging.merge(person, other, by=request.user, digest=digest)
    except merging.CannotMerge as reason:
        done = merging.merge_of(other)
        if done and done.kept == person:
            messages.info(request, _("These two are one already."))
        else:
            messages.error(request, str(reason))
    except merging.PreviewIsOld:
        said = _("Something has changed meanwhile. Look once more at what it would do.")
        messages.warning(request, said)
        page = reverse("merge_person", args=[person.pk])
        return redirect(f"{page}?other={other.pk}")
    else:
        said = _("The two records of %(name)s are one.")
        messages.success(request, said % {"name": person.name})
    return redirect("merge_person", person.pk)


def _undoable(merge):
    """A merge as the page lists it: with whom, when, until when it can be undone."""
    return {
        "merge": merge,
        "closed": merge.closed,
        "day": words.full_day(merge.done_at),
        "until": words.full_day(merge.undo_until) if merge.can_be_undone() else "",
    }

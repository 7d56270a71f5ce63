"""Noting help that one gave, and reading the notes: HTTP, nothing else."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from champions import noting
from champions.models import SupportNote
from champions.note_forms import NoteForm
from champions.notes import NotesPage
from champions.permissions import can_note


@login_required
@require_http_methods(["GET", "POST"])
def help_notes(request):
    """The quick form, the notes that one may read, and how much one gave."""
    may_note = can_note(request.user)
    if not may_note and not request.user.support_notes.exists():
        raise PermissionDenied
    form = NoteForm.for_writer(
        request.POST if request.method == "POST" else None, request.user, request.GET
    )
    if request.method == "POST" and form.is_valid():
        try:
            noting.note(request.user, **form.details())
        except noting.NoRole:
            messages.error(
                request, _("You don’t look after them any more, so it is not noted.")
            )
        else:
            messages.success(request, _("Noted. Thank you for your time."))
        return redirect("help_notes")
    context = {
        "form": form if may_note else None,
        "page": NotesPage(request.user),
    }
    return render(request, "champions/help_notes.html", context)


@login_required
@require_POST
def help_note_take_back(request, note_id):
    """Take one's own note back; of another's the address tells nothing."""
    if not noting.take_back(note_id, request.user):
        get_object_or_404(SupportNote.objects.seen_by(request.user), pk=note_id)
        raise PermissionDenied
    messages.success(request, _("The note is taken back."))
    return redirect("help_notes")

"""Putting away what one has read: that a suggestion was taken back."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from learning import asking_to_learn
from learning.models import Assignment


@login_required
@require_POST
def asked_put_away(request, pk):
    """Show it no more; only to the person whom it was written to."""
    assignment = get_object_or_404(Assignment, pk=pk, person=request.user)
    asking_to_learn.put_away(assignment)
    return redirect("my_page")

"""What the house rules say of a form that is being written; nothing is kept of it."""

from django.shortcuts import render
from django.views.decorators.http import require_POST

from learning import previews
from learning.house_rules_panel import Hearing, as_written
from learning.models import ModulePage


@require_POST
def house_rules(request):
    """Answer with the inside of the panel, and with what can be previewed now."""
    form_class = ModulePage.get_edit_handler().get_form_class()
    module = as_written(form_class, request.POST, request.FILES)
    context = {"hearing": Hearing(module), "modes": previews.modes(module)}
    return render(request, "learning/components/house_rules_said.html", context)

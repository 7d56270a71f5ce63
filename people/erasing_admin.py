"""Erasing a person in the Wagtail admin: what it would do, and the name to type."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from people import erasing, looking
from people.models import Look, User
from people.permissions import may_erase


class EraseForm(forms.Form):
    """The name of the person, typed, so that nobody is erased in passing."""

    name = forms.CharField(
        label=gettext_lazy("Type their name"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Type their name to go on.")},
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["name"].help_text = _("As it is here: %(name)s") % {
            "name": person.name
        }

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if name.casefold() != " ".join(self.person.name.split()).casefold():
            raise ValidationError(
                _("That is not the name of this person. Nothing was erased.")
            )
        return name


@require_http_methods(["GET", "POST"])
def erase_person(request, pk):
    """What erasing this person means, and doing it."""
    person = get_object_or_404(User.objects.select_related("service"), pk=pk)
    if person.erased_at:
        messages.info(request, _("This person is erased already."))
        return redirect("wagtailusers_users:index")
    if not may_erase(request.user, person):
        raise PermissionDenied
    form = EraseForm(request.POST if request.method == "POST" else None, person=person)
    if request.method == "POST" and form.is_valid():
        return _erased(request, person)
    looking.record(request.user, Look.What.ADMIN, people=[person])
    context = {
        "person": person,
        "has_left": person.has_left(),
        "what": erasing.preview(person),
        "form": form,
    }
    return TemplateResponse(request, "people/admin/erase.html", context)


def _erased(request, person):
    name = person.name
    try:
        erasing.erase(person, because=erasing.Because.ASKED, by=request.user)
    except erasing.ErasedAlready:
        messages.info(request, _("This person is erased already."))
    except erasing.NotLeftYet:
        messages.error(
            request, _("%(name)s has not left, so nothing was erased.") % {"name": name}
        )
        return redirect("erase_person", person.pk)
    else:
        messages.success(request, _("%(name)s is erased.") % {"name": name})
    return redirect("wagtailusers_users:index")

"""The tree of services in the Wagtail admin."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin import messages
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from people import tree
from people.models import Service


def indented(service):
    """The name of a service, set in by how deep it stands."""
    return f"{'— ' * (service.depth - 1)}{service.name}"


class ServiceChoiceField(forms.ModelChoiceField):
    """A choice of services, in the order and shape of the tree."""

    def label_from_instance(self, service):
        return indented(service)


class ServiceForm(WagtailAdminModelForm):
    """A service: what it is called, its address, and below which it stands."""

    below = ServiceChoiceField(
        label=gettext_lazy("Part of"),
        queryset=Service.objects.all(),
        required=False,
        empty_label=gettext_lazy("Nothing: it is an organisation of its own"),
    )
    slug = forms.CharField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=160,
        help_text=gettext_lazy(
            "The last part of its team page’s address. Made from the name if empty."
        ),
    )

    class Meta:
        model = Service
        fields = ["name", "slug"]
        labels = {"name": gettext_lazy("Name")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["below"].initial = self.instance.get_parent()

    def clean_slug(self):
        name = self.cleaned_data.get("name", "")
        slug = slugify(self.cleaned_data["slug"] or name)[:160]
        if not slug:
            raise ValidationError(
                _("Write an address of letters and numbers, like libraries.")
            )
        others = Service.objects.exclude(pk=self.instance.pk)
        if others.filter(slug=slug).exists():
            raise ValidationError(
                _("Another service has the address “%(slug)s”. Choose another.")
                % {"slug": slug}
            )
        return slug

    def clean(self):
        cleaned = super().clean()
        below = cleaned.get("below")
        if below and self.instance.pk and below.is_within(self.instance):
            self.add_error(
                "below", _("A service cannot be part of itself, or of its own parts.")
            )
        return cleaned


class ServiceIndexView(generic.IndexView):
    page_title = gettext_lazy("Services")
    add_item_label = gettext_lazy("Add a service")

    def get_base_queryset(self):
        return Service.objects.annotate(people_count=Count("people"))

    @cached_property
    def columns(self):
        name_column = self._get_title_column_class(TitleColumn)
        return [
            name_column(
                "name",
                label=gettext_lazy("Name"),
                accessor=indented,
                get_url=self.get_edit_url,
            ),
            Column("slug", label=gettext_lazy("Address")),
            Column("people_count", label=gettext_lazy("People, without those below")),
        ]


class ServiceCreateView(generic.CreateView):
    page_title = gettext_lazy("Add a service")
    success_message = gettext_lazy("%(object)s is added.")

    def save_instance(self):
        return tree.add(**self.form.cleaned_data)


class ServiceEditView(generic.EditView):
    success_message = gettext_lazy("%(object)s is changed.")

    def save_instance(self):
        return tree.change(self.object, **self.form.cleaned_data)


class ServiceDeleteView(generic.DeleteView):
    page_title = gettext_lazy("Remove a service")
    success_message = gettext_lazy("%(object)s is removed.")

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except tree.NotRemoved as reason:
            messages.error(self.request, str(reason))
            return redirect(self.index_url_name)

    def delete_action(self):
        tree.remove(self.object)


class ServiceViewSet(ModelViewSet):
    """The organisations, and their directorates, services and teams."""

    model = Service
    icon = "folder-open-inverse"
    menu_label = gettext_lazy("Services")
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = ServiceIndexView
    add_view_class = ServiceCreateView
    edit_view_class = ServiceEditView
    delete_view_class = ServiceDeleteView
    list_per_page = 200
    ordering = ["path"]
    search_fields = ["name"]

    def get_form_class(self, for_update=False):
        return ServiceForm

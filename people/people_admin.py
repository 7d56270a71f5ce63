"""People in the Wagtail admin: adding them, changing them, letting them go.

Whoever may do this can give nobody more rights than they have, themselves included.
"""

from django import forms
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets import AdminDateInput
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.users.views.users import UserViewSet

import django_filters

from pages import words
from people import joining, leaving, looking, merging, permissions
from people.models import Appointment, Look, Merge, Service, User
from people.services_admin import ServiceChoiceField


class KeptPolicy(ModelPermissionPolicy):
    """As Django's permissions say, but nobody deletes: people leave, roles end."""

    def user_has_permission(self, user, action):
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return super().user_has_any_permission(user, set(actions) - {"delete"})


class PersonForm(WagtailAdminModelForm):
    """What an administrator keeps about a person."""

    service = ServiceChoiceField(
        label=gettext_lazy("Service"), queryset=Service.objects.all(), required=False
    )

    class Meta:
        model = User
        fields = [
            "name",
            "known_as",
            "email",
            "service",
            "job_title",
            "joined_on",
            "left_on",
            "is_active",
            "groups",
            "is_superuser",
        ]
        widgets = {
            "groups": forms.CheckboxSelectMultiple,
            "joined_on": AdminDateInput,
            "left_on": AdminDateInput,
        }
        labels = {
            "name": gettext_lazy("Name"),
            "is_superuser": gettext_lazy("Administrator of the whole site"),
            "groups": gettext_lazy("Rights in this admin"),
        }
        help_texts = {
            "known_as": gettext_lazy(
                "What colleagues call them, if not the first word of their name."
            ),
            "groups": gettext_lazy(
                "Roles such as champion are given under Appointments. Somebody of the "
                "digital access team needs both: the group here to keep people and "
                "services, and the appointment to see teams and answer. You can give "
                "only what you have yourself; an administrator gives the rest."
            ),
            "is_active": gettext_lazy(
                "Take the tick away to close the account for a while, at once."
            ),
            "is_superuser": gettext_lazy("May do everything in this admin."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in permissions.fields_closed_to(self.for_user, self.instance):
            self.fields.pop(name, None)
        if self.instance == self.for_user:
            self.fields["name"].help_text = _(
                "This is you. Your own rights, sign-in and last day are not here: "
                "another administrator changes them."
            )
        if "groups" in self.fields:
            self.fields["groups"].queryset = permissions.groups_given_by(self.for_user)

        for name in ("name", "known_as", "job_title"):
            # The browser would cut it off without a word.
            self.fields[name].widget.attrs.pop("maxlength", None)

    def clean_email(self):
        email = self.cleaned_data["email"].strip().lower()
        others = User.objects.exclude(pk=self.instance.pk)
        if others.filter(email__iexact=email).exists():
            raise ValidationError(_("Somebody has this e-mail already."))
        return email

    def clean(self):
        cleaned = super().clean()
        joined, left = cleaned.get("joined_on"), cleaned.get("left_on")
        if joined and left and left < joined:
            self.add_error("left_on", _("This is before the day they joined."))
        return cleaned


class NewPersonForm(PersonForm):
    """A new person, with a link to choose a password, or a first one."""

    send_link = forms.BooleanField(
        label=gettext_lazy("Send them a link to choose a password"),
        initial=True,
        required=False,
    )
    password = forms.CharField(
        label=gettext_lazy("Or a first password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy(
            "Only for somebody who cannot open their e-mail. Then no link is sent."
        ),
    )

    def clean_password(self):
        password = self.cleaned_data["password"]
        if password:
            validate_password(password, user=self.instance)
        return password


class ChangedPersonForm(PersonForm):
    """A person who is there already."""

    send_link = forms.BooleanField(
        label=gettext_lazy("Send them a link to choose a new password"),
        required=False,
        help_text=gettext_lazy("Their password ends now, and so does every session."),
    )


class PersonFilterSet(WagtailFilterSet):
    service = django_filters.ModelChoiceFilter(
        label=gettext_lazy("In this service or below it"),
        queryset=Service.objects.all(),
        method="within",
    )
    here = django_filters.ChoiceFilter(
        label=gettext_lazy("May sign in, or gone"),
        choices=[
            ("yes", gettext_lazy("May sign in")),
            ("no", gettext_lazy("Left, or closed")),
        ],
        method="whether_here",
    )
    groups = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Rights in this admin"), queryset=Group.objects.all()
    )

    class Meta:
        model = User
        fields = []

    def within(self, people, name, service):
        return people.within(service)

    def whether_here(self, people, name, answer):
        if answer == "yes":
            return people.here()
        return people.exclude(pk__in=User.objects.here().values("pk"))


def standing(person):
    """Whether a person may sign in, in words; `merged_now` is prefetched."""
    if person.merged_now:
        kept = person.merged_now[0].kept
        return _("Merged with another record: %(email)s") % {"email": kept.email}
    if person.has_left():
        return _("Left on %(day)s") % {"day": words.day_month(person.left_on)}
    if not person.is_active:
        return _("Closed")
    return _("May sign in")


def roles(person):
    """The roles that a person holds today, and after them what they may do in this
    admin; `roles_now` and the groups are prefetched."""
    held = [f"{a.get_role_display()}, {a.service.name}" for a in person.roles_now]
    groups = [group.name for group in person.groups.all()]
    if person.is_superuser:
        groups.insert(0, _("Administrator"))
    if groups:
        here = _("in this admin: %(groups)s")
        held.append(here % {"groups": words.join_names(groups)})
    return capfirst("; ".join(held))


class PersonIndexView(generic.IndexView):
    page_title = gettext_lazy("People")
    add_item_label = gettext_lazy("Add a person")
    search_fields = ["name", "known_as", "email", "job_title"]

    def get_base_queryset(self):
        current = Appointment.objects.current().select_related("service")
        merged = Merge.objects.filter(undone_at=None).select_related("kept")
        people = User.objects.filter(erased_at=None).select_related("service")
        return people.prefetch_related(
            Prefetch("appointments", queryset=current, to_attr="roles_now"),
            Prefetch("merged_away", queryset=merged, to_attr="merged_now"),
            "groups",
        )


class PersonCreateView(generic.CreateView):
    page_title = gettext_lazy("Add a person")
    success_message = gettext_lazy("%(object)s is added.")

    def save_instance(self):
        form = self.form
        person = joining.join(
            form.save(commit=False),
            password=form.cleaned_data["password"],
            link=form.cleaned_data["send_link"],
        )
        form.save_m2m()
        return person


class PersonEditView(generic.EditView):
    success_message = gettext_lazy("%(object)s is changed.")

    def dispatch(self, request, *args, **kwargs):
        if not permissions.may_administer(request.user, self.object):
            raise PermissionDenied
        if merging.merge_of(self.object):
            # Nothing of a closed record is changed by hand, so that nobody opens it.
            return redirect("merge_person", self.object.pk)
        return super().dispatch(request, *args, **kwargs)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = self.get_object()

    def get(self, request, *args, **kwargs):
        looking.record(request.user, Look.What.ADMIN, people=[self.object])
        return super().get(request, *args, **kwargs)

    @cached_property
    def header_more_buttons(self):
        buttons = [*super().header_more_buttons]
        if permissions.may_open_ways_in(self.request.user, self.object):
            url = reverse("ways_in", args=[self.object.pk])
            buttons.append(Button(_("Ways in"), url=url, icon_name="key"))
        if permissions.may_merge(self.request.user, self.object):
            url = reverse("merge_person", args=[self.object.pk])
            label = _("Merge with another record")
            buttons.append(Button(label, url=url, icon_name="resubmit", priority=80))
        if permissions.may_erase(self.request.user, self.object):
            url = reverse("erase_person", args=[self.object.pk])
            buttons.append(
                Button(_("Erase this person"), url=url, icon_name="bin", priority=90)
            )
        return buttons

    def save_instance(self):
        form = self.form
        self.means = self._what_leaving_means()
        person = joining.change(
            form.save(commit=False),
            link=form.cleaned_data.get("send_link", False),
        )
        form.save_m2m()
        return person

    def _what_leaving_means(self):
        """What follows from a new day of leaving, asked before it does."""
        day = self.form.cleaned_data.get("left_on")
        if not day or "left_on" not in self.form.changed_data:
            return []
        return leaving.what_it_means(self.form.instance, day)

    def get_success_message(self):
        return " ".join([super().get_success_message(), *self.means])


class PersonViewSet(UserViewSet):
    """Everybody: who they are, where they belong, whether they may sign in."""

    menu_label = gettext_lazy("People")
    menu_order = 210
    add_to_settings_menu = False
    add_to_admin_menu = True
    ordering = "name"
    list_per_page = 50
    permission_policy = KeptPolicy(User)
    copy_view_enabled = False
    filterset_class = PersonFilterSet
    index_view_class = PersonIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    delete_view_class = generic.DeleteView
    template_prefix = ""
    search_fields = PersonIndexView.search_fields
    list_display = [
        "name",
        "email",
        Column("service", label=gettext_lazy("Service"), sort_key="service__path"),
        Column("roles", label=gettext_lazy("Roles and rights today"), accessor=roles),
        Column("standing", label=gettext_lazy("Sign-in"), accessor=standing),
        DateColumn(
            "last_login", label=gettext_lazy("Last here"), sort_key="last_login"
        ),
    ]

    def get_form_class(self, for_update=False):
        return ChangedPersonForm if for_update else NewPersonForm

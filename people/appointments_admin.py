"""Who holds which role, and when people are away, in the Wagtail admin."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput

import django_filters

from pages import words
from people import appointing, away, permissions
from people.models import Absence, Appointment, Service, User
from people.people_admin import KeptPolicy
from people.services_admin import ServiceChoiceField

# How far back an appointment begins without a question.
LONG_AGO = timedelta(days=31)


def first_day(row):
    return words.day_month(row.starts_on)


def last_day(row):
    return words.day_month(row.ends_on) if row.ends_on else ""


FROM_UNTIL = [
    Column(
        "starts_on",
        label=gettext_lazy("From"),
        accessor=first_day,
        sort_key="starts_on",
    ),
    Column(
        "ends_on", label=gettext_lazy("Until"), accessor=last_day, sort_key="ends_on"
    ),
]


class PersonChoiceField(forms.ModelChoiceField):
    """A choice of the people who are here, told apart by where they belong."""

    def __init__(self, **kwargs):
        super().__init__(
            queryset=User.objects.here().select_related("service"), **kwargs
        )

    def label_from_instance(self, person):
        if person.service is None:
            return person.name
        return f"{person.name}, {person.service.name}"


class CheckedElsewhere:
    """The model's constraints are not asked: their sentences are for developers, and a
    new champion breaks one until appointing.py has ended the former."""

    def _get_validation_exclusions(self):
        return {field.name for field in self.instance._meta.fields}


class AppointmentForm(CheckedElsewhere, WagtailAdminModelForm):
    """Somebody in a role for a service, from a day and perhaps until one."""

    person = PersonChoiceField(label=gettext_lazy("Person"))
    service = ServiceChoiceField(
        label=gettext_lazy("For this service, and all below it"),
        queryset=Service.objects.all(),
    )

    long_ago = forms.BooleanField(
        label=gettext_lazy("It did begin that long ago"),
        required=False,
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Appointment
        fields = ["person", "role", "service", "starts_on", "ends_on"]
        widgets = {"starts_on": AdminDateInput, "ends_on": AdminDateInput}
        help_texts = {
            "role": gettext_lazy(
                "A new champion ends the appointment of the one before. Café "
                "organisers are appointed for a whole organisation. The digital access "
                "team also needs its group, under People, to work in this admin."
            ),
            "ends_on": gettext_lazy("Leave it empty if there is no last day yet."),
        }

    def clean_person(self):
        person = self.cleaned_data["person"]
        if not permissions.may_appoint(self.for_user, person):
            raise ValidationError(
                _(
                    "Nobody appoints themselves. Ask a colleague of the digital access "
                    "team, or an administrator of the whole site."
                )
            )
        return person

    def clean(self):
        cleaned = super().clean()
        first = cleaned.get("starts_on")
        since = timezone.localdate() - LONG_AGO
        if first and first < since and not cleaned.get("long_ago"):
            # Asked once, and only where it is needed.
            self.fields["long_ago"].widget = forms.CheckboxInput()
            self.add_error(
                "long_ago",
                _(
                    "It begins on %(day)s, more than a month ago, and the mail will "
                    "say so. Tick this if that is right."
                )
                % {"day": words.full_day(first)},
            )
        return cleaned

    def clean_role(self):
        role = self.cleaned_data["role"]
        if not permissions.may_give_role(self.for_user, role):
            raise ValidationError(
                _(
                    "Only somebody who is of the digital access team, or an "
                    "administrator of the whole site, appoints another to it."
                )
            )
        return role


class EndForm(CheckedElsewhere, WagtailAdminModelForm):
    """The last day of an appointment."""

    class Meta:
        model = Appointment
        fields = ["ends_on"]
        widgets = {"ends_on": AdminDateInput}
        labels = {"ends_on": gettext_lazy("Last day of this appointment")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].required = True
        self.fields["ends_on"].help_text = _(
            "If it has not begun yet, choose a day before its first: then it is "
            "cancelled, as if it had never been made."
        )


class AppointmentFilterSet(WagtailFilterSet):
    role = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Role"),
        choices=Appointment.Role.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    service = django_filters.ModelChoiceFilter(
        label=gettext_lazy("For this service or one below it"),
        queryset=Service.objects.all(),
        method="within",
    )
    when = django_filters.ChoiceFilter(
        label=gettext_lazy("When"),
        choices=[
            ("now", gettext_lazy("Today")),
            ("later", gettext_lazy("Still to begin")),
            ("over", gettext_lazy("Over")),
        ],
        method="at_a_time",
    )

    class Meta:
        model = Appointment
        fields = []

    def within(self, appointments, name, service):
        return appointments.filter(service__path__startswith=service.path)

    def at_a_time(self, appointments, name, when):
        today = timezone.localdate()
        if when == "now":
            return appointments.current(today)
        if when == "later":
            return appointments.filter(starts_on__gt=today)
        return appointments.filter(ends_on__lt=today)


class AppointmentIndexView(generic.IndexView):
    page_title = gettext_lazy("Appointments")
    add_item_label = gettext_lazy("Appoint somebody")

    def get_base_queryset(self):
        return Appointment.objects.select_related("person", "service")


class SaysWhyNot:
    """What appointing.py refuses is said on the form, with nothing typed lost."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except appointing.NotAppointed as reason:
            form.add_error(None, str(reason))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class AppointmentCreateView(SaysWhyNot, generic.CreateView):
    page_title = gettext_lazy("Appoint somebody")
    success_message = gettext_lazy("%(object)s: the appointment is made.")

    def get_form_kwargs(self):
        """A link may say for which service; the form still asks."""
        service = self.request.GET.get("service", "")
        initial = {"service": service} if service.isdecimal() else {}
        return {**super().get_form_kwargs(), "initial": initial}

    def save_instance(self):
        self.form.cleaned_data.pop("long_ago", None)
        return appointing.appoint(**self.form.cleaned_data)

    def get_success_message(self, instance):
        made = super().get_success_message(instance)
        is_of_team = instance.role == Appointment.Role.ACCESS_TEAM
        if not is_of_team or instance.person.has_perm("people.add_appointment"):
            return made
        lacking = _(
            "%(name)s cannot work in this admin yet: give them the group “Digital "
            "access team”, under People."
        )
        return f"{made} {lacking % {'name': instance.person.called}}"


class AppointmentEditView(SaysWhyNot, generic.EditView):
    page_title = gettext_lazy("End an appointment")
    success_message = gettext_lazy("%(object)s: the last day is kept.")

    def save_instance(self):
        appointment = Appointment.objects.get(pk=self.object.pk)
        appointing.end(appointment, self.form.cleaned_data["ends_on"])
        return self.object


class AppointmentViewSet(ModelViewSet):
    """Who holds which role, for which part of the tree, from when until when."""

    model = Appointment
    icon = "group"
    menu_label = gettext_lazy("Appointments")
    add_to_reference_index = False
    copy_view_enabled = False
    permission_policy = KeptPolicy(Appointment)
    index_view_class = AppointmentIndexView
    add_view_class = AppointmentCreateView
    edit_view_class = AppointmentEditView
    filterset_class = AppointmentFilterSet
    list_per_page = 100
    search_fields = ["person__name", "service__name"]
    ordering = ["service__path", "role", "starts_on"]
    list_display = [
        "person",
        "role",
        Column("service", label=gettext_lazy("Service"), sort_key="service__path"),
        *FROM_UNTIL,
    ]

    def get_form_class(self, for_update=False):
        return EndForm if for_update else AppointmentForm


class AbsenceForm(CheckedElsewhere, WagtailAdminModelForm):
    """When somebody is away; never why."""

    person = PersonChoiceField(label=gettext_lazy("Person"))

    class Meta:
        model = Absence
        fields = ["person", "starts_on", "ends_on"]
        widgets = {"starts_on": AdminDateInput, "ends_on": AdminDateInput}

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        return cleaned


class WritesAbsence:
    """Through away.py, in words; what it refuses is said on the form."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except away.AwayAlready as reason:
            form.add_error(None, str(reason))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)

    def save_instance(self):
        known = self.form.instance if self.form.instance.pk else None
        return away.record(
            **self.form.cleaned_data, by=self.request.user, absence=known
        )

    def get_success_message(self, instance=None):
        absence = instance or self.object
        return _("%(person)s is away from %(first)s until %(last)s.") % {
            "person": absence.person.name,
            "first": words.day(absence.starts_on),
            "last": words.day(absence.ends_on),
        }


class AbsenceCreateView(WritesAbsence, generic.CreateView):
    page_title = gettext_lazy("Add an absence")


class AbsenceEditView(WritesAbsence, generic.EditView):
    pass


class AbsenceIndexView(generic.IndexView):
    page_title = gettext_lazy("Absences")
    add_item_label = gettext_lazy("Add an absence")

    def get_base_queryset(self):
        return Absence.objects.select_related("person")


class AbsenceViewSet(ModelViewSet):
    """Who is away, from when until when."""

    model = Absence
    icon = "calendar-alt"
    menu_label = gettext_lazy("Absences")
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = AbsenceIndexView
    add_view_class = AbsenceCreateView
    edit_view_class = AbsenceEditView
    list_per_page = 100
    search_fields = ["person__name"]
    ordering = ["-starts_on"]
    list_display = [
        "person",
        *FROM_UNTIL,
    ]

    def get_form_class(self, for_update=False):
        return AbsenceForm

"""What is asked when a file of staff comes: where from, what its columns hold, and how
many leave. Only the shape of what was typed is checked."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Fieldset, Layout, Size

from people import staff_file
from people.models import Service, StaffSource
from people.services_admin import ServiceChoiceField
from people.staff_columns import COLUMNS, LEVELS, PATH_SIGNS, Reading

SMALL = {"label_size": Size.for_label(Size.SMALL)}


def _helper():
    """The template writes the form's own tag."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


class BringForm(forms.Form):
    """A file, and the source that it is from: one that is known, or a new one."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("CSV, as your HR system or a spreadsheet saves it; up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv"}),
        error_messages={
            "required": _("Choose the file that you want to bring in."),
            "empty": _("This file is empty."),
        },
    )
    source = forms.ModelChoiceField(
        StaffSource.objects.none(),
        label=_("Where it is from"),
        help_text=_("Its columns are known then, and who came from there before."),
        empty_label=_("Somewhere new"),
        required=False,
        error_messages={"invalid_choice": _("Choose one that is on the list.")},
    )
    name = forms.CharField(
        label=_("What the new one is called"),
        help_text=_("Like “Council HR” or “Trust ESR”."),
        max_length=100,
        required=False,
    )
    service = ServiceChoiceField(
        label=_("Of whom its files tell"),
        help_text=_(
            "The organisation or service whose people it keeps, with all below it. "
            "Nobody outside is ever touched."
        ),
        queryset=Service.objects.none(),
        required=False,
        empty_label=_("Choose one"),
        error_messages={"invalid_choice": _("Choose one that is on the list.")},
    )

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = StaffSource.objects.open_to(
            viewer
        ).select_related("service")
        self.fields["service"].queryset = Service.objects.imported_by(viewer)
        self.fields["name"].widget.attrs.pop("maxlength", None)
        self.fields["name"].error_messages["max_length"] = _(
            "That is too long: up to %(limit_value)d characters, please."
        )
        self.is_first = not self.fields["source"].queryset.exists()
        if self.is_first:
            del self.fields["source"]
            self.fields["name"].label = _("What it is from")
        self.helper = _helper()
        self.helper.layout = Layout(
            Field("file", context=SMALL),
            *([] if self.is_first else [Field("source", context=SMALL)]),
            Field.text("name", field_width=20, label_size=Size.SMALL),
            Field("service", context=SMALL),
            Button.primary("", _("Look at this file")),
        )

    def clean_file(self):
        """The bytes of the file, which have been read once to see whether they can."""
        upload = self.cleaned_data["file"]
        content = upload.read(staff_file.MOST_BYTES + 1)
        try:
            staff_file.read(content)
        except staff_file.NotReadable as error:
            raise ValidationError(str(error)) from error
        self.file_name = upload.name
        return content

    def clean(self):
        said = super().clean()
        if not said.get("source") and "source" not in self.errors:
            for name, sentence in (
                ("name", _("Write what the file is from, like “Council HR”.")),
                ("service", _("Choose of whom the file tells.")),
            ):
                if name not in self.errors and not said.get(name):
                    self.add_error(name, sentence)
        return said


class ColumnsForm(forms.Form):
    """Which column holds what, and how the file is read."""

    path_sign = forms.ChoiceField(
        label=_("The sign between the parts of a service"),
        help_text=_("As in “Council > Libraries > Compton”."),
        choices=[(sign, sign) for sign in PATH_SIGNS],
    )
    day_first = forms.TypedChoiceField(
        label=_("How days are written"),
        choices=[
            ("yes", _("Day first: 03/04/2026 is 3 April")),
            ("no", _("Month first: 03/04/2026 is 4 March")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how days are written in this file.")},
    )
    follows = forms.MultipleChoiceField(
        label=_("What else is to happen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, file, reading, source, **kwargs):
        super().__init__(*args, initial=_initial(reading), **kwargs)
        heads = [("", _("Not in this file")), *_heads_with_samples(file)]
        for name, column in COLUMNS.items():
            self.fields[name] = forms.ChoiceField(
                label=column.label,
                help_text=column.hint,
                choices=heads,
                required=False,
                initial=reading.columns.get(name, ""),
                error_messages={
                    "invalid_choice": _("Choose one of the columns of this file.")
                },
            )
        self.fields["follows"].choices = [
            Choice(name, label, hint=hint) for name, label, hint in _follows(source)
        ]
        self.helper = _helper()
        self.helper.layout = self._layout()

    def _layout(self):
        def group(legend, *names):
            fields = [Field(name, context=SMALL) for name in names]
            return Fieldset(
                *fields,
                legend=legend,
                legend_size=Size.MEDIUM,
                css_class="soc-columns",
            )

        return Layout(
            group(
                _("Who they are"),
                *("email", "number", "name", "first_name", "last_name", "known_as"),
            ),
            group(_("Where they work"), "job_title", "service", "path_sign", *LEVELS),
            group(_("From when until when"), "joined_on", "left_on", "last_day"),
            Field.radios("day_first", legend_size=Size.SMALL, inline=False),
            Field.checkboxes("follows", legend_size=Size.SMALL),
            Button.primary("", _("Show what it would do")),
        )

    def clean(self):
        said = super().clean()
        columns = {name: said[name] for name in COLUMNS if said.get(name)}
        if "email" not in columns and "email" not in self.errors:
            self.add_error("email", _("Say which column holds the e-mail."))
        if not {"name", "first_name", "last_name"} & set(columns):
            self.add_error("name", _("Say which column holds the name."))
        for name, head in columns.items():
            first = next(other for other in columns if columns[other] == head)
            if first != name:
                self.add_error(
                    name,
                    _("“%(head)s” is chosen twice: each column holds one thing.")
                    % {"head": head},
                )
        return said

    def reading(self):
        """How the file is to be read, as a Reading."""
        said = self.cleaned_data
        return Reading(
            columns={name: said[name] for name in COLUMNS if said[name]},
            path_sign=said["path_sign"],
            day_first=said["day_first"],
            **{name: name in said["follows"] for name in FOLLOWS},
        )


FOLLOWS = ("makes_services", "is_complete", "sends_links")


def _follows(source):
    labels = (
        (_("Make services that are not there yet"), _("You see which ones first.")),
        (
            _("This file names everybody of %(service)s: who is missing has left")
            % {"service": source.service.name},
            _(
                "Only those whom an earlier file from here brought. Whoever was added "
                "by hand stays, and so does everybody outside."
            ),
        ),
        (
            _("Write to everybody new, with a link to choose a password"),
            _("Else they ask for one themselves where they sign in."),
        ),
    )
    return [(name, *said) for name, said in zip(FOLLOWS, labels, strict=True)]


def _initial(reading):
    return {
        "path_sign": reading.path_sign,
        "day_first": "yes" if reading.day_first else "no",
        "follows": [name for name in FOLLOWS if getattr(reading, name)],
    }


def _heads_with_samples(file):
    """Each head, and beside it the first thing that stands below it."""
    for position, head in enumerate(file.heads):
        below = (cells[position] for _number, cells in file.rows[:50])
        sample = next(filter(None, below), "")[:40]
        yield head, f"{head} ({sample})" if sample else head


class ApplyForm(forms.Form):
    """The plan that was seen, and how many leave where that is asked about twice."""

    seen = forms.CharField(widget=forms.HiddenInput)
    leavers = forms.IntegerField(
        label=_("How many people leave? Write the number"),
        required=False,
        error_messages={"invalid": _("Write the number in digits, like 12.")},
    )

    def __init__(self, *args, brought, **kwargs):
        super().__init__(*args, initial={"seen": brought.plan_digest}, **kwargs)
        if not brought.asks_twice:
            del self.fields["leavers"]
        self.helper = _helper()
        self.helper.layout = Layout(
            "seen",
            *(
                [
                    Field.text(
                        "leavers",
                        field_width=4,
                        inputmode="numeric",
                        label_size=Size.SMALL,
                    )
                ]
                if brought.asks_twice
                else []
            ),
            Button.primary("", _("Bring them in")),
        )

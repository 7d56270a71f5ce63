"""The shape of a note of help given: whom, with what, for how long, in one line."""

from django import forms
from django.utils.translation import gettext_lazy as _

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout, Size

from cafes import colleagues
from champions.models import HelpRequest, SupportNote
from champions.topics import Topic
from people.models import User


class NoteForm(forms.Form):
    """Filled in within half a minute; who it was may stay empty.

    `writer` writes it: only people whom they look after are found, and whoever asked a
    question that they may answer.
    """

    who = forms.CharField(
        label=_("Whom you helped"),
        help_text=_(
            "Their name or e-mail. Leave it empty if it was several, or somebody who "
            "is not in your team."
        ),
        max_length=200,
        required=False,
    )
    topic = forms.ChoiceField(
        label=_("With what"),
        choices=Topic.choices,
        initial=Topic.OTHER,
        error_messages={
            "required": _("Choose what it was about"),
            "invalid_choice": _("Choose what it was about from the list"),
        },
    )
    minutes = forms.TypedChoiceField(
        label=_("For how long"),
        choices=SupportNote.Minutes.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose about how long it took"),
            "invalid_choice": _("Choose about how long it took, from the list"),
        },
    )
    words = forms.CharField(
        label=_("In one line, if you like"),
        help_text=_("They can read it too. Nothing about a patient or resident."),
        max_length=200,
        required=False,
        error_messages={
            "max_length": _("That is too long for one line: up to 200 characters")
        },
    )
    request = forms.ModelChoiceField(
        HelpRequest.objects.none(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, writer, **kwargs):
        super().__init__(*args, **kwargs)
        self.writer = writer
        self.person = None
        questions = HelpRequest.objects.to_answer_by(writer).select_related("person")
        self.fields["request"].queryset = questions
        for field in self.fields.values():
            # The browser would cut it off without a word.
            field.widget.attrs.pop("maxlength", None)
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(
            Field.text("who", label_size=Size.SMALL, field_width=20),
            Field("topic", context={"label_size": Size.for_label(Size.SMALL)}),
            Field.radios("minutes", legend_size=Size.SMALL, inline=True),
            Field.text("words", label_size=Size.SMALL),
            "request",
            Button.primary("", _("Note it")),
        )

    @classmethod
    def for_writer(cls, data, writer, asked):
        """The form; `asked` (a request's GET) may name a person or a question that it
        is about, which is filled in if the writer may."""
        initial = {}
        if question := _one(HelpRequest.objects.to_answer_by(writer), asked, "request"):
            initial = {
                "request": question.pk,
                "who": question.person.email,
                "topic": question.topic,
            }
        elif person := _one(User.objects.looked_after_by(writer), asked, "person"):
            initial = {"who": person.email}
        return cls(data, initial=initial, writer=writer)

    def clean_who(self):
        who = self.cleaned_data["who"].strip()
        if not who:
            return ""
        team = User.objects.looked_after_by(self.writer)
        asker = self._asker()
        if asker and who.lower() in (asker.email, asker.name.lower()):
            self.person = asker
            return who
        found = colleagues.called(who, among=team)
        if not found:
            raise forms.ValidationError(
                _(
                    "Nobody in your team is called “%(who)s”. Try their e-mail, or "
                    "leave it empty"
                ),
                params={"who": who},
            )
        if len(found) > 1:
            raise forms.ValidationError(
                _("That can be several people. Write the e-mail of one: %(people)s"),
                params={"people": ", ".join(f"{p.name} ({p.email})" for p in found)},
            )
        self.person = found[0]
        return who

    def _asker(self):
        """Who asked the question that it is about, if there is one."""
        question = _one(self.fields["request"].queryset, self.data, "request")
        return question.person if question else None

    def clean(self):
        # A question that was erased meanwhile loses no note.
        self.errors.pop("request", None)
        return super().clean()

    def details(self):
        """The fields of the note as `noting.note` takes them."""
        said = self.cleaned_data
        return {
            "person": self.person,
            "request": said.get("request"),
            "topic": said["topic"],
            "minutes": said["minutes"],
            "words": said["words"],
        }


def _one(rows, sent, name):
    """The row of that number, as an address or a form says it; or None."""
    number = sent.get(name, "")
    return rows.filter(pk=int(number)).first() if _is_number(number) else None


def _is_number(text):
    return str(text).isdecimal() and len(str(text)) < 18

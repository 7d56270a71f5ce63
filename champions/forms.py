"""The shape of a question, of an answer to one, of a suggestion to learn, and of a
letter."""

from datetime import timedelta
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Hidden, Layout, Size

from champions.models import Place
from champions.topics import Topic
from learning.models import ModulePage
from pages import words
from people.forms import DayField


class AskForm(forms.Form):
    """A question, and perhaps where in which module it came up.

    A module or step that is gone, or that the person may not read, is left out: the
    question is what matters.
    """

    words = forms.CharField(
        label=_("Your question"),
        help_text=_("Leave out names, and anything about a patient or resident."),
        max_length=2000,
        error_messages={
            "required": _("Write your question; a few words are enough"),
            "max_length": _("That is too long: up to 2,000 characters, please"),
        },
    )
    topic = forms.ChoiceField(
        label=_("What it is about"),
        choices=Topic.choices,
        required=False,
        error_messages={"invalid_choice": _("Choose one from the list")},
    )
    when_free = forms.CharField(
        label=_("When you are free, if you’d rather talk"),
        help_text=_(
            "You may leave it empty. For example: Tuesday and Thursday mornings, or "
            "any day after the late shift."
        ),
        max_length=300,
        required=False,
        error_messages={
            "max_length": _("That is too long: up to 300 characters, please"),
        },
    )
    module = forms.ModelChoiceField(
        ModulePage.objects.none(), required=False, widget=forms.HiddenInput
    )
    step = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, person, button, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["module"].queryset = ModulePage.objects.readable_by(person)
        self.fields["words"].widget = forms.Textarea(attrs={"rows": 6})
        # The browser would cut it off without a word.
        self.fields["when_free"].widget.attrs.pop("maxlength", None)
        self.initial.setdefault("topic", self._topic_of_the_place())
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Field.textarea("words"),
            Field("topic", context={"label_size": Size.for_label(Size.SMALL)}),
            Field.text("when_free", label_size=Size.SMALL),
            "module",
            "step",
            Button.primary("", button),
        )

    def _topic_of_the_place(self):
        place = self.place
        return Topic.of(place.module if place else None)

    def clean_topic(self):
        return self.cleaned_data["topic"] or self._topic_of_the_place()

    def clean(self):
        cleaned = super().clean()
        for name in {"module", "step"} & set(self.errors):
            del self.errors[name]
        return cleaned

    @property
    def place(self):
        """Where it came up, as far as that is known: a Place, or None."""
        field = self.fields["module"]
        if self.is_bound:
            module, step = self["module"].data, self["step"].data
        else:
            module, step = self.initial.get("module"), self.initial.get("step")
        try:
            page = field.clean(module)
            return Place.of(page, UUID(step) if step else None) if page else None
        except (forms.ValidationError, ValueError):
            return None


class AnswerForm(forms.Form):
    """What somebody says in a conversation about a request."""

    words = forms.CharField(
        max_length=4000,
        error_messages={
            "required": _("Write something first; a few words are enough"),
            "max_length": _("That is too long: up to 4,000 characters, please"),
        },
    )
    # How much had been said when the page was opened.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, label, button, sessions=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
        self.fields["words"].widget = forms.Textarea(attrs={"rows": 5})
        layout = [Field.textarea("words"), "seen"]
        if sessions:
            self.fields["session"] = _SessionField(sessions)
            label_size = {"label_size": Size.for_label(Size.SMALL)}
            layout.append(Field("session", context=label_size))
        self.helper = FormHelper()
        self.helper.layout = Layout(*layout, Button.primary("", button))

    def clean(self):
        self.errors.pop("seen", None)
        return super().clean()


class _SessionField(forms.TypedChoiceField):
    """One of these sessions, by its café and day; or none of them."""

    def __init__(self, sessions):
        self.sessions = {str(session.pk): session for session in sessions}
        super().__init__(
            label=_("Suggest a café with it, if one would help"),
            choices=[("", _("None")), *self._named()],
            coerce=self.sessions.get,
            empty_value=None,
            required=False,
            error_messages={
                "invalid_choice": _("That café is full or over now. Choose another")
            },
        )

    def _named(self):
        for number, session in self.sessions.items():
            yield (
                number,
                _("%(cafe)s, %(day)s, %(place)s")
                % {
                    "cafe": session.cafe.title,
                    "day": words.day(session.starts_at),
                    "place": session.place,
                },
            )


class SuggestForm(forms.Form):
    """Which module to suggest, why, and perhaps by when; and to whom, as hidden
    numbers, or to everyone in the service."""

    FURTHEST = timedelta(days=366)

    people = forms.CharField(required=False, widget=forms.HiddenInput)
    everyone = forms.BooleanField(required=False, widget=forms.HiddenInput)
    module = forms.ModelChoiceField(
        ModulePage.objects.none(),
        label=_("Which module"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": _("Choose a module"),
            "invalid_choice": _("That module is not published now. Choose another"),
        },
    )
    reason = forms.CharField(
        label=_("Why you suggest it"),
        help_text=_(
            "They read it as you write it, with your name. For example: the Compton "
            "page is yours from January, and this is what I wish I had known."
        ),
        max_length=500,
        widget=forms.Textarea,
        error_messages={
            "required": _("Write why; one honest sentence is enough"),
            "max_length": _("That is too long: up to 500 characters, please"),
        },
    )
    by_day = DayField(
        label=_("By when, if it matters"),
        help_text=_("You may leave it empty."),
        required=False,
        missing=_("Write the day, the month and the year, or none of them"),
    )

    def __init__(self, *args, viewer, address, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["module"].queryset = ModulePage.objects.readable_by(viewer)
        # The browser would cut it off without a word.
        self.fields["reason"].widget.attrs.pop("maxlength", None)
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}
        self.helper.form_action = address
        self.helper.layout = Layout(
            "people",
            "everyone",
            Hidden("act", "check"),
            Field.radios("module", legend_size=Size.SMALL),
            Field.textarea("reason", label_size=Size.SMALL, rows=4),
            "by_day",
            Button.primary("", _("Go on")),
        )

    def clean_by_day(self):
        by_day = self.cleaned_data["by_day"]
        today = timezone.localdate()
        if by_day and by_day < today:
            raise forms.ValidationError(
                _("That day is over. Write one to come, or leave it empty")
            )
        if by_day and by_day > today + self.FURTHEST:
            raise forms.ValidationError(
                _("That is more than a year away. Write a nearer day, or none")
            )
        return by_day


class TakeBackForm(forms.Form):
    """Why a suggestion is taken back, for the person to read."""

    because = forms.CharField(
        label=_("What you would like to say about it"),
        max_length=300,
        widget=forms.Textarea,
        error_messages={
            "required": _("Write a sentence, so that it is not taken amiss"),
            "max_length": _("That is too long: up to 300 characters, please"),
        },
    )

    def __init__(self, *args, name, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["because"]
        field.widget.attrs.pop("maxlength", None)
        field.help_text = _("%(name)s reads it on My page.") % {"name": name}
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(
            Field.textarea("because", label_size=Size.SMALL, rows=3),
            Button.primary("", _("Take it back")),
        )


class WriteForm(forms.Form):
    """A letter to somebody of the team, and the module that it asks them to go on with.

    A module that is gone is left out: the words are what matters.
    """

    words = forms.CharField(
        label=_("What you write"),
        help_text=_(
            "A beginning, for you to change. It goes as an e-mail, and others may see "
            "the screen: leave out what is nobody else’s business."
        ),
        max_length=2000,
        widget=forms.Textarea,
        error_messages={
            "required": _("Write something; a line is enough"),
            "max_length": _("That is too long: up to 2,000 characters, please"),
        },
    )
    module = forms.ModelChoiceField(
        ModulePage.objects.live(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, address, **kwargs):
        super().__init__(*args, **kwargs)
        # The browser would cut it off without a word.
        self.fields["words"].widget.attrs.pop("maxlength", None)
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}
        self.helper.form_action = address
        self.helper.layout = Layout(
            Hidden("act", "check"),
            "module",
            Field.textarea("words", label_size=Size.SMALL, rows=12),
            Button.primary("", _("Go on")),
        )

    def clean(self):
        self.errors.pop("module", None)
        return super().clean()

"""Every part that pages are made of, on one page, from the real templates."""

from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django import forms
from django.shortcuts import render
from django.templatetags.static import static

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.fields import DateInputField
from crispy_forms_gds.helper import FormHelper

from pages.icons import ICONS, PLATFORMS

COLOURS = [
    ("ink", "Text"),
    ("ink-soft", "Hints"),
    ("glaze", "Links, buttons"),
    ("glaze-deep", "Hover"),
    ("glaze-tint", "A person speaking"),
    ("amber", "Dates, focus"),
    ("amber-tint", "You, next"),
    ("coral", "Dates (shape only)"),
    ("oat", "Bands"),
    ("oat-deep", "Platform marks"),
    ("leaf", "Finished"),
    ("error", "Errors, gaps"),
    ("plum", "Visited"),
    ("footer", "Footer"),
]
STATES = [
    ("todo", "Not started"),
    ("now", "Step 3 of 5"),
    ("done", "Finished 3 November"),
    ("info", "Asked for help"),
    ("gap", "No deputy"),
    ("free", "Four places left"),
    ("full", "Full. Three people waiting"),
]
NAMES = [
    "Priya Raman",
    "Kwame Darko",
    "Sam Okonkwo-Whitfield",
    "Tom Ashworth",
    "Niamh Sheehan",
    "Bernadette Oyelaran-Szczepańska",
]


class SampleForm(forms.Form):
    """One field of each kind that our forms use; it is never sent anywhere."""

    name = forms.CharField(label="Name", help_text="As your colleagues say it.")
    email = forms.EmailField(label="Work e-mail address")
    service = forms.ChoiceField(
        label="Service", choices=[("", "Choose one"), ("hubs", "Libraries and hubs")]
    )
    hopes = forms.CharField(
        label="What you hope for", widget=forms.Textarea(attrs={"rows": 3})
    )
    used_to_it = forms.ChoiceField(
        label="How much have you used social media?",
        help_text="So that each table has a mix. Only the hosts see it.",
        widget=forms.RadioSelect,
        choices=[
            Choice("new", "It’s new to me"),
            Choice("some", "I’ve done some", divider="or"),
            Choice("years", "I’ve used it for years", hint="At work or at home."),
        ],
    )
    needs = forms.MultipleChoiceField(
        label="Anything that would help you be there?",
        widget=forms.CheckboxSelectMultiple,
        choices=[
            Choice("door", "A seat near the door"),
            Choice("captions", "Captions on the screen"),
        ],
    )
    show_name = forms.BooleanField(label="Others there may see my name")
    begins_on = DateInputField(label="From which day?", help_text="Like 26 11 2026.")
    photo = forms.FileField(label="Photograph")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


def sample_person(pk, name):
    """Somebody who is in no table: enough of a person to be drawn."""
    return SimpleNamespace(pk=pk, name=name, photo=None)


def styleguide(request):
    """Show every part in each of its states; only where the sample city is."""
    people = [sample_person(pk, name) for pk, name in enumerate(NAMES, start=1)]
    drawn = sample_person(len(people) + 1, "A person with a photograph")
    drawn.photo = SimpleNamespace(url=static("favicon.svg"))
    here = ZoneInfo("Europe/London")
    return render(
        request,
        "pages/styleguide.html",
        {
            "colours": COLOURS,
            "states": STATES,
            "icons": ICONS,
            "platforms": PLATFORMS,
            "people": people,
            "champion": people[0],
            "drawn": drawn,
            "begins": datetime(2026, 11, 26, 14, 0, tzinfo=here),
            "ends": datetime(2026, 11, 26, 15, 30, tzinfo=here),
            "later": datetime(2027, 1, 14, 12, 0, tzinfo=here),
            "form": SampleForm(initial={"used_to_it": "some"}),
            "form_with_errors": SampleForm({}, prefix="errors"),
        },
    )

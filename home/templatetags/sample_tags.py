"""The six people of the sample city whom anybody may try, while it is loaded."""

from django import template
from django.conf import settings

from home.models import SampleCity
from home.sample_city.people import PASSWORD, TRY_OUT
from people.models import User

register = template.Library()


@register.inclusion_tag("home/components/sample_people.html", takes_context=True)
def sample_people(context):
    """Buttons that sign in as one of the six; nothing where no sample city is."""
    people = []
    if settings.SAMPLE_CITY and SampleCity.objects.exists():
        emails = [email for email, _part in TRY_OUT]
        found = User.objects.here().in_bulk(emails, field_name="email")
        people = [
            {"person": found[email], "part": part}
            for email, part in TRY_OUT
            if email in found
        ]
    return {"people": people, "password": PASSWORD}

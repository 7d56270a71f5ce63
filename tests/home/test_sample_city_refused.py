"""Where the sample city may not be loaded, and what is said then."""

from django.core.management import CommandError, call_command

import pytest

from home.models import SampleCity
from people.models import User
from tests.people.factories import PersonFactory


def test_never_in_production(db, settings):
    settings.SAMPLE_CITY = False

    with pytest.raises(CommandError, match="never loaded here"):
        call_command("load_sample_city")


def test_never_among_real_people(site_skeleton):
    PersonFactory()

    with pytest.raises(CommandError, match="There are people here already"):
        call_command("load_sample_city")
    assert not SampleCity.objects.exists()


def test_not_without_the_modules(site_skeleton):
    with pytest.raises(CommandError, match="load_content"):
        call_command("load_sample_city")
    assert not User.objects.exists()

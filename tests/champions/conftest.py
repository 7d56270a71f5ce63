"""A service with those who look after it, and somebody who has a question."""

from types import SimpleNamespace

import pytest

from tests.people.factories import AppointmentFactory, PersonFactory, ServiceFactory


@pytest.fixture
def libraries(db):
    """Libraries in the council: Sam, and Priya, Tom, Bernadette and Marcus."""
    council = ServiceFactory(name="Aireford City Council")
    service = ServiceFactory(name="Libraries", slug="libraries", parent=council)

    def appointed(name, where, **role):
        person = PersonFactory(name=name, service=service, phone="0113 496 0127")
        AppointmentFactory(person=person, service=where, **role)
        return person

    return SimpleNamespace(
        council=council,
        service=service,
        sam=PersonFactory(name="Sam Okonkwo-Whitfield", service=service),
        priya=appointed("Priya Raman", service),
        tom=appointed("Tom Ashworth", service, deputy=True),
        bernadette=appointed("Bernadette Oyelaran", council, communications=True),
        marcus=appointed("Marcus Bell", council, access_team=True),
    )

"""The overview of a module, the library, and the page at the end."""

import pytest

from learning import progress
from learning.models import Completion, ModulePage
from learning.permissions import can_read
from tests.learning.factories import (
    CompletionFactory,
    ModulePageFactory,
    do_all,
    step,
    text,
)
from tests.people.factories import PersonFactory
from tests.queries import assert_steady_queries

pytestmark = pytest.mark.usefixtures("site_skeleton")

LIBRARY = "/modules/"


@pytest.fixture
def person(db):
    return PersonFactory(name="Sam Okonkwo")


@pytest.fixture
def reader(client, person):
    client.force_login(person)
    return client


def words_of(answer):
    return " ".join(answer.content.decode().split())


def test_the_overview_says_what_counts_and_where_to_begin(reader):
    module = ModulePageFactory()
    page = words_of(reader.get(module.url))
    assert "Begin with step 1" in page
    assert "tick off the task in step 3" in page
    assert "12 minutes in all" in page


def test_the_overview_carries_on_where_one_was(reader, person):
    module = ModulePageFactory()
    do_all(progress.begin(person, module), steps=1)
    page = words_of(reader.get(module.url))
    assert "Carry on with step 2" in page
    assert "One of three steps finished." in page
    assert "You are here" in page


def test_opening_the_overview_begins_nothing(reader, person):
    reader.get(ModulePageFactory().url)
    assert not person.enrolments.exists()


def test_how_many_finished_is_said_from_five_on(reader):
    module = ModulePageFactory()
    CompletionFactory.create_batch(4, module=module)
    assert "colleagues have finished" not in words_of(reader.get(module.url))
    CompletionFactory(module=module)
    assert "five colleagues have finished it" in words_of(reader.get(module.url))


def test_a_module_without_steps_says_so(reader):
    module = ModulePageFactory(steps=[])
    page = words_of(reader.get(module.url))
    assert "Its steps are being written" in page
    assert "Begin with" not in page
    assert reader.get(module.finish_url).url == module.url


def test_the_overview_costs_the_same_for_many_steps(reader, person):
    module = ModulePageFactory(steps=[step("One", text())])

    def add_steps(count):
        fresh = ModulePage.objects.get(pk=module.pk)
        raw = list(fresh.steps.raw_data)
        fresh.steps = raw + [step(f"{len(raw)} {n}", text()) for n in range(count)]
        fresh.save_revision().publish()
        do_all(progress.begin(person, fresh), steps=count)

    assert_steady_queries(add_steps, lambda: reader.get(module.url))


def test_the_library_costs_the_same_for_many_modules(reader, person):
    def add_modules(count):
        for module in ModulePageFactory.create_batch(count):
            do_all(progress.begin(person, module), steps=2)

    assert_steady_queries(add_modules, lambda: reader.get(LIBRARY))


def test_an_empty_library_says_so(client):
    assert "first modules are being written" in words_of(client.get(LIBRARY))


def test_the_library_says_how_far_one_is(reader, person):
    do_all(progress.begin(person, ModulePageFactory()), steps=2)
    ModulePageFactory()
    page = words_of(reader.get(LIBRARY))
    assert "Step 3 of 3" in page
    assert "Not started" in page
    assert "Two modules" in page


def test_the_library_is_narrowed_by_subject_and_time(client):
    ModulePageFactory(title="For anyone")
    ModulePageFactory(title="Pages", about="facebook")
    ModulePageFactory(title="Long", about="x", steps=[step("L", minutes=30)])
    page = words_of(client.get(LIBRARY, {"about": ["facebook", "any"]}))
    assert "Two modules: Any platform and Facebook pages" in page
    assert "The other one" in page
    page = words_of(client.get(LIBRARY, {"time": "20"}))
    assert "Two modules: up to 20 minutes" in page
    page = words_of(client.get(LIBRARY, {"about": "x", "time": "10"}))
    assert "No modules: X, 10 minutes or less" in page
    assert "None of them fits" in page
    assert "Three modules" in words_of(client.get(LIBRARY, {"about": "nonsense"}))


def test_a_module_for_staff_is_shown_only_to_them(client, person):
    hidden = ModulePageFactory(title="Only ours", is_public=False)
    ModulePageFactory(title="For all")
    assert "Only ours" not in words_of(client.get(LIBRARY))
    client.force_login(person)
    assert "Only ours" in words_of(client.get(LIBRARY))
    assert can_read(person, hidden)


def test_may_read_says_the_same_for_one_and_for_many(person):
    from django.contrib.auth.models import AnonymousUser

    ModulePageFactory(is_public=False)
    ModulePageFactory(is_public=True)
    for reader in (person, AnonymousUser()):
        many = set(ModulePage.objects.readable_by(reader))
        assert many == {m for m in ModulePage.objects.live() if can_read(reader, m)}


def test_a_module_that_is_not_published_is_not_in_the_library(client):
    ModulePageFactory(title="Gone").unpublish()
    assert "Gone" not in words_of(client.get(LIBRARY))


@pytest.fixture
def finished(person):
    module = ModulePageFactory(
        title="Answering people well", thanks="She will be glad."
    )
    enrolment = progress.begin(person, module)
    progress.say_confidence(enrolment, "before", 2)
    do_all(enrolment)
    return module


def test_the_end_page_thanks_and_leads_on(reader, finished):
    page = words_of(reader.get(finished.finish_url))
    assert "That’s Answering people well, finished" in page
    assert "Thank you, Sam. She will be glad." in page
    assert "Before you began you said “Not very sure”." in page
    assert "Open and print" in page


def test_the_end_page_waits_until_all_is_done(reader, person):
    module = ModulePageFactory()
    do_all(progress.begin(person, module), steps=2)
    answer = reader.get(module.finish_url, follow=True)
    assert "Not finished yet. Still to do: step 3" in words_of(answer)
    assert reader.post(module.finish_url, {"act": "finish"}).status_code == 302
    assert not Completion.objects.exists()


def test_somebody_who_never_began_is_led_to_the_module(reader):
    module = ModulePageFactory()
    assert reader.get(module.finish_url).url == module.url


def test_confidence_at_the_end_is_kept_beside_the_first(reader, finished, person):
    answer = reader.post(finished.finish_url, {"act": "confidence", "level": "4"})
    assert answer.status_code == 302
    said = {c.moment: c.level for c in person.enrolments.get().confidences.all()}
    assert said == {"before": 2, "after": 4}


def test_no_confidence_at_the_end_is_said_in_words(reader, finished):
    answer = reader.post(finished.finish_url, {"act": "confidence"})
    assert "“I’d rather not say” is fine too" in words_of(answer)


def test_the_plan_can_be_written_and_changed_at_the_end(reader, finished):
    for words in ("Use their name", "Sign it Sam"):
        reader.post(finished.finish_url, {"act": "plan", "words": words})
    page = words_of(reader.get(finished.finish_url))
    assert "You wrote: “Sign it Sam”" in page
    assert "remind" not in page


def test_neither_button_of_the_end_page_loses_what_stands_beside_the_other(
    reader, finished, person
):
    page = words_of(reader.get(finished.finish_url))
    assert page.count('<form class="soc-split soc-split--even') == 1
    both = {"words": "Ask Joan", "level": "3", "shown": "", "shown_level": ""}
    reader.post(finished.finish_url, {"act": "confidence", **both})
    enrolment = person.enrolments.get(module=finished)
    assert enrolment.plan.words == "Ask Joan"
    reader.post(finished.finish_url, {"act": "plan", **both, "level": "4"})
    assert enrolment.confidences.get(moment="after").level == 4


def test_a_very_long_name_is_shown_whole(client):
    name = "Wilhelmina " + "Featherstonehaugh-" * 6 + "Bo"
    person = PersonFactory(name=name[:120])
    completion = CompletionFactory(person=person)
    client.force_login(person)
    assert client.get(completion.enrolment.module.finish_url).status_code == 200
    page = client.get(f"/certificates/{completion.certificate.code}/")
    assert name[:120] in page.content.decode()

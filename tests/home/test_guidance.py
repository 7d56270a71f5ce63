"""Guidance: read it, say so, be asked again when it changes, take it away."""

from datetime import date
from html.parser import HTMLParser

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from wagtail.blocks.stream_block import StreamBlockValidationError

import pytest

from home import acknowledging
from home.guidance import Shown
from home.models import Acknowledgement, GuidancePage, LocalBox
from home.skeleton import EDITORS, MODERATORS
from people import tree
from tests.home.factories import (
    AcknowledgementFactory,
    GuidancePageFactory,
    LocalBoxFactory,
    change,
)
from tests.people.factories import AppointmentFactory, PersonFactory, ServiceFactory
from tests.queries import assert_steady_queries

SECOND = [
    change(1),
    change(2, date(2026, 11, 9), "Ask again after two years. Before, it was three."),
]


@pytest.fixture
def page(site_skeleton):
    return GuidancePageFactory(title="Pictures and permission", slug="pictures")


@pytest.fixture
def sam(client, page):
    person = PersonFactory(name="Sam Okonkwo")
    client.force_login(person)
    return person


def read(client, page):
    return " ".join(client.get(page.url).content.decode().split())


def say(client, page, version, **kwargs):
    return client.post(f"{page.url}read/", {"version": version}, **kwargs)


def cleaned(changes):
    block = GuidancePage.changes.field.stream_block
    return block.clean(block.to_python(changes))


def publish_second(page):
    page.changes = SECOND
    page.save_revision().publish()


class TestVersions:
    def test_the_version_is_the_newest_that_the_changes_tell_of(self, site_skeleton):
        page = GuidancePageFactory(changes=[SECOND[1], SECOND[0]])

        assert page.version == 2
        assert page.newest_change.value["what"].startswith("Ask again")

    def test_a_version_stands_in_the_list_once(self, site_skeleton):
        with pytest.raises(StreamBlockValidationError) as error:
            cleaned([change(1), change(2), change(1)])

        assert list(error.value.block_errors) == [2]

    def test_there_is_a_first_version(self, site_skeleton):
        with pytest.raises(StreamBlockValidationError):
            cleaned([])

    def test_a_draft_without_a_number_can_be_looked_at(self, site_skeleton, rf):
        page = GuidancePageFactory()
        page.changes = [
            ("change", {"version": None, "day": None, "what": ""}),
        ]

        assert page.version == 1
        assert Shown(page, PersonFactory()).new_changes == []


class TestReading:
    def test_anybody_may_read_it(self, client, page):
        html = read(client, page)

        assert "Ask before, in words." in html
        assert "1, from 2 November 2026" in html
        assert "Digital access team" in html
        assert 'href="https://creativecommons.org/licenses/by/4.0/"' in html
        assert "Sign in to say that you have read it" in html

    def test_the_first_version_changed_nothing(self, client, page):
        assert 'id="what-changed"' not in read(client, page)

    def test_what_the_newest_version_changed_stands_before_the_text(self, client, page):
        publish_second(page)

        html = read(client, page)

        assert "What changed on 9 November" in html
        assert html.index("Ask again after two years") < html.index("Ask before, in")

    def test_a_page_whose_day_has_come_says_so(self, client, site_skeleton):
        page = GuidancePageFactory(review_on=timezone.localdate())

        assert "That day has come" in read(client, page)

    def test_an_unpublished_page_is_not_there(self, client, page):
        page.unpublish()

        assert client.get("/guidance/pictures/").status_code == 404
        assert client.post("/guidance/pictures/read/").status_code == 404
        assert client.get("/guidance/pictures/take-away/").status_code == 404

    def test_a_page_that_was_never_saved_can_be_looked_at(self, client, site_skeleton):
        client.force_login(PersonFactory(is_superuser=True))
        url = reverse(
            "wagtailadmin_pages:add",
            args=["home", "guidancepage", site_skeleton.guidance.pk],
        )

        assert client.get(url).status_code == 200
        assert Shown(GuidancePage(title="New"), PersonFactory()).said is None
        assert Shown(GuidancePage(title="New"), PersonFactory()).boxes == []


class TestSayingSo:
    def test_it_is_kept_with_version_and_day(self, client, page, sam):
        response = say(client, page, 1, follow=True)

        said = Acknowledgement.objects.get()
        assert (said.person, said.page, said.version) == (sam, page, 1)
        assert said.said_on == timezone.localdate()
        html = " ".join(response.content.decode().split())
        assert "We’ve noted that you have read version 1." in html
        assert "that you have read version 1" in html
        assert "I’ve read version" not in html

    def test_a_second_press_changes_nothing(self, client, page, sam):
        AcknowledgementFactory(person=sam, page=page, said_on=date(2026, 11, 3))

        say(client, page, 1)

        assert Acknowledgement.objects.get().said_on == date(2026, 11, 3)

    def test_the_database_keeps_one_for_each_version(self, page):
        said = AcknowledgementFactory(page=page)

        with pytest.raises(IntegrityError), transaction.atomic():
            AcknowledgementFactory(page=page, person=said.person)
        AcknowledgementFactory(page=page, person=said.person, version=2)

    def test_a_new_version_says_what_changed_and_asks_again(self, client, page, sam):
        AcknowledgementFactory(person=sam, page=page)
        publish_second(page)

        html = read(client, page)

        assert "What changed since you read version 1, on 3 November" in html
        assert "Ask again after two years" in html
        assert "I’ve read version 2" in html

        say(client, page, 2)
        assert "What changed since" not in read(client, page)
        assert [a.version for a in sam.acknowledgements.order_by("version")] == [1, 2]

    def test_other_words_alone_ask_nobody_again(self, client, page, sam):
        AcknowledgementFactory(person=sam, page=page)
        page.summary = "A comma, moved."
        page.save_revision().publish()

        assert "You have read this" in read(client, page)

    def test_a_version_that_has_passed_is_kept_as_what_it_is(self, client, page, sam):
        publish_second(page)

        html = say(client, page, 1, follow=True).content.decode()

        assert "Since you opened the page it has changed" in html
        assert "I’ve read version 2" in html
        assert Acknowledgement.objects.get().version == 1

    @pytest.mark.parametrize("version", ["", "3", "-1", "two", "9" * 30])
    def test_a_version_that_is_none_is_refused(self, client, page, sam, version):
        html = say(client, page, version, follow=True).content.decode()

        assert "That is not a version of this page." in html
        assert not Acknowledgement.objects.exists()

    def test_whoever_is_signed_out_is_led_to_sign_in_and_back(self, client, page):
        response = say(client, page, 1)

        assert response.url == f"{reverse('account_login')}?next={page.url}"
        assert not Acknowledgement.objects.exists()

    def test_opening_the_address_says_nothing(self, client, page, sam):
        assert client.get(f"{page.url}read/").url == page.url
        assert not Acknowledgement.objects.exists()

    def test_no_version_is_acknowledged_that_there_is_not(self, page):
        with pytest.raises(acknowledging.NoSuchVersion):
            acknowledging.acknowledge(PersonFactory(), page, 2)

    def test_it_goes_with_the_person(self, page, sam):
        AcknowledgementFactory(person=sam, page=page)

        sam.delete()

        assert not Acknowledgement.objects.exists()

    def test_the_page_is_not_stored(self, client, page, sam):
        assert "no-store" in client.get(page.url)["Cache-Control"]


class TestHowManyReadIt:
    @pytest.fixture
    def of_access_team(self, client, page):
        person = AppointmentFactory(access_team=True).person
        client.force_login(person)
        return person

    def test_the_access_team_sees_how_many_and_never_who(
        self, client, page, of_access_team
    ):
        AcknowledgementFactory.create_batch(5, page=page)

        html = read(client, page)

        assert "5 people have said so" in html
        for said in Acknowledgement.objects.all():
            assert said.person.name not in html

    def test_fewer_than_five_are_not_counted(self, client, page, of_access_team):
        AcknowledgementFactory.create_batch(4, page=page)

        assert "Fewer than five people" in read(client, page)

    def test_only_the_version_that_holds_counts(self, client, page, of_access_team):
        AcknowledgementFactory.create_batch(5, page=page)
        publish_second(page)

        assert "Fewer than five people" in read(client, page)

    def test_nobody_else_does(self, client, page, sam):
        AcknowledgementFactory.create_batch(5, page=page)
        AppointmentFactory(person=sam, service=sam.service)

        assert "people have said so" not in read(client, page)

    def test_nor_somebody_who_was_of_it(self, client, page, of_access_team):
        of_access_team.appointments.update(
            starts_on=date(2025, 1, 1), ends_on=date(2025, 2, 1)
        )

        assert "people have said so" not in read(client, page)


class TestLocalBoxes:
    @pytest.fixture
    def boxes(self, page):
        council = ServiceFactory(name="Aireford City Council")
        hospitals = ServiceFactory(name="Aireford Teaching Hospitals")
        LocalBoxFactory(page=page, organisation=council, words="<p>Ring the desk.</p>")
        LocalBoxFactory(page=page, organisation=hospitals, words="<p>Not on wards.</p>")
        return council, hospitals

    def test_the_public_can_read_each(self, client, page, boxes):
        html = read(client, page)

        assert "In each organisation" in html
        assert "Ring the desk." in html
        assert "Not on wards." in html
        assert "For staff of Aireford Teaching Hospitals" in html

    @pytest.mark.parametrize("mine", [0, 1])
    def test_staff_see_their_own_first(self, client, page, boxes, mine):
        team = ServiceFactory(parent=ServiceFactory(parent=boxes[mine]))
        client.force_login(PersonFactory(service=team))

        html = read(client, page)

        words = ["Ring the desk.", "Not on wards."]
        assert html.index(words[mine]) < html.index("In other organisations")
        assert html.index("In other organisations") < html.index(words[1 - mine])
        assert html.count("soc-local-box--own") == 1

    def test_without_a_service_none_is_ones_own(self, client, page, boxes):
        client.force_login(PersonFactory(service=None))

        assert "soc-local-box--own" not in read(client, page)

    def test_an_organisation_has_one_box_on_a_page(self, page, boxes):
        with pytest.raises(IntegrityError), transaction.atomic():
            LocalBoxFactory(page=page, organisation=boxes[0])

    def test_only_an_organisation_has_one(self, page, boxes):
        below = ServiceFactory(parent=boxes[0])
        box = LocalBoxFactory.build(page=page, organisation=below)

        with pytest.raises(ValidationError, match="organisation"):
            box.clean_fields()

    def test_an_organisation_with_a_box_is_not_removed(self, page, boxes):
        with pytest.raises(tree.NotRemoved, match="Something still belongs"):
            tree.remove(boxes[0])

    def test_a_page_costs_the_same_however_many_there_are(self, client, page, sam):
        assert_steady_queries(
            lambda count: LocalBoxFactory.create_batch(count, page=page),
            lambda: client.get(page.url),
        )

    def test_whoever_publishes_writes_them(self, client, page, boxes):
        editor = PersonFactory()
        client.force_login(editor)
        add = reverse("local_boxes:add")
        typed = {
            "page": page.pk,
            "organisation": ServiceFactory(name="Aireford Partnership").pk,
            "words": '{"entityMap": {}, "blocks": [{"key": "a", "text": "Ask first.", '
            '"type": "unstyled", "depth": 0, "inlineStyleRanges": [], '
            '"entityRanges": []}]}',
            "written_by": "Philippa Nwosu",
            "written_on": "2026-11-20",
        }
        editor.groups.add(Group.objects.get(name=EDITORS))
        assert client.post(add, typed).status_code == 302
        assert LocalBox.objects.count() == 2

        editor.groups.add(Group.objects.get(name=MODERATORS))
        assert client.post(add, typed).url == reverse("local_boxes:index")
        assert "Ask first." in read(client, page)


class TestList:
    def test_it_says_how_each_page_stands_with_the_reader(self, client, sam, page):
        seen = GuidancePageFactory(title="Seen")
        AcknowledgementFactory(person=sam, page=seen)
        AcknowledgementFactory(person=sam, page=page)
        publish_second(page)
        GuidancePageFactory(title="Not seen")

        html = client.get("/guidance/").content.decode()

        assert "Changed since you read it" in html
        assert "You read it on 3 November" in html
        assert "Not read yet" in html

    def test_signed_out_it_says_nothing_of_that(self, client, page):
        html = client.get("/guidance/").content.decode()

        assert page.title in html
        assert "Not read yet" not in html

    def test_an_unpublished_page_is_not_in_it(self, client, page):
        page.unpublish()

        assert page.title not in client.get("/guidance/").content.decode()

    def test_empty_it_says_what_will_be_there(self, client, site_skeleton):
        html = client.get("/guidance/").content.decode()

        assert "The first pages are being written" in html

    @pytest.mark.parametrize("signed_in", [True, False])
    def test_it_costs_the_same_however_long(self, client, page, signed_in):
        person = PersonFactory()
        if signed_in:
            client.force_login(person)

        def add(count):
            for made in GuidancePageFactory.create_batch(count):
                AcknowledgementFactory(page=made, person=person)

        assert_steady_queries(add, lambda: client.get("/guidance/"))


class TestTakingItAway:
    def test_it_is_a_file_with_its_licence_and_its_changes(self, client, page):
        publish_second(page)
        LocalBoxFactory(page=page)

        response = client.get(f"{page.url}take-away/")

        assert response["Content-Disposition"] == (
            'attachment; filename="pictures-version-2.html"'
        )
        html = response.content.decode()
        assert "<h1>Pictures and permission</h1>" in html
        assert "Ask before, in words." in html
        assert "CC BY 4.0" in html
        assert "Ask again after two years." in html
        assert "The first version." in html
        assert "illustration team" not in html

    def test_it_stands_alone_and_links_lead_back(self, client, page, settings):
        page.body = [
            {"type": "text", "value": '<p><a href="/modules/">Modules</a></p>'}
        ]
        page.save_revision().publish()

        html = client.get(f"{page.url}take-away/").content.decode()

        tags = Tags(html)
        assert tags.base.startswith("http")
        assert not tags.found & {"script", "style", "link", "form", "input"}


class Tags(HTMLParser):
    """What a file is made of."""

    def __init__(self, html):
        super().__init__()
        self.found, self.base = set(), ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.add(tag)
        if tag == "base":
            self.base = dict(attrs)["href"]


class TestDeleting:
    @pytest.fixture
    def admin(self, client, page):
        client.force_login(PersonFactory(is_superuser=True))
        return client

    def test_a_page_that_somebody_has_read_leads_to_unpublishing(self, admin, page):
        AcknowledgementFactory(page=page)

        answer = admin.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

        assert "people have said that they read it" in answer.rendered_content
        assert Acknowledgement.objects.exists()

    def test_one_that_nobody_has_read_goes(self, admin, page):
        admin.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

        assert not GuidancePage.objects.exists()

    def test_unpublished_and_published_again_it_knows_who_read_it(
        self, client, page, sam
    ):
        AcknowledgementFactory(person=sam, page=page)
        page.unpublish()
        page.save_revision().publish()

        assert "You have read this" in read(client, page)

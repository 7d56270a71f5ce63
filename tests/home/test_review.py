"""A page goes from draft to live by way of its reviewers, and each hears of it once."""

from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Workflow, WorkflowPage, WorkflowState
from wagtail.test.utils.form_data import nested_form_data

import pytest

from home.skeleton import ACCESS_TEAM, COMMUNICATIONS, EDITORS, MODERATORS, build_site
from learning.models import ModulePage
from pages import sending
from pages.models import Message
from tests.learning.editing import as_form
from tests.learning.factories import ModulePageFactory
from tests.people.factories import PersonFactory
from tests.queries import assert_steady_queries

pytestmark = pytest.mark.django_db


def member(*groups, **about):
    person = PersonFactory(**about)
    person.groups.set(Group.objects.filter(name__in=groups))
    return person


@pytest.fixture
def draft(site_skeleton):
    module = ModulePageFactory(title="A walk", slug="a-walk")
    module.unpublish()
    return ModulePage.objects.get(pk=module.pk)


@pytest.fixture
def author(draft):
    return member(EDITORS, name="Ewan Rutherglen")


@pytest.fixture
def reader(draft):
    return member(COMMUNICATIONS, name="Bernadette Oyelaran")


@pytest.fixture
def access(draft):
    return member(ACCESS_TEAM, name="Marcus Bell")


def press(client, person, module, button, **more):
    client.force_login(person)
    address = reverse("wagtailadmin_pages:edit", args=[module.pk])
    form = {**as_form(module), f"action-{button}": "1", **more}
    return client.post(address, nested_form_data(form))


def decide(client, person, action, comment=""):
    """Approve it or ask for changes, as on the page of the review."""
    state = WorkflowState.objects.latest("pk").current_task_state
    page = state.workflow_state.content_object
    client.force_login(person)
    return client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk]),
        {"comment": comment},
    )


def is_live(module):
    return ModulePage.objects.get(pk=module.pk).live


def waiting():
    """Who is to be written to about what, of what was not sent yet."""
    rows = Message.objects.due(timezone.now()).order_by("pk")
    return [(row.kind, row.recipient.name) for row in rows]


def sent():
    """Send what waits; gives the mails."""
    mail.outbox.clear()
    sending.sweep(timezone.now())
    return mail.outbox


def test_from_draft_to_live_by_two_readers(client, draft, author, reader, access):
    press(client, author, draft, "submit")
    assert waiting() == [("pages.to-review", "Bernadette Oyelaran")]
    (letter,) = sent()
    assert letter.subject == "“A walk” waits for your review"
    assert "Ewan Rutherglen has sent “A walk”" in letter.body
    assert f"/admin/pages/{draft.pk}/edit/" in letter.body
    assert not is_live(draft)

    decide(client, reader, "approve")
    assert waiting() == [("pages.to-review", "Marcus Bell")]
    sent()
    assert not is_live(draft)

    decide(client, access, "approve")
    assert is_live(draft)
    (letter,) = sent()
    assert letter.to == [author.email]
    assert letter.subject == "“A walk” is published"
    assert "/modules/a-walk/" in letter.body
    assert "/admin/pages/" not in letter.body


def test_the_form_says_who_has_it_and_then_who_sent_it_back_and_why(
    client, draft, author, reader
):
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    press(client, author, draft, "submit")
    client.get(reverse("wagtailadmin_home"))
    assert "is enough: Bernadette Oyelaran." in client.get(address).content.decode()
    decide(client, reader, "reject", "Say who Mrs Adeyemi is.")
    client.force_login(author)
    page = client.get(address).content.decode()
    assert "Bernadette Oyelaran asks for changes" in page
    assert "Say who Mrs Adeyemi is." in page


def test_a_reviewer_reads_what_is_new_in_what_was_out(client, draft, author, reader):
    draft.get_latest_revision().publish()
    more = {"change": "substance", "what_changed": "The button has moved."}
    press(client, author, ModulePage.objects.get(pk=draft.pk), "submit", **more)
    (letter,) = sent()
    assert "What is new: The button has moved." in letter.body


def test_review_comes_before_publishing_in_the_menu(client, draft):
    client.force_login(member(EDITORS, MODERATORS))
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    page = client.get(address).content.decode()
    assert page.index('name="action-submit"') < page.index('name="action-publish"')


def test_wagtail_sends_nothing_past_the_outbox(client, draft, author, reader, access):
    mail.outbox.clear()
    press(client, author, draft, "submit")
    decide(client, reader, "reject", "Say who.")
    assert mail.outbox == []


def test_changes_that_are_asked_for_come_with_their_reason(
    client, draft, author, reader
):
    press(client, author, draft, "submit")
    decide(client, reader, "reject", "Say who Mrs Adeyemi is.")
    letters = {letter.subject: letter for letter in sent()}
    # The one that asked for a review is no longer needed.
    assert list(letters) == ["“A walk” needs changes"]
    letter = letters["“A walk” needs changes"]
    assert letter.to == [author.email]
    assert "Bernadette writes:" in letter.body
    assert "Say who Mrs Adeyemi is." in letter.body

    press(client, author, draft, "submit")
    assert waiting() == [("pages.to-review", "Bernadette Oyelaran")]


def test_only_one_of_the_readers_is_needed(client, draft, author, reader):
    member(COMMUNICATIONS, name="Second Reader")
    press(client, author, draft, "submit")
    assert len(waiting()) == 2
    decide(client, reader, "approve")
    assert sent() == []
    assert Message.objects.filter(status=Message.Status.NOT_NEEDED).count() == 2


def test_who_wishes_for_no_such_mail_gets_none(client, draft, author, reader):
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(reader)
    profile.submitted_notifications = False
    profile.save()
    press(client, author, draft, "submit")
    assert sent() == []


def test_administrators_are_not_flooded(client, draft, author, reader):
    PersonFactory(name="Ada Root", is_superuser=True)
    press(client, author, draft, "submit")
    assert waiting() == [("pages.to-review", "Bernadette Oyelaran")]


def test_a_moderator_publishes_and_the_author_hears_of_it(
    client, draft, author, reader
):
    press(client, author, draft, "submit")
    sent()
    # On its way only its readers may change it; a moderator has to be one, or to wait.
    moderator = member(MODERATORS, COMMUNICATIONS, name="Moira")
    press(client, moderator, draft, "publish")
    assert is_live(draft)
    assert [letter.subject for letter in sent()] == ["“A walk” is published"]


def test_an_author_who_takes_it_back_hears_nothing(client, draft, author, reader):
    press(client, author, draft, "submit")
    press(client, author, draft, "cancel-workflow")
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED
    assert sent() == []


def test_the_way_is_made_once(site_skeleton):
    build_site()
    way = WorkflowPage.objects.get(page=site_skeleton.home).workflow
    assert [task.name for task in way.tasks] == [COMMUNICATIONS, ACCESS_TEAM]
    assert list(Workflow.objects.active()) == [way]


def test_a_way_that_was_chosen_by_hand_stays(site_skeleton):
    mine = Workflow.objects.create(name="Ours")
    WorkflowPage.objects.filter(page=site_skeleton.home).update(workflow=mine)
    build_site()
    assert site_skeleton.modules.get_workflow() == mine


def test_whoever_reviewed_comes_to_where_they_may_be(client, draft, author, reader):
    press(client, author, draft, "submit")
    how = {"workflow-action-name": "approve"}
    answer = press(client, reader, draft, "workflow-action", **how)
    assert answer["Location"] == "/admin/"
    page = client.get("/admin/").content.decode()
    assert "do not have permission" not in page


class TestOnMyPage:
    @staticmethod
    def read(client, person):
        client.force_login(person)
        return " ".join(client.get("/me/").content.decode().split())

    def test_a_review_waits_for_those_whose_turn_it_is_until_it_is_done(
        self, client, draft, author, reader, access
    ):
        press(client, author, draft, "submit")
        page = self.read(client, reader)
        assert "“A walk” waits for your review" in page
        assert "Sent by Ewan Rutherglen today" in page
        assert f"/admin/pages/{draft.pk}/edit/" in page
        for other in (author, access):
            assert "waits for your review" not in self.read(client, other)
        decide(client, reader, "approve")
        assert "waits for your review" not in self.read(client, reader)
        assert "waits for your review" in self.read(client, access)

    def test_it_costs_the_same_for_one_as_for_ten(self, client, author, reader):
        def add(count):
            for _number in range(count):
                module = ModulePageFactory()
                module.save_revision()
                module.get_workflow().start(module, author)

        client.force_login(reader)
        assert_steady_queries(add, lambda: client.get("/me/"))

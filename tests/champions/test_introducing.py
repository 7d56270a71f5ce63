"""Introducing a colleague who offered help: both agree before either is named."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

import pytest

from champions import asking, introducing, offering, overdue
from champions.introduced import could_be_introduced
from champions.models import HelpOffer, Introduction
from pages import composing
from pages.models import Message
from people import leaving
from tests.champions.factories import HelpOfferFactory, IntroductionFactory
from tests.people.factories import AbsenceFactory, PersonFactory, ServiceFactory
from tests.queries import assert_steady_queries

State = Introduction.State
SECRET = "My reel is upside down again"


@pytest.fixture
def question(libraries):
    return asking.ask(libraries.sam, SECRET, topic="instagram")


@pytest.fixture
def zara(libraries):
    """Somebody of another service who can help with Instagram."""
    markets = ServiceFactory(name="Markets", parent=libraries.council)
    person = PersonFactory(name="Zara Quill", service=markets)
    HelpOfferFactory(person=person)
    return person


@pytest.fixture
def introduction(libraries, question, zara):
    return introducing.ask(question, libraries.priya, zara)


def now(row):
    row.refresh_from_db()
    return row


def told(kind):
    rows = Message.objects.filter(kind=kind).select_related("recipient").order_by("pk")
    return [row.recipient for row in rows]


def mail_to(person, kind):
    """What the latest message of a kind to somebody says now, and the Email."""
    message = Message.objects.filter(kind=kind, recipient=person).latest("pk")
    email = composing.email_of(message)
    if email is None:
        return "", None
    mail = composing.mail_of(message, email)
    return mail.subject + mail.body + mail.alternatives[0][0], mail


def page(client, person, name, *args, **data):
    client.force_login(person)
    way = client.post if data else client.get
    return way(reverse(name, args=args), data, follow=True).content.decode()


class TestOffering:
    def test_somebody_says_so_changes_it_and_takes_it_back(self, client, libraries):
        said = {"topics": ["x"] * 2 + ["instagram"], "words": "Evenings"}
        for _press in range(2):
            page(client, libraries.sam, "help_offers", **said)
        offer = HelpOffer.objects.get()
        assert {row.topic for row in offer.topics.all()} == {"x", "instagram"}
        html = page(client, libraries.sam, "help_offers", words="Still here")
        assert "Tick at least one" in html
        assert 'value="Still here"' in html
        page(client, libraries.sam, "help_offers", topics="x", words="")
        assert [row.topic for row in offer.topics.all()] == ["x"]
        for answer in ("Taken back", "nothing to take back"):
            html = page(client, libraries.sam, "help_offers_take_back", go="1")
            assert answer in html
        assert not HelpOffer.objects.exists()

    def test_taken_back_or_without_the_topic_what_they_are_asked_ends(
        self, libraries, introduction, zara
    ):
        offering.offer(zara, ["instagram", "x"])
        assert now(introduction).is_open
        offering.offer(zara, ["x"])
        assert now(introduction).state == State.NOT_THIS_TIME
        assert told("champions.introduction-settled") == [libraries.priya]


class TestWhoIsSuggested:
    def test_the_nearest_first_then_by_name_and_none_who_is_not_there(
        self, libraries, question, zara
    ):
        near = PersonFactory(name="Wendy Near", service=libraries.service)
        far = PersonFactory(name="Alan Far", service=ServiceFactory())
        gone = PersonFactory(left_on=timezone.localdate())
        blocked = PersonFactory(is_active=False)
        away, other = PersonFactory(), PersonFactory()
        AbsenceFactory(person=away)
        for person in (near, far, gone, blocked, away):
            HelpOfferFactory(person=person)
        HelpOfferFactory(person=other, topics=["facebook"])
        HelpOfferFactory(person=libraries.sam)
        HelpOfferFactory(person=libraries.priya)
        found = could_be_introduced(question)
        assert [offer.person for offer in found] == [near, zara, far]

    def test_nobody_has_two_to_think_about(self, libraries, introduction, zara):
        other = PersonFactory(service=libraries.service)
        theirs = asking.ask(other, "And I?", topic="instagram")
        with pytest.raises(introducing.NotOneToIntroduce):
            introducing.ask(theirs, libraries.priya, zara)
        with pytest.raises(IntegrityError), transaction.atomic():
            IntroductionFactory(colleague=zara)

    def test_nor_is_anybody_asked_twice_about_the_same_question(
        self, libraries, question, introduction, zara
    ):
        introducing.say_no(introduction)
        with pytest.raises(introducing.NotOneToIntroduce):
            introducing.ask(question, libraries.priya, zara)

    def test_choosing_costs_the_same_for_one_as_for_ten(
        self, client, sign_in, libraries, question, zara
    ):
        address = reverse("help_introduce", args=[question.pk])
        sign_in(client, libraries.priya)
        assert_steady_queries(
            lambda count: HelpOfferFactory.create_batch(
                count, person__service=libraries.service
            ),
            lambda: client.get(address),
        )


class TestAsking:
    def test_both_are_asked_and_neither_is_named_to_the_other(
        self, client, libraries, question, introduction, zara
    ):
        to_sam, _mail = mail_to(libraries.sam, "champions.introduction-offered")
        to_zara, _mail = mail_to(zara, "champions.introduction-asked")
        for sams in (
            to_sam,
            page(client, libraries.sam, "help_request", question.pk),
            page(client, libraries.sam, "help_list"),
        ):
            assert "Zara" not in sams
            assert "Markets" not in sams
        for zaras in (
            to_zara,
            page(client, zara, "help_list"),
            page(client, zara, "help_introduction", introduction.pk),
        ):
            assert "Instagram" in zaras
            assert "Sam" not in zaras
            assert "upside down" not in zaras
        # What is hard for Sam stands behind sign-in.
        assert "Instagram" not in to_sam

    def test_pressed_twice_they_are_asked_once_and_another_waits(
        self, libraries, question, introduction, zara
    ):
        assert introducing.ask(question, libraries.priya, zara) == introduction
        other = HelpOfferFactory().person
        with pytest.raises(introducing.AskedAlready):
            introducing.ask(question, libraries.priya, other)
        assert told("champions.introduction-asked") == [zara]

    def test_only_whoever_has_the_open_question_asks(self, libraries, question, zara):
        question.reached.add(libraries.tom)
        with pytest.raises(introducing.NotTheirs):
            introducing.ask(question, libraries.tom, zara)
        asking.answer(question, libraries.priya, "Turn the phone.")
        with pytest.raises(introducing.NotTheirs):
            introducing.ask(question, libraries.priya, zara)

    def test_the_question_is_not_overdue_meanwhile(
        self, libraries, question, introduction
    ):
        asking.answer(question, libraries.sam, "It is a video.")
        assert now(question).answer_by > introduction.until
        last = timezone.now().replace(hour=12)
        last += introduction.until - timezone.localdate()
        overdue.look_at_all(last)
        assert told("champions.reminder") == []


class TestAgreeing:
    @pytest.mark.parametrize("order", [("sam", "zara"), ("zara", "sam")])
    def test_with_the_second_yes_both_learn_who_it_is(
        self, client, libraries, question, introduction, zara, order
    ):
        people = {"sam": libraries.sam, "zara": zara}
        first, second = (people[name] for name in order)
        for _press in range(2):
            introducing.say_yes(introduction, first)
        assert now(introduction).is_open
        assert second.email not in page(
            client, first, "help_introduction", introduction.pk
        )
        for _press in range(2):
            page(client, second, "help_introduction", introduction.pk, say="yes")
        assert now(introduction).is_agreed
        assert not now(question).is_open
        assert question.answers.count() == 1
        assert told("champions.introduced") == [libraries.sam, zara]
        assert told("champions.introduction-settled") == [libraries.priya]
        for one, other in ((first, second), (second, first)):
            said, mail = mail_to(one, "champions.introduced")
            assert other.name in said
            assert mail.reply_to == [other.email]
            assert "Instagram" not in said
            html = page(client, one, "help_introduction", introduction.pk)
            assert other.email in html
        assert "upside down" not in page(
            client, zara, "help_introduction", introduction.pk
        )

    @pytest.mark.parametrize("who", ["sam", "zara"])
    def test_a_no_is_nobodys_and_the_question_waits(
        self, client, libraries, question, introduction, zara, who
    ):
        person, other = (libraries.sam, zara) if who == "sam" else (zara, libraries.sam)
        introducing.say_yes(introduction, other)
        for _press in range(2):
            page(client, person, "help_introduction", introduction.pk, say="no")
        introducing.say_yes(introduction, person)
        assert now(introduction).state == State.NOT_THIS_TIME
        assert now(question).is_open
        assert question.with_person == libraries.priya
        said, _mail = mail_to(libraries.priya, "champions.introduction-settled")
        assert "does not come about" in said
        assert "Sam" not in said
        assert "Zara" not in said
        html = page(client, libraries.priya, "help_request", question.pk)
        assert "Not this time" in html
        assert "Introduce a colleague" in html
        assert "Zara" not in page(client, libraries.sam, "help_request", question.pk)

    def test_the_database_lets_nobody_be_introduced_with_one_yes(self, introduction):
        with pytest.raises(IntegrityError), transaction.atomic():
            Introduction.objects.update(
                state=State.AGREED, asker_agreed_at=timezone.now()
            )


class TestMeanwhile:
    def over(self, introduction, person):
        """A yes that comes too late introduces nobody."""
        introducing.say_yes(introduction, person)
        assert told("champions.introduced") == []
        return now(introduction).state

    def test_answered_in_words_or_passed_on_it_is_not_needed(
        self, client, libraries, question, introduction, zara
    ):
        asking.pass_on(question, libraries.tom)
        assert self.over(introduction, zara) == State.CALLED_OFF
        assert mail_to(zara, "champions.introduction-asked") == ("", None)
        html = page(client, zara, "help_introduction", introduction.pk)
        assert "There is nothing to do" in html
        # Whoever has it now may ask the same colleague.
        again = introducing.ask(question, libraries.tom, zara)
        asking.answer(question, libraries.tom, "Turn the phone.")
        assert self.over(again, libraries.sam) == State.CALLED_OFF
        assert told("champions.introduction-settled") == []

    def test_called_off_by_its_helper_alone(
        self, client, libraries, question, introduction
    ):
        question.reached.add(libraries.tom)
        address = reverse(
            "help_introduce_call_off", args=[question.pk, introduction.pk]
        )
        for person, status in ((libraries.tom, 403), (libraries.priya, 302)):
            client.force_login(person)
            assert client.post(address).status_code == status
        assert now(introduction).state == State.CALLED_OFF
        assert not introducing.call_off(introduction)

    def test_a_yes_after_one_has_left_introduces_nobody(
        self, libraries, introduction, zara
    ):
        introducing.say_yes(introduction, libraries.sam)
        leaving.leave(libraries.sam)
        assert self.over(introduction, zara) == State.CALLED_OFF

    def test_whoever_left_is_waited_for_no_longer(self, libraries, introduction, zara):
        introducing.look_at_all()
        assert now(introduction).is_open
        leaving.leave(zara)
        for _look in range(2):
            introducing.look_at_all()
        assert now(introduction).state == State.CALLED_OFF
        assert told("champions.introduction-settled") == [libraries.priya]

    def test_its_time_runs_out_and_the_helper_is_told(
        self, client, libraries, question, introduction, zara
    ):
        introducing.say_yes(introduction, zara)
        over = timezone.now() + timedelta(days=1)
        over += introduction.until - timezone.localdate()
        introducing.look_at_all(over - timedelta(days=1))
        assert now(introduction).is_open
        for _look in range(2):
            introducing.look_at_all(over)
        assert now(introduction).state == State.RUN_OUT
        assert told("champions.introduction-settled") == [libraries.priya]
        assert now(question).answer_by > timezone.localdate(over)
        html = page(client, libraries.priya, "help_request", question.pk)
        assert "not both had said yes" in html

    def test_pressed_after_its_time_it_is_over_too(self, introduction, zara):
        Introduction.objects.update(until=timezone.localdate() - timedelta(days=1))
        assert self.over(introduction, zara) == State.RUN_OUT


def test_from_the_question_to_both_being_asked(client, libraries, question, zara):
    html = page(client, libraries.priya, "help_request", question.pk)
    assert reverse("help_introduce", args=[question.pk]) in html
    html = page(client, libraries.priya, "help_introduce", question.pk)
    assert "I run the market’s page." in html
    html = page(
        client, libraries.priya, "help_introduce", question.pk, colleague=zara.pk
    )
    assert "Both are asked" in html
    client.force_login(libraries.priya)
    address = reverse("help_introduce", args=[question.pk])
    assert client.post(address, {"colleague": "9" * 30}).status_code == 404
    stale = client.post(address, {"colleague": zara.pk}, follow=True)
    assert "Both are asked" in stale.content.decode()
    assert Introduction.objects.count() == 1

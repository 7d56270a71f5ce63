"""Suggesting a module through the pages: the form, who it is, and then doing it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

import pytest

from champions.suggesting import LISTED
from learning import asking_to_learn
from learning.models import Assignment
from people.models import User
from tests.learning.factories import (
    AssignmentFactory,
    CompletionFactory,
    ModulePageFactory,
)
from tests.people.factories import PersonFactory, ServiceFactory
from tests.queries import assert_steady_queries

WHY = "The Compton page is yours from January."


@pytest.fixture
def module(site_skeleton):
    return ModulePageFactory(title="Answering people well")


@pytest.fixture
def send(client, libraries, module, sign_in):
    """As Priya: send this to the form of Libraries; gives what comes back."""
    sign_in(client, libraries.priya)

    def send(act, *people, **more):
        data = {"people": " ".join(str(person.pk) for person in people), "act": act}
        if act in ("check", "ask"):
            data |= {"module": module.pk, "reason": WHY}
        return client.post("/team/libraries/ask/", data | more, follow=True)

    return send


def text(response):
    return " ".join(response.content.decode().split())


def asked():
    return [one.person for one in Assignment.objects.order_by("person__name")]


class TestTheForm:
    def test_ticked_people_are_named_and_nothing_is_written(self, send, libraries):
        page = text(send("", libraries.sam, libraries.tom))
        assert "To Sam Okonkwo-Whitfield and Tom Ashworth." in page
        assert not asked()

    def test_boxes_that_are_ticked_come_one_by_one(self, client, send, libraries):
        data = {"people": [libraries.sam.pk, libraries.tom.pk]}
        page = text(client.post("/team/libraries/ask/", data, follow=True))
        assert "To Sam Okonkwo-Whitfield and Tom Ashworth." in page

    def test_nobody_ticked_leads_back_with_a_sentence(self, send):
        response = send("")
        assert response.redirect_chain[0][0] == "/team/libraries/#said-list"
        page = text(response)
        said = page.index("Tick somebody first, or ask everyone.")
        assert page.index('id="said-list"') < said < page.index("to those ticked")
        assert page.count("Tick somebody first") == 1

    def test_the_list_stays_as_it_was_narrowed_down(self, client, send):
        response = client.post("/team/libraries/ask/?show=quiet&page=1")
        assert response.url == "/team/libraries/?show=quiet&page=1#said-list"

    def test_opened_by_its_address_it_is_for_everyone(self, client, send):
        page = text(client.get("/team/libraries/ask/"))
        assert "To everyone in Libraries." in page
        assert "Priya" not in page.split("<main")[1]

    def test_in_a_service_without_anybody_it_says_so(self, client, send, libraries):
        below = ServiceFactory(parent=libraries.service)
        page = text(client.get(f"/team/{below.slug}/ask/"))
        assert "There is nobody here to ask" in page

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"module": ""}, "Choose a module"),
            ({"module": "0"}, "That module is not published now"),
            ({"reason": " "}, "Write why; one honest sentence is enough"),
            ({"reason": "x" * 501}, "That is too long: up to 500 characters"),
            ({"by_day_0": "3"}, "the month and the year, or none of them"),
            ({"by_day_0": "31", "by_day_1": "2", "by_day_2": "2027"}, "no such day"),
            ({"by_day_0": "1", "by_day_1": "2", "by_day_2": "2020"}, "day is over"),
            ({"by_day_0": "1", "by_day_1": "2", "by_day_2": "2099"}, "than a year"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_lost(
        self, send, libraries, wrong, sentence
    ):
        page = text(send("check", libraries.sam, **wrong))
        assert sentence in page
        assert "Error:" in page
        assert f'value="{libraries.sam.pk}"' in page
        if "reason" not in wrong:
            assert WHY in page
        assert not asked()


class TestWhoItIs:
    def test_it_is_said_before_anything_is_written(self, send, libraries, module):
        CompletionFactory(person=libraries.tom, module=module)
        AssignmentFactory(
            person=libraries.bernadette, module=module, asked_by=libraries.tom
        )
        people = libraries.sam, libraries.tom, libraries.bernadette
        page = text(send("check", *people))
        assert "Suggest “Answering people well” to Sam Okonkwo-Whitfield?" in page
        assert "One has finished it already: Tom Ashworth." in page
        assert "Tom suggested it to Bernadette Oyelaran already, today." in page
        assert f"“{WHY}”" in page
        assert asked() == [libraries.bernadette]

    def test_many_are_folded(self, send, libraries):
        few, many = LISTED, LISTED + 1
        people = [PersonFactory(service=libraries.service) for _ in range(many)]
        assert "by name</span>" not in text(send("check", *people[:few]))
        page = text(send("check", *people))
        assert f"All {many} by name" in page
        assert people[0].name in page

    def test_nobody_left_cannot_be_sent(self, send, libraries, module):
        CompletionFactory(person=libraries.sam, module=module)
        page = text(send("check", libraries.sam))
        assert "Nobody is left to ask" in page
        assert 'value="ask"' not in page

    def test_going_back_keeps_what_was_typed(self, send, libraries, module):
        more = {"module": module.pk, "reason": WHY, "by_day_0": "3", "by_day_1": "4"}
        page = text(send("change", libraries.sam, **more))
        assert WHY in page
        assert "To Sam Okonkwo-Whitfield." in page
        assert 'name="by_day_1" value="4"' in page
        assert "checked" in page

    def test_it_costs_the_same_for_one_as_for_ten(self, send, libraries, module):
        people = [libraries.sam]

        def add(count):
            for _number in range(count):
                people.append(PersonFactory(service=libraries.service))
                done, begun = PersonFactory.create_batch(2, service=libraries.service)
                CompletionFactory(person=done, module=module)
                AssignmentFactory(person=begun, module=module)
                people.extend([done, begun])

        assert_steady_queries(add, lambda: send("check", *people))


class TestGoingBack:
    """Every page that shows what was filled in is opened by its address alone."""

    def test_the_pages_stand_at_addresses_that_name_nobody(self, send, libraries):
        form = send("", libraries.sam)
        assert form.redirect_chain == [("/team/libraries/ask/form/", 302)]
        assert 'action="/team/libraries/ask/"' in text(form)
        check = send("check", libraries.sam)
        assert check.redirect_chain == [("/team/libraries/ask/check/", 302)]

    def test_back_on_them_all_is_as_it_was(self, client, send, libraries):
        send("check", libraries.sam)
        page = text(client.get("/team/libraries/ask/check/"))
        assert "to Sam Okonkwo-Whitfield?" in page
        assert WHY in text(client.get("/team/libraries/ask/form/"))

    def test_once_it_is_sent_it_says_so(self, client, send, libraries):
        send("check", libraries.sam)
        send("ask", libraries.sam)
        for name in ("form", "check"):
            page = text(client.get(f"/team/libraries/ask/{name}/", follow=True))
            assert "That was sent already, or is not kept any more." in page

    def test_in_another_service_it_is_not_shown(self, client, send, libraries):
        send("check", libraries.sam)
        below = ServiceFactory(parent=libraries.service)
        page = client.get(f"/team/{below.slug}/ask/check/", follow=True)
        assert WHY not in text(page)


class TestDoingIt:
    def test_they_are_asked_and_it_is_said(self, send, libraries, module):
        CompletionFactory(person=libraries.tom, module=module)
        response = send("ask", libraries.sam, libraries.bernadette, libraries.tom)
        assert response.redirect_chain[0][0] == "/team/libraries/?show=asked"
        page = text(response)
        assert (
            "You suggested “Answering people well” to Bernadette Oyelaran and Sam "
            "Okonkwo-Whitfield. One had finished it already: Tom Ashworth." in page
        )
        assert asked() == [libraries.bernadette, libraries.sam]
        assert "Priya suggested this today" in page

    def test_pressed_twice_it_is_said_twice_and_done_once(self, send, libraries):
        for _press in range(2):
            page = text(send("ask", libraries.sam))
            assert "You suggested “Answering people well” to Sam" in page
        assert asked() == [libraries.sam]

    def test_what_one_suggested_oneself_is_said_so(self, send, libraries):
        send("ask", libraries.sam)
        Assignment.objects.update(reason="Another.")
        assert "You suggested it to Sam Okonkwo-Whitfield already" in text(
            send("check", libraries.sam)
        )

    def test_who_moved_away_meanwhile_is_left_out(self, send, libraries):
        User.objects.filter(pk=libraries.sam.pk).update(service=PersonFactory().service)
        page = text(send("ask", libraries.sam, libraries.tom))
        assert "One is not in your team any more, and is left out." in page
        assert libraries.sam.name not in page
        assert asked() == [libraries.tom]

    def test_everyone_is_who_was_named(self, client, send, libraries, module):
        """Somebody who came after the page that named them is not asked unseen."""
        page = text(send("check", everyone="on"))
        assert "to four people?" in page
        newcomer = PersonFactory(service=libraries.service)
        people = libraries.sam, libraries.tom
        send("ask", *people, everyone="on")
        assert asked() == list(people)
        assert newcomer not in asked()

    def test_the_day_is_kept(self, send, libraries):
        day = timezone.localdate() + timedelta(days=20)
        parts = {"by_day_0": day.day, "by_day_1": day.month, "by_day_2": day.year}
        send("ask", libraries.sam, **parts)
        assert Assignment.objects.get().by_day == day

    def test_a_made_up_number_tells_nothing(self, client, send, libraries, module):
        data = {"people": "99999999999999999999 x -3 12345", "act": "check"}
        data |= {"module": module.pk, "reason": WHY}
        page = text(client.post("/team/libraries/ask/", data, follow=True))
        assert "Nobody is left to ask" in page

    def test_nobody_else_may(self, client, sign_in, libraries, module):
        sign_in(client, libraries.sam)
        data = {"people": libraries.tom.pk, "act": "ask", "module": module.pk}
        answer = client.post("/team/libraries/ask/", data | {"reason": WHY})
        assert answer.status_code == 403
        assert not asked()


class TestTakingBack:
    @pytest.fixture
    def one(self, libraries, module):
        return AssignmentFactory(
            person=libraries.sam, module=module, asked_by=libraries.priya
        )

    def address(self, one):
        return reverse("team_withdraw", args=["libraries", one.pk])

    def take_back(self, client, one, because="It can wait."):
        return client.post(self.address(one), {"because": because}, follow=True)

    def test_it_is_taken_back_with_a_sentence(self, client, send, one):
        assert "Sam reads it on My page." in text(client.get(self.address(one)))
        page = text(self.take_back(client, one))
        assert "You took it back. Sam reads your sentence on My page" in page
        assert "Priya took it back today: “It can wait.”" in page

    def test_a_sentence_is_needed(self, client, send, one):
        assert "Write a sentence" in text(self.take_back(client, one, " "))
        one.refresh_from_db()
        assert one.is_open

    def test_pressed_twice_it_says_the_same(self, client, send, one):
        for _press in range(2):
            assert "You took it back. Sam reads" in text(self.take_back(client, one))

    def test_an_older_page_is_told_that_it_had_ended(
        self, client, send, one, libraries
    ):
        asking_to_learn.withdraw(one, libraries.tom, "It can wait.")
        for page in (
            text(self.take_back(client, one, "Another.")),
            text(client.get(self.address(one), follow=True)),
        ):
            assert "Tom took it back today: “It can wait.” Nothing was changed." in page
            assert "Another." not in page

    def test_one_asking_is_taken_back_from_all_who_have_not_finished(
        self, client, send, libraries, module
    ):
        send("ask", libraries.sam, libraries.tom, libraries.bernadette)
        other = AssignmentFactory(
            person=libraries.marcus, module=module, asked_by=libraries.priya
        )
        CompletionFactory(person=libraries.tom, module=module)
        page = text(client.get("/team/libraries/?show=asked"))
        assert "Take it back from all 2" in page
        first = Assignment.objects.open().exclude(pk=other.pk).first()
        address = reverse("team_withdraw_all", args=["libraries", first.pk])
        form = text(client.get(address))
        assert libraries.sam.name in form
        assert libraries.tom.name not in form.split("<main")[1]
        assert "Write a sentence" in text(client.post(address, {"because": " "}))
        page = text(client.post(address, {"because": "Not now."}, follow=True))
        assert "from Bernadette Oyelaran and Sam Okonkwo-Whitfield." in page
        assert list(Assignment.objects.open()) == [other]
        page = text(client.post(address, {"because": "Not now."}, follow=True))
        assert "There was nobody left to take it back from." in page

    def test_what_was_finished_meanwhile_is_said(self, client, send, one, libraries):
        CompletionFactory(person=libraries.sam, module=one.module)
        assert "Sam has finished it meanwhile." in text(self.take_back(client, one))

    def test_the_deputy_may_too(self, client, send, sign_in, one, libraries):
        sign_in(client, libraries.tom)
        self.take_back(client, one)
        one.refresh_from_db()
        assert one.withdrawn_by == libraries.tom

    def test_of_who_moved_away_it_is_not_found(self, client, send, one, libraries):
        User.objects.filter(pk=libraries.sam.pk).update(service=PersonFactory().service)
        assert client.get(self.address(one)).status_code == 404
        assert self.take_back(client, one).status_code == 404
        one.refresh_from_db()
        assert one.is_open

"""The page of a step: reading it, and sending to it what one does."""

from django.urls import reverse
from django.utils.html import escape

import pytest

from learning import plans, progress
from learning.models import Answer, Enrolment, ModulePage
from learning.outline import outline_of
from tests.learning.factories import (
    ModulePageFactory,
    block,
    check,
    confidence,
    do_all,
    plan,
    practice,
    reply,
    step,
    task,
    text,
    turn,
)
from tests.people.factories import PersonFactory
from tests.queries import assert_steady_queries


@pytest.fixture
def module(site_skeleton):
    return ModulePageFactory()


@pytest.fixture
def person(db):
    return PersonFactory(name="Sam Okonkwo")


@pytest.fixture
def reader(client, person):
    client.force_login(person)
    return client


def at(module, number):
    return outline_of(module).steps[number - 1]


def send(client, module, number, act, **more):
    return client.post(module.step_url(at(module, number)), {"act": act, **more})


def words_of(answer):
    return answer.content.decode()


def state_of(module, person):
    return progress.state_of(
        module, Enrolment.objects.get(person=person, module=module)
    )


def first_ask(module, number):
    return str(at(module, number).asks[0].id)


def option_of(module, number, right):
    body = module.steps[number - 1].value["body"]
    question = next(b for b in body if b.block_type == "check").value
    items = question["options"].bound_blocks
    return next(str(i.id) for i in items if i.value["right"] is right)


def test_opening_a_step_keeps_the_place_and_no_more(reader, module, person):
    assert reader.get(module.step_url(at(module, 2))).status_code == 200
    state = state_of(module, person)
    assert (state.done, state.next_step.number) == (0, 2)


def test_the_answer_that_finishes_the_module_is_told_so_at_once(reader, module, person):
    enrolment = progress.begin(person, module)
    for number in range(1, len(outline_of(module).steps) + 1):
        progress.go_on(enrolment, at(module, number))
    asks = [
        (each.number, ask) for each in outline_of(module).steps for ask in each.asks
    ]
    for _number, ask in asks:
        if ask.kind == "task":
            progress.tick(enrolment, ask.id)
    checks = [(number, ask) for number, ask in asks if ask.kind == "check"]
    number, last = checks.pop()
    for _number, ask in checks:
        progress.answer_rightly(enrolment, ask.id)
    right = option_of(module, number, right=True)
    answer = send(reader, module, number, "check", block=str(last.id), choice=right)
    assert "You have finished this module." in words_of(answer)


def test_next_leads_to_the_step_that_follows(reader, module, person):
    answer = send(reader, module, 1, "next")
    assert answer.url == module.step_url(at(module, 2))
    assert state_of(module, person).steps[0].is_done


def test_next_in_the_last_step_says_what_is_left(reader, module):
    answer = send(reader, module, 3, "next")
    assert answer.url == module.url
    said = words_of(reader.get(module.url))
    assert "That was the last step. Still to do: step 1" in said


def test_the_last_next_leads_to_the_end_page(reader, module, person):
    enrolment = progress.begin(person, module)
    do_all(enrolment, steps=2)
    progress.tick(enrolment, first_ask(module, 3))
    assert "Finish</button>" in words_of(reader.get(module.step_url(at(module, 3))))
    assert send(reader, module, 3, "next").url == module.finish_url
    assert state_of(module, person).completion


def test_reading_it_again_goes_from_step_to_step(reader, module, person):
    do_all(progress.begin(person, module))
    assert send(reader, module, 1, "next").url == module.step_url(at(module, 2))


def test_a_wrong_answer_is_told_why_and_not_kept(reader, module, person):
    wrong = option_of(module, 2, right=False)
    answer = send(reader, module, 2, "check", block=first_ask(module, 2), choice=wrong)
    assert "<title>Not quite: When to pass it on" in words_of(answer)
    assert "Because it is so." in words_of(answer)
    assert "Choose again when you are ready" in words_of(answer)
    assert wrong not in answer.request["PATH_INFO"]
    assert not Answer.objects.exists()


def test_a_right_answer_is_told_why_and_kept(reader, module, person):
    right = option_of(module, 2, right=True)
    answer = send(reader, module, 2, "check", block=first_ask(module, 2), choice=right)
    assert "<title>Yes: When to pass it on" in words_of(answer)
    assert Answer.objects.filter(enrolment__person=person).count() == 1
    assert "You have answered this" in words_of(
        reader.get(module.step_url(at(module, 2)))
    )


def test_no_answer_is_asked_for(reader, module):
    answer = send(reader, module, 2, "check", block=first_ask(module, 2))
    assert "Choose an answer first." in words_of(answer)


def test_a_task_is_ticked_off(reader, module, person):
    block_id = first_ask(module, 3)
    answer = send(reader, module, 3, "tick", block=block_id)
    assert answer.url.endswith(f"#part-{block_id}")
    assert "Ticked off: I have turned on" in words_of(reader.get(answer.url))


def test_a_question_that_was_just_removed_leads_to_the_module(reader, module, person):
    question = first_ask(module, 2)
    send(reader, module, 1, "next")
    steps = list(module.steps.raw_data)
    steps[1]["value"]["body"] = [text()]
    module.steps = steps
    module.save_revision().publish()
    for act in ("check", "practise", "tick"):
        answer = reader.post(
            f"{module.url}when-to-pass-it-on/", {"act": act, "block": question}
        )
        assert answer.url == module.url
        assert "no longer part of this module" in words_of(reader.get(module.url))
    assert state_of(module, person).steps[0].is_done


def test_a_step_that_is_gone_leads_to_the_module(reader, module):
    gone = f"{module.url}no-such-step/"
    for visit in (reader.get, reader.post):
        assert visit(gone, {"act": "next"}).url == module.url
        assert "That step is no longer part" in words_of(reader.get(module.url))


def test_a_plan_sent_to_a_step_that_is_gone_is_kept(reader, module, person):
    plain = {"act": "plan", "words": "Answer one thank-you", "block": "gone"}
    reader.post(f"{module.url}no-such-step/", plain)
    assert Enrolment.objects.get(person=person).plan.words == "Answer one thank-you"


def test_an_unknown_deed_changes_nothing(reader, module):
    assert send(reader, module, 1, "dance").url == module.step_url(at(module, 1))


@pytest.fixture
def talk(site_skeleton):
    turns = [
        turn("first", [reply("Sorry", goes_to="later"), reply("A form", "backfired")]),
        turn("later", [reply("Still here"), reply("Silence", "nearly")]),
    ]
    return ModulePageFactory(steps=[step("Upset", practice(turns))])


def replies(talk, number):
    turns = talk.steps[0].value["body"][0].value["turns"]
    return [str(r.id) for r in turns[number]["replies"].bound_blocks]


def test_a_conversation_is_walked_by_its_form_and_leaves_no_trace(reader, talk, person):
    block_id = talk.steps[0].value["body"][0].id
    sorry, form = replies(talk, 0)
    answer = send(reader, talk, 1, "practise", block=block_id, reply=form)
    said = words_of(answer)
    assert "So you say: A form" in said
    assert "Why it went wrong." in said
    assert said.index("So you say: A form") < said.index("Why it went wrong.")
    answer = send(reader, talk, 1, "practise", block=block_id, reply=sorry)
    assert "No heating since Friday (later)" in words_of(answer)
    _here, silence = replies(talk, 1)
    answer = send(
        reader, talk, 1, "practise", block=block_id, path=[sorry], reply=silence
    )
    assert "So you say: Silence" in words_of(answer)
    assert not Answer.objects.exists()
    assert not state_of(talk, person).steps[0].went_on


@pytest.fixture
def own(site_skeleton):
    """A module whose one step asks for confidence and a plan."""
    return ModulePageFactory(steps=[step("Yours", confidence(), plan(), task())])


def own_block(own, number):
    return own.steps[0].value["body"][number].id


def test_confidence_is_kept_and_may_be_left_unsaid(reader, own, person):
    for level, words in (
        ("2", "You said: Not very sure"),
        ("rather-not", "rather not"),
    ):
        answer = send(
            reader, own, 1, "confidence", block=own_block(own, 0), level=level
        )
        assert words in words_of(reader.get(answer.url))
    assert Enrolment.objects.get(person=person).confidences.get().level is None


def test_no_confidence_chosen_is_said_under_the_question(reader, own):
    answer = send(reader, own, 1, "confidence", block=own_block(own, 0))
    assert "Choose one of the answers" in words_of(answer)


def test_a_plan_is_kept_with_its_day(reader, own, person):
    sent = {"words": "Ask Joan", "day": "7", "month": "12", "year": "2026"}
    send(reader, own, 1, "plan", block=own_block(own, 1), **sent)
    kept = Enrolment.objects.get(person=person).plan
    assert (kept.words, kept.try_on.isoformat()) == ("Ask Joan", "2026-12-07")


def test_a_plan_that_cannot_be_kept_loses_nothing_typed(reader, own, person):
    sent = {"words": "Ask Joan", "day": "31", "month": "soon", "year": ""}
    answer = send(reader, own, 1, "plan", block=own_block(own, 1), **sent)
    assert "Give the day and month as numbers" in words_of(answer)
    assert "Ask Joan</textarea>" in words_of(answer)
    assert 'value="soon"' in words_of(answer)
    empty = send(reader, own, 1, "plan", block=own_block(own, 1), words=" ")
    assert "Write one thing that you will try." in words_of(empty)
    assert not hasattr(Enrolment.objects.get(person=person), "plan")


def go_on_with(reader, own, person, **sent):
    """Press Next with these words and this day in the form beside it."""
    answer = send(reader, own, 1, "next", block=own_block(own, 1), **sent)
    return answer, getattr(Enrolment.objects.get(person=person), "plan", None)


def test_next_keeps_a_plan_that_was_written_and_not_kept(reader, own, person):
    page = words_of(reader.get(own.step_url(at(own, 1))))
    assert f'form="part-{own_block(own, 1)}-form"' in page
    answer, kept = go_on_with(
        reader, own, person, words="Ask Joan", day="7", month="12"
    )
    assert kept.words == "Ask Joan"
    said = words_of(reader.get(answer.url))
    assert "We have written down what you will try." in said


def test_next_keeps_what_was_changed_and_leaves_what_was_not(reader, own, person):
    go_on_with(reader, own, person, words="Ask Joan", shown="")
    # Changed on the end page meanwhile; this page still shows the words from before.
    plans.write(Enrolment.objects.get(person=person), "Answer one thank-you")
    _answer, kept = go_on_with(reader, own, person, words="Ask Joan", shown="Ask Joan")
    assert kept.words == "Answer one thank-you"
    _answer, kept = go_on_with(reader, own, person, words="Ask Jo", shown="Ask Joan")
    assert kept.words == "Ask Jo"


def test_next_with_a_day_that_is_none_stays_and_says_so(reader, own, person):
    answer, kept = go_on_with(reader, own, person, words="Ask Joan", day="x", month="y")
    assert "Give the day and month as numbers" in words_of(answer)
    assert "Ask Joan</textarea>" in words_of(answer)
    assert kept is None


def test_next_with_nothing_written_goes_on(reader, own, person):
    answer, kept = go_on_with(reader, own, person, words=" ", shown="")
    assert (answer.status_code, kept) == (302, None)


def test_next_keeps_how_sure_somebody_said_they_are(reader, site_skeleton, person):
    asks = ModulePageFactory(steps=[step("Yours", confidence()), step("More", text())])
    send(reader, asks, 1, "next", level="2", shown_level="")
    assert Enrolment.objects.get(person=person).confidences.get().level == 2


def test_a_task_that_was_the_last_says_at_once_that_it_is_finished(
    reader, module, person
):
    do_all(progress.begin(person, module), steps=2)
    send(reader, module, 3, "next")
    answer = send(reader, module, 3, "tick", block=first_ask(module, 3))
    page = words_of(reader.get(answer.url))
    assert "You have finished this module." in page
    assert f'href="{module.finish_url}"' in page
    assert "We have kept your place" not in page


def test_an_answered_question_shows_what_is_right(reader, module):
    right = option_of(module, 2, right=True)
    send(reader, module, 2, "check", block=first_ask(module, 2), choice=right)
    page = words_of(reader.get(module.step_url(at(module, 2))))
    assert f'value="{right}" checked' in page
    assert page.count(" checked") == 1
    assert "You chose this, and it is right." in page


def test_signed_out_one_may_try_everything_and_nothing_is_kept(client, module):
    page = words_of(client.get(module.step_url(at(module, 2))))
    assert "nothing is kept" in page
    right = option_of(module, 2, right=True)
    answer = send(client, module, 2, "check", block=first_ask(module, 2), choice=right)
    assert "<title>Yes:" in words_of(answer)
    assert send(client, module, 1, "next").url == module.step_url(at(module, 2))
    assert send(client, module, 3, "next").url == module.url
    assert (
        send(client, module, 3, "tick", block=first_ask(module, 3)).status_code == 302
    )
    for act in ("confidence", "plan"):
        send(client, module, 3, act, words="x", level="1")
    assert not Enrolment.objects.exists()


def test_a_module_that_is_not_public_sends_to_sign_in(client, person, site_skeleton):
    hidden = ModulePageFactory(is_public=False)
    for address in (hidden.url, hidden.step_url(at(hidden, 1)), hidden.finish_url):
        assert client.get(address).url == f"{reverse('account_login')}?next={address}"
    client.force_login(person)
    assert client.get(hidden.url).status_code == 200


def test_a_personal_page_is_kept_by_no_cache(reader, module):
    answer = reader.get(module.step_url(at(module, 1)))
    assert "no-store" in answer["Cache-Control"]


def test_a_step_costs_the_same_for_many_blocks(reader, site_skeleton):
    module = ModulePageFactory(steps=[step("One", check())])
    fresh = ModulePage.objects.get(pk=module.pk)

    def add_questions(count):
        raw = list(fresh.steps.raw_data)
        raw[0]["value"]["body"] += [check(f"Question {n}?") for n in range(count)]
        raw[0]["value"]["body"] += [practice() for _n in range(count)]
        fresh.steps = [*raw, *(step(f"More {n}") for n in range(count))]
        fresh.save_revision().publish()

    assert_steady_queries(
        add_questions, lambda: reader.get(module.step_url(at(module, 1)))
    )


def test_the_editor_sees_each_step_before_it_is_published(module):
    modes = dict(module.preview_modes)
    assert modes["step-2"] == "2. When to pass it on"
    answer = module.make_preview_request(preview_mode="step-2")
    assert "When to pass it on" in answer.render().content.decode()
    answer = module.make_preview_request(preview_mode="")
    assert "What counts as finished" in answer.render().content.decode()
    assert not Enrolment.objects.exists()


def test_what_an_editor_writes_is_shown_as_words(reader, site_skeleton):
    example = {
        "place": "the <hub>",
        "from": "Dorota",
        "when": "",
        "message": "Are you open",
        "reply_from": "The hub",
        "reply_when": "",
        "parts": [
            {
                "type": "item",
                "id": "4b3a6f0e-0c5c-4c43-9f9e-6f0a7d1e2b3c",
                "value": {"says": "Yes", "title": "The fact", "why": "It is short"},
            }
        ],
        "caption": "Made up",
    }
    words = {"kind": "care", "title": "With care", "text": "<p>Ring somebody</p>"}
    dos = {
        "do": [{"type": "item", "value": "Say sorry", "id": first} for first in ["a"]],
        "dont": [{"type": "item", "value": "Hide it", "id": "b"}],
    }
    more = {"summary": "What if?", "text": "<p>Then this</p>"}
    body = [
        block("example", example),
        block("callout", words),
        block("do_dont", dos),
        block("more", more),
    ]
    module = ModulePageFactory(steps=[step("All", *body, lede="First of all")])
    page = words_of(reader.get(module.step_url(at(module, 1))))
    for said in ("First of all", escape("the <hub>"), "The fact", "Ring somebody"):
        assert said in page
    for said in ("Say sorry", "Hide it", "What if?", "Then this", "Made up"):
        assert said in page


def test_a_conversation_sent_without_a_reply_asks_for_one(reader, module):
    module = ModulePageFactory(steps=[step("Someone is upset", practice())])
    block_id = module.steps[0].value["body"][0].id
    answer = send(reader, module, 1, "practise", block=block_id)
    assert "Choose a reply first" in words_of(answer)
    again = send(reader, module, 1, "again", block=block_id)
    assert "Choose a reply first" not in words_of(again)


def test_an_address_of_no_step_begins_nothing(reader, person, module):
    reader.get(module.url + "no-such-step/")
    assert not Enrolment.objects.filter(person=person, module=module).exists()

"""Invented modules, and people half-way through them, for tests.

Steps and blocks are made by the functions below, as they are stored: each has an id.
"""

from uuid import uuid4

from django.utils import timezone

import factory

from learning import progress
from learning.models import (
    Assignment,
    Completion,
    Enrolment,
    ModuleIndexPage,
    ModulePage,
)
from tests.people.factories import PersonFactory


def block(block_type, value, **extra):
    """A block as it is stored, with an id of its own."""
    return {"type": block_type, "value": value, "id": str(uuid4()), **extra}


def text(html="<p>Somebody reads every word.</p>"):
    return block("text", html)


def option(words, right=False, feedback="Because it is so."):
    value = {"text": words, "right": right, "feedback": feedback}
    return {"type": "item", "value": value, "id": str(uuid4())}


def check(question="What do you do first?", options=None, choose="one", **more):
    """A question; by default the first of two answers is right."""
    options = options or [option("Ring them", right=True), option("Wait and see")]
    value = {
        "question": question,
        "choose": choose,
        "options": options,
        "not_sure": "Think of who waits." if choose == "one" else "",
        "right": "Those are the ones." if choose == "several" else "",
        "not_quite": "Look at each again." if choose == "several" else "",
    }
    return block("check", {**value, **more})


def task(words="I have turned on two-step sign-in", how="<p>Open the settings.</p>"):
    return block("task", {"text": words, "how": how})


def reply(words, verdict="worked", goes_to="", **more):
    value = {
        "text": words,
        "signed": "Joe",
        "then_who": "Mrs Adeyemi, an hour later",
        "then_says": f"So you say: {words}",
        "verdict": verdict,
        "why": "It names what is wrong.",
        "goes_to": goes_to,
    }
    return {"type": "item", "value": {**value, **more}, "id": str(uuid4())}


def turn(label="first", replies=None, **more):
    value = {
        "label": label,
        "who": "Mrs Adeyemi",
        "when": "on the housing repairs page",
        "says": f"No heating since Friday ({label})",
        "prompt": "What would you say back?",
        "replies": replies or [reply("Sorry"), reply("A form", "backfired")],
    }
    return {"type": "item", "value": {**value, **more}, "id": str(uuid4())}


def practice(turns=None, title="Mrs Adeyemi’s heating"):
    value = {"title": title, "intro": "Read, then choose.", "turns": turns or [turn()]}
    return block("practice", value)


def confidence():
    return block("confidence", None)


def plan(prompt="One thing I will try", examples=("Answer one thank-you",)):
    items = [{"type": "item", "value": e, "id": str(uuid4())} for e in examples]
    return block("plan", {"prompt": prompt, "examples": items})


def step(title, *body, slug="", minutes=4, lede=""):
    """A step with its blocks; reading only, when none are given."""
    value = {
        "title": title,
        "slug": slug or title.lower().replace(" ", "-"),
        "minutes": minutes,
        "lede": lede,
        "body": list(body) or [text()],
    }
    return block("step", value)


def three_steps():
    """Reading; one question; one task: the steps of a module by default."""
    return [
        step("Who is there", text()),
        step("When to pass it on", text(), check()),
        step("Your own answer", task()),
    ]


class ModulePageFactory(factory.django.DjangoModelFactory):
    """A published module of three steps; needs the fixture `site_skeleton`."""

    class Meta:
        model = ModulePage

    title = factory.Sequence(lambda n: f"Module {n}")
    slug = factory.Sequence(lambda n: f"module-{n}")
    summary = "What to say back when someone asks."
    covers = "three steps on answering a question"
    looked_after_by = "digital access team"
    confidence_statement = "Answering someone who is upset, I feel"
    steps = factory.LazyFunction(three_steps)

    @classmethod
    def _create(cls, model_class, *args, parent=None, **kwargs):
        parent = parent or ModuleIndexPage.objects.get()
        page = parent.add_child(instance=model_class(*args, **kwargs))
        page.save_revision().publish()
        return model_class.objects.get(pk=page.pk)


class EnrolmentFactory(factory.django.DjangoModelFactory):
    """A person who has begun a module and done nothing in it yet."""

    class Meta:
        model = Enrolment

    person = factory.SubFactory(PersonFactory)
    module = factory.SubFactory(ModulePageFactory)


class AssignmentFactory(factory.django.DjangoModelFactory):
    """Somebody was asked to do a module and has not finished it; traits for others."""

    class Meta:
        model = Assignment

    class Params:
        taken_back = factory.Trait(
            withdrawn_at=factory.LazyFunction(timezone.now),
            withdrawn_by=factory.SelfAttribute("asked_by"),
            withdrawn_because="It can wait.",
        )

    person = factory.SubFactory(PersonFactory)
    module = factory.SubFactory(ModulePageFactory)
    asked_by = factory.SubFactory(PersonFactory)
    reason = "The Compton page is yours from January."


class CompletionFactory(factory.django.DjangoModelFactory):
    """A module that somebody went through to its end, with its certificate.

    `person=`, `module=` and `at=` say who, which and when.
    """

    class Meta:
        model = Completion

    person = factory.SubFactory(PersonFactory)
    module = factory.SubFactory(ModulePageFactory)
    at = None

    @classmethod
    def _create(cls, model_class, *args, person, module, at, **kwargs):
        enrolment = progress.begin(person, module, at)
        do_all(enrolment, at=at)
        return model_class.objects.get(enrolment=enrolment)


def do_all(enrolment, steps=None, at=None):
    """Do everything in the first so many steps, or in all; gives the state back."""
    state = progress.state_of(enrolment.module, enrolment)
    for each in state.steps[:steps]:
        for ask in each.step.asks:
            deed = progress.tick if ask.kind == "task" else progress.answer_rightly
            deed(enrolment, ask.id, at)
        state = progress.go_on(enrolment, each.id, at)
    return state

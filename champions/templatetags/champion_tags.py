"""Whom to ask, on the pages of the apps below: learning loads these."""

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from champions.components import YourHelper
from champions.components import who_can_help as colleagues_of
from champions.marked import noted_about
from champions.notes import noted_help
from champions.nudge_words import letters_to_me as letters_of
from champions.nudge_words import would_rather_be_spoken_to
from people.visibility import Audience

register = template.Library()


@register.inclusion_tag("champions/components/ask_champion.html", takes_context=True)
def ask_champion(context, module, step):
    """The panel on a step page: ask whoever helps this person, from where they are.

    Takes the module page and the step (anything with its `id`). Signed out, it says
    that everybody has somebody to ask.
    """
    request = context["request"]
    if not request.user.is_authenticated:
        return {"signed_out": True, "next": request.path}
    return {"yours": YourHelper(request.user), "module": module, "step": step}


@register.inclusion_tag("champions/components/who_can_help.html", takes_context=True)
def who_can_help(context, module=None):
    """The panel on a module's page: champion, deputy, communications colleague."""
    request = context["request"]
    if not request.user.is_authenticated:
        return {"signed_out": True, "next": request.path}
    about = f"?{urlencode({'module': module.pk})}" if module else ""
    return {
        "colleagues": colleagues_of(request.user),
        "ask_url": reverse("help_ask") + about,
    }


@register.inclusion_tag("champions/components/noted_about_me.html", takes_context=True)
def noted_about_me(context):
    """What is noted about the signed-in person by those who look after them: marks, and
    help that they were given."""
    person = context["request"].user
    audience = context.get("audience") or Audience(person)
    return {
        "noted": noted_about(person),
        "who_sees": audience.sentence("marks"),
        "helped": noted_help(person),
        "who_sees_help": audience.sentence("notes"),
    }


@register.inclusion_tag("champions/components/letters_to_me.html", takes_context=True)
def letters_to_me(context):
    """What those who look after the signed-in person wrote to them."""
    request = context["request"]
    audience = context.get("audience") or Audience(request.user)
    return {
        "letters": letters_of(request.user),
        "rather_spoken_to": would_rather_be_spoken_to(request.user),
        "who_sees_letters": audience.sentence("letters"),
        "who_sees_words": audience.sentence("words_of_letters"),
        "csrf_token": context.get("csrf_token"),
        "request": request,
    }

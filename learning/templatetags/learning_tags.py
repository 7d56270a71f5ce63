"""What the templates of learning need beside the components that all have."""

from django import template

from learning.asked import AskedOfMe
from pages.icons import PLATFORMS

register = template.Library()


@register.filter
def platform_icon(about):
    """The drawing that stands for what a module is about."""
    return PLATFORMS.get(about, "talk")


@register.inclusion_tag("learning/components/asked_of_me.html", takes_context=True)
def asked_of_me(context):
    """What colleagues suggested to the signed-in person, and what they took back."""
    return {"asked": AskedOfMe(context["request"].user)}


@register.inclusion_tag("learning/components/asked_here.html", takes_context=True)
def asked_here(context, module):
    """Why this module was suggested to the reader; nothing to somebody signed out."""
    person = context["request"].user
    asked = AskedOfMe(person, module) if person.is_authenticated else None
    return {"asked": asked}

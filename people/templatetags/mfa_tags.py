"""What the pages of the second step say."""

from django import template

from people import two_step

register = template.Library()


@register.simple_tag(takes_context=True)
def two_steps_are_needed(context):
    """Whether the person must, or only may, sign in with two steps."""
    return two_step.is_needed(context["request"].user)


@register.filter
def in_fours(text):
    """Part a key into groups of four, for reading it out."""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))

"""Who sees what, said on the screen beside the thing itself."""

from django import template

from people.visibility import Audience

register = template.Library()


@register.simple_tag(takes_context=True)
def who_sees(context, kind):
    """Say to the signed-in person who can see this kind of thing about them.

    Nothing to somebody who is signed out. `kind` is a key of visibility.TABLE. A view
    that says several hands its own `audience` in, which asks the database once.
    """
    person = context["request"].user
    if not person.is_authenticated:
        return ""  # nothing is kept about them
    audience = context.get("audience") or Audience(person)
    return audience.sentence(kind)

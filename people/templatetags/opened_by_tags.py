"""Django's `csrf_token`, which also says who opened the page.

Stands among the builtins of the settings, so that every form of ours says it, today's
and the next: see people/unsent.py. The Wagtail admin has its own ways.
"""

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.urls import reverse
from django.utils.html import format_html

from people import unsent

register = template.Library()


class FormTokensNode(CsrfTokenNode):
    """The hidden fields at the head of each form."""

    def render(self, context):
        against_forgery = super().render(context)
        request = _request_of(context)
        person = getattr(request, "user", None)
        if not (against_forgery and person and person.is_authenticated):
            return against_forgery
        if request.path.startswith(reverse("wagtailadmin_home")):
            return against_forgery
        return against_forgery + format_html(
            '<input type="hidden" name="{}" value="{}">',
            unsent.OPENED_BY,
            unsent.opened_by(person),
        )


def _request_of(context):
    """The request that a template is rendered for. An inclusion tag begins with an
    empty context, which still knows it where the page was rendered with it."""
    return context.get("request") or getattr(context, "request", None)


@register.tag
def csrf_token(parser, token):
    """Both hidden fields; takes nothing."""
    return FormTokensNode()

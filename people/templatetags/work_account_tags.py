"""The ways in by a work account, on the page for signing in."""

from django import template

from allauth.account.utils import get_next_redirect_url

from people import issuers

register = template.Library()


@register.inclusion_tag("people/components/work_accounts.html", takes_context=True)
def work_accounts(context):
    """A button for each organisation whose work accounts are taken; nothing where none
    is. Keeps where one was going."""
    return {
        "issuers": issuers.everyone(),
        "next": get_next_redirect_url(context["request"]) or "",
    }

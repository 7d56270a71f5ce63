"""What the templates of learning need beside the components that all have."""

from django import template

from pages.icons import PLATFORMS

register = template.Library()


@register.filter
def platform_icon(about):
    """The drawing that stands for what a module is about."""
    return PLATFORMS.get(about, "talk")

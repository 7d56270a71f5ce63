"""What the ground adds to the Wagtail admin."""

from wagtail import hooks

from pages.messages_admin import MessageViewSet


@hooks.register("register_admin_viewset")
def messages_viewset():
    return MessageViewSet()

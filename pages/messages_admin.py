"""The list of messages in the Wagtail admin: sent, not sent, unsure; read only."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from pages import sending
from pages.models import Message


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Whoever has the permission may look; nobody writes, changes or deletes here."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return "view" in actions and self.user_has_permission(user, "view")


class MessageFilterSet(WagtailFilterSet):
    class Meta:
        model = Message
        fields = ["status", "kind"]


class MessageInspectView(generic.InspectView):
    """One message, with a button to send it again where that is right."""

    def get_context_data(self, **kwargs):
        may = self.request.user.has_perm("pages.change_message")
        return super().get_context_data(
            may_send_again=may and self.object.may_be_sent_again, **kwargs
        )


class MessageIndexView(generic.IndexView):
    any_permission_required = ["view"]

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("recipient")


@require_POST
def send_again(request, pk):
    """Put a message that was not sent, or is unsure, back in line."""
    if not request.user.has_perm("pages.change_message"):
        raise PermissionDenied
    message = get_object_or_404(Message, pk=pk)
    if sending.send_again(message):
        messages.success(request, _("The message is back in line and goes shortly."))
    else:
        messages.error(
            request, _("Nothing was done: this message was sent, or is on its way.")
        )
    return redirect("messages:inspect", pk)


class MessageViewSet(ModelViewSet):
    """Each e-mail of the outbox: to whom, about what, and what became of it."""

    model = Message
    name = "messages"
    icon = "mail"
    menu_label = gettext_lazy("Messages")
    menu_order = 900
    add_to_admin_menu = True
    permission_policy = ReadOnlyPolicy(Message)
    index_view_class = MessageIndexView
    inspect_view_class = MessageInspectView
    inspect_view_enabled = True
    inspect_template_name = "pages/admin/message.html"
    inspect_view_fields = [
        "kind",
        "recipient",
        "status",
        "gathered_in",
        "trouble",
        "attempts",
        "written_at",
        "due_at",
        "settled_at",
        "message_id",
        "about",
    ]
    form_fields = ["kind"]
    list_display = [
        "kind",
        "recipient",
        "status",
        "written_at",
        "settled_at",
        "trouble",
    ]
    list_per_page = 50
    filterset_class = MessageFilterSet
    search_fields = ["kind", "recipient__name", "recipient__email"]
    ordering = ["-written_at"]

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("send-again/<int:pk>/", send_again, name="send_again"),
        ]

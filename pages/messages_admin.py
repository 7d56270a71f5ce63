"""The list of messages in the Wagtail admin: sent, not sent, unsure; read only."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import CheckboxSelectMultiple
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

import django_filters

from pages import outbox, sending
from pages.models import Message


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Whoever has the permission may look; nobody writes, changes or deletes here."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return "view" in actions and self.user_has_permission(user, "view")


def label_of(message):
    """What sort of message it is, in words."""
    kind = outbox.KINDS.get(message.kind)
    return kind.label if kind else message.kind


def kinds_in_words():
    """The kinds to choose from, as the filter takes them."""
    return [(name, kind.label) for name, kind in outbox.KINDS.items()]


class MessageFilterSet(WagtailFilterSet):
    status = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("What became of it"),
        choices=Message.Status.choices,
        widget=CheckboxSelectMultiple,
    )
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("What it is"), choices=kinds_in_words
    )

    class Meta:
        model = Message
        fields = ["status", "kind"]


class MessageInspectView(generic.InspectView):
    """One message, with a button to send it again where that is right."""

    def get_page_subtitle(self):
        return _("%(what)s, to %(name)s") % {
            "what": label_of(self.object),
            "name": self.object.recipient.name,
        }

    def get_fields(self):
        """Those that say something of this message."""
        message = self.get_object()
        always = {"to_address"}
        return [
            name
            for name in super().get_fields()
            if name in always or getattr(message, name)
        ]

    def get_kind_display_value(self):
        return label_of(self.object)

    def get_gathered_in_display_value(self):
        return _("Message %(number)s") % {"number": self.object.gathered_in_id}

    def get_to_address_display_value(self):
        return self.object.to_address or self.object.recipient.email

    def get_field_label(self, field_name, field):
        if field_name == "to_address":
            return _("Address")
        return super().get_field_label(field_name, field)

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
        "to_address",
        "status",
        "trouble",
        "gathered_in",
        "attempts",
        "written_at",
        "due_at",
        "settled_at",
        "message_id",
    ]
    form_fields = ["kind"]
    list_display = [
        TitleColumn(
            "kind",
            label=gettext_lazy("What it is"),
            accessor=label_of,
            get_url=lambda message: reverse("messages:inspect", args=[message.pk]),
        ),
        "recipient",
        "status",
        "written_at",
        "settled_at",
        "trouble",
    ]
    list_per_page = 50
    filterset_class = MessageFilterSet
    search_fields = ["recipient__name", "recipient__email"]
    ordering = ["-written_at"]

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("send-again/<int:pk>/", send_again, name="send_again"),
        ]

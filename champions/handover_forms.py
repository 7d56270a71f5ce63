"""The shape of a handover: which days, then who takes on what."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import HTML, Button, Field, Fluid, Layout, Size

from cafes import colleagues, one_to_one
from champions.handover import Handover, Holding, Kind
from pages import words
from people.forms import DayField
from people.permissions import can_look_after

# How far ahead anything can be arranged.
FURTHEST = timedelta(days=366 * 2)


class DaysForm(forms.Form):
    """What is being arranged, and from which day."""

    kind = forms.ChoiceField(
        label=_lazy("What is it about?"),
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Choose what you are arranging")},
    )
    first = DayField(
        label=_lazy("From which day"),
        help_text=_lazy(
            "The first day away, or the first day on which the roles are another’s."
        ),
        missing=_lazy("Write the first day"),
    )
    last = DayField(
        label=_lazy("Until which day"),
        help_text=_lazy("The last day away. Leave it empty otherwise."),
        missing=_lazy("Write the day, the month and the year"),
        required=False,
    )

    def __init__(self, *args, may_let_go, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [
            Choice(
                Kind.AWAY.value,
                Kind.AWAY.label,
                hint=_("Only from when until when, never why."),
            ),
            Choice(
                Kind.ROLES.value,
                Kind.ROLES.label,
                hint=_("For good, without leaving: to another role, or to none."),
            ),
        ]
        if may_let_go:
            kinds.append(
                Choice(
                    Kind.LEAVES.value,
                    Kind.LEAVES.label,
                    hint=_("From that day on there is no sign-in."),
                )
            )
        self.fields["kind"].choices = kinds
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(
            Field.radios("kind", legend_size=Size.SMALL),
            "first",
            "last",
            Button.primary("", _("Go on")),
        )

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        is_away = cleaned.get("kind") == Kind.AWAY
        today = timezone.localdate()
        if first and first < today:
            self.add_error("first", _("That day is over. Choose today or a later one."))
        elif first and first - today > FURTHEST:
            self.add_error("first", _("Choose a day within the next two years."))
        if not is_away:
            cleaned["last"] = None
        elif not last and "last" not in self.errors:
            self.add_error("last", _("Write the last day away."))
        elif first and last and last < first:
            self.add_error("last", _("The last day is before the first."))
        elif last and last - today > FURTHEST:
            self.add_error("last", _("Choose a day within the next two years."))
        return cleaned


class WhoForm(forms.Form):
    """Who takes on each role and each session: a name or an e-mail, or nobody.

    `holding` says what there is. What has gone from it meanwhile is left out.
    """

    def __init__(self, *args, holding, is_own, **kwargs):
        super().__init__(*args, **kwargs)
        self.holding = holding
        self.is_own = is_own
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(*self._roles(), *self._sessions())
        self.helper.layout.append(Button.primary("", _("Go on")))

    def _roles(self):
        """The fields of each role; said first how it is with those who may follow."""
        for held in self.holding.roles:
            name = f"role_{held.pk}"
            deputy = self.holding.deputy_of(held)
            self.fields[name] = forms.CharField(
                label=self._label_of(held),
                help_text=self._help_for(held, deputy),
                max_length=254,
                required=False,
                initial=deputy.email if deputy else "",
            )
            yield Field.text(name, label_size=Size.SMALL, field_width=Fluid.TWO_THIRDS)
            if self.holding.kind == Kind.ROLES:
                keep = f"keep_{held.pk}"
                self.fields[keep] = forms.BooleanField(
                    label=_("This role stays as it is"), required=False
                )
                yield keep

    def _label_of(self, held):
        said = (
            _("Who is deputy for %(service)s meanwhile?")
            if self.holding.is_for_a_while
            else _("Who follows as %(role)s, %(service)s?")
        )
        role = held.get_role_display()
        return said % {"role": role.lower(), "service": held.service.name}

    def _help_for(self, held, deputy):
        if not self.is_own:
            return _("A name or an e-mail. Leave it empty if nobody is found yet.")
        if deputy and held.role == held.Role.CHAMPION:
            return _(
                "%(name)s is deputy, and follows at once. Anybody else is suggested "
                "to the digital access team, which appoints."
            ) % {"name": deputy.name}
        return _(
            "A name or an e-mail, if you know somebody who would: it is suggested to "
            "the digital access team, which appoints."
        )

    def _sessions(self):
        """A field for each session; they are taken on one by one."""
        if self.holding.sessions:
            heading = "champions/components/handover_sessions.html"
            yield HTML(f'{{% include "{heading}" %}}')
        for session in self.holding.sessions:
            name = f"session_{session.pk}"
            self.fields[name] = forms.CharField(
                label=self._label_of_session(session),
                help_text=self._beside(session),
                max_length=254,
                required=False,
            )
            yield Field.text(name, label_size=Size.SMALL, field_width=Fluid.TWO_THIRDS)

    def _label_of_session(self, session):
        return _("Who hosts “%(cafe)s”, %(when)s?") % {
            "cafe": session.cafe.title,
            "when": words.day(session.starts_at),
        }

    def _beside(self, session):
        others = [host for host in session.hosts.all() if host != self.holding.person]
        if not others:
            return _("Nobody else hosts it.")
        names = words.join_names([host.name for host in others])
        return _("%(names)s hosts it too.") % {"names": names}

    def clean(self):
        cleaned = super().clean()
        for name, text in list(cleaned.items()):
            if isinstance(text, str) and text:
                try:
                    cleaned[name] = self._colleague(text)
                    self._may_meet(name, cleaned[name])
                except ValidationError as error:
                    self.add_error(name, error)
        return cleaned

    def _may_meet(self, name, colleague):
        """Raise unless the colleague may have that 1-2-1: it tells who asked for help,
        so it goes to somebody who looks after them."""
        meeting = next(
            (s for s in self.holding.sessions if name == f"session_{s.pk}"), None
        )
        if meeting is None or not meeting.is_private:
            return
        guests = one_to_one.guests_of(meeting)
        if not all(can_look_after(colleague, guest) for guest in guests):
            raise ValidationError(
                _(
                    "%(name)s does not look after the colleague whom you meet. Name "
                    "somebody who does, or call it off from My page"
                )
                % {"name": colleague.name}
            )

    def _colleague(self, text):
        found = [one for one in colleagues.called(text) if one != self.holding.person]
        if not found:
            raise ValidationError(
                _("There is nobody else here called “%(text)s”. Try their e-mail")
                % {"text": text}
            )
        if len(found) > 1:
            names = words.join_names([f"{one.name} ({one.email})" for one in found])
            raise ValidationError(
                _("“%(text)s” could be %(names)s. Write the e-mail instead")
                % {"text": text, "names": names}
            )
        return found[0]

    def handover(self):
        """The Handover that was chosen; of a form that is valid."""
        holding, cleaned = self.holding, self.cleaned_data
        return Handover(
            holding.person,
            holding.kind,
            holding.first,
            holding.last,
            is_own=self.is_own,
            followers={
                held.pk: cleaned[f"role_{held.pk}"]
                for held in holding.roles
                if cleaned.get(f"role_{held.pk}")
            },
            kept=frozenset(
                held.pk for held in holding.roles if cleaned.get(f"keep_{held.pk}")
            ),
            hosts={
                session.pk: cleaned[f"session_{session.pk}"]
                for session in holding.sessions
                if cleaned.get(f"session_{session.pk}")
            },
        )

    @classmethod
    def of(cls, person, days, sent, is_own):
        """The form of the days that were chosen, with what was sent of it, or None."""
        holding = Holding(
            person, days["kind"], days["first"], days["last"], is_own=is_own
        )
        return cls(sent, holding=holding, is_own=is_own)

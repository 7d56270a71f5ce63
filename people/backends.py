"""Who may sign in, asked again at each request."""

from allauth.account.auth_backends import AuthenticationBackend

from people import issuers
from people.models import User


class StaffBackend(AuthenticationBackend):
    """As allauth's, but a person who has left is nobody, in open sessions too."""

    def get_user(self, user_id):
        """The person of a session, with what each page asks of them, or None."""
        person = User.objects.as_they_come_in().filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None

    def get_all_permissions(self, user_obj, obj=None):
        """As Django's, which asks twice; nothing is asked about who has none."""
        if not (user_obj.is_superuser or getattr(user_obj, "may_have_rights", True)):
            return set()
        return super().get_all_permissions(user_obj, obj)

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and not user.has_left()

    def _check_password(self, user, password):
        """Nobody has a password whose organisation lets them in by work account alone;
        the answer takes as long as any other."""
        found = super()._check_password(user, password)
        return found if found and issuers.takes_passwords(found.email) else None

"""Who may sign in, asked again at each request."""

from allauth.account.auth_backends import AuthenticationBackend

from people import issuers


class StaffBackend(AuthenticationBackend):
    """As allauth's, but a person who has left is nobody, in open sessions too."""

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and not user.has_left()

    def _check_password(self, user, password):
        """Nobody has a password whose organisation lets them in by work account alone;
        the answer takes as long as any other."""
        found = super()._check_password(user, password)
        return found if found and issuers.takes_passwords(found.email) else None

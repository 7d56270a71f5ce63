"""Who may sign in, asked again at each request."""

from allauth.account.auth_backends import AuthenticationBackend


class StaffBackend(AuthenticationBackend):
    """As allauth's, but a person who has left is nobody, in open sessions too."""

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and not user.has_left()

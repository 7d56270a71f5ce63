"""Where allauth meets this house."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """People are added by administrators, never by signing up."""

    def is_open_for_signup(self, request):
        return False

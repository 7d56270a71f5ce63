"""Whose work accounts are taken: organisations' own sign-in, by OpenID Connect.

Which issuers there are, the settings say (config/settings/work_accounts.py). What they
answer is proved here; whom it lets in, work_accounts.py decides. Authlib checks
signature, nonce, times and code verifier; issuer and audience it checks only where it
is told what they must be, so it is told. See docs/adr/0025-identity.md.
"""

from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import DjangoIntegration, DjangoOAuth2App
from joserfc.errors import JoseError

# Signed with a private key of the issuer's: neither "none", nor a secret of two.
SIGNED_WITH = {
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA", "Ed25519"),
}
# Nobody waits longer than this for another house to answer.
PATIENCE = 6  # seconds
# How far the clocks of two houses may be apart.
CLOCKS_APART = 120  # seconds
# What Entra says where a domain is known to belong to the directory.
TRUE_TO_ENTRA = (True, 1, "1", "true")


class IssuerAwayError(Exception):
    """The issuer does not answer, or not as one of its kind would."""


class NotProvedError(Exception):
    """What came back is not a sign-in that was begun here and ends there."""


@dataclass(frozen=True)
class Issuer:
    """One organisation's sign-in, as the settings name it."""

    name: str
    slug: str
    issuer: str
    client_id: str
    domains: list
    client_secret: str = field(default="", repr=False)
    # Whether every address in the domains is its holder's, though no token says so.
    trust_email: bool = False
    # Whether its sign-in has two steps: "never", "amr" (as the token says), "always".
    two_step: str = "never"
    # What names a person there for good.
    subject: str = "sub"
    # Whether people of the domains may also sign in with a password here.
    passwords: bool = True

    def speaks_for(self, email):
        """Whether the e-mail lies in a domain of this issuer, itself and not below."""
        return domain_of(email) in self.domains

    def is_verified(self, claims):
        """Whether the e-mail in the claims is known to be the person's own.

        The claim of the standard; that of Entra, which knows no other; or the word of
        whoever set the site up, that the directory gives no address but its own.
        """
        return (
            claims.get("email_verified") is True
            or claims.get("xms_edov") in TRUE_TO_ENTRA
            or self.trust_email
        )

    def was_two_step(self, claims):
        """Whether this sign-in took two steps there, if the settings trust it."""
        says_so = "mfa" in (claims.get("amr") or [])
        return self.two_step == "always" or (self.two_step == "amr" and says_so)


def everyone():
    """Give the issuers of the settings, in their order."""
    return [Issuer(**issuer) for issuer in settings.OIDC_PROVIDERS]


def with_two_steps():
    """Give the issuers, as they call themselves, that can vouch for two steps."""
    return [issuer.issuer for issuer in everyone() if issuer.two_step != "never"]


def by_slug(slug):
    """Give the issuer of that name in an address; None if there is none."""
    return next((issuer for issuer in everyone() if issuer.slug == slug), None)


def for_email(email):
    """Give the issuer that speaks for an e-mail's domain; None if none does."""
    return next((issuer for issuer in everyone() if issuer.speaks_for(email)), None)


def takes_passwords(email):
    """Whether somebody with this e-mail may have a password here."""
    issuer = for_email(email)
    return issuer is None or issuer.passwords


def domain_of(email):
    return email.strip().lower().rpartition("@")[2]


class Client(DjangoOAuth2App):
    """What speaks with one issuer, made anew for each sign-in: so keys that the issuer
    has taken back are not trusted here for as long as a process lives."""

    def __init__(self, issuer):
        super().__init__(
            DjangoIntegration(issuer.slug),
            name=issuer.slug,
            client_id=issuer.client_id,
            client_secret=issuer.client_secret or None,
            server_metadata_url=(
                f"{issuer.issuer.rstrip('/')}/.well-known/openid-configuration"
            ),
            client_kwargs={
                "scope": "openid email profile",
                "code_challenge_method": "S256",
                "default_timeout": PATIENCE,
            },
        )
        self.issuer = issuer

    def load_server_metadata(self):
        """As Authlib's; but the issuer must be the one of the settings, and a signature
        one that only the issuer can make."""
        metadata = super().load_server_metadata()
        if metadata.get("issuer") != self.issuer.issuer:
            raise IssuerAwayError("It calls itself by another name.")
        offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
        metadata["id_token_signing_alg_values_supported"] = [
            name for name in offered if name in SIGNED_WITH
        ]
        return metadata

    def begin(self, request, next_url):
        """Give the address at the issuer to go to; what must come back from there is
        kept in the session.

        Raises IssuerAwayError.
        """
        back = settings.SITE_URL + reverse("work_account_back", args=[self.name])
        try:
            asked = self.create_authorization_url(back)
        except (requests.RequestException, RuntimeError, ValueError) as problem:
            raise IssuerAwayError(type(problem).__name__) from problem
        self.save_authorize_data(request, redirect_uri=back, next=next_url, **asked)
        return asked["url"]

    def finish(self, request):
        """Give what the issuer says of whoever comes back, and where they wanted to go.

        What was kept in the session is spent by it. Raises NotProvedError where any
        part does not fit, IssuerAwayError where the issuer cannot be asked.
        """
        state = request.GET.get("state", "")
        begun = self.framework.get_state_data(request.session, state)
        # RFC 9207: who answered says who they are; another issuer cannot stand in.
        answered_by = request.GET.get("iss", self.issuer.issuer)
        if begun is None or answered_by != self.issuer.issuer:
            raise NotProvedError("state or issuer of the answer")
        try:
            token = self.authorize_access_token(
                request,
                claims_options={
                    "iss": {"essential": True, "value": self.issuer.issuer},
                    "aud": {"essential": True, "value": self.client_id},
                },
                leeway=CLOCKS_APART,
            )
            claims = token.get("userinfo")
            if not claims:
                raise NotProvedError("no ID token")
            return self._with_email(token, claims), begun.get("next")
        except requests.RequestException as problem:
            raise IssuerAwayError(type(problem).__name__) from problem
        except (AuthlibBaseError, JoseError, RuntimeError, ValueError) as problem:
            raise NotProvedError(type(problem).__name__) from problem

    def _with_email(self, token, claims):
        """Ask the issuer's second address for the e-mail where the token has none. It
        must speak of the same person."""
        if claims.get("email") or "userinfo_endpoint" not in self.server_metadata:
            return claims
        more = self.userinfo(token=token)
        if more.get("sub") != claims["sub"]:
            raise NotProvedError("two different people")
        return {**more, **claims}

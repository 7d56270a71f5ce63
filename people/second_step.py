"""Where allauth's second step, an app that makes codes, meets this house."""

import base64
import hashlib
import io
import logging
import secrets

from django.conf import settings
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

import qrcode
from allauth.mfa import signals
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from qrcode.image.svg import SvgPathFillImage

from people import two_step

logger = logging.getLogger(__name__)


class SecondStepAdapter(DefaultMFAAdapter):
    """What apps and pages call us; and secrets that a copy of the database alone does
    not give away."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "That code is not right, or has been used. Wait for the next one in your "
            "app and write that."
        ),
        "cannot_delete_authenticator": _(
            "With what you may do here you need two steps, so they stay."
        ),
    }

    def get_totp_issuer(self):
        return "Sociable"

    def build_totp_svg(self, url):
        """On white, at night too: apps look for dark on light."""
        picture = io.BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage, border=2).save(picture)
        return picture.getvalue().decode()

    def can_delete_authenticator(self, authenticator):
        return not two_step.is_needed(authenticator.user)

    def encrypt(self, text):
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """Give the secret; where SECRET_KEY has been another since, one that fits no
        code, so that it is said to be wrong and can be reset."""
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.warning("A second step was set up under another SECRET_KEY.")
            return base64.b32encode(secrets.token_bytes(20)).decode()


def _box():
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key_of(key)) for key in keys])


def _key_of(secret_key):
    made = hashlib.sha256(b"people.second_step" + str(secret_key).encode())
    return base64.urlsafe_b64encode(made.digest())


class SecondStep(AuthenticateStage):
    """The code after the password; not after a work account that took two steps."""

    def _should_handle(self, request):
        said = self.login.signal_kwargs or {}
        return not said.get("is_two_step") and super()._should_handle(request)


@receiver(signals.authenticator_used)
@receiver(signals.authenticator_added)
def remember(request, user, **kwargs):
    """Whoever has just set it up, or given a code, took two steps in this session."""
    two_step.remember(request, user)

"""What went wrong with a message, in words that may be kept with it and logged."""

import re
import smtplib

LONGEST = 300
# A server may quote what it was handed: whose address, or a link that opens something.
QUOTED = re.compile(r"\S*(?:@|://)\S*")


def in_words(error):
    """Say what a mail server answered, or what broke; no address and no link."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = max(error.recipients.values(), key=lambda answer: answer[0])
        return _answer(code, words)
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    if isinstance(error, OSError):  # smtplib's other errors are among them
        return f"The line to the mail server broke ({type(error).__name__})."
    return f"It could not be written ({type(error).__name__})."


def _answer(code, words):
    if isinstance(words, bytes):
        words = words.decode(errors="replace")
    words = QUOTED.sub("…", " ".join(words.split()))
    return f"The mail server answered: {code} {words}"[:LONGEST].rstrip()

"""Turning off a kind of message from the mail itself, without signing in.

Whoever holds the mail may: the link is signed, and opens nothing else. Opening the page
changes nothing, since programs that look for harmful mail open every link.
"""

from django.contrib.auth import get_user_model
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pages import choices


# A mail program that is asked to turn them off sends its POST by itself (RFC 8058): it
# has no cookie and has seen no form. The signed link stands for both.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def turn_off(request, token):
    """Ask whether these kinds are to be off, or turn them off. No redirect: a mail
    program takes one for a failure."""
    try:
        person_id, kinds = choices.read(token)
    except choices.LinkTooOld:
        return _gone(request, is_old=True, status=410)
    except choices.NoSuchLink:
        return _gone(request, is_old=False, status=404)
    person = get_user_model().objects.filter(pk=person_id).first()
    if person is None or not kinds:
        return _gone(request, is_old=True, status=410)
    is_done = request.method == "POST"
    if is_done:
        choices.turn_off(person, [kind.name for kind in kinds])
    return render(request, "pages/turn_off.html", {"kinds": kinds, "is_done": is_done})


def _gone(request, *, is_old, status):
    return render(
        request, "pages/turn_off_gone.html", {"is_old": is_old}, status=status
    )

"""A form that met nobody signed in, or somebody else: kept, and given back."""

from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from people import filling, unsent
from people.models import User

# Where the page opens: at the form, with a word above it on what happened.
FILLED_IN = "filled-in"
# Signing out needs nobody signed in, and the forms about accounts hold passwords.
NEVER_KEPT = ("sign_out", "account_", "work_account_", "mfa_")


def refuse(request, *, is_stale=False):
    """Give where to go with a form whose opener is not signed in; None if they are.

    With `is_stale` it cannot be taken from its opener either, who signed in again
    since the page was opened.
    """
    opener = unsent.opener_of(request.POST)
    here = request.user
    if opener is None or _is_never_kept(request):
        return None
    if opener == here.pk and not is_stale:
        return None
    if here.is_anonymous and not User.objects.here().filter(pk=opener).exists():
        return None  # they have left, so it is like a stranger's
    kept = _keep(request, opener)
    if opener == here.pk:
        return kept and redirect(_page_of(kept))
    if here.is_authenticated:
        messages.error(
            request,
            _(
                "That page was opened by somebody who was signed in here before you. "
                "Nothing was sent in your name. What they wrote comes back to them if "
                "they sign in within the hour."
            ),
        )
        return redirect("my_page")
    messages.info(request, _what_becomes_of_it(kept))
    return redirect_to_login(reverse("unsent_open"))


def keep_words(request, response):
    """Keep the words of a form for which there is no place any more: its address is
    gone, or closed to whoever opened its page. Gives where they are, or the answer as
    it is: where there are no words, or it was somebody else's page.
    """
    opener = unsent.opener_of(request.POST)
    is_theirs = opener is not None and opener == request.user.pk
    if not is_theirs or not unsent.words_in(unsent.typed_in(request.POST)):
        return response
    if _keep(request, opener) is None:
        return response
    messages.error(
        request,
        _(
            "That could not be sent. What it was for is gone, or not open to you any "
            "more. What you wrote is here for an hour, to copy: you may know to whom "
            "it can go now."
        ),
    )
    return redirect("unsent")


def _is_never_kept(request):
    return (request.resolver_match.url_name or "").startswith(NEVER_KEPT)


def _keep(request, opener):
    """Keep the form; None if that is more than can be kept, or nobody's any more."""
    try:
        return unsent.keep(
            opener,
            request.path,
            _came_from(request),
            request.POST,
            had_files=any(request.FILES.values()),
        )
    except (unsent.TooLong, User.DoesNotExist):
        return None


def _what_becomes_of_it(kept):
    if kept is None:
        return _(
            "You are signed out, so nothing was sent. It was too much to be kept here: "
            "go back and copy it first, then sign in."
        )
    return _(
        "You were signed out while the page was open, so it is not sent yet. Sign in, "
        "and what you wrote is there again. It is kept for an hour, for you alone."
    )


def _came_from(request):
    """The path of the page on which the form was, or else the one it was sent to."""
    written = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(written, {request.get_host()}):
        return request.path
    page = urlsplit(written)
    questions = QueryDict(page.query, mutable=True)
    questions.pop(unsent.UNSENT, None)
    path = f"{page.path}?{questions.urlencode()}" if questions else page.path
    # "//elsewhere.example/" is a path there and another site here.
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, None)
    return path if is_ours else request.path


def _page_of(kept):
    """Where the form is filled in again."""
    return _with_number(kept.page, kept) + f"#{FILLED_IN}"


def _with_number(path, kept):
    joint = "&" if "?" in path else "?"
    return f"{path}{joint}{urlencode({unsent.UNSENT: kept.pk})}"


def fill_in(request, response):
    """Give the page with the form on it filled in; takes the page as it would be.

    The page of somebody else's form is left as it is. Where the form is not on the
    page any more, the person is led to what they wrote.
    """
    mine = request.user.unsent_forms.kept()
    kept = mine.numbered(request.GET[unsent.UNSENT]).first()
    if kept is None:
        return response
    to = response.get("Location", "")
    if to.startswith("/") and unsent.UNSENT not in to:
        response["Location"] = _with_number(to.partition("#")[0], kept)
        return response
    filled = _filled(request, response, kept)
    if filled is None:
        return _without_its_form(request, response, kept)
    response.content = filled
    return response


def _without_its_form(request, response, kept):
    """Lead to the words; where a button was pressed and no more, it was too late."""
    if unsent.words_in(kept.typed):
        messages.info(
            request,
            _(
                "The form in which you wrote this is not there for you any more. Copy "
                "what you need from here."
            ),
        )
        return redirect("unsent")
    kept.delete()
    if response.status_code == 200:
        return response
    messages.info(
        request, _("What you had pressed is not there any more. Nothing was changed.")
    )
    return redirect("my_page")


def _filled(request, response, kept):
    is_page = response.get("Content-Type", "").startswith("text/html")
    if response.streaming or response.status_code != 200 or not is_page:
        return None
    others = request.user.unsent_forms.kept().exclude(pk=kept.pk).exists()
    note = render_to_string(
        "people/includes/filled_in.html",
        {"id": FILLED_IN, "kept": kept, "others": others},
    )
    return filling.fill(
        response.content.decode(response.charset),
        request.path,
        kept.address,
        kept.typed,
        note=note,
        carries={unsent.UNSENT: [kept.pk]},
        keeps=unsent.NOT_TYPED,
    )


@login_required
@require_GET
def unsent_open(request):
    """To the form that could not be sent last; to one's own page if there is none."""
    kept = request.user.unsent_forms.kept().first()
    return redirect(_page_of(kept) if kept else "my_page")


@login_required
@require_GET
def unsent_forms(request):
    """What one had written, where the form it was in is not there any more."""
    kept = [
        (form, unsent.words_in(form.typed), _page_of(form))
        for form in request.user.unsent_forms.kept()
    ]
    if not kept:
        return redirect("my_page")
    return render(request, "people/unsent.html", {"kept": kept})


@require_POST
@login_required
def unsent_throw_away(request, number):
    """Let go of one before its hour is over; a second press does nothing."""
    request.user.unsent_forms.filter(pk=number).delete()
    return redirect("unsent")

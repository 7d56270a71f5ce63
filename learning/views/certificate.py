"""A certificate, open to anyone who has its code; and checking a code typed by hand."""

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from learning import certificates


@never_cache
def certificate(request, code):
    """Show what was done, by whom and when; say so when there is no such code."""
    found = certificates.find(code)
    if found is None:
        return _check_page(request, code, status=404)
    if code != found.code:
        return redirect("certificate", code=found.code)
    holder = found.completion.enrolment.person_id
    context = {"certificate": found, "is_holder": request.user.pk == holder}
    return _not_listed(render(request, "learning/certificate.html", context))


@never_cache
def certificate_check(request):
    """Take a code that somebody reads off a paper."""
    code = request.GET.get("code", "").strip()
    found = certificates.find(code)
    if found:
        return redirect("certificate", code=found.code)
    return _check_page(request, code)


def _check_page(request, code, status=200):
    context = {"code": code, "is_unknown": bool(code)}
    answer = render(request, "learning/certificate_check.html", context, status=status)
    return _not_listed(answer)


def _not_listed(answer):
    """A person's name is not for search engines, even on a page open to anyone."""
    answer["X-Robots-Tag"] = "noindex"
    answer["Cache-Control"] = "private, no-store"
    return answer

"""My page, my record, search, and the notices."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

from champions.components import YourHelper
from home.models import Statements
from home.my_page import MyPage
from home.search.results import SearchPage
from home.statements import COLUMNS, in_short, kept_about_people


@login_required
@require_GET
def my_page(request):
    """Where to go on, what comes after, my record, my champion, my cafés."""
    page = MyPage(request.user)
    return render(
        request, "home/my_page.html", {"mine": page, "audience": page.audience}
    )


@login_required
@require_GET
def my_record(request):
    """The whole record, to print or hand on: nothing in it is only mine."""
    page = MyPage(request.user)
    return render(
        request, "home/my_record.html", {"mine": page, "audience": page.audience}
    )


@require_GET
def search(request):
    """What there is to read about what was asked. Nothing that is asked is kept."""
    found = SearchPage(request.user, request.GET)
    yours = YourHelper(request.user) if request.user.is_authenticated else None
    return render(request, "home/search.html", {"found": found, "yours": yours})


@require_GET
def privacy(request):
    """What is kept about people."""
    return render(
        request,
        "home/privacy.html",
        {
            "in_short": in_short(),
            "kept": kept_about_people(),
            "columns": COLUMNS.values(),
            "statements": Statements.of(request),
        },
    )


@require_GET
def accessibility(request):
    """The accessibility statement."""
    statements = Statements.of(request)
    return render(request, "home/accessibility.html", {"statements": statements})

"""A page of guidance: read it, say so, take it away. HTTP, nothing else."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from home import acknowledging
from home.guidance import Shown
from learning.permissions import can_edit
from people.querysets import is_here


def show(request, page):
    """The page, with what is new to the reader before its text."""
    return TemplateResponse(
        request,
        "home/guidance_page.html",
        {
            "page": page,
            "shown": Shown(page, request.user),
            "may_edit": can_edit(request.user, page),
        },
    )


def say_read(request, page):
    """Keep that the person has read the version that they had before them."""
    if not is_here(request.user):
        return redirect_to_login(page.get_url(request))
    if request.method == "POST":
        try:
            version = int(request.POST.get("version", ""))
            acknowledging.acknowledge(request.user, page, version)
        except (ValueError, acknowledging.NoSuchVersion):
            messages.error(
                request,
                _("That is not a version of this page. Read it here, then say so."),
            )
        else:
            messages.success(request, _thanks(page, version))
    return redirect(page.get_url(request))


def _thanks(page, version):
    if version == page.version:
        return _("Thank you. We’ve noted that you have read version %(version)s.") % {
            "version": version
        }
    return _(
        "We’ve noted that you have read version %(version)s. Since you opened the page "
        "it has changed: what is new stands at the top."
    ) % {"version": version}


def take_away(request, page):
    """The page as a file of plain HTML, with its licence and its changes."""
    _site, root_url, _path = page.get_url_parts(request)
    html = render_to_string(
        "home/guidance_file.html",
        {"page": page, "root_url": root_url, "address": page.get_full_url(request)},
    )
    name = f"{page.slug}-version-{page.version}.html"
    return HttpResponse(
        html, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )

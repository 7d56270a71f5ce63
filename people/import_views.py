"""Bringing people in from a file, and taking a list of them away. Only HTTP."""

import codecs
from io import StringIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from defusedcsv import csv
from django_htmx.http import HttpResponseClientRefresh

from people import importing, staff_list
from people.import_forms import ApplyForm, BringForm, ColumnsForm
from people.import_page import ImportPage, problem_rows
from people.models import Service, StaffImport
from people.permissions import may_import
from people.staff_columns import Reading
from people.staff_file import NotReadable

LATELY = 20


@login_required
def staff_imports(request):
    """A file to bring, and what became of the last ones."""
    services = Service.objects.imported_by(request.user)
    if not services.exists():
        raise PermissionDenied
    form = BringForm(request.POST or None, request.FILES or None, viewer=request.user)
    if request.method == "POST" and form.is_valid():
        source = form.cleaned_data.get("source") or importing.new_source(
            form.cleaned_data["name"], form.cleaned_data["service"]
        )
        brought = importing.receive(
            source, request.user, form.file_name, form.cleaned_data["file"]
        )
        to = "staff_import" if brought.is_at_work else "staff_import_columns"
        return redirect(to, brought.pk)
    imports = StaffImport.objects.open_to(request.user)
    imports = imports.select_related("source__service", "brought_by", "applied_by")
    return render(
        request,
        "people/staff_imports.html",
        {
            "form": form,
            "imports": imports[:LATELY],
            "tops": importing.tops(services),
        },
    )


@login_required
@require_GET
def staff_import(request, import_id):
    """One file: how far it is, what it would do, or what it did."""
    brought = _seen(request, import_id)
    if brought.state == StaffImport.State.COLUMNS:
        return redirect("staff_import_columns", brought.pk)
    return _show(request, brought, ApplyForm(brought=brought))


@login_required
def staff_import_columns(request, import_id):
    """Which column of a file holds what."""
    brought = _seen(request, import_id)
    if not brought.file:
        return redirect("staff_import", brought.pk)
    try:
        file = importing.opened(brought)
    except NotReadable as reason:
        messages.error(request, str(reason))
        return redirect("staff_imports")
    reading = importing.proposed(brought, file)
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        file=file,
        reading=reading,
        source=brought.source,
    )
    if request.method == "POST" and form.is_valid():
        try:
            importing.choose(brought, form.reading())
        except importing.NotDone as reason:
            messages.error(request, str(reason))
        return redirect("staff_import", brought.pk)
    lost = set(Reading.kept(brought.source.reading).columns.values()) - set(file.heads)
    return render(
        request,
        "people/staff_import_columns.html",
        {"brought": brought, "form": form, "lost": sorted(lost), "file": file},
    )


@login_required
@require_GET
def staff_import_progress(request, import_id):
    """How far the worker is, asked again and again; once it is done, the whole page."""
    brought = _seen(request, import_id)
    if not brought.is_at_work:
        return HttpResponseClientRefresh()
    return render(
        request, "people/includes/import_progress.html", {"about": ImportPage(brought)}
    )


@login_required
@require_POST
def staff_import_apply(request, import_id):
    """Do what was shown."""
    brought = _seen(request, import_id)
    form = ApplyForm(request.POST, brought=brought)
    if not form.is_valid():
        return _show(request, brought, form)
    said = form.cleaned_data
    try:
        importing.ask_to_apply(brought, request.user, said["seen"], said.get("leavers"))
    except importing.Uncounted as reason:
        form.add_error("leavers" if "leavers" in form.fields else None, str(reason))
        return _show(request, brought, form)
    except importing.NotDone as reason:
        messages.error(request, str(reason))
    return redirect("staff_import", brought.pk)


@login_required
@require_POST
def staff_import_throw_away(request, import_id):
    """Let go of a file with which nothing is to be done."""
    brought = _seen(request, import_id)
    try:
        importing.throw_away(brought)
    except importing.NotDone as reason:
        messages.error(request, str(reason))
        return redirect("staff_import", brought.pk)
    messages.success(request, _("The file is thrown away, and nothing is done."))
    return redirect("staff_imports")


@login_required
@require_GET
def staff_import_problems(request, import_id):
    """The rows that are left out, and why, as a file."""
    brought = _seen(request, import_id)
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([_("Row"), _("Name"), _("E-mail"), _("Why it is left out")])
    writer.writerows(problem_rows(brought))
    content = codecs.BOM_UTF8 + text.getvalue().encode()
    return _file(content, _("left out of %(file)s") % {"file": brought.file_name})


@login_required
@require_GET
def staff_export(request, slug):
    """The people of a service and all below it, as a file that can be brought again."""
    service = get_object_or_404(Service, slug=slug)
    if not may_import(request.user, service):
        raise PermissionDenied
    return _file(staff_list.as_csv(service), _("people of %(s)s") % {"s": service.name})


def _seen(request, import_id):
    imports = StaffImport.objects.select_related(
        "source__service", "brought_by", "applied_by"
    )
    brought = get_object_or_404(imports, pk=import_id)
    if not may_import(request.user, brought.source.service):
        raise PermissionDenied
    return brought


def _show(request, brought, form):
    about = ImportPage(brought, request.GET.get("show", ""), request.GET.get("page"))
    return render(
        request,
        "people/staff_import.html",
        {"brought": brought, "about": about, "form": form},
    )


def _file(content, name):
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.csv"'
    return response

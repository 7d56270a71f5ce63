"""What the models of Wagtail hold about a person.

Of pages, pictures and documents the number of whoever wrote them stays: they are the
work of the organisation, and after an erasure nobody is found under that number.
"""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _

from wagtail.models import ModelLogEntry

from people.kept_about import (
    ACCOUNT,
    Emptied,
    Goes,
    Link,
    Stays,
    about,
    each,
    nothing,
)

WORK = _("It is the work of the organisation; only a number of its writer stays.")
IN_PUBLIC = _("It is on a page of the site, written for everybody to read.")
YOU = "it is you"
NUMBERS = "numbers of rows, which say nothing outside the database"
# Labels of the log hold the names of those of whom they are.
TAKEN_OUT = _("(taken out)")


def _log_about(person):
    """What the log of the administration says of a person, their roles and days."""
    of_them = ModelLogEntry.objects.none()
    for relation in ("appointments", "absences"):
        model = person._meta.get_field(relation).related_model
        kind = ContentType.objects.get_for_model(model)
        ids = [str(pk) for pk in getattr(person, relation).values_list("pk", flat=True)]
        of_them |= ModelLogEntry.objects.filter(content_type=kind, object_id__in=ids)
    kind = ContentType.objects.get_for_model(person)
    of_them |= ModelLogEntry.objects.filter(content_type=kind, object_id=str(person.pk))
    if person.name:
        of_them |= ModelLogEntry.objects.filter(label__icontains=person.name)
    return of_them


_emptied_log = Emptied(
    {"label": lambda person: str(TAKEN_OUT), "data": {}},
    _("So that it can be told later what was done on the site, and when."),
    {"action": "one of a list", "object_id": NUMBERS},
)
_done_by = Emptied(
    {"data": {}},
    _("So that it can be told later what was done on the site, and when."),
    {"action": "one of a list", "label": "what it was done to, a page of the site"},
)
_LOG_UNTOLD = {
    "user": YOU,
    "content_type": NUMBERS,
    "uuid": NUMBERS,
    "data": NUMBERS,
    "revision": NUMBERS,
    "content_changed": "of the machine",
    "deleted": "of the machine",
}
about(
    "wagtailcore.ModelLogEntry",
    ACCOUNT,
    _("What was done to the account, and by it, in the administration"),
    Link("", _emptied_log, find=_log_about),
    Link(
        "user",
        Emptied(
            {"data": {}},
            _done_by.because,
            {
                "action": "one of a list",
                "label": "of somebody else",
                "object_id": NUMBERS,
            },
        ),
        but_not=("label",),
    ),
    told="action label timestamp",
    untold=_LOG_UNTOLD | {"object_id": NUMBERS},
)
about(
    "wagtailcore.PageLogEntry",
    ACCOUNT,
    _("What was done to pages of the site"),
    Link("user", _done_by),
    told="action label timestamp",
    untold=_LOG_UNTOLD | {"page": NUMBERS},
)
about(
    "wagtailcore.Page",
    ACCOUNT,
    _("Pages begun"),
    Link("owner", Stays(WORK)),
    Link("locked_by", Stays(WORK)),
    told="title url_path",
    untold=each(
        "of the page, which is the organisation’s",
        """
        path depth numchild translation_key locale latest_revision live
        has_unpublished_changes first_published_at last_published_at
        live_revision go_live_at expire_at expired locked locked_at locked_by
        draft_title slug content_type owner seo_title show_in_menus
        search_description latest_revision_created_at alias_of
        """,
    ),
)
about(
    "wagtailcore.Revision",
    ACCOUNT,
    _("Versions of pages saved"),
    Link("user", Stays(WORK)),
    told="object_str created_at",
    untold={
        "user": YOU,
        "content_type": NUMBERS,
        "base_content_type": NUMBERS,
        "object_id": NUMBERS,
        "content": "the page as it stood, which is the organisation’s",
        "approved_go_live_at": "of the page",
    },
)
about(
    "wagtailcore.WorkflowState",
    ACCOUNT,
    _("Pages sent to be reviewed"),
    Link("requested_by", Stays(WORK)),
    told="status created_at",
    untold={
        "requested_by": YOU,
        "content_type": NUMBERS,
        "base_content_type": NUMBERS,
        "object_id": NUMBERS,
        "workflow": NUMBERS,
        "current_task_state": NUMBERS,
    },
)
about(
    "wagtailcore.TaskState",
    ACCOUNT,
    _("Reviews given"),
    Link(
        "finished_by",
        Emptied({"comment": ""}, WORK, {"status": "one of a list"}),
    ),
    told="status started_at finished_at comment",
    untold={
        "finished_by": YOU,
        "workflow_state": NUMBERS,
        "revision": NUMBERS,
        "task": NUMBERS,
        "content_type": NUMBERS,
    },
)
about(
    "wagtailcore.Comment",
    ACCOUNT,
    _("Remarks on pages"),
    Link("user", Goes()),
    Link("resolved_by", Stays(WORK), is_told=False),
    told="text created_at updated_at",
    untold={
        "user": YOU,
        "resolved_by": "a remark of somebody else",
        "page": NUMBERS,
        "contentpath": NUMBERS,
        "position": NUMBERS,
        "revision_created": NUMBERS,
        "resolved_at": NUMBERS,
    },
)
about(
    "wagtailcore.CommentReply",
    ACCOUNT,
    _("Replies to remarks on pages"),
    Link("user", Goes()),
    told="text created_at updated_at",
    untold={"user": YOU, "comment": "of somebody else"},
)
about(
    "wagtailcore.PageSubscription",
    ACCOUNT,
    _("Pages followed"),
    Link("user", Goes()),
    told="page comment_notifications",
    untold={"user": YOU},
)
about(
    "wagtailcore.UploadedFile",
    ACCOUNT,
    _("Files on their way into the library"),
    Link("uploaded_by_user", Goes()),
    told="file",
    untold={"uploaded_by_user": YOU, "for_content_type": NUMBERS},
)
about(
    "wagtailadmin.EditingSession",
    ACCOUNT,
    _("Pages of the administration open now"),
    Link("user", Goes()),
    told="last_seen_at",
    untold={
        "user": YOU,
        "content_type": NUMBERS,
        "object_id": NUMBERS,
        "is_editing": NUMBERS,
    },
)
about(
    "wagtailadmin.FormState",
    ACCOUNT,
    _("What was written in the administration and not saved"),
    Link("user", Goes()),
    told="data last_updated_at",
    untold={
        "user": YOU,
        "content_type": NUMBERS,
        "object_id": NUMBERS,
        "parent_object_id": NUMBERS,
    },
)
about(
    "wagtailusers.UserProfile",
    ACCOUNT,
    _("How the administration is to look"),
    Link("user", Goes()),
    told="preferred_language current_time_zone avatar theme contrast density",
    untold={"user": YOU, "dismissibles": "which hints of Wagtail you put away"}
    | each(
        "we send that mail ourselves",
        """
        submitted_notifications approved_notifications rejected_notifications
        updated_comments_notifications
        """,
    )
    | {"keyboard_shortcuts": "whether the administration takes them"},
)
of_the_file = each("of the file", "collection tags file_size file_hash")
of_the_picture = each(
    "of the file",
    "width height focal_point_x focal_point_y focal_point_width focal_point_height",
)
about(
    "wagtaildocs.Document",
    ACCOUNT,
    _("Documents put into the library of the site"),
    Link(
        "uploaded_by_user",
        Emptied(
            {"uploaded_by_user": None},
            WORK,
            each(IN_PUBLIC, "title file file_hash"),
        ),
    ),
    told="title file created_at",
    untold={"uploaded_by_user": YOU} | of_the_file,
)
for label, called in (
    ("pages.Picture", _("Pictures put into the library of the site")),
    ("wagtailimages.Image", _("Pictures put into Wagtail’s own library")),
):
    about(
        label,
        ACCOUNT,
        called,
        Link(
            "uploaded_by_user",
            Emptied(
                {"uploaded_by_user": None},
                WORK,
                each(IN_PUBLIC, "title description file file_hash"),
            ),
        ),
        told="title description file created_at",
        untold={"uploaded_by_user": YOU} | of_the_file | of_the_picture,
    )

for label, why in (
    ("wagtailimages.Rendition", _("A picture of the library in another size")),
    ("wagtailembeds.Embed", _("A film of another site, as a page shows it")),
    ("wagtailsearch.IndexEntry", _("Words of pages, kept and let go of with them")),
    ("wagtailadmin.Admin", _("Has no rows")),
    ("wagtailcore.Locale", _("A language")),
    ("wagtailcore.Site", _("The address of the site")),
    ("wagtailcore.GroupSitePermission", _("Which rights a group gives")),
    ("wagtailcore.Collection", _("A part of the library")),
    ("wagtailcore.CollectionViewRestriction", _("Who may open a part of the library")),
    (
        "wagtailcore.CollectionViewRestriction_groups",
        _("Who may open a part of the library"),
    ),
    ("wagtailcore.GroupCollectionPermission", _("Which rights a group gives")),
    ("wagtailcore.WorkflowContentType", _("Which review a kind of thing goes through")),
    ("wagtailcore.Workflow", _("A review")),
    ("wagtailcore.WorkflowTask", _("A step of a review")),
    ("wagtailcore.Task", _("A step of a review")),
    ("wagtailcore.GroupApprovalTask", _("A step of a review")),
    ("wagtailcore.GroupApprovalTask_groups", _("Which group reviews")),
    ("wagtailcore.GroupPagePermission", _("Which rights a group gives")),
    ("wagtailcore.PageViewRestriction", _("Who may open a page")),
    ("wagtailcore.PageViewRestriction_groups", _("Who may open a page")),
    ("wagtailcore.WorkflowPage", _("Which review a page goes through")),
    ("wagtailcore.ReferenceIndex", _("What points at what, by number")),
    ("taggit.Tag", _("A word under which pictures are found")),
    ("taggit.TaggedItem", _("A word under which pictures are found")),
):
    nothing(label, why)

if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
    nothing(
        "wagtailsearch.SQLiteFTSIndexEntry",
        _("Words of pages, kept and let go of with them"),
    )

"""What the models of home hold about a person (people/kept_about.py)."""

from django.utils.translation import gettext_lazy as _

from wagtail.models import PageLogEntry

from people.about_wagtail import TAKEN_OUT
from people.kept_about import ByHand, Goes, Link, about, nothing

PAGE = _("A page of the site")
STORY_GOES = _("taken off the site, with all its versions")


def _take_down(stories, person):
    """A story is about its teller from the first word to the last: it goes whole, with
    its versions, and in the log of the administration its title goes too."""
    for story in stories:
        number = story.pk
        story.delete()
        log = PageLogEntry.objects.filter(page=number)
        log.update(label=str(TAKEN_OUT), data={})


nothing("home.HomePage", PAGE, "page_ptr headline introduction")
nothing("home.GuidanceIndexPage", PAGE, "page_ptr introduction")
nothing(
    "home.GuidancePage",
    _("A page of the site; who looks after it stands there in words, for everybody"),
    "page_ptr review_on summary body changes licence looked_after_by checked_on",
)
nothing(
    "home.LocalBox",
    _("What holds in one organisation; whoever wrote it stands there in words"),
    "id page organisation words written_by written_on",
)
nothing("home.StoryIndexPage", PAGE, "page_ptr introduction")
about(
    "home.Acknowledgement",
    "guidance",
    _("Guidance read"),
    Link("person", Goes()),
    told="page version said_on",
    untold={"person": "it is you"},
)
about(
    "home.StoryPage",
    "story",
    _("Stories told"),
    Link("person", ByHand(_take_down, STORY_GOES)),
    told="summary person_name job_title service_name platform opening tried happened "
    "quote again not_for told_to told_on agreed_on may_be_asked is_made_up review_on",
    untold={"page_ptr": "a number", "person": "it is you"},
)
nothing(
    "home.LoadedContent",
    _("Which pages came with the site"),
    "id source digest page revision",
)
nothing("home.SampleCity", _("That the invented city is loaded"), "id loaded_at today")
nothing(
    "home.SiteContact",
    _("How to reach those who run the site, for everybody to read"),
    "id site team phone hours email organisations",
)
nothing(
    "home.Statements",
    _("What the notices of the site say, for everybody to read"),
    "id site controller data_protection_contact register_number legal_basis checked_on "
    "compliance known_problems complaints",
)
nothing(
    "home.SearchEntry",
    _("Words of pages; they follow the pages"),
    "id kind source_id part place title text digest",
)
nothing(
    "home.SearchWord",
    _("Words of pages; they follow the pages"),
    "id entry word stem weight",
)

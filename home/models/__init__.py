"""The front door, the guidance, the stories, and what is remembered about the site."""

from home.models.guidance import (
    Acknowledgement,
    GuidanceIndexPage,
    GuidancePage,
    LocalBox,
)
from home.models.site import HomePage, LoadedContent, SampleCity, SiteContact
from home.models.statements import Statements
from home.models.stories import StoryIndexPage, StoryPage

# The rows of search are rows of this app too: Django looks for them here.
from home.search.models import SearchEntry, SearchWord

__all__ = [
    "Acknowledgement",
    "GuidanceIndexPage",
    "GuidancePage",
    "HomePage",
    "LoadedContent",
    "LocalBox",
    "SampleCity",
    "SearchEntry",
    "SearchWord",
    "SiteContact",
    "Statements",
    "StoryIndexPage",
    "StoryPage",
]

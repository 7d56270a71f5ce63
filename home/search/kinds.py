"""What can be found: for each kind of thing who may read it, its words, its address.

To make another kind findable, add it to KINDS here and to a group of results.py.
"""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from wagtail.rich_text import get_text_for_indexing

from cafes.components import Standing, standing
from cafes.models import CafePage, Session
from home.models import GuidancePage, StoryPage
from learning import progress
from learning.models import ModulePage
from learning.outline import outline_of
from pages import words


@dataclass(frozen=True)
class Entry:
    """The words of one thing.

    `title`, `lead` and the `body` are shown to whoever finds it, and tell less in this
    order; the words of `also` count as those of the body do, and are not shown; those
    `beside` it are for a search of several words, and alone find nothing. `part` is the
    id of a part of its source, `place` what comes first among equals.
    """

    title: str
    lead: str = ""
    body: tuple[str, ...] = ()
    also: str = ""
    beside: str = ""
    part: str = ""
    place: int = 0


@dataclass(frozen=True)
class FoundSession:
    """A session, and how it stands for whoever found it."""

    session: Session
    standing: Standing

    @property
    def url(self):
        return reverse("session", args=[self.session.pk])


@dataclass(frozen=True)
class FoundCafe:
    """A café, and its next session if it has one."""

    page: CafePage
    next: FoundSession | None


class PageKind:
    """Pages with a title, a summary and a body of blocks. Others say how they differ.

    Takes the name, the model, and the icon that stands beside what is found. Kinds of
    the same model show the same `things`.
    """

    template = "home/components/found_page.html"
    row = "soc-row"

    def __init__(self, name, model, icon="talk"):
        self.name = name
        self.model = model
        self.icon = icon

    def sources(self):
        """Everything of which the index keeps words."""
        return self.model.objects.live()

    def readable_by(self, person, at=None):
        """What this person, or somebody signed out, may open now.

        A page that was closed in Wagtail (by a password, for a group) is for those who
        have its address.
        """
        return self.model.objects.live().public()

    def entries(self, page):
        """The words of one page, as Entries."""
        yield Entry(page.title, page.summary, self.body(page), also=self.called)

    def body(self, page):
        """What stands in the page below its summary, paragraph by paragraph."""
        return tuple(page.body.stream_block.get_searchable_content(page.body))

    @property
    def called(self):
        """What such a thing is called, so that its name finds all of them."""
        return str(self.model._meta.verbose_name)

    def things(self, keys, person, at=None):
        """What the results show of those with these keys, by key; a fixed number of
        queries."""
        return self.model.objects.in_bulk(keys)

    def part_of(self, whole, part):
        """What was found in one of the things, or None if it is gone."""
        return whole

    def url(self, thing):
        """Where it is read."""
        return thing.url


class ModuleKind(PageKind):
    """Modules, each with how far the person is in it."""

    template = "home/components/found_module.html"

    def readable_by(self, person, at=None):
        return self.model.objects.readable_by(person).public()

    def entries(self, page):
        platform = "" if page.about == page.About.ANY else page.get_about_display()
        yield Entry(
            page.title, page.summary, (page.lede,), also=f"{self.called} {platform}"
        )

    def things(self, keys, person, at=None):
        modules = list(self.model.objects.filter(pk__in=keys))
        people = [person] if person.is_authenticated else []
        states = progress.states_of(people, modules)
        return {
            module.pk: states.get((person.pk, module.pk)) or progress.state_of(module)
            for module in modules
        }

    def url(self, thing):
        return thing.module.url


class StepKind(ModuleKind):
    """The steps of modules. Answers and replies are not among their words."""

    template = "home/components/found_step.html"

    def entries(self, page):
        beside = f"{page.title} {page.get_about_display()}"
        for step, block in zip(outline_of(page).steps, page.steps, strict=True):
            body = block.block.child_blocks["body"]
            yield Entry(
                title=step.title,
                lead=block.value["lede"] or "",
                body=tuple(body.get_searchable_content(block.value["body"])),
                beside=beside,
                part=str(step.id),
                place=step.number,
            )

    def part_of(self, whole, part):
        return next((step for step in whole.steps if str(step.id) == part), None)

    def url(self, thing):
        return thing.url


class CafeKind(PageKind):
    """Cafés as words, each with its next session if it has one."""

    template = "home/components/found_cafe.html"
    row = "soc-cafe soc-cafe--row"

    def body(self, page):
        return (page.for_whom, page.what_happens, page.bring)

    def things(self, keys, person, at=None):
        coming = Session.objects.upcoming(at).filter(cafe=OuterRef("pk"))
        cafes = self.model.objects.annotate(next=Subquery(coming.values("pk")[:1]))
        cafes = cafes.in_bulk(keys)
        following = [cafe.next for cafe in cafes.values() if cafe.next]
        sessions = _found_sessions(following, person, at)
        return {
            key: FoundCafe(cafe, sessions.get(cafe.next)) for key, cafe in cafes.items()
        }

    def url(self, thing):
        return thing.page.url


class StoryKind(PageKind):
    """Stories from colleagues, by what they tell; not by the name of who told them."""

    def body(self, page):
        told = (page.tried, page.happened, page.again, page.not_for)
        return (page.opening, page.quote, *map(get_text_for_indexing, told))


class SessionKind:
    """Sessions to come, by where and when they are; their café is found by itself."""

    name = "session"
    model = Session
    template = "home/components/found_session.html"
    row = "soc-cafe soc-cafe--row"
    icon = "calendar"

    def sources(self):
        # One that is over is found no more, whether or not its words are still here.
        return Session.objects.upcoming().select_related("cafe", "venue")

    def readable_by(self, person, at=None):
        cafes = CafePage.objects.live().public()
        return Session.objects.upcoming(at).filter(cafe__in=cafes)

    def entries(self, session):
        is_special = session.format != Session.Format.CAFE
        yield Entry(
            title=words.full_day(session.starts_at),
            body=(
                str(session.whereabouts),
                str(session.get_format_display()) if is_special else "",
                session.venue.access if session.venue else "",
            ),
            beside=f"{CAFES.called} {session.cafe.title} {session.cafe.summary}",
            place=words.local(session.starts_at).toordinal(),
        )

    def things(self, keys, person, at=None):
        return _found_sessions(keys, person, at)

    def part_of(self, whole, part):
        return whole

    def url(self, thing):
        return thing.url


def _found_sessions(keys, person, at):
    sessions = Session.objects.for_list(person).in_bulk(keys)
    return {
        key: FoundSession(session, standing(session, at))
        for key, session in sessions.items()
    }


CAFES = CafeKind("cafe", CafePage, icon="cup")
KINDS = [
    ModuleKind("module", ModulePage),
    StepKind("step", ModulePage),
    CAFES,
    SessionKind(),
    PageKind("guidance", GuidancePage, icon="board"),
    StoryKind("story", StoryPage, icon="people"),
]
KIND = {kind.name: kind for kind in KINDS}

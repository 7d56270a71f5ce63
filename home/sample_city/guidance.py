"""What Aireford makes of the guidance and the stories that ship.

Each organisation writes its local boxes, an editor adds to one page, some people have
read this and that, and two of the stories are told by people who are there.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from home.models import Acknowledgement, GuidancePage, LocalBox, StoryPage
from home.sample_city import chance, dice

COUNCIL = "Aireford City Council"
HOSPITALS = "Aireford Teaching Hospitals"
COMMUNITY = "Aire Valley Community Healthcare"
PARTNERSHIP = "Aireford Partnership"
WRITERS = {
    COUNCIL: "Bernadette Oyelaran-Szczepańska, communications",
    HOSPITALS: "Saoirse Grundy, communications",
    COMMUNITY: "Idris Calloway-Pugh, communications",
    PARTNERSHIP: "Philippa Nwosu, communications",
}
IN_ONE_PAGE = "our-guidance-in-one-page"
ACCOUNTS = "opening-running-and-closing-an-account"
ANSWERING = "answering"
PICTURES = "pictures-and-permission"
TROUBLE = "when-something-goes-wrong"

BOXES = {
    (IN_ONE_PAGE, COUNCIL): "Anything in the news goes to the press desk, on "
    "0113 496 0170, at any hour. In working hours they pick up within three rings.",
    (IN_ONE_PAGE, HOSPITALS): "On a ward, your phone stays in your locker. Whoever "
    "answers for the ward does it from the desk, in the hours on the rota.",
    (IN_ONE_PAGE, COMMUNITY): "Nobody answers for us between two visits. It is done at "
    "the health centre’s desk, in the hours on the rota, and never from a car or from "
    "somebody’s kitchen.",
    (ACCOUNTS, COUNCIL): "Councillors’ own accounts are theirs and not ours. We do "
    "not open them, run them or hold their keys.",
    (ACCOUNTS, COMMUNITY): "One account for each health centre is enough. If your "
    "clinic wants to say something, say it there: ring Idris on 0113 496 0231.",
    (ANSWERING, COUNCIL): "Complaints go to the customer relations team, who write "
    "back within three working days. Safeguarding for children is on 0113 496 0111.",
    (ANSWERING, HOSPITALS): "Complaints and worries about care go to patient "
    "experience, on 0113 496 0255. Never look up a patient to answer a message.",
    (ANSWERING, COMMUNITY): "Questions about a visit, a dressing or a clinic go to our "
    "single number, 0113 496 0240, seven days a week. The safeguarding lead on call is "
    "on 0113 496 0241, at any hour.",
    (ANSWERING, PARTNERSHIP): "If somebody may hurt themselves, our crisis line goes "
    "into your reply with the other numbers: 0113 496 0299, day and night. Your "
    "safeguarding lead is the team on call. Stay at the screen until they have it.",
    (PICTURES, COUNCIL): "The written form is on the intranet, under “Pictures”. In "
    "schools, ask the school first: it knows who must not be in one.",
    (PICTURES, HOSPITALS): "On wards and in clinics, only the medical illustration "
    "team takes pictures. Ring them on 0113 496 0266. Patients’ own pictures of "
    "themselves are theirs to share.",
    (PICTURES, COMMUNITY): "In somebody’s home we take no pictures for social media, "
    "not even of the cat. In a health centre, ask at the desk first: the forms are "
    "kept there.",
    (TROUBLE, COUNCIL): "In an emergency the duty officer leads, on 0113 496 0199, "
    "at any hour. The weeks before an election are in the staff calendar.",
    (TROUBLE, HOSPITALS): "In a major incident, gold command decides every word. Put "
    "the phone down and go where you are sent.",
    (TROUBLE, COMMUNITY): "Ring the manager on call, on 0113 496 0242, at any hour. If "
    "you are on your own between visits, park first, and ring before you answer.",
}
# The page to which Aireford's editor has added, and what readers are told of it.
ADDED = (
    "<h2>Films too</h2><p>All of this holds for a film, and for the people who walk "
    "past at the back of it. If you cut it in a new way, show it to them again.</p>"
)
WHAT_CHANGED = (
    "All of it holds for films too: show a film again when you cut it in a new way. "
    "The rest is the same."
)
# How many of a hundred have read each page, and when, in days ago.
READ = {IN_ONE_PAGE: 38, ANSWERING: 21, PICTURES: 12}
CHANGED_AGO = 14
SAM = "Sam Okonkwo-Whitfield"
SAMS_PAGES = (IN_ONE_PAGE, PICTURES)


@dataclass(frozen=True)
class Teller:
    """Somebody of Aireford who told one of the stories, and to whom."""

    name: str
    told_to: str


TELLERS = {
    "the-front-desk-with-a-longer-queue": Teller("Joan Braithwaite", "Priya Raman"),
    "tell-them-before-the-bin-does": Teller("Gurpreet Sandhu-Thwaite", "Marcus Bell"),
}


class NotThere(Exception):
    """Something that ships is not loaded yet; says so, in a sentence."""


def make_it_theirs(places, people, calendar):
    """Write all of it. Raises NotThere."""
    pages = {page.slug: page for page in GuidancePage.objects.live()}
    stories = {page.slug: page for page in StoryPage.objects.live()}
    wanted = {slug for slug, _organisation in BOXES}
    if wanted - set(pages) or set(TELLERS) - set(stories):
        raise NotThere(
            _(
                "The guidance and the stories are not there yet. Run “manage.py "
                "load_content” first."
            )
        )
    _write_boxes(pages, places, calendar)
    _add_to_pictures(pages[PICTURES], calendar)
    _let_some_have_read(pages, people, calendar)
    for slug, teller in TELLERS.items():
        _name(stories[slug], teller, people)


def _write_boxes(pages, places, calendar):
    LocalBox.objects.bulk_create(
        LocalBox(
            page=pages[slug],
            organisation=places[organisation].service,
            words=f"<p>{words}</p>",
            written_by=WRITERS[organisation],
            written_on=calendar.ago(18).date(),
        )
        for (slug, organisation), words in BOXES.items()
    )


def _add_to_pictures(page, calendar):
    """As an editor does it: a new version, published; the page is Aireford's now."""
    page.body.append(("text", ADDED))
    page.changes.append(
        (
            "change",
            {
                "version": 2,
                "day": calendar.ago(CHANGED_AGO).date(),
                "what": WHAT_CHANGED,
            },
        )
    )
    page.save_revision().publish()


def _let_some_have_read(pages, people, calendar):
    """Some read each page; of the changed one some only the version before."""
    fall = dice("guidance")
    rows = []
    for person in people.values():
        for slug, of_a_hundred in READ.items():
            read, ago = chance(fall, of_a_hundred), fall.randint(1, 20)
            if person.name == SAM:
                read, ago = slug in SAMS_PAGES, CHANGED_AGO + 3
            if not read or person.left_on:
                continue
            day = calendar.ago(ago).date()
            version = _version_on(pages[slug], day)
            if version:
                rows.append(
                    Acknowledgement(
                        person=person, page=pages[slug], version=version, said_on=day
                    )
                )
    Acknowledgement.objects.bulk_create(rows)


def _version_on(page, day):
    """The version of the page that was there to be read on that day; None before."""
    there = [change.value for change in page.changes]
    return max((one["version"] for one in there if one["day"] <= day), default=None)


def _name(story, teller, people):
    """Let a story be one that a colleague told, who may be asked about it."""
    story.person = people[teller.name]
    story.told_to = teller.told_to
    story.may_be_asked, story.is_made_up = True, False
    story.save_revision().publish()

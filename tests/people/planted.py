"""Planting a marker in every field that can hold a word of one person.

Rows are made by reading the models, so that a model which is added later is planted too
as soon as its app has said what it holds (people/kept_about.py).
"""

import uuid
from dataclasses import dataclass
from itertools import count

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.db import connection, models
from django.utils import timezone

from wagtail.models import ModelLogEntry, Page, PageLogEntry

from people.kept_about import ABOUT, Emptied, Stays
from tests.cafes.factories import BookingFactory, CafePageFactory, SessionFactory
from tests.home.factories import GuidancePageFactory, StoryPageFactory
from tests.learning.factories import CompletionFactory, ModulePageFactory
from tests.people.factories import PersonFactory, ServiceFactory

MAKERS = {
    "people.User": PersonFactory,
    "people.Service": ServiceFactory,
    "learning.ModulePage": ModulePageFactory,
    "cafes.CafePage": CafePageFactory,
    "cafes.Session": SessionFactory,
    "home.GuidancePage": GuidancePageFactory,
    "contenttypes.ContentType": lambda: ContentType.objects.get_for_model(Page),
    "wagtailcore.Page": lambda: Page.objects.order_by("-depth").first(),
}
WORDY = (models.CharField, models.TextField, models.JSONField, models.FileField)


@dataclass(frozen=True)
class Marker:
    """One word that was planted: where, and whether its person is told it."""

    word: str
    where: str
    is_told: bool


class Planting:
    """Plants in rows of the person: `markers` are all that was planted."""

    def __init__(self, person):
        self.person = person
        self.markers = []
        self.numbers = count(1)

    def everywhere(self):
        """In each model that is spoken for, once for each way to its person."""
        for said in ABOUT.values():
            if said.label == "people.User":
                self._fill(self.person, said, said.links[0])
                self.person.save()
        for said in ABOUT.values():
            for link in said.links:
                # What stays has no words of the person, as test_kept_about.py holds.
                if said.label != "people.User" and not isinstance(
                    link.on_erasure, Stays
                ):
                    self._row(said, link)

    def _row(self, said, link):
        special = getattr(self, f"_{said.label.replace('.', '_').lower()}", None)
        row = special(link) if special else None
        if row is None:
            row = self._made(said.model, link.path)
        if not isinstance(row, SessionStore):
            self._fill(row, said, link)
            row.save()
        if isinstance(row, Page):
            row.save_revision().publish()

    def _made(self, model, path):
        """An instance of the model that hangs on the person by that path."""
        name, _, rest = path.partition("__")
        target = model._meta.get_field(name).related_model
        one = self._made(target, rest) if rest else self.person
        if rest:
            one.save()
        return self._instance(model, {name: one})

    def _instance(self, model, fixed):
        values = {}
        for f in model._meta.concrete_fields:
            if f.name in fixed or f.primary_key or f.null or f.has_default():
                continue
            if f.is_relation:
                values[f.name] = self._target(f.related_model)
            elif (value := _filling(f)) is not None:
                values[f.name] = value
        return model(**values, **fixed)

    def _target(self, model):
        if maker := MAKERS.get(model._meta.label):
            return maker()
        one = self._instance(model, {})
        one.save()
        return one

    def _fill(self, row, said, link):
        harmless = getattr(link.on_erasure, "harmless", {})
        for f in row._meta.concrete_fields:
            if not isinstance(f, WORDY) or f.choices or f.primary_key:
                continue
            if f.name in harmless or f.name in ("slug", "url_path", "password"):
                continue
            if isinstance(link.on_erasure, Emptied) and (
                f.name not in link.on_erasure.fields
            ):
                continue
            if isinstance(row, Page) and f.model is Page and f.name != "title":
                continue
            self._plant(row, f, said, link)

    def _plant(self, row, f, said, link):
        word = f"mk{next(self.numbers):05d}"
        if f.max_length and f.max_length < len(word):
            return
        if isinstance(f, models.JSONField):
            setattr(row, f.name, {"words": [word]})
        elif isinstance(f, models.FileField):
            getattr(row, f.name).save(f"{word}.txt", ContentFile(word), save=False)
        elif isinstance(f, models.EmailField):
            setattr(row, f.name, f"{word}@aireford.example")
        else:
            setattr(row, f.name, word)
        told = link.is_told and f.name in said.told and f.name not in link.but_not
        self.markers.append(Marker(word, f"{said.label}.{f.name}", told))

    # Rows that are found in a way of their own.

    def _sessions_session(self, link):
        session = SessionStore()
        word = f"mk{next(self.numbers):05d}"
        session["_auth_user_id"] = str(self.person.pk)
        session["words"] = word
        session.save()
        self.markers.append(Marker(session.session_key, "sessions.Session", False))
        return session

    def _cafes_session(self, link):
        meeting = SessionFactory(
            format="one-to-one", is_private=True, capacity=1, hosts=[PersonFactory()]
        )
        BookingFactory(session=meeting, person=self.person)
        return meeting

    def _champions_offeredtopic(self, link):
        return self._instance_of("champions.OfferedTopic", offer=self.person.help_offer)

    def _wagtailcore_modellogentry(self, link):
        who = self.person if link.find else PersonFactory()
        user = PersonFactory() if link.find else self.person
        return ModelLogEntry(
            content_type=ContentType.objects.get_for_model(who),
            object_id=str(who.pk),
            action="wagtail.edit",
            label="Something else",
            timestamp=timezone.now(),
            user=user,
        )

    def _wagtailcore_pagelogentry(self, link):
        page = Page.objects.order_by("-depth").first()
        return PageLogEntry(
            content_type=ContentType.objects.get_for_model(Page),
            page=page,
            action="wagtail.edit",
            label=page.title,
            timestamp=timezone.now(),
            user=self.person,
        )

    def _learning_certificate(self, link):
        if not link.find:
            return None
        row = CompletionFactory().certificate
        row.champion_name = self.person.name
        row.save()
        # Its one field that is the person's is planted with their name.
        return SessionStore()

    def _people_staffrow(self, link):
        if not link.find:
            return None
        self._instance_of("people.StaffRow", email=self.person.email).save()
        # Its one field that is the person's is planted with their e-mail.
        return SessionStore()

    def _instance_of(self, label, **fixed):
        return self._instance(apps.get_model(label), fixed)

    def _home_storypage(self, link):
        return StoryPageFactory(person=self.person)


def _filling(f):
    """Something valid for a field that must not be empty."""
    if f.choices:
        return f.choices[0][0]
    if isinstance(f, models.BooleanField | models.IntegerField | models.DecimalField):
        return 1
    if isinstance(f, models.DateTimeField):
        return timezone.now()
    if isinstance(f, models.DateField):
        return timezone.localdate()
    if isinstance(f, models.UUIDField):
        return uuid.uuid4()
    if isinstance(f, models.JSONField):
        return {}
    if isinstance(f, models.CharField | models.TextField) and not f.blank:
        # Where it names another row, one that there is.
        return str(Page.objects.order_by("-depth").values_list("pk", flat=True)[0])
    return None


def every_row():
    """All that the database holds, a text for each table."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor, include_views=True)
        for name in names:
            if name.endswith("_fts_data"):
                # The insides of SQLite's index of words, cleared when it is merged.
                continue
            table = connection.ops.quote_name(name)
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 (our own tables)
            yield name, "\n".join(repr(row) for row in cursor.fetchall())


def every_file():
    """The name and text of each file that the site wrote, but for the database."""
    for path in settings.DATA_DIR.rglob("*"):
        if path.is_file() and "sqlite3" not in path.name:
            yield str(path), path.read_bytes().decode(errors="replace")


def found_anywhere(words):
    """Where one of these words stands: (word, place) each."""
    places = [*every_row(), *every_file()]
    return [
        (word, name)
        for name, text in places
        for word in words
        if word in text or word in name
    ]

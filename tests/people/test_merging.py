"""Two records of one person made one, and two again: everything, by what each app said
of its own; the screens; two at once. What is there twice: test_merging_twice.py."""

from contextlib import suppress
from datetime import timedelta
from threading import Barrier, Thread

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

import pytest

from learning.models import Enrolment
from people import erasing, merge_rules, merging, retention
from people.merge_rules import GOES, RULES, Moves, Settled, Stays, rows_of
from people.models import Merge, User
from people.permissions import ACCESS_TEAM_RIGHTS, may_merge
from tests.cafes.factories import BookingFactory
from tests.champions.factories import HelpRequestFactory, SupportNoteFactory
from tests.home.factories import GuidancePageFactory, StoryPageFactory
from tests.learning.factories import CompletionFactory, EnrolmentFactory
from tests.people.factories import (
    PersonFactory,
    ServiceFactory,
    access_team,
)
from tests.people.planted import Planting, every_row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_skeleton")]

# What is written down beside the merge itself, and counters of the database.
BESIDE = ("people_merge", "wagtailcore_modellogentry", "sqlite_sequence")


@pytest.fixture
def council():
    return ServiceFactory(name="Aireford City Council")


@pytest.fixture
def sam(council):
    return PersonFactory(name="Sam Smith", email="s.smith@x.example", service=council)


@pytest.fixture
def old_sam(council):
    """The record that Sam had before marrying."""
    return PersonFactory(name="Sam Jones", email="s.jones@x.example", service=council)


@pytest.fixture
def editor(council):
    return access_team(council, name="Edith Editor")


def tables():
    """{name of a table: its rows}, in an order that changing them does not change."""
    return {
        name: sorted(text.splitlines())
        for name, text in every_row()
        if name not in BESIDE
    }


def keys_to_people():
    """(label, field) of each key to a person in the whole site."""
    return {
        (model._meta.label, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if field.related_model is get_user_model()
    }


# Beside the merge itself; and pages, which are not made like other rows.
UNPLANTED = ("people.Merge", "wagtailcore.ModelLogEntry", "wagtailcore.PageLogEntry")
PAGES = {
    "home.StoryPage": lambda person, name: StoryPageFactory(person=person),
    "wagtailcore.Page": lambda person, name: GuidancePageFactory(**{name: person}),
}


def plant(person):
    """A row for each key to a person; gives those that could be made."""
    planting = Planting(person)
    made = []
    for label, name in RULES:
        if label in UNPLANTED:
            continue
        if label in PAGES:
            PAGES[label](person, name)
        else:
            with suppress(IntegrityError, ValidationError), transaction.atomic():
                planting._made(apps.get_model(label), name).save()
        if rows_of(label, name, person).exists():
            made.append((label, name))
    return made


# Everything -------------------------------------------------------------------------


def test_every_key_to_a_person_is_spoken_for():
    said, there = set(RULES), keys_to_people()
    assert there - said == set(), "Say in the app's when_merged.py what becomes of it"
    assert said - there == set(), "There is no such key"


def test_all_that_hangs_on_one_moves_or_stays_as_was_said_and_comes_back(
    sam, old_sam, editor
):
    made = plant(old_sam)
    assert len(made) > 45, set(RULES) - set(made)
    before = tables()

    done = merging.merge(sam, old_sam, by=editor)

    left = {key for key in made if rows_of(*key, old_sam).exists()}
    assert left == {key for key in made if isinstance(RULES[key], Stays)}
    moved = {key for key in made if isinstance(RULES[key], Moves | Settled)}
    assert {key for key in moved if rows_of(*key, sam).exists()} == moved

    merging.undo(done, by=editor)
    after = tables()
    assert [name for name in before if before[name] != after[name]] == []


def test_where_both_have_everything_it_comes_back_too(sam, old_sam, editor):
    plant(sam)
    made = plant(old_sam)
    before = tables()
    done = merging.merge(sam, old_sam, by=editor)
    gone = [
        key
        for key in made
        if isinstance(RULES[key], Moves) and RULES[key].twice == GOES
    ]
    assert [key for key in gone if rows_of(*key, old_sam).exists()] == []
    merging.undo(done, by=editor)
    after = tables()
    assert [name for name in before if before[name] != after[name]] == []


def test_a_preview_says_what_a_merge_does_and_does_nothing(sam, old_sam, editor):
    plant(old_sam)
    before = tables()
    shown = merging.preview(sam, old_sam)
    assert tables() == before
    moves = {part.called: part.count for part in shown.moves}
    assert moves["Modules begun"] == 1
    assert moves["Notes of help given"] == 2
    done = merging.merge(sam, old_sam, by=editor, digest=shown.digest)
    assert done.changes


def test_the_closed_record_signs_in_no_more_and_its_session_ends(
    client, sam, old_sam, editor
):
    User.objects.filter(pk=old_sam.pk).update(joined_on="2020-02-01")
    client.force_login(old_sam)
    assert client.get("/me/").status_code == 200
    done = merging.merge(sam, old_sam, by=editor)
    assert client.get("/me/").status_code == 302
    old_sam.refresh_from_db()
    sam.refresh_from_db()
    assert not old_sam.is_active
    assert old_sam.left_on == timezone.localdate()
    assert sam.joined_on.isoformat() == "2020-02-01"
    assert merging.merge_of(old_sam) == done


def test_what_was_changed_meanwhile_is_shown_before_it_is_done(sam, old_sam, editor):
    shown = merging.preview(sam, old_sam)
    EnrolmentFactory(person=old_sam)
    with pytest.raises(merging.PreviewIsOld):
        merging.merge(sam, old_sam, by=editor, digest=shown.digest)
    assert not Merge.objects.exists()
    assert User.objects.get(pk=old_sam.pk).is_active


def test_two_who_helped_one_another_are_two(sam, old_sam, editor):
    SupportNoteFactory(person=sam, writer=old_sam)
    for one, other in ((sam, old_sam), (old_sam, sam)):
        with pytest.raises(merging.CannotMerge, match="two people"):
            merging.merge(one, other, by=editor)


def test_a_record_is_merged_once_and_only_into_one_that_is_in_use(sam, old_sam, editor):
    gone = PersonFactory(left=True)
    with pytest.raises(merging.CannotMerge, match="sign in"):
        merging.merge(gone, sam, by=editor)
    with pytest.raises(merging.CannotMerge, match="another record"):
        merging.merge(sam, sam, by=editor)
    merging.merge(sam, old_sam, by=editor)
    for kept, closed in ((sam, old_sam), (PersonFactory(), old_sam)):
        with pytest.raises(merging.CannotMerge, match="already"):
            merging.merge(kept, closed, by=editor)


# Undoing ----------------------------------------------------------------------------


def test_what_came_since_stays_and_what_is_gone_stays_gone(sam, old_sam, editor):
    moved = EnrolmentFactory(person=old_sam)
    question = HelpRequestFactory(person=old_sam)
    done = merging.merge(sam, old_sam, by=editor)
    question.delete()
    begun = EnrolmentFactory(person=sam)
    merging.undo(done, by=editor)
    moved.refresh_from_db()
    begun.refresh_from_db()
    assert (moved.person, begun.person) == (old_sam, sam)
    assert User.objects.get(pk=old_sam.pk).is_active


def test_a_module_that_was_gone_on_with_since_is_not_torn_away(sam, old_sam, editor):
    from learning import progress

    moved = EnrolmentFactory(person=old_sam)
    done = merging.merge(sam, old_sam, by=editor)
    moved.refresh_from_db()
    step = progress.state_of(moved.module, moved).steps[0]
    progress.arrive(moved, step.step)
    with pytest.raises(merging.ChangedSince) as refused:
        merging.undo(done, by=editor)
    assert refused.value.what == ["Modules begun"]
    assert Enrolment.objects.get().person == sam
    assert not User.objects.get(pk=old_sam.pk).is_active


def test_after_thirty_days_it_stays_and_how_to_undo_it_goes(sam, old_sam, editor):
    EnrolmentFactory(person=old_sam)
    done = merging.merge(sam, old_sam, by=editor)
    later = timezone.now() + Merge.UNDO_FOR
    with pytest.raises(merging.CannotUndo, match="too long ago"):
        merging.undo(done, by=editor, at=later)
    retention.RULES["people.merges"].let_go(timezone.now())
    done.refresh_from_db()
    assert done.changes == []


def test_undone_twice_is_once(sam, old_sam, editor):
    done = merging.merge(sam, old_sam, by=editor)
    merging.undo(done, by=editor)
    with pytest.raises(merging.CannotUndo, match="undone already"):
        merging.undo(done, by=editor)
    merging.merge(sam, old_sam, by=editor)


def test_of_two_merges_the_last_is_undone_first(sam, old_sam, editor):
    EnrolmentFactory(person=old_sam)
    third = PersonFactory()
    first = merging.merge(sam, old_sam, by=editor)
    last = merging.merge(third, sam, by=editor)
    assert merging.kept_instead()[old_sam.pk] == third.pk
    with pytest.raises(merging.ChangedSince):
        merging.undo(first, by=editor)
    merging.undo(last, by=editor)
    merging.undo(first, by=editor)
    assert Enrolment.objects.get().person == old_sam


def test_who_is_erased_is_erased_with_the_record_that_was_closed(
    sam, old_sam, editor, settings, tmp_path
):
    settings.ERASURE_LOG = tmp_path / "erasures.jsonl"
    done = merging.merge(sam, old_sam, by=editor)
    User.objects.filter(pk=sam.pk).update(left_on=timezone.localdate())
    erasing.erase(sam, because=erasing.Because.ASKED)
    names = User.objects.filter(pk__in=[sam.pk, old_sam.pk])
    assert set(names.values_list("name", flat=True)) == {"Somebody who has left"}
    done.refresh_from_db()
    assert done.changes == []
    with pytest.raises(merging.CannotUndo, match="erased"):
        merging.undo(done, by=editor)


# Who may, and the screens -----------------------------------------------------------


def test_only_the_access_team_of_both_merges_and_never_oneself(sam, old_sam, editor):
    elsewhere = PersonFactory()
    chief = PersonFactory(service=sam.service, is_superuser=True)
    assert may_merge(editor, sam, old_sam)
    assert may_merge(chief, sam, elsewhere)
    for pair in ((sam, elsewhere), (sam, editor), (sam, chief)):
        assert not may_merge(editor, *pair)
    everybody = User.objects.order_by("pk")
    for who in (editor, chief, sam, User.objects.get(pk=elsewhere.pk)):
        one_by_one = [person for person in everybody if may_merge(who, person)]
        assert list(everybody.merged_by(who)) == one_by_one
    editor.appointments.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert not may_merge(User.objects.get(pk=editor.pk), sam, old_sam)


class TestInTheAdmin:
    @pytest.fixture
    def page(self, admin_client, sam, old_sam):
        EnrolmentFactory(person=old_sam)
        BookingFactory(person=old_sam)
        return f"/admin/people/{sam.pk}/merge/"

    def form_of(self, answer):
        context = answer.context_data
        return {"other": context["other"].pk, "digest": context["what"].digest}

    def test_finds_the_other_says_what_moves_does_it_and_undoes_it(
        self, admin_client, page, sam, old_sam
    ):
        edit = admin_client.get(f"/admin/users/edit/{sam.pk}/").content.decode()
        assert page in edit
        found = admin_client.get(page, {"q": "jones sam"}).content.decode()
        assert f"?other={old_sam.pk}" in found
        shown = admin_client.get(page, {"other": old_sam.pk})
        assert "Modules begun: 1" in shown.content.decode()
        assert "Places at cafés: 1" in shown.content.decode()

        form = self.form_of(shown)
        done = admin_client.post(page, form, follow=True).content.decode()
        assert "The two records of Sam Smith are one." in done
        assert "It can be undone until" in done
        again = admin_client.post(page, form, follow=True).content.decode()
        assert "These two are one already." in again
        closed = admin_client.get(f"/admin/users/edit/{old_sam.pk}/", follow=True)
        assert "This record (s.jones@x.example) is closed" in closed.content.decode()
        listed = admin_client.get("/admin/users/").content.decode()
        assert "Merged with another record: s.smith@x.example" in listed

        undo = f"/admin/people/merges/{Merge.objects.get().pk}/undo/"
        undone = admin_client.post(undo, follow=True).content.decode()
        assert "are two records again" in undone
        again = admin_client.post(undo, follow=True).content.decode()
        assert "undone already" in again

    def test_a_stale_page_shows_anew_and_a_refusal_says_why(
        self, admin_client, page, sam, old_sam
    ):
        form = self.form_of(admin_client.get(page, {"other": old_sam.pk}))
        CompletionFactory(person=old_sam)
        stale = admin_client.post(page, form, follow=True).content.decode()
        assert "Something has changed meanwhile" in stale
        assert "Modules begun: 2" in stale
        HelpRequestFactory(person=sam, with_person=old_sam)
        refused = admin_client.get(page, {"other": old_sam.pk}).content.decode()
        assert "so these are two people" in refused
        assert "Merge the two" not in refused
        nobody = admin_client.get(page, {"q": "zzz"}).content.decode()
        assert "Nobody else is found by “zzz”" in nobody

    def test_is_closed_to_others(self, client, sam, old_sam, editor):
        page = f"/admin/people/{sam.pk}/merge/"
        for right in ACCESS_TEAM_RIGHTS:
            of_app = Permission.objects.filter(
                content_type__app_label=right.partition(".")[0]
            )
            editor.user_permissions.add(of_app.get(codename=right.partition(".")[2]))
        client.force_login(editor)
        assert client.get(page, {"q": "example"}).status_code == 200
        stranger = PersonFactory()
        for other in (stranger.pk, editor.pk, "x", "9" * 30):
            assert client.get(page, {"other": other}).status_code in (302, 403)
            client.post(page, {"other": other})
        done = merging.merge(sam, old_sam, by=editor)
        undo = f"/admin/people/merges/{done.pk}/undo/"
        client.force_login(stranger)
        client.post(undo)
        done.refresh_from_db()
        assert done.undone_at is None
        assert Merge.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_merges_at_once_are_one(sam, old_sam, editor):
    EnrolmentFactory(person=old_sam)
    third = PersonFactory(service=sam.service)
    start, outcomes = Barrier(2), []

    def press(kept):
        start.wait(timeout=10)
        try:
            merging.merge(kept, old_sam, by=editor)
            outcomes.append("done")
        except merging.CannotMerge:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=press, args=[kept]) for kept in (sam, third)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(outcomes) == ["done", "refused"]
    assert Enrolment.objects.get().person == Merge.objects.get().kept


def test_a_rule_is_said_once():
    with pytest.raises(merge_rules.SaidTwice):
        merge_rules.moves("learning.Enrolment", "person")

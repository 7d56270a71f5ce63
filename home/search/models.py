"""What can be found, and its words: made from pages and sessions, lost without harm.

Who may see a thing is asked when somebody searches (`readable_by`), never kept here.
"""

from django.db import models

from home.search.querysets import SearchEntryQuerySet


class SearchEntry(models.Model):
    """One thing that can be found: a page, a part of one, or a session.

    `kind` is the name of one of home/search/kinds.py, `source_id` the key of the page
    or session in it, `part` the id of a part (a step), and `place` what comes first
    among equals.
    """

    kind = models.CharField(max_length=20)
    source_id = models.PositiveBigIntegerField()
    part = models.CharField(max_length=40, blank=True)
    place = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    # Of all that its words were made from, to notice what has changed since.
    digest = models.CharField(max_length=64)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "source_id", "part"], name="one_entry_for_each_thing"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.source_id}: {self.title}"


class SearchWord(models.Model):
    """One word of an entry, folded, with its stem and how much it tells.

    A weight of nought: it stands beside the thing, as the title of a module beside its
    steps, and alone is no reason to show it.
    """

    entry = models.ForeignKey(
        SearchEntry, on_delete=models.CASCADE, related_name="words"
    )
    word = models.CharField(max_length=40)
    stem = models.CharField(max_length=40)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "word"], name="one_row_for_each_word_of_an_entry"
            )
        ]
        indexes = [models.Index(fields=["stem"])]

    def __str__(self):
        return self.word

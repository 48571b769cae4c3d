"""Tables of the embedded engine, read and written by ``search.engines.embedded`` only.

Generations and chunks are plain numbers, not foreign keys: half of the rows hold one posting, and a constraint check
and an index more on each would cost more than the posting.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.enums import Audience


class SearchIndex(models.Model):
    """The one row that says which generation answers. Writers lock it, so that they come one after another."""

    active = models.PositiveIntegerField(_("generation that answers"), null=True)
    building = models.PositiveIntegerField(_("generation being built"), null=True)

    class Meta:
        verbose_name = _("search index")
        verbose_name_plural = _("search indexes")

    def __str__(self) -> str:
        return f"active {self.active}, building {self.building}"


class SearchGeneration(models.Model):
    """One build: what is frozen in it, and the numbers that its chunks use for facet values."""

    chunk_size = models.PositiveSmallIntegerField(_("documents in a chunk"))
    averages = models.JSONField(_("average lengths of the fields"))
    analysis = models.CharField(_("what its tokens depend on"), max_length=400, default="")
    # JSON as text: read with every query and parsed once per content.
    dictionary = models.TextField(_("facet values"), default="[]")

    class Meta:
        verbose_name = _("search generation")
        verbose_name_plural = _("search generations")

    def __str__(self) -> str:
        return str(self.pk)


class SearchChunk(models.Model):
    """Up to ``chunk_size`` documents of one audience: a fixed record and the facet values of each."""

    generation = models.PositiveIntegerField()
    audience = models.PositiveSmallIntegerField(choices=Audience)
    number = models.PositiveIntegerField()
    size = models.PositiveSmallIntegerField(_("documents in it"))
    stamp = models.BigIntegerField(_("random name of this content"))
    records = models.BinaryField()
    facets = models.BinaryField()
    languages = models.TextField(_("documents per language"), default="{}")

    class Meta:
        verbose_name = _("search chunk")
        verbose_name_plural = _("search chunks")
        constraints = [models.UniqueConstraint(fields=["generation", "audience", "number"], name="search_chunk_number")]

    def __str__(self) -> str:
        return f"{self.generation}/{self.audience}/{self.number}"


class SearchPosting(models.Model):
    """The documents of a chunk that have a token: their ordinals, and one impact for each if the token is a word.

    ``positions``: where it stands in each of them as the base of a word; empty where it does in none.
    """

    generation = models.PositiveIntegerField()
    audience = models.PositiveSmallIntegerField(choices=Audience)
    token = models.CharField(max_length=100)
    chunk = models.PositiveIntegerField()
    ordinals = models.BinaryField()
    impacts = models.BinaryField()
    positions = models.BinaryField(default=b"")

    class Meta:
        verbose_name = _("search posting")
        verbose_name_plural = _("search postings")
        constraints = [
            models.UniqueConstraint(fields=["generation", "audience", "token", "chunk"], name="search_posting_token")
        ]

    def __str__(self) -> str:
        return f"{self.generation}/{self.audience}/{self.token}/{self.chunk}"


class SearchTitles(models.Model):
    """The places in the alphabet of a chunk's titles in one language; language "" holds the originals' titles."""

    generation = models.PositiveIntegerField()
    audience = models.PositiveSmallIntegerField(choices=Audience)
    language = models.CharField(max_length=16)
    chunk = models.PositiveIntegerField()
    ordinals = models.BinaryField()
    keys = models.BinaryField()

    class Meta:
        verbose_name = _("search titles")
        verbose_name_plural = _("search titles")
        constraints = [
            models.UniqueConstraint(fields=["generation", "audience", "language", "chunk"], name="search_titles_chunk")
        ]

    def __str__(self) -> str:
        return f"{self.generation}/{self.audience}/{self.language}/{self.chunk}"


class SearchEntry(models.Model):
    """Where a document is in a generation, and all its tokens with their impacts: what a change has to undo.

    Without a chunk it is a tombstone: deleted while the generation was being built, not to be brought back by it.
    """

    generation = models.PositiveIntegerField()
    key = models.UUIDField()
    # Of the document that it was made from: reconcile compares it.
    version = models.PositiveBigIntegerField(default=0)
    audience = models.PositiveSmallIntegerField(choices=Audience)
    chunk = models.PositiveIntegerField(null=True)
    ordinal = models.PositiveSmallIntegerField(null=True)
    vector = models.BinaryField()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.UniqueConstraint(fields=["generation", "key"], name="search_entry_key"),
            models.UniqueConstraint(fields=["generation", "chunk", "ordinal"], name="search_entry_slot"),
        ]

    def __str__(self) -> str:
        return f"{self.generation}/{self.key}"

"""What the loader of the shipped vocabularies remembers."""

from django.db import models

from taxonomy.enums import Scheme


class VocabularyLoad(models.Model):
    """One row per scheme: which state of the shipped file was loaded last.

    ``digest`` lets a run with nothing new end after one query; ``codes`` are all codes that were ever loaded, so that
    a term which editors deleted does not come back.
    """

    scheme = models.CharField(max_length=32, choices=Scheme.choices, unique=True)
    digest = models.CharField(max_length=64)
    codes = models.JSONField(default=list)

    wagtail_reference_index_ignore = True

"""Runs inside a site that a test made: says what an import left there, without ids and times that runs differ in."""

import json

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision

from practices.models import ImportRecord, PracticePage
from search.models import SearchDocument, SearchMark, SearchText
from taxonomy.models import TermLabel
from translation.localize import StringTranslation
from translation.models import FieldTranslation


def state() -> str:
    """JSON: equal for equal sites, whatever keys their rows have."""
    names = {key: f"{source} {source_id}" for source, source_id, key in _records()}
    return json.dumps(
        {
            "records": sorted((*row[:2], row[2]) for row in ImportRecord.objects.values_list(
                "source", "source_id", "digest"
            )),
            "pages": sorted(_page(page, names) for page in PracticePage.objects.select_related("locale")),
            "states": sorted(
                [names[page.page.translation_key], page.page.locale.language_code, page.path, page.state]
                for page in FieldTranslation.objects.select_related("page__locale")
                if page.page.translation_key in names
            ),
            "segments": sorted(StringTranslation.objects.values_list("locale__language_code", "context__path", "data")),
            "terms": sorted(TermLabel.objects.values_list("term__scheme", "term__code", "language", "text")),
            "documents": sorted(
                [names[document.key], document.deleted, document.language]
                for document in SearchDocument.objects.filter(kind="practice")
            ),
            "marks": sorted({names[key] for key in SearchMark.objects.values_list("key", flat=True)}),
            "texts": sorted(
                [names[key], *rest]
                for key, *rest in SearchText.objects.filter(document__kind="practice").values_list(
                    "document__key", "language", "title", "summary", "status"
                )
            ),
        },
        indent=0,
        sort_keys=True,
    )  # fmt: skip


def committed() -> int:
    return ImportRecord.objects.count()


def _records():
    return ImportRecord.objects.values_list("source", "source_id", "translation_key")


def _page(page: PracticePage, names: dict) -> list:
    kind = ContentType.objects.get_for_model(PracticePage)
    return [
        names[page.translation_key],
        page.locale.language_code,
        page.title,
        page.slug,
        page.summary,
        page.live,
        page.is_original,
        sorted(f"{scheme}:{term.code}" for scheme, terms in page.terms_by_scheme().items() for term in terms),
        page.source_keywords,
        Revision.objects.filter(content_type=kind, object_id=str(page.pk)).count(),
    ]

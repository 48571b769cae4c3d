"""Questions that readers ask of pages. Care is asked of the original, in SQL, so that no list needs a second look."""

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db.models import BooleanField, CharField, Count, Exists, ExpressionWrapper, F, Model, OuterRef, Q, QuerySet
from wagtail.models import Page, PageManager, PageViewRestriction

from kb.enums import Care
from kb.models.care import CareMixin
from kb.models.original import Original

if TYPE_CHECKING:
    PageQuerySet = QuerySet[Any]  # Wagtail brings no types; its own methods are not used here
else:
    from wagtail.query import PageQuerySet

# Texts that readers never see on the page: a translation without them is complete.
UNSEEN_TEXTS = ("seo_title", "search_description")


class BasePageQuerySet(PageQuerySet):
    """``BasePageQuerySet(Page)`` asks of pages of every type; a page type's ``objects`` of its own."""

    def readable_by(self, user: Any) -> Self:
        """Live pages that ``user`` may see in a list: by the care of their original, and by Wagtail's restrictions.

        The same answer as ``kb.care.may_read`` gives for one page. No query of its own for anonymous readers.
        """
        from kb.care import is_member

        pages = self.filter(live=True)
        if not is_member(user):
            for condition in _of_care(self.model, Care.MEMBERS):
                pages = pages.exclude(condition)
        return pages.filter(~Exists(_restrictions_against(user)))

    def in_language(self, language: str) -> Self:
        """Pages of one language's tree."""
        return self.filter(locale__language_code=language)

    def without_aliases(self) -> Self:
        """Pages that have texts of their own."""
        return self.filter(alias_of__isnull=True)

    def one_per_set(self, language: str) -> Self:
        """Each set of translations once: the page in ``language`` where it is live, else the original."""
        here = Q(locale__language_code=language)
        exists_here = Page.objects.filter(here, live=True, translation_key=OuterRef("translation_key"))
        return self.without_aliases().filter(here | Q(original_record__isnull=False) & ~Exists(exists_here))

    def originals(self) -> Self:
        """Only the originals."""
        return self.filter(original_record__isnull=False)

    def with_text_states(self) -> Self:
        """Adds ``is_the_original``, and for translations ``texts_missing``, ``texts_machine``, ``texts_outdated``."""
        seen = ~Q(text_states__path__in=UNSEEN_TEXTS)
        counts = {
            f"texts_{state}": Count("text_states", filter=seen & Q(text_states__state=state))
            for state in ("missing", "machine", "outdated")
        }
        is_original = Exists(Original.objects.filter(page_id=OuterRef("pk")))
        return self.annotate(is_the_original=is_original, **counts)

    def with_anonymity(self) -> Self:
        """Adds ``is_anonymous``: whether outputs must not name the organisation behind the page."""
        nobody: Q = Q(pk__in=[])
        condition = reduce(or_, _of_care(self.model, Care.ANONYMOUS), nobody)
        return self.annotate(is_anonymous=ExpressionWrapper(condition, output_field=BooleanField()))

    def complete(self) -> Self:
        """Originals, and translations of which people have translated every text that readers see."""
        unfinished = (
            Page._meta.get_field("text_states")
            .related_model.objects.filter(page_id=OuterRef("pk"), state__in=("missing", "machine"))
            .exclude(path__in=UNSEEN_TEXTS)
        )
        return self.filter(~Exists(unfinished))


_PATH = ExpressionWrapper(OuterRef("path"), CharField())

BasePageManager = PageManager.from_queryset(BasePageQuerySet)


def _of_care(model: type[Model], care: Care) -> Iterator[Q]:
    """True for pages whose original's care is ``care``; for a set without a recorded original, their own."""
    for restricted in _models_with_care(model):
        such = restricted._default_manager.filter(care=care)
        by_original = such.filter(original_record__translation_key=OuterRef("translation_key"))
        recorded = Original.objects.filter(translation_key=OuterRef("translation_key"))
        own = such.filter(pk=OuterRef("pk"))
        yield Q(Exists(by_original)) | Q(Exists(own)) & ~Q(Exists(recorded))


def _models_with_care(model: type[Model]) -> list[type[Model]]:
    with_care: list[type[Model]] = [each for each in apps.get_models() if issubclass(each, CareMixin)]
    return with_care if model is Page else [each for each in with_care if each is model]


def _restrictions_against(user: Any) -> Any:
    """Wagtail's view restrictions, on the outer page or above it, that a list cannot take ``user`` past."""
    above = PageViewRestriction.objects.annotate(below=_PATH).filter(below__startswith=F("page__path"))
    if not getattr(user, "is_authenticated", False):
        return above
    passed = [PageViewRestriction.NONE, PageViewRestriction.LOGIN]
    if user.is_superuser:
        return above.exclude(restriction_type__in=[*passed, PageViewRestriction.GROUPS])
    in_group = Q(restriction_type=PageViewRestriction.GROUPS, groups__in=user.groups.all())
    return above.exclude(Q(restriction_type__in=passed) | Q(pk__in=PageViewRestriction.objects.filter(in_group)))

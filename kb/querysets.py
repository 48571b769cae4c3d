"""Questions that readers ask of pages. Care is asked of the original, in SQL, so that no list needs a second look."""

from collections.abc import Collection, Iterator
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    When,
)
from wagtail.models import BaseViewRestriction, Page, PageManager, PageViewRestriction

from kb.enums import Care, TextState
from kb.models.care import CareMixin
from kb.models.original import Original

if TYPE_CHECKING:
    PageQuerySet = QuerySet[Any]  # Wagtail brings no types; its own methods are not used here
else:
    from wagtail.query import PageQuerySet

# Texts that readers never see on the page: a translation without them is complete.
UNSEEN_TEXTS = ("seo_title", "search_description")
# The states that say something about the whole page.
COUNTED_STATES = (TextState.MISSING, TextState.MACHINE, TextState.OUTDATED)


class BasePageQuerySet(PageQuerySet):
    """``BasePageQuerySet(Page)`` asks of pages of every type; a page type's ``objects`` of its own."""

    def readable_by(self, user: Any, passed: Collection[int] = ()) -> Self:
        """Live pages that ``user`` may see in a list: by the care of their original, and by Wagtail's restrictions.

        ``kb.care.may_read`` gives for one page the same answer about care, and leaves the restrictions to Wagtail.
        ``passed``: the ids of the restrictions whose password the reader has given; a list asks for none. No query of
        its own for anonymous readers.
        """
        return self.filter(live=True).open_to(user, passed)

    def open_to(self, user: Any, passed: Collection[int] = ()) -> Self:
        """Pages that ``user`` may see if they are live: see ``readable_by``."""
        from kb.care import is_member

        pages = self.all()
        if not is_member(user):
            for condition in _of_care(self.model, Care.MEMBERS):
                pages = pages.exclude(condition)
        above = PageViewRestriction.objects.annotate(below=_PATH).filter(below__startswith=F("page__path"))
        return pages.filter(~Exists(unmet_by(user, above, passed)))

    def in_language(self, language: str) -> Self:
        """Pages of one language's tree."""
        return self.filter(locale__language_code=language)

    def without_aliases(self) -> Self:
        """Pages that have texts of their own."""
        return self.filter(alias_of__isnull=True)

    def one_per_set(self, language: str) -> Self:
        """Each set of translations once: its live page in ``language``, else the original, else the oldest."""
        here = Q(locale__language_code=language)
        live = Page.objects.filter(live=True, alias_of=None, translation_key=OuterRef("translation_key"))
        is_original = Q(original_record__isnull=False)
        stands_in = ~Exists(live.filter(is_original)) & ~Exists(live.filter(pk__lt=OuterRef("pk")))
        return self.without_aliases().filter(here | ~Exists(live.filter(here)) & (is_original | stands_in))

    def newest(self, user: Any, language: str, count: int) -> Self:
        """The ``count`` sets whose originals were published last, each as in ``one_per_set``, the newest first.

        Asks the index of dates for a few originals, so that it takes no longer where there are many. Sets whose
        original is not live are not new.
        """
        originals = self.originals().readable_by(user).order_by("-first_published_at", "-pk")
        # Some to spare: their page in this language may be behind a restriction that the original is not behind.
        keys = list(originals.values_list("translation_key", flat=True)[: 2 * count])
        place = Case(*(When(translation_key=key, then=number) for number, key in enumerate(keys)), default=len(keys))
        shown = self.filter(translation_key__in=keys).readable_by(user).one_per_set(language)
        return shown.annotate(newest_place=place).order_by("newest_place")[:count]

    def originals(self) -> Self:
        """Only the originals."""
        return self.filter(original_record__isnull=False)

    def with_text_states(self) -> Self:
        """Adds ``is_the_original``, and for translations ``texts_missing``, ``texts_machine``, ``texts_outdated``."""
        seen = ~Q(text_states__path__in=UNSEEN_TEXTS)
        counts = {
            f"texts_{state}": Count("text_states", filter=seen & Q(text_states__state=state))
            for state in COUNTED_STATES
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
            .related_model.objects.filter(page_id=OuterRef("pk"), state__in=(TextState.MISSING, TextState.MACHINE))
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


def unmet_by(user: Any, restrictions: Any, passed: Collection[int] = ()) -> Any:
    """Those of Wagtail's view restrictions, of pages or of collections, that ``user`` does not meet.

    The same answer as Wagtail's ``accept_request``, in SQL. ``passed``: ids of those whose password was given.
    """
    restrictions = restrictions.exclude(restriction_type=BaseViewRestriction.NONE)
    if passed:
        restrictions = restrictions.exclude(restriction_type=BaseViewRestriction.PASSWORD, pk__in=passed)
    if not getattr(user, "is_authenticated", False):
        return restrictions
    restrictions = restrictions.exclude(restriction_type=BaseViewRestriction.LOGIN)
    if user.is_superuser:
        return restrictions.exclude(restriction_type=BaseViewRestriction.GROUPS)
    in_group = Q(restriction_type=BaseViewRestriction.GROUPS, groups__in=user.groups.all())
    return restrictions.exclude(pk__in=restrictions.model.objects.filter(in_group).values("pk"))

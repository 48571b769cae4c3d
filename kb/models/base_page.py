"""What every page of the site has in common."""

from collections.abc import Callable, Mapping
from datetime import date
from http import HTTPMethod
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail_localize.fields import BaseTranslatableField, TranslatableField

from kb.fields import plain
from kb.forms import BasePageForm
from kb.models.original import Original
from kb.page_locks import lock_sets
from kb.publishing import PublishRule, Required, missing
from kb.querysets import BasePageManager
from kb.references import noted_once
from kb.searching import Searchable
from kb.slugs import available_slug


class BasePage(Page):
    """A page of one language, whose publish rule, translation rule and care are declared, not implied.

    ``translatable_fields`` (wagtail-localize) names every field that a translation takes from its original, translated
    or copied; ``local_fields`` names those that each language keeps for itself. A system check holds both complete.
    """

    # Pages are read. Nothing is sent to them: forms have addresses of their own.
    allowed_http_methods: ClassVar[list[HTTPMethod]] = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    # The rule that publishing must meet, for every path: see kb.publishing.
    publish_rule: ClassVar[PublishRule] = PublishRule(Required("title"))
    # How it is found, or None for pages that are only ways to others. Every type says which: see kb.checks.
    searchable: ClassVar[Searchable | None]
    # The fields that say what a page is about, of a type that is not found; the others name them in ``searchable``.
    summary_fields: ClassVar[tuple[str, ...]] = ()
    # Members-only fields: never in a public output. See kb.care.
    members_only_fields: ClassVar[frozenset[str]] = frozenset()
    # Fields that name the organisation: empty for the public where care says so. See kb.care.
    organisation_fields: ClassVar[frozenset[str]] = frozenset()
    # Those of them whose value is a name, or several: care looks for these in all texts of the page.
    organisation_name_fields: ClassVar[frozenset[str]] = frozenset()
    # Facts that readers may not be shown as they are recorded: by field, what they are shown, made from the original.
    # For every reader, wherever the page is shown: see kb.care.conceal.
    blurred_fields: ClassVar[Mapping[str, Callable[[Any], Any]]] = {}
    # What a translation takes from its original. Types add their own to these.
    translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        TranslatableField("title"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
    ]
    # Fields that a translation neither translates nor copies.
    local_fields: ClassVar[frozenset[str]] = frozenset({"slug", "show_in_menus", "go_live_at", "expire_at"})

    objects: ClassVar[Any] = BasePageManager()

    # Names of the members-only texts that care took out of this page for the reader at hand. See kb.care.conceal.
    concealed: frozenset[str] = frozenset()
    _restrictions: Any = None
    # For texts that are shown with the page and are not its own: takes out what care takes out of its own.
    withhold: Callable[[str], str] = str

    # What it is where its address is shared: "website", or "article" for what has a day on which it was published.
    og_type: ClassVar[str] = "website"

    slug: str
    base_form_class = BasePageForm
    # A form for a page that is being edited checks the rule itself, once all its parts are filled in.
    publish_rule_is_checked_by_form = False

    promote_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel([FieldPanel("seo_title"), FieldPanel("search_description")], heading=_("For search engines")),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("For site menus")),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuses to be live with something missing. Every path that publishes ends here, through ``Page.save``."""
        super().clean()
        if self.live and not self.publish_rule_is_checked_by_form:
            faults = missing(self)
            if faults:
                raise ValidationError(
                    [ValidationError(fault.message, code=f"missing:{fault.field}") for fault in faults]
                )

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self._set_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        self._set_slug()
        super().minimal_clean()

    def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any) -> Any:
        self._refuse_another_languages_tree()
        if self.pk is not None and connection.in_atomic_block:
            # What the transaction does next may write the other languages: in the one order of locks.
            lock_sets([self.translation_key])
        with noted_once(self, kwargs.get("update_fields")):
            result = super().save(clean=clean, user=user, log_action=log_action, **kwargs)
        Original.objects.ensure(self)
        return result

    def with_content_json(self, content: Any) -> "BasePage":
        """The page with the content of a revision. Once published, its address is the page's, not the revision's."""
        page: BasePage = super().with_content_json(content)
        if self.first_published_at is not None and page.slug != self.slug:
            page.slug = self.slug
            page.set_url_path(page.get_parent())
        return page

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds ``reading``: this page as the request's reader may see it. Types add their lists to it."""
        from kb.reading import Reading

        return {**super().get_context(request, *args, **kwargs), "reading": Reading(self, request)}

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        """Shows the draft as its readers will see it: without what care takes out."""
        from kb.care import conceal

        conceal(self, request.user)
        return super().serve_preview(request, mode_name)

    @property
    def original(self) -> "BasePage":
        """The page that this one is a translation of; itself if it is the original."""
        shown = self.__dict__.get("_shown_original")
        return shown or Original.objects.page_of(self)

    @property
    def is_original(self) -> bool:
        return Original.objects.is_original(self)

    @property
    def gist(self) -> str:
        """What the page is about, as plain text: the first of its summary fields that says something."""
        for name in self.searchable.summary if self.searchable else self.summary_fields:
            value = getattr(self, name) or ""
            text = plain(value) if isinstance(self._meta.get_field(name), RichTextField) else value.strip()
            if text:
                return text
        return ""

    def get_view_restrictions(self) -> Any:
        """Wagtail's restrictions of this page and of those above it: asked for once, by whoever serves it."""
        if self._restrictions is None:
            self._restrictions = super().get_view_restrictions()
        return self._restrictions

    def published_on(self, reading: Any) -> date | None:
        """The day or moment of its publication, as readers are told it; ``reading`` is the reader's ``Reading``."""
        found: date | None = self.first_published_at
        return found

    def structured_data(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """What the page is in the words of schema.org: ``@type`` and what only its type has. See kb.structured_data.

        ``context`` is the template's; care has been asked.
        """
        return {"@type": "WebPage"}

    def picture_texts(self, reading: Any) -> dict[str, str]:
        """What stands on the picture that is drawn of the page: ``title``, ``above`` and ``below``; the usual one for
        what is left out. The same for every reader. See kb.pictures.
        """
        return {}

    def _set_slug(self) -> None:
        """An ASCII slug from this language's title where the page has none. Nobody types slugs: the form asks for a new
        one until the page is first published, and from then on it stays.
        """
        if not self.slug and self.path and self.title and self.locale_id:
            self.slug = available_slug(self)

    def _refuse_another_languages_tree(self) -> None:
        """A page, or an alias, in the tree of another language than its own is live where nobody finds it: never."""
        is_foreign = self.alias_of_id and self.alias_of is not None and self.alias_of.locale_id != self.locale_id
        if is_foreign or (self._state.adding and not in_own_tree(self)):
            raise ValidationError(
                _("“%(title)s” cannot be shown in another language as it is: translate it instead.")
                % {"title": self.title}
            )


def in_own_tree(page: Page, parent: Page | None = None) -> bool:
    """Whether ``page`` stands, or would stand under ``parent``, in the tree of its own language."""
    if parent is None:
        parent = Page.objects.filter(path=page.path[: -page.steplen]).first()
    # Below the root, which is of no language, stand the home pages of all.
    return parent is None or parent.is_root() or parent.locale_id == page.locale_id


class IndexPage(BasePage):
    """A page that lists others: one in every content language, each with its own title."""

    introduction = models.TextField(_("introduction"), blank=True, help_text=_("One or two sentences above the list."))

    searchable = None
    # The kind of pages (kb.searching) of which it is the search's result page; empty for one that makes its own list.
    results_of: ClassVar[str] = ""
    summary_fields = ("introduction",)
    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, FieldPanel("introduction")]
    translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *BasePage.translatable_fields,
        TranslatableField("introduction"),
    ]

    class Meta:
        abstract = True

    def structured_data(self, context: Mapping[str, Any]) -> dict[str, Any]:
        return {"@type": "CollectionPage"}

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _

# The tables of the embedded engine: made of the documents, so that a backup need not hold them.
INDEX_TABLES = tuple(
    f"search_search{name}" for name in ("index", "generation", "chunk", "posting", "titles", "entry", "word")
)


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from wagtail.models import PageViewRestriction
        from wagtail.signals import post_page_move

        from kb import similar, terms
        from kb.backup.derived import declare_derived
        from kb.signals import original_changed
        from kb.sitemaps import register_part
        from search import checks, receivers, tasks  # noqa: F401
        from search.pages import PageSource, searchable_types
        from search.shown_terms import shown_terms
        from search.similar import same_issue
        from search.sitemaps import ThemeSitemap
        from search.sources import registry
        from taxonomy.signals import terms_changed
        from translation.signals import texts_recorded

        registry.register(PageSource())
        terms.register(shown_terms)
        similar.register(same_issue)
        register_part("themes", lambda request: ThemeSitemap())
        for index_table in INDEX_TABLES:
            declare_derived(index_table, rebuilt_by="search_index rebuild")
        for model in searchable_types():
            for signal in (post_save, post_delete):
                signal.connect(
                    receivers.page_changed, sender=model, dispatch_uid=f"search.{model.__name__}.{id(signal)}"
                )
        for signal in (post_save, post_delete):
            signal.connect(
                receivers.restriction_changed,
                sender=PageViewRestriction,
                dispatch_uid=f"search.restriction.{id(signal)}",
            )
        post_page_move.connect(receivers.page_moved, dispatch_uid="search.page_moved")
        terms_changed.connect(receivers.terms_changed, dispatch_uid="search.terms_changed")
        texts_recorded.connect(receivers.texts_recorded, dispatch_uid="search.texts_recorded")
        original_changed.connect(receivers.original_changed, dispatch_uid="search.original_changed")

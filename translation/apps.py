from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    name = "translation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from wagtail.signals import page_published

        from kb import care, publishing
        from kb.signals import original_changed, original_leaves, page_replaced, tree_page_created
        from translation import localize, receivers
        from translation.care import conceal_organisation
        from translation.publishing import untranslated

        localize.install()
        localize.install_import()
        care.register_concealer(conceal_organisation)
        publishing.register(untranslated)
        page_published.connect(receivers.follow_publish, dispatch_uid="translation.follow_publish")
        original_leaves.connect(receivers.keep_work, dispatch_uid="translation.keep_work")
        page_replaced.connect(receivers.rename_in_sources, dispatch_uid="translation.rename_in_sources")
        original_changed.connect(receivers.change_original, dispatch_uid="translation.change_original")
        tree_page_created.connect(receivers.record_tree_page, dispatch_uid="translation.record_tree_page")

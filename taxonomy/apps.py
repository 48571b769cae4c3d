from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class TaxonomyConfig(AppConfig):
    name = "taxonomy"
    verbose_name = _("Taxonomy")

    def ready(self) -> None:
        from wagtail.models import Revision

        from taxonomy import signals
        from taxonomy.models import PageTerm, Term, TermLabel

        for signal in (post_save, post_delete):
            signal.connect(signals.term_changed, sender=Term, dispatch_uid=f"taxonomy.term.{id(signal)}")
            signal.connect(signals.label_changed, sender=TermLabel, dispatch_uid=f"taxonomy.label.{id(signal)}")
        post_save.connect(signals.use_recorded, sender=PageTerm, dispatch_uid="taxonomy.use_recorded")
        post_save.connect(signals.draft_recorded, sender=Revision, dispatch_uid="taxonomy.draft_recorded")

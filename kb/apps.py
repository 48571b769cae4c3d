from django.apps import AppConfig
from django.db.models.signals import post_delete, pre_delete
from django.utils.translation import gettext_lazy as _


class KbConfig(AppConfig):
    name = "kb"
    verbose_name = _("Knowledge base")

    def ready(self) -> None:
        from wagtail.models import Page

        # Checks and tasks are imported for what they register.
        from kb import checks, tasks  # noqa: F401
        from kb.originals import hand_over_after_deletion, remember_before_deletion
        from kb.relations import name_the_heir, remember_who_names

        pre_delete.connect(remember_before_deletion, sender=Page, dispatch_uid="kb.remember_before_deletion")
        post_delete.connect(hand_over_after_deletion, sender=Page, dispatch_uid="kb.hand_over_after_deletion")
        pre_delete.connect(remember_who_names, sender=Page, dispatch_uid="kb.remember_who_names")
        # After the hand-over: the set has its original again.
        post_delete.connect(name_the_heir, sender=Page, dispatch_uid="kb.name_the_heir")

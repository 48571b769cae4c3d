from django.apps import AppConfig
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.utils.translation import gettext_lazy as _


class KbConfig(AppConfig):
    name = "kb"
    verbose_name = _("Knowledge base")

    def ready(self) -> None:
        from django.contrib.auth import get_user_model
        from wagtail.models import Page
        from wagtail.signals import page_slug_changed, post_page_move

        # Checks and tasks are imported for what they register.
        from kb import checks, tasks  # noqa: F401
        from kb.care import forget_membership
        from kb.originals import hand_over_after_deletion, remember_before_deletion
        from kb.relations import name_the_heir, remember_who_names
        from kb.taken_down import on_page, remember_address

        pre_delete.connect(remember_before_deletion, sender=Page, dispatch_uid="kb.remember_before_deletion")
        post_delete.connect(hand_over_after_deletion, sender=Page, dispatch_uid="kb.hand_over_after_deletion")
        in_groups = get_user_model()._meta.get_field("groups").remote_field.through
        m2m_changed.connect(forget_membership, sender=in_groups, dispatch_uid="kb.forget_membership")
        pre_delete.connect(remember_who_names, sender=Page, dispatch_uid="kb.remember_who_names")
        pre_delete.connect(remember_address, sender=Page, dispatch_uid="kb.remember_address")
        for signal in (post_save, page_slug_changed, post_page_move):
            signal.connect(on_page, dispatch_uid=f"kb.forget_addresses.{id(signal)}")
        # After the hand-over: the set has its original again.
        post_delete.connect(name_the_heir, sender=Page, dispatch_uid="kb.name_the_heir")

"""The groups of a site and the first editor's account."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from kb.care import MEMBERS_GROUP
from users.models import User

EDITORS_GROUP = "Editors"
EDITOR_EMAIL = "editor@example.org"

_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
_COLLECTIONS = (
    *(("wagtailimages", f"{action}_image") for action in ("add", "change", "choose")),
    *(("wagtaildocs", f"{action}_document") for action in ("add", "change", "choose")),
)
_OTHERS = (
    ("wagtailadmin", "access_admin"),
    ("wagtail_localize", "submit_translation"),
    ("kb", "change_sitesettings"),
    *(("taxonomy", f"{action}_term") for action in ("add", "change", "delete")),
)


@dataclass(frozen=True)
class Account:
    """An account, and its password if it was made just now: only the hash is kept."""

    email: str
    password: str | None


def ensure_members() -> Group:
    """The group whose accounts read what is for members only. It needs no rights in the admin."""
    return Group.objects.get_or_create(name=MEMBERS_GROUP)[0]


@transaction.atomic
def ensure_editor() -> Account:
    """The first editor's account. Where it is there already, neither it nor the rights of its group are touched."""
    if User.objects.filter(email__iexact=EDITOR_EMAIL).exists():
        return Account(EDITOR_EMAIL, None)
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(EDITOR_EMAIL, password, first_name="Demo", last_name="Editor")
    user.groups.add(_editors())
    return Account(EDITOR_EMAIL, password)


def _editors() -> Group:
    """The group that writes, publishes, translates and keeps the terms, in all languages."""
    group = Group.objects.get_or_create(name=EDITORS_GROUP)[0]
    root = Page.get_first_root_node()
    for codename in _PAGES:
        permission = _permission("wagtailcore", codename)
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    collection = Collection.get_first_root_node()
    for app, codename in _COLLECTIONS:
        permission = _permission(app, codename)
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    group.permissions.add(*(_permission(app, codename) for app, codename in _OTHERS))
    return group


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)

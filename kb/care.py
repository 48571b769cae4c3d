"""Care: who may see what. The one place that decides, asked by every output.

The original decides for all languages. Raising care acts at once: ``spread`` writes it to every translation in the same
transaction, before anything is translated or synchronised, so that no later mistake can show what was restricted.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, ReferenceIndex

from kb.enums import Care, FileCare
from kb.models.care import CareMixin
from kb.models.original import Original
from kb.querysets import BasePageQuerySet, unmet_by

if TYPE_CHECKING:
    from kb.models import BasePage

MEMBERS_GROUP = "Members"
_KEPT = "_kb_is_member"


def care_of(page: Page) -> Care:
    """The care of ``page``, in whatever language it is: its original's, as it is in the database now.

    Pages of a type without the choice are public. Two queries at most.
    """
    model = page.specific_class
    if model is None or not issubclass(model, CareMixin):
        return Care.PUBLIC
    original = Original.objects.filter(translation_key=page.translation_key).values("page_id")
    recorded = model.objects.filter(pk__in=original).values_list("care", flat=True).first()
    return Care(recorded or page.specific.care)


def is_member(user: Any) -> bool:
    """A signed-in account in the group Members, or one that may enter the admin.

    A page asks it many times. The answer is kept with the account's instance, which lives as long as a request, as
    Django keeps the answers about its permissions: who keeps one longer reads it anew.
    """
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return False
    known: bool | None = getattr(user, _KEPT, None)
    if known is None:
        in_group = user.groups.filter(name=MEMBERS_GROUP)
        known = bool(user.has_perm("wagtailadmin.access_admin") or in_group.exists())
        setattr(user, _KEPT, known)
    return known


def forget_membership(instance: Any, **kwargs: Any) -> None:
    """Receiver of ``m2m_changed`` for the groups of an account: what is kept with this instance is asked anew."""
    vars(instance).pop(_KEPT, None)


def may_read(page: Page, user: Any) -> bool:
    """Whether care lets ``user`` see that ``page`` exists and read it.

    Wagtail's own view restrictions are not asked: where a page is served, Wagtail asks them next, and can send the
    reader to sign in or take a password. Lists and files, which cannot, ask ``readable_by``.
    """
    return care_of(page) != Care.MEMBERS or is_member(user)


def _hidden(page: "BasePage", care: Care, member: bool) -> frozenset[str]:
    """The names of ``page``'s fields that a reader must not be shown, wherever the page is shown.

    Members-only fields for all but members; fields that name the organisation for everybody where care says so: the
    promise was made to the organisation, and members' lists travel.
    """
    hidden = frozenset() if member else page.members_only_fields
    return hidden | page.organisation_fields if care == Care.ANONYMOUS else hidden


def names_organisation(page: Page) -> bool:
    """Whether outputs may name the organisation behind ``page``."""
    return care_of(page) != Care.ANONYMOUS


def may_follow(page: Page, user: Any) -> bool:
    """Whether an old address may lead ``user`` to where ``page`` is now.

    Never to a page that must not name its organisation: its old address may name it, in a form that no list of labels
    has, and would tell whose practice it is.
    """
    return page.live and may_read(page, user) and names_organisation(page)


Concealer = Callable[[Sequence["BasePage"], "BasePage"], None]
_concealers: list[Concealer] = []


def register_concealer(concealer: Concealer) -> Concealer:
    """Adds a step of ``conceal`` for pages that must not name the organisation.

    It is called with the pages to conceal, all of one set, and their original, whose fields still name it.
    """
    if concealer not in _concealers:
        _concealers.append(concealer)
    return concealer


def conceal(page: "BasePage", user: Any) -> None:
    """Takes out of ``page``, in memory, what ``user`` must not be shown: before anything is rendered from it.

    The original that ``page.original`` gives from then on is treated alike, so that no template can show by mistake
    what is not there. ``page.concealed`` says which texts were taken out.
    """
    conceal_with(page, page.original, is_member(user))


def conceal_with(page: "BasePage", original: "BasePage", member: bool) -> None:
    """``conceal`` for a list, whose originals come in one query: see ``kb.cards``."""
    if original.pk == page.pk:
        original = page
    page.__dict__["_shown_original"] = original
    care = Care(original.care) if isinstance(original, CareMixin) else Care.PUBLIC
    hidden = _hidden(page, care, member)
    page.concealed = frozenset(name for name in hidden & page.members_only_fields if getattr(page, name))
    shown = [page] if page is original else [page, original]
    if care == Care.ANONYMOUS:
        for concealer in _concealers:
            concealer(shown, original)
    for each in shown:
        for name in hidden:
            _empty(each, name)
        _blur(each, original)


def shown_title(page: Page) -> str:
    """The title of ``page`` as every output may show it.

    ``page`` comes ``with_anonymity`` (see ``kb.querysets``). No query, unless it must not name its organisation.
    """
    if page.is_anonymous:
        page = page.specific
        conceal(page, None)
    return str(page.title)


def _empty(page: "BasePage", name: str) -> None:
    value = getattr(page, name)
    if hasattr(value, "all"):
        setattr(page, name, [])
    else:
        setattr(page, name, "" if isinstance(value, str) else None)


def _blur(page: "BasePage", original: "BasePage") -> None:
    """Puts what may be shown in the place of facts that are not for everybody as they are recorded."""
    for name, shown in original.blurred_fields.items():
        setattr(page, name, shown(original))


def may_fetch(file: Any, user: Any, session: Mapping[str, Any] | None = None) -> bool:
    """Whether ``user`` may fetch an image or document, or a rendition of it.

    A file that is members only by its own field needs a member, one in a restricted collection somebody whom the
    collection lets in. One that only restricted or unpublished pages use needs somebody who may read one of them; one
    that something public uses, or nothing yet, is public. Editors may see what the pages they edit use, and the images
    of every collection, which the admin shows them. ``session`` knows the passwords of restrictions that the reader
    has given; without it, none.
    """
    if getattr(file, "care", FileCare.PUBLIC) == FileCare.MEMBERS and not is_member(user):
        return False
    if not _collection_admits(file, user, session or {}):
        return isinstance(file, get_image_model()) and _is_editor(user)
    used_by = set(ReferenceIndex.get_references_to(file).values_list("base_content_type_id", "object_id"))
    page_type = ContentType.objects.get_for_model(Page).pk
    if not used_by or any(content_type != page_type for content_type, _pk in used_by):
        return True
    pages = BasePageQuerySet(Page).filter(pk__in=[int(pk) for _content_type, pk in used_by])
    passed = (session or {}).get(PageViewRestriction.passed_view_restrictions_session_key, ())
    return pages.readable_by(user, passed).exists() or _is_editor(user)


def _collection_admits(file: Any, user: Any, session: Mapping[str, Any]) -> bool:
    passed = session.get(CollectionViewRestriction.passed_view_restrictions_session_key, ())
    return not unmet_by(user, file.collection.get_view_restrictions(), passed).exists()


def _is_editor(user: Any) -> bool:
    return bool(getattr(user, "is_authenticated", False)) and user.has_perm("wagtailadmin.access_admin")


def spread(original: "CareMixin") -> None:
    """Writes the original's care to its translations' live rows, in the caller's transaction."""
    translations = type(original).objects.filter(translation_key=original.translation_key)  # type: ignore[attr-defined]
    others = translations.exclude(pk=original.pk).exclude(care=original.care, care_version=original.care_version)
    others.update(care=original.care, care_version=original.care_version)

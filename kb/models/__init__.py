from kb.models.base_page import BasePage, IndexPage
from kb.models.care import CareMixin
from kb.models.documents import KbDocument
from kb.models.images import ImageText, KbImage, Rendition
from kb.models.original import Original
from kb.models.site import FooterLink, Funder, SiteSettings, SiteText
from kb.models.taken_down import TakenDownAddress
from kb.models.tick import TickRecord

__all__ = [
    "BasePage",
    "CareMixin",
    "FooterLink",
    "Funder",
    "ImageText",
    "IndexPage",
    "KbDocument",
    "KbImage",
    "Original",
    "Rendition",
    "SiteSettings",
    "SiteText",
    "TakenDownAddress",
    "TickRecord",
]

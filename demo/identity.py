"""The texts and the footer of the site, edited afterwards in the admin under Settings, Site settings."""

from collections.abc import Mapping

from wagtail.models import Page, Site

from kb.models.site import FooterLink, SiteSettings, SiteText

TEXTS = (
    SiteText(
        language="en",
        name="Good practices",
        promise="What civil society has tried and learned, found in your language.",
        disclaimer="A demonstration: the practices are real and told in our own words; every page names its source.",
    ),
    SiteText(
        language="tr",
        name="İyi uygulamalar",
        promise="Sivil toplumun denediği ve öğrendiği, kendi dilinizde.",
        disclaimer="Bir tanıtımdır: uygulamalar gerçektir, kendi sözlerimizle anlatılmıştır; sayfalar kaynağını verir.",
    ),
)
FOOTER = ("about", "privacy", "imprint", "accessibility")


def describe_site(pages: Mapping[str, Page]) -> None:
    """Gives the site its name in two languages, and the links of its footer. What is there already stays.

    ``pages`` are the pages of the content files, by the file's name.
    """
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    if not settings.texts.exists():
        settings.texts.set(
            SiteText(
                language=text.language,
                name=text.name,
                promise=text.promise,
                disclaimer=text.disclaimer,
                sort_order=place,
            )
            for place, text in enumerate(TEXTS)
        )
    if not settings.links.exists():
        settings.links.set(FooterLink(page=pages[name].page_ptr, sort_order=place) for place, name in enumerate(FOOTER))
    settings.save()

"""The index pages of this app, with their titles in every content language."""

from kb.trees import TreePage, register, register_home

HOME = {
    "en": "Good practices", "tr": "İyi uygulamalar", "sl": "Dobre prakse", "sv": "Goda exempel", "bg": "Добри практики",
    "el": "Καλές πρακτικές", "de": "Gute Praxis", "fr": "Bonnes pratiques", "es": "Buenas prácticas",
    "it": "Buone pratiche", "pt": "Boas práticas", "ro": "Bune practici", "hr": "Dobre prakse", "hu": "Jó gyakorlatok",
    "cs": "Dobrá praxe", "sk": "Dobrá prax",
}  # fmt: skip

NEWS = {
    "en": "News", "tr": "Haberler", "sl": "Novice", "sv": "Nyheter", "bg": "Новини", "el": "Νέα", "de": "Neuigkeiten",
    "fr": "Actualités", "es": "Noticias", "it": "Notizie", "pt": "Notícias", "ro": "Știri", "hr": "Vijesti",
    "hu": "Hírek", "cs": "Aktuality", "sk": "Aktuality",
}  # fmt: skip


def register_pages() -> None:
    register_home(TreePage("home.HomePage", HOME))
    register(TreePage("home.NewsIndexPage", NEWS))

"""The index pages of this app, with their titles in every content language."""

from kb.trees import TreePage, register

PRACTICES = {
    "en": "Practices", "tr": "Uygulamalar", "sl": "Prakse", "sv": "Metoder i praktiken", "bg": "Практики",
    "el": "Πρακτικές", "de": "Praxisbeispiele", "fr": "Pratiques", "es": "Prácticas", "it": "Pratiche",
    "pt": "Práticas",     "ro": "Practici", "hr": "Prakse", "hu": "Gyakorlatok", "cs": "Praxe", "sk": "Prax",
}  # fmt: skip

METHODS = {
    "en": "Methods", "tr": "Yöntemler", "sl": "Metode", "sv": "Metoder", "bg": "Методи", "el": "Μέθοδοι",
    "de": "Methoden", "fr": "Méthodes", "es": "Métodos", "it": "Metodi", "pt": "Métodos", "ro": "Metode",
    "hr": "Metode", "hu": "Módszerek", "cs": "Metody", "sk": "Metódy",
}  # fmt: skip


THEMES = {
    "en": "Themes", "tr": "Temalar", "sl": "Teme", "sv": "Teman", "bg": "Теми", "el": "Θέματα", "de": "Themen",
    "fr": "Thèmes", "es": "Temas", "it": "Temi", "pt": "Temas", "ro": "Teme", "hr": "Teme", "hu": "Témák",
    "cs": "Témata", "sk": "Témy",
}  # fmt: skip


def register_pages() -> None:
    register(TreePage("practices.PracticeIndexPage", PRACTICES))
    register(TreePage("practices.MethodIndexPage", METHODS))
    register(TreePage("practices.ThemeIndexPage", THEMES))

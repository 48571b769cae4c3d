"""The index pages of this app, with their titles in every content language."""

from kb.trees import TreePage, register

EVENTS = {
    "en": "Events", "tr": "Etkinlikler", "sl": "Dogodki", "sv": "Evenemang", "bg": "Събития", "el": "Εκδηλώσεις",
    "de": "Veranstaltungen", "fr": "Événements", "es": "Eventos", "it": "Eventi", "pt": "Eventos", "ro": "Evenimente",
    "hr": "Događanja", "hu": "Események", "cs": "Akce", "sk": "Podujatia",
}  # fmt: skip


def register_pages() -> None:
    register(TreePage("events.EventIndexPage", EVENTS))

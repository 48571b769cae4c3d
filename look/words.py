"""Sample texts for the style page, in the letters and with the long words that break layouts. They tell of nobody."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Texts in one language: ``title`` with a word that is too long for a column, ``line`` of two sentences."""

    language: str
    title: str
    line: str
    word: str


WORDS = {
    words.language: words
    for words in (
        Words(
            "en",
            "Neighbours mend, share and counterdemonstrate non-compartmentalisation",
            "People of one street meet once a month. They bring what is broken and take home what works.",
            "Mending",
        ),
        Words(
            "tr",
            "İstanbul’da ırmak kıyısında imece: çağdaşlaştıramadıklarımızdan mısınız",
            "Aynı sokağın insanları ayda bir buluşur. Kırılanı getirir, çalışanı eve götürürler.",
            "Onarım",
        ),
        Words(
            "el",
            "Γείτονες επισκευάζουν μαζί: ηλεκτροεγκεφαλογραφήματα και αλληλοϋποστήριξη",
            "Οι άνθρωποι ενός δρόμου συναντιούνται μία φορά τον μήνα. Φέρνουν ό,τι χάλασε.",
            "Επισκευή",
        ),
        Words(
            "sl",
            "Sosedje skupaj popravljajo: najneprizanesljivejšimi in medgeneracijsko sodelovanje",
            "Ljudje iz ene ulice se srečajo enkrat na mesec. Prinesejo, kar je pokvarjeno.",
            "Popravljanje",
        ),
        Words(
            "de",
            "Nachbarschaftshilfekoordinierungsstelle und Freiwilligenvermittlungsverfahren",
            "Menschen einer Straße treffen sich einmal im Monat. Sie bringen mit, was kaputt ist.",
            "Reparieren",
        ),
    )
}


def words(language: str) -> Words:
    """Those of ``language``, else the English ones."""
    return WORDS.get(language, WORDS["en"])

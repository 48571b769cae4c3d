"""Languages that are written in two scripts: one word, one token."""

_CYRILLIC = "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш"
_LATIN = "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š"
_SERBIAN = str.maketrans({_CYRILLIC[2 * place]: letter for place, letter in enumerate(_LATIN.split(" "))})


def one_script(word: str, language: str) -> str:
    """A word in lower case in the script that its language is indexed in: Serbian in Latin letters."""
    return word.translate(_SERBIAN) if language == "sr" else word

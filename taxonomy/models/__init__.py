from taxonomy.models.load import VocabularyLoad
from taxonomy.models.page_term import PageTerm
from taxonomy.models.term import Term, TermInUseError
from taxonomy.models.term_definition import LONGEST_DEFINITION, TermDefinition
from taxonomy.models.term_label import TermLabel
from taxonomy.models.version import TaxonomyVersion

__all__ = [
    "LONGEST_DEFINITION",
    "PageTerm",
    "TaxonomyVersion",
    "Term",
    "TermDefinition",
    "TermInUseError",
    "TermLabel",
    "VocabularyLoad",
]

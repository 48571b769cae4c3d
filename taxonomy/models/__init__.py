from taxonomy.models.page_term import PageTerm
from taxonomy.models.term import Term, TermInUseError, TermLabel
from taxonomy.models.version import TaxonomyVersion

__all__ = ["PageTerm", "TaxonomyVersion", "Term", "TermInUseError", "TermLabel"]

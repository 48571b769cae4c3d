from search.models.document import SearchDocument, SearchText
from search.models.index import SearchChunk, SearchEntry, SearchGeneration, SearchIndex, SearchPosting, SearchTitles
from search.models.mark import SearchMark
from search.models.word import SearchWord

__all__ = [
    "SearchChunk",
    "SearchDocument",
    "SearchEntry",
    "SearchGeneration",
    "SearchIndex",
    "SearchMark",
    "SearchPosting",
    "SearchText",
    "SearchTitles",
    "SearchWord",
]

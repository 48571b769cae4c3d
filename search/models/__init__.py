from search.models.document import SearchDocument, SearchText
from search.models.index import SearchChunk, SearchEntry, SearchGeneration, SearchIndex, SearchPosting, SearchTitles

__all__ = [
    "SearchChunk",
    "SearchDocument",
    "SearchEntry",
    "SearchGeneration",
    "SearchIndex",
    "SearchPosting",
    "SearchText",
    "SearchTitles",
]

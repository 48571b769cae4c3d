"""The engine inside the database: posting lists as blobs in ordinary tables, numpy for the rest."""

from search.engines.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]

"""Importing practices from JSON Lines. The format is described in docs/import-format.md."""

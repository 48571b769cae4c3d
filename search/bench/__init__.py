"""Measures the embedded engine on a scratch database, with a corpus that a seed generates."""

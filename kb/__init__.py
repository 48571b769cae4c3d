"""The project: settings, addresses and what every app shares."""

# The one version of the project; pyproject.toml says the same, which a test compares.
__version__ = "0.1.0"

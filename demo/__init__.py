"""The first start: a site with everything in its place, and content to look at. The content is in ``content/``."""

"""For whoever changes a template: a page of all components, pictures of every page, measures. No reader meets it."""

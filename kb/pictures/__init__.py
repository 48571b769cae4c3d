"""Pictures that the site draws itself: one for each page that is shared elsewhere, and its icons."""

"""The shapes of countries: small files that the project draws places with, and the conversion that made them.

``marks`` and ``europe`` read the files; ``topology``, ``outline``, ``projection``, ``drawing_marks`` and
``drawing_europe`` are only needed to make them anew (``manage.py convert_shapes``).
"""

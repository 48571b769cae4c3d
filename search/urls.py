"""Addresses of the search, below each language's prefix."""

from django.urls import path

from search.views.results import results

urlpatterns = [path("search/", results, name="search")]

"""Addresses of the search, below each language's prefix."""

from django.urls import path

from search.views.results import results
from search.views.theme_picture import theme_picture

urlpatterns = [
    path("search/", results, name="search"),
    path("og/theme-<int:pk>-<slug:digest>.png", theme_picture, name="theme_picture"),
]

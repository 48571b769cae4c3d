"""Addresses for whoever works on the site; no reader is told of them, or let in."""

from django.urls import path

from look import views

urlpatterns = [
    path("style/", views.style, name="style"),
    path("style/<slug:language>/", views.style, name="style_in"),
    path("style/<slug:language>/broken/", views.broken, name="style_broken"),
]

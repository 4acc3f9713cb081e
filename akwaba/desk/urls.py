"""The desk: its shell, its modules, and what a device asks of the node."""

from django.urls import URLPattern, path

from akwaba.access.navigation import Item
from akwaba.desk.views import join, reference, search, shell

app_name = "desk"

urlpatterns: list[URLPattern] = [
    path("desk/", shell.shell, name="shell"),
    path("desk/sw.js", shell.worker, name="worker"),
    path("desk/manifest.webmanifest", shell.manifest, name="manifest"),
    path("desk/app/<str:version>/<path:path>", shell.asset, name="asset"),
    path("join/", join.join, name="join"),
    path("join/akwaba.crt", join.certificate, name="join_certificate"),
    path("join/join.css", join.style, name="join_style"),
    path("join/<str:language>/", join.join, name="join_in"),
    path("desk/v1/reference", reference.reference, name="reference"),
    path("desk/v1/search", search.search, name="search"),
]

navigation: list[Item] = []

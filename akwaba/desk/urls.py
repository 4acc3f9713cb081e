"""The desk: its shell, its modules, and what a device asks of the node."""

from django.urls import URLPattern

from akwaba.access.navigation import Item

app_name = "desk"

urlpatterns: list[URLPattern] = []

navigation: list[Item] = []

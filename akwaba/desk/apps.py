"""The room of the desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "akwaba.desk"

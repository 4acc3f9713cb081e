from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "akwaba.access"
    label = "access"

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "akwaba.office"
    label = "office"

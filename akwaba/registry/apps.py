from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "akwaba.registry"
    label = "registry"

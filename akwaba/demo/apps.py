from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "akwaba.demo"
    label = "demo"

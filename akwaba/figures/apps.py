from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "akwaba.figures"
    label = "figures"

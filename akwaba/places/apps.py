from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "akwaba.places"
    label = "places"

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "akwaba.places"
    label = "places"

    def ready(self) -> None:
        from akwaba.places.roads import kinds  # noqa: PLC0415  needs loaded apps

        kinds.declare()

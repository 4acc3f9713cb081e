from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "akwaba.access"
    label = "access"

    def ready(self) -> None:
        from akwaba.access import kinds  # noqa: PLC0415  needs loaded apps

        kinds.declare()

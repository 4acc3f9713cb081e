from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "akwaba.reports"
    label = "reports"

    def ready(self) -> None:
        from akwaba.reports import kinds  # noqa: PLC0415  needs loaded apps

        kinds.declare()

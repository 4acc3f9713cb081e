from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "akwaba.watch"
    label = "watch"

    def ready(self) -> None:
        from akwaba.ledger import kinds  # noqa: PLC0415  needs loaded apps
        from akwaba.watch.kinds import KINDS  # noqa: PLC0415

        kinds.register(*KINDS)

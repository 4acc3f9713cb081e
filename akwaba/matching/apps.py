from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "akwaba.matching"
    label = "matching"

    def ready(self) -> None:
        from akwaba.ledger import kinds  # noqa: PLC0415  needs loaded apps
        from akwaba.matching.kinds import KINDS  # noqa: PLC0415

        kinds.register(*KINDS)

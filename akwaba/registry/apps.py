from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "akwaba.registry"
    label = "registry"

    def ready(self) -> None:
        from akwaba.ledger import kinds  # noqa: PLC0415  needs loaded apps
        from akwaba.registry.kinds import KINDS  # noqa: PLC0415

        kinds.register(*KINDS)

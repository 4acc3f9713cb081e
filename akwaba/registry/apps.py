from dataclasses import replace

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "akwaba.registry"
    label = "registry"

    def ready(self) -> None:
        from akwaba.ledger import kinds  # noqa: PLC0415  needs loaded apps
        from akwaba.registry.at_desk import AT_DESK  # noqa: PLC0415
        from akwaba.registry.kinds import KINDS  # noqa: PLC0415

        kinds.register(*(replace(kind, at_desk=AT_DESK.get(kind.name)) for kind in KINDS))

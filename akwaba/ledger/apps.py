from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "akwaba.ledger"
    label = "ledger"

    def ready(self) -> None:
        from akwaba.ledger import kinds  # noqa: PLC0415  needs loaded apps

        kinds.register(
            kinds.Kind("ledger.subject_erased", _("Data erased")),
            kinds.Kind("ledger.entry_admitted", _("Entry admitted from quarantine")),
        )

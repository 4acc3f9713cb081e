from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "akwaba.ledger"
    label = "ledger"

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "akwaba.reports"
    label = "reports"

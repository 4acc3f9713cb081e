"""Pages of reports."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from akwaba.access.navigation import Item
from akwaba.access.rules import Act, roles_for
from akwaba.reports import views

app_name = "reports"

urlpatterns: list[URLPattern] = [
    path("reports/situation/", views.sitrep, name="sitrep"),
    path("reports/situation/context/", views.context, name="context"),
    path("reports/situation/context/<uuid:context_id>/withdraw", views.withdraw, name="withdraw"),
    path("reports/situation/<slug:form>", views.sitrep_file, name="file"),
]

navigation = [
    Item(
        _("Situation report"),
        "reports:sitrep",
        roles_for(Act.SEE_FIGURES),
        help=_("The day in words, tables and charts, ready to print."),
    )
]

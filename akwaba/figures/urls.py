"""Pages of figures."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from akwaba.access.navigation import Item
from akwaba.access.rules import Act, roles_for
from akwaba.figures import views

app_name = "figures"

urlpatterns: list[URLPattern] = [
    path("figures/", views.figures, name="figures"),
    path("figures/figures.csv", views.figures_csv, name="csv"),
    path("figures/figures.json", views.figures_json, name="json"),
]

navigation = [
    Item(
        _("Figures"),
        "figures:figures",
        roles_for(Act.SEE_FIGURES),
        help=_("Arrivals, registered, counted and estimated, as they may leave."),
    )
]

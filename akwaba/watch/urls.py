"""Pages of the watch. Security roles find none of them: they read released figures."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from akwaba.access.navigation import Item
from akwaba.access.rules import Act, roles_for
from akwaba.watch.views import board, incident, reporting

app_name = "watch"

ONE = "watch/incidents/<uuid:incident_id>/"

urlpatterns: list[URLPattern] = [
    path("watch/incidents/", board.incidents, name="incidents"),
    path("watch/doubles/", board.doubles, name="doubles"),
    path("watch/report/", reporting.report, name="report"),
    path("watch/paste/", reporting.paste, name="paste"),
    path(ONE, incident.incident, name="incident"),
    path(ONE + "report/", reporting.report, name="report_of"),
    path(ONE + "correct/", incident.correct, name="correct"),
    path(ONE + "figure/", incident.figure, name="figure"),
    path(ONE + "withdraw", incident.withdraw, name="withdraw"),
    path(ONE + "figures/<uuid:figure_id>/recommend", incident.recommend, name="recommend"),
    path(
        ONE + "figures/<uuid:figure_id>/withdraw", incident.withdraw_figure, name="withdraw_figure"
    ),
    path(ONE + "part/<uuid:comparison_id>", incident.part, name="part"),
]

navigation: list[Item] = [
    Item(
        label=_("Incidents"),
        route="watch:incidents",
        roles=roles_for(Act.SEE_INCIDENTS),
        help=_("What happened near the border, and how sure we are."),
    ),
    Item(
        label=_("Report an incident"),
        route="watch:report",
        roles=roles_for(Act.REPORT_INCIDENT),
        help=_("Under a minute; whatever is not known stays unknown."),
    ),
]

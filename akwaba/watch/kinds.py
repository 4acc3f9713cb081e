"""The kinds of entry of this room."""

from django.utils.translation import gettext_lazy as _

from akwaba.ledger.kinds import Kind

KINDS = (
    Kind("watch.report_noted", _("Report noted")),
    Kind("watch.report_moved", _("Report moved to another incident")),
    Kind("watch.incident_corrected", _("Incident corrected")),
    Kind("watch.incident_withdrawn", _("Incident withdrawn")),
    Kind("watch.figure_added", _("Figure added to an incident")),
    Kind("watch.figure_withdrawn", _("Figure withdrawn")),
    Kind("watch.figure_recommended", _("Figure recommended")),
    Kind("watch.incidents_compared", _("Two incidents compared")),
    Kind("watch.comparison_withdrawn", _("Comparison of incidents withdrawn")),
)

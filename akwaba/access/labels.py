"""What roles and purposes are called on the screen."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from akwaba.access.rules import Purpose, Role

ROLE_LABELS: dict[str, Any] = {
    Role.CLERK: _("Registration clerk"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.PROTECTION: _("Protection officer"),
    Role.SITE_MANAGER: _("Site manager"),
    Role.INFORMATION: _("Information manager"),
    Role.AUDITOR: _("Auditor"),
    Role.COUNCIL: _("Security council"),
    Role.SECURITY: _("Security services"),
    Role.ADMINISTRATOR: _("Administrator"),
}

ROLE_DUTIES: dict[str, Any] = {
    Role.CLERK: _("Registers families and corrects what was written, at their posts."),
    Role.SUPERVISOR: _("Leads a post: checks, settles differing answers, imports lists."),
    Role.PROTECTION: _("Follows people with specific needs and reads protection details."),
    Role.SITE_MANAGER: _("Runs a reception site: who is present and what is lacking."),
    Role.INFORMATION: _("Checks the quality of the data, releases figures, writes reports."),
    Role.AUDITOR: _("Checks who read about whom, and why. Opens no person’s file."),
    Role.COUNCIL: _("Sees released figures only, never a person."),
    Role.SECURITY: _("Sees released figures only, never a person."),
    Role.ADMINISTRATOR: _("Enrols officers and gives them a role. Opens no person’s file."),
}

PURPOSE_LABELS: dict[str, Any] = {
    Purpose.REGISTRATION: _("Registration"),
    Purpose.CORRECTION: _("Correction"),
    Purpose.VERIFICATION: _("Verification"),
    Purpose.PROTECTION: _("Protection follow-up"),
    Purpose.ASSISTANCE: _("Assistance"),
    Purpose.SITE_MANAGEMENT: _("Running the site"),
    Purpose.DATA_QUALITY: _("Quality of the data"),
    Purpose.AUDIT: _("Audit"),
}

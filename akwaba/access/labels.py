"""What roles, purposes, weak passwords and waiting times are called on the screen."""

from datetime import timedelta
from math import ceil
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from akwaba.access.passwords import Weakness
from akwaba.access.rules import Purpose, Role

SECONDS_TO_A_MINUTE = 60

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

WEAKNESS_LABELS: dict[str, Any] = {
    Weakness.SHORT: _("It is shorter than 10 characters; three words are easy to remember."),
    Weakness.REPEATED: _("The same few characters come again and again."),
    Weakness.NAMED: _("It contains your name."),
    Weakness.COMMON: _("It is one of the passwords that everybody tries first."),
}


def say_wait(wait: timedelta) -> str:
    """A waiting time as one would say it, never shorter than it is."""
    seconds = ceil(wait.total_seconds())
    if seconds < SECONDS_TO_A_MINUTE:
        return ngettext("%(n)d second", "%(n)d seconds", seconds) % {"n": seconds}
    minutes = ceil(seconds / SECONDS_TO_A_MINUTE)
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}

"""The computer itself: room on its disk, its certificate, its last backup."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from akwaba.access.addresses import kept_address
from akwaba.access.authority import RENEWED_BEFORE, authority_file, folder
from akwaba.access.desks.reserve import RESERVE
from akwaba.office.care.checks.findings import Finding, act, good, look
from akwaba.office.care.noting import last_backup
from akwaba.office.formats import spoken_day, spoken_moment

LITTLE = 4 * RESERVE
"""Time to look for space before tablets of others are turned away at the reserve."""
DAY, WEEK = timedelta(days=1), timedelta(days=7)
AUTHORITY_ENDS_SOON = timedelta(days=180)
"""Every tablet must be visited before it ends."""
CERTIFICATE_ENDS_SOON = timedelta(days=7)


def disk(home: Path) -> Finding:
    free = shutil.disk_usage(home).free
    says = _("%(size)s are free.") % {"size": filesizeformat(free)}
    mend = _("Remove old exports and copies, or carry backups to a stick and delete them here.")
    if free < RESERVE:
        return act("disk", says, mend)
    return look("disk", says, mend) if free < LITTLE else good("disk", says)


def certificate(home: Path, now: datetime) -> Finding:
    address = kept_address(home)
    if address is None:
        return good("certificate", _("None is needed: no tablet joins over the Wi-Fi here."))
    own, authority = folder(home, address) / "node.crt", authority_file(home, address)
    if not (own.exists() and authority.exists()):
        return act(
            "certificate",
            _("The certificate of this post is not in its folder of keys."),
            _("Start Akwaba anew with akwaba serve --post, or restore the last backup."),
        )
    return _judged(_end(own), _end(authority), now)


def _judged(own: datetime, authority: datetime, now: datetime) -> Finding:
    if authority - now < AUTHORITY_ENDS_SOON:
        says = _("What tablets trust ends on %(day)s.") % {"day": spoken_day(authority)}
        return (look if authority > now else act)(
            "certificate",
            says,
            _(
                "Check the clock of this computer. If it is right, plan a day on which every "
                "tablet sends all it holds and joins again."
            ),
        )
    says = _("The certificate ends on %(day)s.") % {"day": spoken_day(own)}
    mend = _("Stop Akwaba and start it again: it renews its certificate then.")
    if own - now < CERTIFICATE_ENDS_SOON:
        return act("certificate", says, mend)
    soon = own - now < RENEWED_BEFORE
    return look("certificate", says, mend) if soon else good("certificate", says)


def _end(path: Path) -> datetime:
    return x509.load_pem_x509_certificate(path.read_bytes()).not_valid_after_utc


def backup(home: Path, now: datetime, *, holds_anything: bool) -> Finding:
    """The age of the last good one that was made here."""
    made_at = last_backup(home)
    mend = _("Plug in the stick and run: akwaba backup --to FOLDER")
    if made_at is None:
        says = _("No backup of this computer was ever made.")
        return act("backup", says, mend) if holds_anything else look("backup", says, mend)
    says = _("The last backup is of %(moment)s.") % {"moment": spoken_moment(made_at)}
    age = now - made_at
    if age > WEEK:
        return act("backup", says, mend)
    return look("backup", says, mend) if age > DAY else good("backup", says)

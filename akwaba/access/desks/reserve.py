"""The last of the disk is for this post's own desks.

The door takes what anybody brings, so that no arrival is ever refused. A stranger on the Wi-Fi, or
whoever holds a revoked tablet, could fill the disk by it and stop the whole post.
"""

import shutil

from django.conf import settings

from akwaba.access.desks.problems import DiskReserved

RESERVE = 512 * 1024 * 1024
"""Bytes: about 200,000 families, or photos of 12,000 people, with the logs and copies beside."""


def keep_reserve() -> None:
    """For those who are not trusted. Raises DiskReserved; whoever asked keeps what they have."""
    if shutil.disk_usage(settings.AKWABA_HOME).free < RESERVE:
        raise DiskReserved

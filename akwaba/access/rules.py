"""Roles and what each is for; no framework."""

from enum import StrEnum


class Role(StrEnum):
    """What an officer is there to do. One role an officer."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    PROTECTION = "protection"
    SITE_MANAGER = "site_manager"
    INFORMATION = "information"
    AUDITOR = "auditor"
    COUNCIL = "council"
    SECURITY = "security"
    ADMINISTRATOR = "administrator"


SECURITY_ROLES = frozenset({Role.COUNCIL, Role.SECURITY})
"""Aggregates only: a person's data never reaches them."""

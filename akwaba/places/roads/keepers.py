"""Who reads the state of the roads, and who writes it."""

from akwaba.access.rules import SECURITY_ROLES, Role

READERS = frozenset(Role) - SECURITY_ROLES
"""Not the security roles: who told of a road may be named there, and could be recognised."""
KEEPERS = frozenset({Role.SUPERVISOR, Role.INFORMATION, Role.ADMINISTRATOR})

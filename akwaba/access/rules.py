"""Roles, what each may do, whose people it sees and why it reads; no framework, no I/O."""

from collections.abc import Iterable
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

BOUND_TO_POSTS = frozenset({Role.CLERK, Role.SUPERVISOR, Role.SITE_MANAGER})
"""They see the people of their own posts, whatever else is said."""

EVERYONE = frozenset(Role)


class Act(StrEnum):
    """What can be done with Akwaba, in the field's own verbs."""

    REGISTER = "register"
    HEADCOUNT = "headcount"
    IMPORT_INTAKE = "import_intake"
    READ_PERSON = "read_person"
    CORRECT = "correct"
    CHANGE_HOUSEHOLD = "change_household"
    RELOCATE = "relocate"
    REPORT_NEED = "report_need"
    READ_PROTECTION = "read_protection"
    CONFIRM_NEED = "confirm_need"
    DECIDE_STATUS = "decide_status"
    END_PRESENCE = "end_presence"
    RESOLVE_DISPUTE = "resolve_dispute"
    ERASE = "erase"
    SEE_FIGURES = "see_figures"
    RELEASE_FIGURES = "release_figures"
    WRITE_REPORT = "write_report"
    MANAGE_OFFICERS = "manage_officers"
    MANAGE_DESKS = "manage_desks"
    EXCHANGE = "exchange"
    MANAGE_NODES = "manage_nodes"
    AUDIT_READS = "audit_reads"
    SEE_INCIDENTS = "see_incidents"
    REPORT_INCIDENT = "report_incident"
    ASSESS_INCIDENT = "assess_incident"


_R = Role
_MEETS_PEOPLE = frozenset({_R.CLERK, _R.SUPERVISOR, _R.PROTECTION})

_WHO: dict[Act, frozenset[Role]] = {
    Act.REGISTER: _MEETS_PEOPLE,
    Act.HEADCOUNT: _MEETS_PEOPLE | {_R.SITE_MANAGER, _R.INFORMATION},
    Act.IMPORT_INTAKE: frozenset({_R.SUPERVISOR, _R.INFORMATION, _R.ADMINISTRATOR}),
    Act.READ_PERSON: _MEETS_PEOPLE | {_R.SITE_MANAGER, _R.INFORMATION},
    Act.CORRECT: _MEETS_PEOPLE | {_R.INFORMATION},
    Act.CHANGE_HOUSEHOLD: _MEETS_PEOPLE,
    Act.RELOCATE: frozenset({_R.SUPERVISOR, _R.PROTECTION, _R.SITE_MANAGER}),
    Act.REPORT_NEED: _MEETS_PEOPLE | {_R.SITE_MANAGER},
    Act.READ_PROTECTION: frozenset({_R.PROTECTION}),
    Act.CONFIRM_NEED: frozenset({_R.PROTECTION}),
    Act.DECIDE_STATUS: frozenset({_R.SUPERVISOR, _R.PROTECTION}),
    Act.END_PRESENCE: frozenset({_R.SUPERVISOR, _R.PROTECTION, _R.SITE_MANAGER}),
    Act.RESOLVE_DISPUTE: frozenset({_R.SUPERVISOR, _R.PROTECTION, _R.INFORMATION}),
    Act.ERASE: frozenset({_R.PROTECTION}),
    Act.SEE_FIGURES: EVERYONE,
    Act.RELEASE_FIGURES: frozenset({_R.INFORMATION}),
    Act.WRITE_REPORT: frozenset({_R.SUPERVISOR, _R.INFORMATION}),
    Act.MANAGE_OFFICERS: frozenset({_R.ADMINISTRATOR}),
    Act.MANAGE_DESKS: frozenset({_R.SUPERVISOR, _R.ADMINISTRATOR}),
    Act.EXCHANGE: frozenset({_R.SUPERVISOR, _R.INFORMATION, _R.ADMINISTRATOR}),
    Act.MANAGE_NODES: frozenset({_R.ADMINISTRATOR}),
    Act.AUDIT_READS: frozenset({_R.AUDITOR}),
    Act.SEE_INCIDENTS: _MEETS_PEOPLE | {_R.SITE_MANAGER, _R.INFORMATION},
    Act.REPORT_INCIDENT: _MEETS_PEOPLE | {_R.SITE_MANAGER, _R.INFORMATION},
    Act.ASSESS_INCIDENT: frozenset({_R.SUPERVISOR, _R.INFORMATION}),
}


def roles_for(act: Act) -> frozenset[Role]:
    """The roles that may do it."""
    return _WHO[act]


def may(role: str, act: Act) -> bool:
    """Whether an officer in this role may do it; an unknown role may do nothing."""
    return role in _WHO[act]


def scope(*, role: str, posts: Iterable[str], all_posts: bool) -> frozenset[str] | None:
    """The codes of the posts whose people this officer sees; None means every post."""
    if role in SECURITY_ROLES:
        return frozenset()
    if all_posts and role not in BOUND_TO_POSTS:
        return None
    return frozenset(posts)


class Purpose(StrEnum):
    """Why an officer reads about a person."""

    REGISTRATION = "registration"
    CORRECTION = "correction"
    VERIFICATION = "verification"
    PROTECTION = "protection"
    ASSISTANCE = "assistance"
    SITE_MANAGEMENT = "site_management"
    DATA_QUALITY = "data_quality"
    AUDIT = "audit"


_PURPOSES: dict[Role, tuple[Purpose, ...]] = {
    _R.CLERK: (Purpose.REGISTRATION, Purpose.CORRECTION, Purpose.VERIFICATION, Purpose.ASSISTANCE),
    _R.SUPERVISOR: (
        Purpose.VERIFICATION, Purpose.REGISTRATION, Purpose.CORRECTION, Purpose.ASSISTANCE,
        Purpose.DATA_QUALITY,
    ),
    _R.PROTECTION: (
        Purpose.PROTECTION, Purpose.REGISTRATION, Purpose.CORRECTION, Purpose.VERIFICATION,
        Purpose.ASSISTANCE,
    ),
    _R.SITE_MANAGER: (Purpose.SITE_MANAGEMENT, Purpose.ASSISTANCE, Purpose.VERIFICATION),
    _R.INFORMATION: (Purpose.DATA_QUALITY, Purpose.VERIFICATION, Purpose.CORRECTION),
    _R.AUDITOR: (Purpose.AUDIT,),
}  # fmt: skip


def purposes_for(role: str) -> tuple[Purpose, ...]:
    """The purposes that fit the role, its usual one first; none for those who read nobody."""
    return _PURPOSES.get(Role(role), ())


def purpose_or_usual(role: str, chosen: str | None) -> Purpose | None:
    """The purpose that the officer chose, or the role's usual one; None where nobody is read."""
    fitting = purposes_for(role)
    return next((item for item in fitting if item == chosen), fitting[0] if fitting else None)

"""The only writers of the registry. Each act is one entry, undone by another."""

from akwaba.registry.services.attesting import (
    issue_attestation,
    reprint_attestation,
    revoke_attestation,
)
from akwaba.registry.services.correcting import correct, reinstate, shown, void_person
from akwaba.registry.services.counting import record_headcount
from akwaba.registry.services.erasing import erase_person
from akwaba.registry.services.families import (
    change_focal_point,
    join_households,
    move_people,
    split_household,
)
from akwaba.registry.services.linking import link_persons, unlink_persons
from akwaba.registry.services.papers import (
    change_need,
    issue_token,
    record_consent,
    record_document,
    report_need,
    take_photo,
    void_token,
)
from akwaba.registry.services.presence import (
    decide_legal_status,
    end_presence,
    reactivate,
    record_death,
)
from akwaba.registry.services.registering import (
    add_people,
    register_household,
    register_households,
)
from akwaba.registry.services.relocating import relocate_household
from akwaba.registry.services.settling import renumber, resolve, resolve_void
from akwaba.registry.services.undoing import undo

__all__ = [
    "add_people", "change_focal_point", "change_need", "correct", "decide_legal_status",
    "end_presence", "erase_person", "issue_attestation", "issue_token", "join_households",
    "link_persons", "move_people", "reactivate", "record_consent", "record_death",
    "record_document", "record_headcount", "register_household", "register_households",
    "reinstate", "relocate_household", "renumber", "report_need", "reprint_attestation", "resolve",
    "resolve_void",
    "revoke_attestation", "shown", "split_household", "take_photo", "undo", "unlink_persons",
    "void_person", "void_token",
]  # fmt: skip

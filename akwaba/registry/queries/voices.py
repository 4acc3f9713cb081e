"""Who made an entry, where and when: what stands behind each answer and each line of a history."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from akwaba.access.models import DeskRecord, Officer, OfficerRecord
from akwaba.access.queries import officer_names
from akwaba.ledger import laws
from akwaba.ledger.clock import is_doubtful, stamp
from akwaba.ledger.laws import Header
from akwaba.ledger.models import Device, Entry
from akwaba.registry.queries.telling import LATEST, moment_at


@dataclass(frozen=True, slots=True)
class When:
    """When an act was done, as far as the clock of its device can be believed."""

    at: datetime
    """By the device's own clock, set right by what it knew of the node's."""
    received: datetime
    """When this node received it."""
    is_doubtful: bool


@dataclass(frozen=True, slots=True)
class Maker:
    """Who made an entry, and where."""

    name: str
    """Empty where this node does not know the officer."""
    role: str
    post: str
    """Code of the post, or national."""
    device: str
    """Name of the desk or node; empty where this node does not know it."""
    is_desk: bool


def when_of(entry: Entry, header: Header | None = None) -> When:
    header = header or laws.read_header(bytes(entry.header))
    own = max(0, min(header.wall + (header.offset or 0), LATEST))
    received = int(entry.received_at.timestamp() * 1000)
    return When(
        at=moment_at(own),
        received=entry.received_at,
        is_doubtful=any(
            is_doubtful(said, received=received) for said in (entry.made_at, stamp(own, 0))
        ),
    )


def makers_of(entries: Sequence[Entry]) -> dict[UUID, Maker]:
    """By entry."""
    officers = {entry.officer for entry in entries}
    names, roles = officer_names(officers), _roles(officers)
    devices = _devices({entry.device for entry in entries})
    return {
        entry.id: Maker(
            name=names.get(entry.officer, ""),
            role=roles.get(entry.officer, ""),
            post=entry.scope,
            device=devices.get(entry.device, ("", False))[0],
            is_desk=devices.get(entry.device, ("", False))[1],
        )
        for entry in entries
    }


def _roles(officers: Collection[UUID]) -> dict[UUID, str]:
    """As they are now; an officer of another node by what the ledger says of them."""
    elsewhere = OfficerRecord.objects.filter(id__in=officers).values_list("id", "rights")
    here = Officer.objects.filter(id__in=officers).values_list("id", "role")
    return {officer: str(rights.get("role", "")) for officer, rights in elsewhere} | dict(here)


def _devices(ids: Collection[UUID]) -> dict[UUID, tuple[str, bool]]:
    """Name, and whether it is a desk: the name that a supervisor gave before the machine's own."""
    known = Device.objects.filter(id__in=ids).values_list("id", "name", "kind")
    named = DeskRecord.objects.filter(id__in=ids, origin__isnull=False).values_list("id", "name")
    return {
        **{device: (name, kind == Device.Kind.DESK) for device, name, kind in known},
        **{device: (name, True) for device, name in named},
    }

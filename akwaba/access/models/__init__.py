"""Officers, desks and nodes, the log of who read what, and wrong passwords."""

from akwaba.access.models.desks import Desk, DeskOfficer, DeskRecord, EnrolmentCode
from akwaba.access.models.nodes import NodeDeviceRecord, NodeRecord
from akwaba.access.models.officers import (
    Officer,
    OfficerManager,
    OfficerRecord,
    ReadLog,
    WrongPassword,
)

__all__ = [
    "Desk",
    "DeskOfficer",
    "DeskRecord",
    "EnrolmentCode",
    "NodeDeviceRecord",
    "NodeRecord",
    "Officer",
    "OfficerManager",
    "OfficerRecord",
    "ReadLog",
    "WrongPassword",
]

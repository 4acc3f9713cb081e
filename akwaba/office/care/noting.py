"""When the last good backup of this node was made: a small file in its home."""

import json
from datetime import datetime
from pathlib import Path

from akwaba.office.care.files import write_whole
from akwaba.office.care.homes import NOTE


def note_backup(home: Path, *, made_at: datetime) -> None:
    said = {"made_at": made_at.isoformat(timespec="seconds")}
    write_whole(home / NOTE, json.dumps(said).encode())


def last_backup(home: Path) -> datetime | None:
    """None where none was made, or where the note says nothing that can be understood."""
    try:
        made_at = datetime.fromisoformat(json.loads((home / NOTE).read_bytes())["made_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return made_at if made_at.tzinfo else None

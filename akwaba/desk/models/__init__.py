"""The tables of the desk."""

from akwaba.desk.models.connected import ConnectedDraft, ConnectedPhoto
from akwaba.desk.models.prompt import Prompt

__all__ = ["ConnectedDraft", "ConnectedPhoto", "Prompt"]

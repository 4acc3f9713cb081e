"""The tables of the desk."""

from akwaba.desk.models.prompt import Prompt

__all__ = ["Prompt"]

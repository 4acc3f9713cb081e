"""The posts at which an officer may work.

Places lie above this room, so the settings name the function that knows them.
"""

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Post(Protocol):
    """Somewhere that officers work at."""

    code: str
    name: str


def known_posts() -> dict[str, str]:
    """Names of the posts by code, in the order of their names; empty where none are loaded yet."""
    posts: list[Post] = list(import_string(settings.OFFICER_POSTS)())
    return {post.code: post.name for post in posts}

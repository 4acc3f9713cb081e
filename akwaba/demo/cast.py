"""Invented officers, one for each role, so that every page can be tried."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from akwaba.access.models import Officer
from akwaba.access.rules import Role
from akwaba.access.services import Rights, enrol_officer
from akwaba.demo.week import STREAMS

PASSWORD = "bienvenue a la frontiere"  # noqa: S105  printed on the screen; the data is invented
POSTS = tuple(stream.post for stream in STREAMS)


@dataclass(frozen=True, slots=True)
class Player:
    """An officer of the demo."""

    username: str
    display_name: str
    role: Role
    posts: tuple[str, ...] = ()
    all_posts: bool = False


PLAYERS: tuple[Player, ...] = (
    Player("awa", "Awa Kouyaté", Role.CLERK, posts=("pogo",)),
    Player("soro", "Nanga Soro", Role.SUPERVISOR, posts=POSTS),
    Player("toure", "Mariam Touré", Role.PROTECTION, all_posts=True),
    Player("yeo", "Tenin Yéo", Role.SITE_MANAGER, posts=("ouangolodougou",)),
    Player("diallo", "Issa Diallo", Role.INFORMATION, all_posts=True),
    Player("ouattara", "Salif Ouattara", Role.AUDITOR, all_posts=True),
    Player("kone", "Adama Koné", Role.COUNCIL),
    Player("kassi", "Eba Kassi", Role.SECURITY),
    Player("bamba", "Lassina Bamba", Role.ADMINISTRATOR, all_posts=True),
)


def at_post(post: str) -> tuple[Player, ...]:
    """The same officers, those who are bound to posts working at this one."""
    return tuple(replace(player, posts=(post,) if player.posts else ()) for player in PLAYERS)


def enrol(*, actor: Officer, players: Iterable[Player] = PLAYERS) -> dict[str, Officer]:
    """Enrol those who are not there yet, and return them all by username."""
    there = {officer.username: officer for officer in Officer.objects.all()}
    for player in players:
        if player.username not in there:
            rights = Rights(player.role, player.posts, player.all_posts)
            there[player.username] = enrol_officer(
                actor=actor,
                username=player.username,
                display_name=player.display_name,
                rights=rights,
                password=PASSWORD,
            )
    return there

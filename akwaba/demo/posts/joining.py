"""The posts join the capital by cards, as officers do it."""

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from akwaba.demo.posts.nodes import Node

DATABASE = "akwaba.sqlite3"


def join_all(nodes: Sequence[Node]) -> None:
    """Make every node ready and join each post that has not joined yet. Raises CommandError."""
    capital, *posts = nodes
    if not all(_has_begun(node) for node in nodes):
        _make_ready(nodes)
    with ThreadPoolExecutor() as several:
        cards = list(several.map(_own_card, nodes))
        waiting = [each for each in zip(posts, cards[1:], strict=True) if not _has_joined(each[0])]
        list(several.map(lambda each: _join(capital, *each), waiting))


def _has_begun(node: Node) -> bool:
    return (node.home / DATABASE).exists()


def _make_ready(nodes: Sequence[Node]) -> None:
    """One store is made and the others are copied from it: to make each takes many seconds."""
    empty = replace(nodes[0], home=nodes[0].home.with_name("empty"))
    empty.run("exchange", "status")
    for node in nodes:
        if not _has_begun(node):
            half = node.home / "half"
            shutil.copyfile(empty.home / DATABASE, half)
            half.replace(node.home / DATABASE)


def _own_card(node: Node) -> str:
    """The node's card, made at its first start and kept for the next ones."""
    card = node.home / "card.txt"
    if not card.exists():
        said = node.run("demo", "--inside", "card", "--called", node.name)
        half = card.with_suffix(".half")
        half.write_text(said)
        half.replace(card)
    return str(card)


def _has_joined(post: Node) -> bool:
    joined = post.home / "joined"
    return joined.exists() and joined.read_text() == _address(post)


def _join(capital: Node, post: Node, card: str) -> None:
    answer, address = post.home / "answer.txt", _address(post)
    answer.write_text(
        capital.run("exchange", "enrol", card, "--posts", post.code, "--address", address)
    )
    post.run("exchange", "join", answer)
    (post.home / "joined").write_text(address)


def _address(post: Node) -> str:
    return f"http://127.0.0.1:{post.wire_port}"

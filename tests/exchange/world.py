"""Nodes in one process: each its own store in memory, its own keys, its own clock.

Whatever a node does, it does with the real code: services, signatures, seals, views. Only the wire
between them is ours, so that a message can be lost, doubled, late, cut or changed.
"""

import contextlib
import os
import random
import shutil
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connections
from django.test import RequestFactory
from django.urls import resolve

from akwaba.access.entitlement import entitlement
from akwaba.access.nodes import cards, enrolling
from akwaba.access.nodes.watching import take_stick
from akwaba.access.services import console_officer
from akwaba.ledger import clock, kinds, services
from akwaba.ledger.exchange import lines, session, sticks
from akwaba.ledger.exchange.lines import Line
from akwaba.ledger.ids import uuid7
from akwaba.ledger.models import Peer
from akwaba.ledger.receiving import apply_since_upgrade
from akwaba.ledger.services import Draft, Say
from tests.exchange import stores, versions
from tests.settings import DIRECTORY

START = 1_763_164_800_000
"""Saturday 15 November 2025, 00:00 UTC, in milliseconds."""
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class Killed(Exception):  # noqa: N818  nothing of ours went wrong
    """The process ended here; what was not committed is gone."""


class Node:
    """A node that is switched on when something is done `with node:`."""

    def __init__(self, world, name, folder, like=None):
        """`like`: a node whose store and keys it begins with; by default it begins with none."""
        self.world, self.name, self.home = world, name, Path(folder) / name
        self.skew = 0
        self.is_on = True
        self.kinds = versions.today()
        self._before = []
        if like is None:
            self.home.mkdir(parents=True)
            self.wrapper = stores.copied(stores.template())
            return
        shutil.copytree(like.home, self.home)
        self.wrapper = stores.copied(like.wrapper.connection)
        self.id = like.id

    def __enter__(self):
        before = connections["default"], settings.AKWABA_HOME, kinds._KINDS, self.world.active
        self._before.append(before)
        connections["default"] = self.wrapper
        settings.AKWABA_HOME = self.home
        kinds._KINDS = self.kinds
        self.world.active = self
        return self

    def __exit__(self, *_):
        before = self._before.pop()
        connections["default"], settings.AKWABA_HOME, kinds._KINDS, self.world.active = before

    @property
    def is_upgraded(self):
        return versions.WELCOMED in self.kinds

    def upgrade(self):
        """Tomorrow's version starts here for the first time; how many entries waited for it."""
        self.kinds = versions.tomorrow()
        with self:
            return apply_since_upgrade(entitlement())

    def snapshot(self):
        return stores.snapshot(self.wrapper.connection)

    def put_back(self, copy):
        """An old copy of the whole disk; the keys are in it too."""
        copy.backup(self.wrapper.connection)

    def close(self):
        self.wrapper.connection.close()

    def append(self, kind, subject, scope, says, version=1):
        draft = Draft(kind, subject, scope, says, version)
        return services.append(officer=console_officer().id, drafts=[draft])[0]

    def register(self, post, size=5, kind="registry.household_registered"):
        """A household of so many; returns the identifiers of the household and its people."""
        household = uuid7()
        people = [uuid7() for _ in range(size)]
        says = [
            Say("registry.household", household, {"post": post, "source": "desk"}, creates=True),
            *(
                Say(
                    "registry.person",
                    person,
                    {
                        "post": post,
                        "household": {"household": str(household)},
                        "name_said": f"Person {place}",
                        "sex": "F",
                    },
                    creates=True,
                )
                for place, person in enumerate(people)
            ),
        ]
        self.append(kind, household, post, says)
        return household, people

    def correct(self, person, name, posts=None, version=1):
        """What an officer of these posts would do; None: of every post."""
        from akwaba.registry.models import Person
        from akwaba.registry.services.acting import say

        row = Person.objects.filter(id=person).first()
        if row is None or row.origin is None or (posts is not None and row.post not in posts):
            return None
        says = [say(row, {"name_said": name})]
        return self.append(versions.CORRECTED, person, row.post, says, version)

    def capital(self):
        return Peer.objects.select_related("device").get(role=Peer.Role.CAPITAL)

    def meet(self, send=None, **options):
        """Exchange with the capital over the world's wire."""
        peer = self.capital()
        line = Line(peer, send or self.world.wire(self, self.world.nodes_by_id[peer.device_id]))
        return session.exchange(line, entitlement(), **options)

    def export(self, node_id, path, **options):
        peer = Peer.objects.select_related("device").get(pk=node_id)
        with path.open("wb") as file:
            return sticks.write(file, peer, **options)

    def take(self, path):
        with path.open("rb") as file:
            return take_stick(file)


class World:
    """A capital, posts, a clock and a wire that a seed makes bad."""

    def __init__(self, folder, posts, seed=0, like=None):
        self.random = random.Random(seed)  # noqa: S311  a world, no secret
        self.now = START
        self.active = None
        self.nodes_by_id = {}
        self.capital = Node(self, "capital", folder, like)
        self.posts = {}
        self.faults = None
        self._count = 0
        with self.time():
            for name, codes in posts.items():
                self.posts[name] = Node(self, name, folder)
                self.enrol(self.posts[name], codes)

    @classmethod
    def acquainted(cls, folder, posts, seed=0):
        """A world whose posts have met the capital once; prepared once a process, then copied."""
        model = _model_of(tuple((name, tuple(codes)) for name, codes in posts.items()))
        world = cls(folder, {}, seed, like=model.capital)
        for name, node in model.posts.items():
            world.posts[name] = Node(world, name, folder, like=node)
        nodes = {model.capital: world.capital} | {
            node: world.posts[name] for name, node in model.posts.items()
        }
        world.nodes_by_id = {key: nodes[node] for key, node in model.nodes_by_id.items()}
        return world

    @contextlib.contextmanager
    def time(self):
        """The clock of whoever is switched on."""
        from akwaba.access.desks import requests

        def now():
            self._count += 1
            skew = self.active.skew if self.active else 0
            return self.now + skew + self._count // 16

        before = clock.wall_now, requests.now, lines.clock.wall_now
        from akwaba.access.nodes import requests as of_nodes

        clock.wall_now = requests.now = of_nodes.now = now
        try:
            yield
        finally:
            clock.wall_now, requests.now, _ = before
            of_nodes.now = requests.now

    def enrol(self, node, codes, role=Peer.Role.POST):
        with node:
            card = cards.read_card(cards.write_card(cards.own_card()))
        with self.capital:
            peer = enrolling.enrol_node(actor=console_officer(), card=card, role=role, posts=codes)
            answer = cards.write_card(cards.answer_for(peer, address="https://capital.test"))
            own = cards.own_card().node
        with node:
            enrolling.join_capital(actor=console_officer(), card=cards.read_card(answer))
        self.nodes_by_id[card.node] = node
        self.nodes_by_id[own] = self.capital
        node.id, self.capital.id = card.node, own
        return node

    def wire(self, caller, callee):
        """Send over a wire that may be bad; see Faults."""

        def send(method, path, headers, body, meanwhile=lambda: None):
            if not callee.is_on or (self.faults and self.faults.is_down()):
                raise OSError("nobody there")
            if self.faults:
                body = self.faults.on_the_way(body)
            meanwhile()
            status, answered, content = self.deliver(callee, method, path, headers, body)
            if self.faults:
                if self.faults.doubles():
                    self.deliver(callee, method, path, headers, body)
                if self.faults.is_lost():
                    raise OSError("no answer came")
                content = self.faults.on_the_way(content)
            return status, answered, content

        return send

    def deliver(self, callee, method, path, headers, body):
        request = RequestFactory().generic(
            method, path, body, content_type=headers["Content-Type"], headers=dict(headers)
        )
        with callee:
            view, arguments, parts = resolve(path.partition("?")[0])
            answer = view(request, *arguments, **parts)
        return answer.status_code, answer.headers, answer.content

    def close(self):
        for node in (self.capital, *self.posts.values()):
            node.close()


@cache
def _model_of(posts):
    world = World(DIRECTORY / f"world-{os.getpid()}-{uuid7()}", dict(posts))
    with world.time():
        for node in world.posts.values():
            with node:
                node.meet()
    return world


class Faults:
    """What a bad line does, drawn from the world's seed."""

    def __init__(self, randomness, rate):
        self.random, self.rate = randomness, rate

    def _happens(self):
        return self.random.random() < self.rate

    is_down = is_lost = doubles = _happens

    def on_the_way(self, body):
        """Cut or changed, sometimes."""
        if not body or not self._happens():
            return body
        at = self.random.randrange(len(body))
        if self.random.random() < 0.5:
            return body[:at]
        return body[:at] + bytes([body[at] ^ (1 << self.random.randrange(8))]) + body[at + 1 :]


def household_ids(node):
    from akwaba.registry.models import Household

    with node:
        return {row.id: row.post for row in Household.objects.exclude(origin=None)}


def as_uuid(value):
    return value if isinstance(value, UUID) else UUID(value)

"""A week of bad luck: many posts, a seed, everything that can go wrong between them."""

from contextlib import suppress

from akwaba.access.nodes.enrolling import revoke_node
from akwaba.access.services import console_officer
from akwaba.ledger.exchange import offering
from akwaba.ledger.models import Entry, FoldedRow, Peer
from akwaba.ledger.problems import Problem
from akwaba.ledger.services import folded_models
from tests.exchange import versions
from tests.exchange.world import DAY, HOUR, MINUTE, Faults, Killed, World

MOST_ROUNDS = 4
"""Of meetings after everything was mended, within which all must agree."""
POSTS = ("pogo", "ouangolodougou", "tengrela", "kong", "doropo")


class Week:
    """Runs a world by a seed and says what is wrong with it afterwards."""

    def __init__(self, folder, seed, nodes=6, days=7, acts=40, codes=POSTS):
        posts = {f"n{place}": [codes[place % len(codes)]] for place in range(nodes - 1)}
        self.world = World.acquainted(folder, posts, seed)
        self.folder, self.seed, self.days, self.acts = folder, seed, days, acts
        self.random = self.world.random
        self.codes = {name: codes[0] for name, codes in posts.items()}
        self.households = {}
        """Household to its people."""
        self.copies, self.sticks, self.revoked, self.forks = {}, [], set(), 0
        self.registered, self.rounds = set(), 0
        self.ahead = 0
        """Entries that were made as only tomorrow's version does, while others ran today's."""

    # What happens

    def run(self):
        world = self.world
        with world.time():
            for _ in range(self.acts):
                world.now += self.random.randrange(2 * self.days * DAY // self.acts)
                self._something()
            self._heal()

    def _something(self):
        happens = self.random.choices(
            [
                self._register, self._correct, self._meet_badly, self._kill_in_a_meeting,
                self._make_stick, self._read_stick, self._jump_clock, self._copy, self._put_back,
                self._relocate, self._switch, self._upgrade, self._revoke,
            ],
            weights=[12, 10, 14, 6, 4, 5, 2, 3, 3, 3, 2, 3, 0.3],
        )[0]  # fmt: skip
        happens()

    def _post(self):
        name = self.random.choice(sorted(self.world.posts))
        return name, self.world.posts[name]

    def _register(self):
        name, node = self._post()
        size, kind = self.random.randrange(1, 4), versions.REGISTERS[self._is_ahead(node)]
        with node:
            household, people = node.register(self.codes[name], size, kind)
        self.households[household] = people
        self.registered.add((household, name))

    def _correct(self):
        if not self.households:
            return
        household = self.random.choice(sorted(self.households))
        person = self.random.choice(self.households[household])
        name = self.random.choice(["capital", *sorted(self.world.posts)])
        node = self.world.posts.get(name, self.world.capital)
        posts = [self.codes[name]] if name in self.codes else None
        said, version = f"Name {self.random.randrange(1000)}", 1 + self._is_ahead(node)
        with node:
            node.correct(person, said, posts, version)

    def _is_ahead(self, node):
        """Whether it makes the next entry as only tomorrow's version does."""
        ahead = node.is_upgraded and self.random.random() < 0.7
        self.ahead += ahead
        return ahead

    def _relocate(self):
        from akwaba.registry.models import Household
        from akwaba.registry.services.relocating import relocate_household

        name, node = self._post()
        with node:
            rows = Household.objects.filter(post=self.codes[name]).exclude(origin=None)
            rows = sorted(rows.exclude(is_disputed=True), key=lambda row: str(row.id))
            targets = sorted({code for code in self.codes.values() if code != self.codes[name]})
            if not rows or not targets:
                return
            row, officer = self.random.choice(rows), console_officer()
            officer.role, officer.posts, officer.all_posts = "supervisor", [row.post], False
            target = self.random.choice(targets)
            with suppress(Problem):
                relocate_household(actor=officer, household=row, to_post=target, reason="Site")

    def _meet_badly(self):
        _, node = self._post()
        self.world.faults = Faults(self.random, self.random.choice([0, 0.05, 0.3]))
        try:
            self._meet(node)
        finally:
            self.world.faults = None

    def _kill_in_a_meeting(self):
        """A process ends somewhere between a message that arrived and what follows from it."""
        _, node = self._post()
        left = self.random.randrange(1, 6)
        with node:
            wire = self.world.wire(node, self.world.capital)

            def send(*message):
                nonlocal left
                left -= 1
                answer = wire(*message)
                if left == 0:
                    raise Killed
                return answer

            with suppress(Killed, Problem):
                node.meet(send)

    def _meet(self, node, **options):
        with node, suppress(Problem):
            told = node.meet(**options)
            self.forks += told.is_forked
            return told
        return None

    def _make_stick(self):
        name, node = self._post()
        path = self.folder / f"stick-{len(self.sticks)}.akwaba"
        if self.random.random() < 0.5:
            with node:
                node.export(self.world.capital.id, path, everything=self.random.random() < 0.3)
            self.sticks.append((path, self.world.capital))
        elif name not in self.revoked:
            with self.world.capital as capital:
                capital.export(node.id, path)
            self.sticks.append((path, node))

    def _read_stick(self):
        if not self.sticks:
            return
        path, node = self.random.choice(self.sticks)
        if self.random.random() < 0.2:
            content = bytearray(path.read_bytes())
            content[self.random.randrange(len(content))] ^= 1 << self.random.randrange(8)
            path = self.folder / "spoilt.akwaba"
            path.write_bytes(content[: self.random.randrange(1, len(content) + 1)])
        with node, suppress(Problem):
            node.take(path)

    def _jump_clock(self):
        node = self.random.choice([*self.world.posts.values()])
        jump = self.random.choice([-400 * DAY, -3 * DAY, -HOUR, 0, 7 * MINUTE, 3 * DAY, 3000 * DAY])
        node.skew = jump

    def _copy(self):
        name, node = self._post()
        self.copies[name] = node.snapshot()

    def _put_back(self):
        """The disk fails; an old copy of the whole is put back, and nobody says a word."""
        if not self.copies:
            return
        name = self.random.choice(sorted(self.copies))
        node = self.world.posts[name]
        if name in self.revoked:
            return
        self._meet(node)  # what was never sent anywhere cannot come back
        with node:
            if node.capital().waiting_up:
                return
        node.put_back(self.copies[name])

    def _switch(self):
        self.world.capital.is_on = not self.world.capital.is_on

    def _upgrade(self):
        """One node among others that stay as they are."""
        name = self.random.choice(["capital", *sorted(self.world.posts)])
        self.world.posts.get(name, self.world.capital).upgrade()

    def _revoke(self):
        name, node = self._post()
        if len(self.revoked) or name in self.copies:
            return
        self.revoked.add(name)
        with self.world.capital:
            revoke_node(actor=console_officer(), node=node.id, reason="Volé")

    def _heal(self):
        self.world.capital.is_on, self.world.faults = True, None
        for path, node in self.sticks:
            with node, suppress(Problem):
                node.take(path)
        self._bring_all()
        for node in (self.world.capital, *self.world.posts.values()):
            node.upgrade()
        restless = sorted(self.world.posts)
        while restless:  # who sees no difference, and after whom nobody brought anything, is done
            told = {name: self._meet(self.world.posts[name], compares=True) for name in restless}
            moved = any(each and each.sent for each in told.values())
            restless = [name for name in restless if moved or (told[name] and told[name].differ)]
            self.rounds += 1
            if self.rounds == MOST_ROUNDS:
                return

    def _bring_all(self):
        """Whoever has something for the capital brings it; afterwards all meet, and compare."""
        for name in sorted(self.world.posts):
            node = self.world.posts[name]
            with node:
                capital = node.capital()
                waiting = offering.after(capital, capital.sent_upto, 1).items
            if waiting:
                self._meet(node)

    # What must hold

    def faults(self):
        """Everything that is wrong after healing, in sentences; nothing where all is well."""
        with self.world.time():
            return [*self._lost(), *self._different(), *self._unhappy()]

    def _lost(self):
        with self.world.capital:
            here = set(
                Entry.objects.filter(
                    kind__in=versions.REGISTERS, quarantine__in=["", "revoked_device"]
                ).values_list("id", flat=True)
            )
        for name, node in self.world.posts.items():
            with node:
                made = Entry.objects.filter(
                    kind__in=versions.REGISTERS, brought_by=None, quarantine=""
                )
                missing = set(made.values_list("id", flat=True)) - here
            if missing and name not in self.revoked:
                yield f"{len(missing)} households of {name} are not at the capital"
        with self.world.capital:
            from akwaba.registry.models import Household

            known = set(Household.objects.exclude(origin=None).values_list("id", flat=True))
        lost = {house for house, name in self.registered if name not in self.revoked} - known
        if lost:
            yield f"{len(lost)} households are lost"

    def _different(self):
        for name, node in self.world.posts.items():
            if name in self.revoked:
                continue
            ours, theirs = self._rows(node, name), self._rows(self.world.capital, name)
            for key in sorted(ours.keys() | theirs.keys(), key=str):
                if ours.get(key) != theirs.get(key):
                    yield f"{name}: {key}: {ours.get(key)} is not {theirs.get(key)}"

    def _rows(self, node, name):
        """The rows of the register that stand at the post, with all that they show."""
        found = {}
        with node:
            for model in folded_models():
                if not model.table.startswith("registry.") or not _has_post(model):
                    continue
                for row in model._base_manager.filter(post=self.codes[name]).values():
                    found[model.table, row["id"]] = {
                        key: value for key, value in row.items() if key != "registers"
                    } | {"registers": _settled(row["registers"])}
        return found

    def _unhappy(self):
        from akwaba.ledger.verification import verify

        for name, node in {**self.world.posts, "capital": self.world.capital}.items():
            with node:
                yield from (f"{name}: {fault.what}" for fault in verify())
                if name in self.revoked:
                    continue
                reasons = Entry.objects.exclude(quarantine="").values_list("quarantine", flat=True)
                for reason in set(reasons) - {"revoked_device"}:
                    yield f"{name}: something waits as {reason}"
                if name != "capital" and Peer.objects.filter(differs_since__isnull=False).exists():
                    yield f"{name}: differs"


def _has_post(model):
    return issubclass(model, FoldedRow) and any(f.name == "post" for f in model._meta.fields)


def _settled(registers):
    """Heads in one order: two nodes may list them as they came."""
    import json

    return json.dumps(registers, sort_keys=True)

"""What the ledger keeps: devices, entries, whom each entry speaks of; and what it folds into."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from akwaba.ledger.registers import Register, Settles


class Device(models.Model):
    """Something that makes entries: a desk (a browser) or a node (a server)."""

    class Kind(models.TextChoices):
        NODE = "node"
        DESK = "desk"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=4, choices=Kind)
    public_key = models.BinaryField(max_length=65)
    """P-256 point, uncompressed."""
    is_this_node = models.BooleanField(default=False)
    stands_for = models.UUIDField(null=True)
    """The node whose entries it makes, where that is known under an older device; else itself."""
    retired_at = models.DateTimeField(null=True)
    """Since when this node makes its entries under another device: see identity.begin_anew."""
    last_seq = models.PositiveBigIntegerField(default=0)
    """Only of the devices that this node signs for."""
    last_hash = models.CharField(max_length=64, default="")
    last_made_at = models.CharField(max_length=17, default="")
    revoked_at = models.DateTimeField(null=True)
    """Entries that come later wait in quarantine for a supervisor."""


class Entry(models.Model):
    """One act of one officer on one device, in the bytes in which it was made."""

    position = models.BigAutoField(primary_key=True)
    """Order of arrival at this node; means nothing elsewhere."""
    id = models.UUIDField(db_index=True)
    hash = models.CharField(max_length=64)
    device = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=60)
    scope = models.CharField(max_length=60)
    officer = models.UUIDField()
    made_at = models.CharField(max_length=17)
    header = models.BinaryField()
    body = models.TextField()
    signature = models.BinaryField(max_length=64)
    sealed = models.BinaryField(default=b"")
    """The envelope as it came, while no key of this node opens it; the body is empty then."""
    received_at = models.DateTimeField()
    brought_by = models.UUIDField(null=True)
    """The node that passed it on; null for what was made here or came from a desk itself."""
    quarantine = models.CharField(max_length=30, default="")
    """Why the entry is kept but not applied; empty for an applied one. See fold.Quarantine."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["id"], condition=Q(quarantine=""), name="an_entry_is_applied_once"
            ),
            models.UniqueConstraint(
                fields=["device", "seq"],
                condition=Q(quarantine=""),
                name="a_device_has_one_history",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["quarantine"], condition=~Q(quarantine=""), name="entries_that_wait"
            ),
        ]


class Mention(models.Model):
    """Whom an entry speaks of: the way from a subject to its history and its erasure."""

    pk = models.CompositePrimaryKey("subject", "entry_position")
    subject = models.UUIDField()
    entry_position = models.BigIntegerField()


class FoldedRow(models.Model):
    """A row that is derived from entries and can be thrown away and made again.

    Only the fold writes it. `registers` (the attribute) says which fields entries may set.
    """

    table: ClassVar[str]
    """The name by which entries speak of this table, such as `registry.person`."""
    about: ClassVar[str] = "id"
    """The column that says whose data it is: what an erasure of that subject removes.

    Empty where a row is about the ledger itself: an erasure must not erase itself.
    """
    fields_set: ClassVar[dict[str, Register]]
    hands_over: ClassVar[str] = ""
    """The field that says to which post a row hands those over of whom it tells; see Handed."""

    id = models.UUIDField(primary_key=True)
    origin = models.UUIDField(null=True)
    """The entry that made the row; null while only later entries have come: not yet to be shown."""
    made_at = models.CharField(max_length=17, default="")
    basis = models.CharField(max_length=10, default="")
    registers = models.JSONField(default=dict)
    """What was written after the origin: heads and replaced entries of each field."""
    is_disputed = models.BooleanField(default=False)
    void_reason = models.CharField(max_length=200, default="")
    """Why the row no longer counts; empty while it does."""
    void_seen = models.JSONField(default=list)
    """The entries that whoever voided it had seen: a later edit does not revive it silently."""

    class Meta:
        abstract = True

    @classmethod
    def fits(cls, row_id: str, values: dict[str, Any]) -> bool:  # noqa: ARG003  for those who care
        """Whether a row may be told this: asked for each statement, before any other is known."""
        return True

    @classmethod
    def derive(cls, shown: dict[str, dict[str, Any]]) -> None:
        """Write what else follows from these rows: `shown` holds their columns by row id.

        Called in the transaction of the fold, after the rows are stored; with an empty origin for
        rows that were just erased. What it writes must depend on the rows only, never on the
        order in which they came.
        """


class DerivedRow(models.Model):
    """A row that follows from folded rows (an index, a cluster): thrown away with them."""

    class Meta:
        abstract = True


VOID = Register(columns=("void_reason", "void_seen"))
BY_CLOCK = Settles.BY_CLOCK


class Erasure(FoldedRow):
    """A subject whose facts are removed here and wherever this entry arrives."""

    table = "ledger.erasure"
    about = ""
    fields_set: ClassVar = {"reason": Register()}

    reason = models.CharField(max_length=200, default="")


class Admission(FoldedRow):
    """A person's decision that a quarantined entry may be applied. Its id is the entry's."""

    table = "ledger.admission"
    about = ""
    fields_set: ClassVar = {"reason": Register()}

    reason = models.CharField(max_length=200, default="")


class Chunk(models.Model):
    """A piece of a sealed photo on its way here; nobody can read it before all have come."""

    digest = models.CharField(max_length=64)
    """SHA-256 of the content once it is opened."""
    about = models.UUIDField(db_index=True)
    start = models.PositiveIntegerField()
    """Where in the envelope the piece begins, in bytes."""
    content = models.BinaryField()
    stored_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["digest", "about", "start"], name="a_piece_of_a_photo_is_kept_once"
            ),
        ]


class Attachment(models.Model):
    """A photo or a scanned paper, named by the hash of its bytes; entries refer to it."""

    pk = models.CompositePrimaryKey("digest", "about")
    digest = models.CharField(max_length=64)
    """SHA-256 of the content."""
    about = models.UUIDField(db_index=True)
    """Whose it is: two people on one picture each keep it, and each can have it erased."""
    media_type = models.CharField(max_length=40)
    content = models.BinaryField()
    stored_at = models.DateTimeField()


class Peer(models.Model):
    """Another node with which this one exchanges entries, and how far each has got.

    As with a desk, no entry from elsewhere opens this door: an officer does, key in hand.
    """

    class Role(models.TextChoices):
        CAPITAL = "capital"
        POST = "post"
        PARTNER = "partner"

    device = models.OneToOneField(Device, on_delete=models.PROTECT, primary_key=True)
    """The node, with the key that signs its requests and answers."""
    role = models.CharField(max_length=7, choices=Role)
    name = models.CharField(max_length=80)
    posts = models.JSONField(default=list)
    """Codes of the posts whose people it may hold; the capital holds all, a partner nobody."""
    address = models.CharField(max_length=200, default="")
    """Where it answers, such as https://akwaba.example; empty for one that only calls."""
    authority = models.TextField(default="")
    """Certificate (PEM) of the authority that vouches for that address; empty: the system's."""
    blocks = models.JSONField(default=list)
    """Blocks of registration numbers: those that the capital gave us, or that we gave to it."""
    sealing_key = models.BinaryField(max_length=65)
    """P-256 point, uncompressed: what is sent to it is sealed to this."""
    revoked_at = models.DateTimeField(null=True)
    """It is given nothing any more, and what it brings waits for a person."""

    state = models.CharField(max_length=32, default="")
    """Names its store as it was last met; another name tells that it was restored."""
    sent_upto = models.BigIntegerField(default=0)
    """It has every entry that is here and meant for it, up to this position."""
    offered_upto = models.BigIntegerField(default=0)
    """The furthest that it ever had: below it we ask what it lacks before we send again."""
    cursor = models.TextField(default="")
    """Where its feed goes on; its own words."""
    their_cursor = models.CharField(max_length=20, default="")
    """Where our feed goes on for it, as its last file said."""
    received_upto = models.BigIntegerField(default=0)
    """We have what it meant for us up to this position of its own, by files."""
    their_store = models.CharField(max_length=32, default="")
    """Names its store as its last file did: positions of another one mean nothing."""
    wants_all = models.BooleanField(default=False)
    """Its feed is to bring back what we ourselves once sent: our store was set back."""
    photos_upto = models.DateTimeField(null=True)
    """It has every photo that was stored here before this instant."""

    offset = models.BigIntegerField(null=True)
    """Its clock minus ours in milliseconds, when last compared; null before that."""
    last_contact_at = models.DateTimeField(null=True)
    waiting_up = models.IntegerField(null=True)
    """Entries that are here and meant for it, which it has not acknowledged."""
    oldest_waiting_at = models.DateTimeField(null=True)
    waiting_down = models.IntegerField(null=True)
    """Entries that it has for us, by its own count when last met; null before that."""
    photos_waiting = models.IntegerField(null=True)
    held = models.IntegerField(null=True)
    """Entries of ours that wait for a person there, as far as it said so."""
    compared_at = models.DateTimeField(null=True)
    differs_since = models.DateTimeField(null=True)
    """Since when the daily comparison finds that the two do not hold the same."""
    problem = models.CharField(max_length=40, default="")
    """Code of what went wrong at the last attempt; empty where it succeeded."""

    OF_ITS_STORE: ClassVar = ("state", "sent_upto", "cursor", "photos_upto", "compared_at")
    """What is known of one store of it only."""

    def begin_with(self, store: str) -> None:
        """Its store is another one: everything is offered to it again, and fetched from it."""
        self.state, self.sent_upto, self.cursor = store, 0, ""
        self.photos_upto = self.compared_at = None  # what came from itself shows the comparison


class Beyond(models.Model):
    """An entry that this node keeps, and that the capital no longer gives it.

    A post was taken from the node, or a family moved on: what it knew, it knows, but the two need
    not hold it alike any more.
    """

    position = models.BigIntegerField(primary_key=True)
    """Of the entry."""


class Fed(models.Model):
    """A subject whose earlier history a peer was given when it was handed over to its post."""

    pk = models.CompositePrimaryKey("peer", "subject")
    peer = models.UUIDField()
    subject = models.UUIDField()


class Handed(DerivedRow):
    """A subject that was handed over to another post than the one of its first entries.

    That post may hold what is known of it, for as long as it stands there: see standing.
    """

    pk = models.CompositePrimaryKey("subject", "scope")
    subject = models.UUIDField()
    scope = models.CharField(max_length=60)


class Store(models.Model):
    """One row: the name of this node's store of entries, drawn anew whenever it is restored."""

    name = models.CharField(max_length=32)

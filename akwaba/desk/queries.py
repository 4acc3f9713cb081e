"""Reading what belongs to the desk: its recorded sentences."""

from hashlib import sha256
from uuid import UUID

from django.db.models import Count, QuerySet

from akwaba.desk.models import Prompt
from akwaba.ledger.problems import NotFound

VERSION_DIGITS = 12


def prompts_in_use() -> QuerySet[Prompt]:
    """The recordings that are played, without their sound."""
    rows = Prompt.objects.filter(removed_at__isnull=True).defer("content")
    return rows.order_by("language", "sentence")


def prompt_in_use(prompt: UUID) -> Prompt:
    """A recording with its sound. Raises NotFound."""
    found = Prompt.objects.filter(removed_at__isnull=True, pk=prompt).first()
    if found is None:
        raise NotFound
    return found


def prompts_version() -> str:
    """Changes whenever a recording comes or goes."""
    ids = Prompt.objects.filter(removed_at__isnull=True).order_by("id").values_list("id", flat=True)
    return sha256(" ".join(map(str, ids)).encode()).hexdigest()[:VERSION_DIGITS]


def prompts_kept(language: str) -> QuerySet[Prompt]:
    """The recordings of a language, those taken out of use included, without their sound."""
    return Prompt.objects.filter(language=language).defer("content")


def prompt_counts() -> dict[str, int]:
    """How many sentences are recorded, by language; one without any is not in it."""
    rows = Prompt.objects.filter(removed_at__isnull=True).values_list("language")
    return dict(rows.annotate(count=Count("id")))

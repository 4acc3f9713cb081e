"""The sentences that families hear: played to every device, recorded by those who keep them."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akwaba.access.permissions import allowed, officer_of, open_to_all
from akwaba.desk import prompts, queries, services
from akwaba.desk.models import Prompt
from akwaba.ledger.problems import NotFound, Problem
from akwaba.registry.codelists import label

FOR_GOOD = "public, max-age=31536000, immutable"
"""Another recording has another address."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence on the page of a language."""

    key: str
    words: str
    prompt: Prompt | None
    has_former: bool


@open_to_all
@require_safe
def prompt(_request: HttpRequest, prompt_id: UUID) -> HttpResponse:
    """The sound of one sentence; it is said to everybody who arrives, so all may hear it."""
    found = queries.prompt_in_use(prompt_id)
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response.headers["Cache-Control"] = FOR_GOOD
    return response


@allowed(*services.KEEP_PROMPTS)
@require_safe
def languages(request: HttpRequest) -> HttpResponse:
    """Which languages are recorded, and how far."""
    counts, most = queries.prompt_counts(), len(prompts.sentences())
    rows = [
        (code, _language(code), counts.get(code, 0), most - counts.get(code, 0))
        for code in prompts.LANGUAGES
    ]
    return render(request, "desk/prompts.html", {"rows": rows, "most": most})


@allowed(*services.KEEP_PROMPTS)
@require_safe
def recordings(request: HttpRequest, language: str) -> HttpResponse:
    """Every sentence in one language: what is recorded, and what is missing."""
    if language not in prompts.LANGUAGES:
        raise NotFound
    lines = _lines(language)
    page = {
        "language": language,
        "name": _language(language),
        "lines": lines,
        "missing": [line for line in lines if line.prompt is None],
        "most_kilobytes": prompts.MOST_BYTES // 1024,
    }
    return render(request, "desk/prompts_language.html", page)


@allowed(*services.KEEP_PROMPTS)
@require_POST
def record(request: HttpRequest, language: str, sentence: str) -> HttpResponse:
    file = request.FILES.get("recording")
    content = file.read() if file else b""

    def act() -> None:
        services.record_prompt(
            actor=officer_of(request), sentence=sentence, language=language, content=content
        )

    return _done(request, language, sentence, act, _("The recording is in use."))


@allowed(*services.KEEP_PROMPTS)
@require_POST
def remove(request: HttpRequest, language: str, sentence: str) -> HttpResponse:
    def act() -> None:
        services.remove_prompt(actor=officer_of(request), sentence=sentence, language=language)

    told = _("The recording is no longer played. You can bring it back below.")
    return _done(request, language, sentence, act, told)


@allowed(*services.KEEP_PROMPTS)
@require_POST
def restore(request: HttpRequest, language: str, sentence: str) -> HttpResponse:
    def act() -> None:
        services.restore_prompt(actor=officer_of(request), sentence=sentence, language=language)

    return _done(request, language, sentence, act, _("The former recording is in use again."))


def _done(
    request: HttpRequest, language: str, sentence: str, act: Callable[[], None], told: str
) -> HttpResponse:
    """Do it, say so, and go back to the sentence."""
    try:
        act()
    except NotFound:
        raise
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, told)
    return redirect(f"{reverse('desk:recordings', args=[language])}#{sentence}")


def _lines(language: str) -> list[Line]:
    kept = list(queries.prompts_kept(language))
    used = {row.sentence: row for row in kept if row.removed_at is None}
    former = {row.sentence for row in kept if row.removed_at is not None}
    return [
        Line(one.key, one.words(get_language() or "fr"), used.get(one.key), one.key in former)
        for one in prompts.sentences()
    ]


def _language(code: str) -> str:
    return label("languages", code, get_language() or "fr")

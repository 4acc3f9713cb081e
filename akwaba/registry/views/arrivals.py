"""Who came on a day, and how many still wait."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.rules import Act, may
from akwaba.registry import queries, services
from akwaba.registry.forms.acts import HeadcountForm
from akwaba.registry.forms.band import own_posts
from akwaba.registry.forms.days import read_day
from akwaba.registry.numbers import printed_number
from akwaba.registry.pages.words import came_from_text, name_text
from akwaba.registry.queries import Arrival
from akwaba.registry.views.acting import Page, act_page
from akwaba.registry.views.reading import note_read

HOUSEHOLDS_A_PAGE = 50


@allowed_to(Act.READ_PERSON)
def arrivals(request: HttpRequest) -> HttpResponse:
    officer = officer_of(request)
    today = timezone.localdate()
    day = read_day(request.GET.get("day", ""), today=today)
    if request.GET.get("day") and day is None:
        messages.error(
            request, _("This is no date. Write the day, the month and the year: 10/11/2025.")
        )
    day = day or today
    posts = dict(own_posts(officer))
    post = request.GET.get("post", "")
    chosen = post if post in posts else next(iter(posts), "")
    households = queries.arrivals_of(officer, post=chosen, day=day)
    page = Paginator(households, HOUSEHOLDS_A_PAGE).get_page(request.GET.get("page"))
    lines = queries.with_people(officer, page.object_list)
    note_read(request, _shown(lines), "registry:arrivals")
    backlog = queries.backlog(officer, day=day, posts=posts)
    context: dict[str, Any] = {
        "day": day,
        "yesterday": day - timedelta(days=1),
        "tomorrow": day + timedelta(days=1) if day < today else None,
        "posts": posts,
        "post": chosen,
        "post_name": posts.get(chosen, ""),
        "own": next((line for line in backlog if line.post == chosen), None),
        "backlog": [(posts[line.post], line) for line in backlog],
        "page": page,
        "lines": [_line(line) for line in lines],
        "may_count": may(officer.role, Act.HEADCOUNT),
        "to_settle": queries.files_to_settle(officer),
    }
    return render(request, "registry/arrivals.html", context)


def _shown(lines: list[Arrival]) -> list[Any]:
    return [
        subject.id
        for line in lines
        for subject in (line.household, line.speaker)
        if subject is not None
    ]


def _line(line: Arrival) -> dict[str, Any]:
    return {
        "id": line.household.id,
        "number": printed_number(line.household.number),
        "name": name_text(line.speaker) if line.speaker else "—",
        "comes_from": came_from_text(line.household),
        "listed": line.listed,
        "announced": line.announced,
        "is_complete": line.is_complete,
    }


@allowed_to(Act.HEADCOUNT)
def headcount(request: HttpRequest) -> HttpResponse:
    officer = officer_of(request)
    posts = own_posts(officer)
    first = {"day": timezone.localdate(), "post": request.GET.get("post", "")}
    form = HeadcountForm(request.POST or None, posts=posts, initial=first)
    leads_back = may(officer.role, Act.READ_PERSON)
    page = Page(
        title=_("How many came"),
        who="",
        submit=_("Keep the count"),
        done=_("The count is kept."),
        back=reverse("registry:arrivals" if leads_back else "office:home"),
        intro=_("Everyone seen on that day, registered or not. Several counts stand side by side."),
        layout="",
    )

    def act() -> HttpResponse | None:
        services.record_headcount(actor=officer, **form.cleaned_data)
        given = form.cleaned_data
        return _to_day(given["day"], given["post"]) if leads_back else None

    return act_page(request, form, page, act)


def _to_day(day: date, post: str) -> HttpResponse:
    return redirect(f"{reverse('registry:arrivals')}?day={day.isoformat()}&post={post}")

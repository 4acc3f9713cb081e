"""Figures for another program: JSON as docs/reference/figures.md describes it, and CSV."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from akwaba.figures import baseline
from akwaba.figures.definitions import DEFINITIONS
from akwaba.figures.tables import BANDS, SEXES, AgeTable, Figures, PostFigures
from akwaba.figures.words import say_need

COLUMNS = ("as_of", "figure", "post", "day", "country", "sex", "age_band", "need", "people")


def as_json(figures: Figures) -> dict[str, Any]:
    """Give every figure, its baseline and its definitions. None is unknown, never zero."""
    return {
        "as_of": figures.as_of.isoformat(),
        "audience": figures.audience.value,
        "is_rounded": figures.is_rounded,
        "total": _numbers(figures.total),
        "posts": [
            {"code": post.code, "name": post.name, **_numbers(post), "arrivals": _arrivals(post)}
            for post in figures.posts
        ],
        "origins": [{"country": x.country, "people": x.people} for x in figures.origins],
        "age_sex": _age_sex(figures.ages),
        "age_sex_by_post": {
            code: _age_sex(table) for code, table in sorted(figures.ages_by_post.items())
        },
        "needs": [
            {
                "code": x.code,
                "label": say_need(x.code, is_family=x.is_family),
                "is_family": x.is_family,
                "people": x.people,
            }
            for x in figures.needs
        ],
        "headcounts": [
            {
                "post": x.post,
                "day": x.day.isoformat(),
                "people": x.people,
                "method": x.method,
                "source": x.source,
                "is_used": x.is_used,
            }
            for x in figures.headcounts
        ],
        "baseline": _baseline(),
        "definitions": {
            x.id: {"label": str(x.label), "words": str(x.words), "query": x.query}
            for x in DEFINITIONS
        },
    }


def _numbers(post: PostFigures) -> dict[str, Any]:
    days = post.backlog_days
    return {
        "registered": post.registered,
        "announced": post.announced,
        "counted": post.counted,
        "estimated": post.estimated,
        "waiting": post.waiting,
        "waiting_is_partial": post.is_waiting_partial,
        "registered_in_week": post.registered_in_week,
        "backlog_days": None if days is None else round(float(days), 1),
        "present": post.present,
        "households": post.households,
    }


def _arrivals(post: PostFigures) -> list[dict[str, Any]]:
    known = sorted((day, people) for day, people in post.arrivals.items() if day is not None)
    listed: list[dict[str, Any]] = [
        {"day": day.isoformat(), "people": people} for day, people in known
    ]
    unknown = post.arrivals.get(None)
    return listed if unknown is None else [*listed, {"day": None, "people": unknown}]


def _age_sex(table: AgeTable) -> dict[str, Any]:
    return {
        "cells": [
            {"age_band": band, "sex": sex, "people": table.cells[band, sex]}
            for band in BANDS
            for sex in SEXES
            if (band, sex) in table.cells
        ],
        "not_broken_down": table.not_broken_down,
        "total": table.total,
    }


def _baseline() -> dict[str, Any]:
    return {
        "year": baseline.YEAR,
        "source": baseline.SOURCE,
        "localities": [
            {
                "locality": x.name or None,
                "region": x.region or None,
                "pcode": x.pcode or None,
                "BFA": x.burkina_faso,
                "MLI": x.mali,
            }
            for x in baseline.localities()
        ],
    }


def as_csv(figures: Figures) -> str:
    """One line a cell, in the columns COLUMNS; an empty number is unknown."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for name, cell in _cells(figures):
        writer.writerow([figures.as_of, name, *(cell.get(column, "") for column in COLUMNS[2:])])
    return text.getvalue()


def _cells(figures: Figures) -> Iterator[tuple[str, dict[str, Any]]]:
    for post in (*figures.posts, figures.total):
        code = "all" if post is figures.total else post.code
        for name, number in _numbers(post).items():
            if name != "waiting_is_partial":
                yield name, {"post": code, "people": "" if number is None else number}
        for arrived in _arrivals(post):
            yield (
                "arrivals",
                {"post": code, "day": arrived["day"] or "unknown", "people": arrived["people"]},
            )
    for origin in figures.origins:
        yield "origin", {"country": origin.country or "unknown", "people": origin.people}
    for code, table in (("all", figures.ages), *sorted(figures.ages_by_post.items())):
        for (band, sex), people in sorted(table.cells.items()):
            yield "age_sex", {"post": code, "sex": sex, "age_band": band, "people": people}
        if table.not_broken_down:
            yield "age_sex", {"post": code, "people": table.not_broken_down}
    for need in figures.needs:
        yield "needs", {"need": need.code or "other", "people": need.people}

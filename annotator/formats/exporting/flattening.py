"""Annotations for formats whose spans have one fragment: one of several becomes several, marked as one's parts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotator.model import Annotation, Article, Content, Link


class Part(NamedTuple):
    """One fragment of an annotation. ``key`` names it within its article; links begin and end at first parts."""

    annotation: Annotation
    key: int
    start: int
    end: int


class FlatContent(NamedTuple):
    """The parts of an article's annotations in the order of the text, and its links by the keys of their ends."""

    parts: list[Part]
    links: list[tuple[Link, int, int]]


def flat(content: Content) -> FlatContent:
    """Every fragment as a part, and the links between first fragments."""
    parts: list[Part] = []
    first: dict[str, int] = {}
    for annotation in content.annotations:
        number = first[annotation.id] = len(parts)
        parts += [Part(annotation, number + i, *span) for i, span in enumerate(annotation.fragments)]
    return FlatContent(parts, [(link, first[link.from_id], first[link.to_id]) for link in content.links])


def without_overlaps(parts: Iterable[Part]) -> Iterator[Part]:
    """The longest parts that share nothing, in order: of two that overlap the longer stays, of equals the first."""
    kept: list[Part] = []
    for part in sorted(parts, key=lambda p: (p.start - p.end, p.start)):
        place = bisect_left(kept, part.start, key=_start)
        free = place == len(kept) or kept[place].start >= part.end
        if free and (place == 0 or kept[place - 1].end <= part.start):
            kept.insert(place, part)
    return iter(kept)


def _start(part: Part) -> int:
    return part.start


def details(article: Article, *, all_of_them: bool = False) -> dict[str, object]:
    """What is known of an article beside its text, for formats that have a place for such.

    What is not known is left out, or empty with ``all_of_them``.
    """
    known = {
        "title": article.title,
        "url": article.url,
        "site": article.site,
        "authors": list(article.authors),
        "published_at": article.published_at,
        "language": article.language,
        "keywords": list(article.keywords),
        "note": article.note,
    }
    if all_of_them:
        return {name: value or "" for name, value in known.items()}
    return {name: value for name, value in known.items() if value}


def details_in(record: object) -> dict[str, object]:
    """The fields of an article among those of a foreign record, if they are of the right kind."""
    found: dict[str, object] = {}
    if isinstance(record, dict):
        for name in ("title", "url", "site", "published_at", "language", "note"):
            if isinstance(record.get(name), str):
                found[name] = record[name]
        for name in ("authors", "keywords"):
            values = record.get(name)
            if isinstance(values, list) and all(isinstance(v, str) for v in values):
                found[name] = tuple(values)
    return found

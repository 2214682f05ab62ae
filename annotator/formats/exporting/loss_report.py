"""What an export would lose, counted before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from annotator.formats.base import Carries, Format
from annotator.formats.exporting.flattening import flat, without_overlaps
from annotator.formats.support.tokenizer import tokens
from annotator.model import Content

_WORDS = {
    Carries.OVERLAPS: ("overlapping span is left out", "overlapping spans are left out"),
    Carries.FRAGMENTS: ("annotation of several fragments is cut up", "annotations of several fragments are cut up"),
    Carries.LINE_ENDS: ("span over a line end is cut up", "spans over line ends are cut up"),
    Carries.LINKS: ("link", "links"),
    Carries.NOTES: ("note", "notes"),
    Carries.ATTRIBUTES: ("attribute", "attributes"),
    Carries.ANNOTATORS: ("annotator’s name", "annotators’ names"),
    Carries.DETAILS: ("article’s details (address, authors, date, note …)", "articles’ details (address, authors …)"),
    "tokens": ("span that begins or ends within a word", "spans that begin or end within a word"),
}


def losses(format_: Format, contents: Iterable[Content]) -> Counter[str]:
    """How much of each kind a format does not carry, of these articles; what is not lost is not there."""
    lost: Counter[str] = Counter()
    names: set[str] = set()
    for content in contents:
        names.update(a.annotator for a in content.annotations if a.annotator)
        for kind, count in _there(content, format_):
            if count and kind not in format_.carries:
                lost[kind] += count
    if names and Carries.ANNOTATORS not in format_.carries:
        lost[Carries.ANNOTATORS] = len(names)
    return lost


def warnings(format_: Format, contents: Iterable[Content]) -> list[str]:
    """A line for each thing that is lost and is of none of these kinds."""
    warn = format_.writer.warnings if format_.writer is not None else None
    return [line for content in contents for line in warn(content)] if warn is not None else []


def _there(content: Content, format_: Format) -> Iterator[tuple[str, int]]:
    """How much of each kind an article has."""
    annotations, article = content.annotations, content.article
    parts = flat(content).parts
    if Carries.OVERLAPS not in format_.carries:
        yield Carries.OVERLAPS, len(parts) - len(list(without_overlaps(parts)))
    yield Carries.FRAGMENTS, sum(1 for a in annotations if len(a.fragments) > 1)
    if Carries.LINE_ENDS not in format_.carries:
        yield Carries.LINE_ENDS, sum(1 for p in parts if "\n" in article.text[p.start : p.end].strip("\n"))
    yield Carries.LINKS, len(content.links)
    yield Carries.NOTES, sum(1 for a in annotations if a.note)
    yield Carries.ATTRIBUTES, sum(len(a.attributes) for a in annotations)
    known = (article.url, article.site, article.authors, article.published_at, article.note, article.keywords)
    yield Carries.DETAILS, int(any(known))
    if format_.unit == "tokens" and annotations:
        edges = {edge for span in tokens(article.text) for edge in span}
        yield "tokens", sum(1 for p in parts if p.start not in edges or p.end not in edges)


def in_words(lost: Counter[str]) -> list[str]:
    """A line for each kind: “14 overlapping spans are left out”."""
    order = [*Carries, "tokens"]
    return [
        f"{count:,} {_WORDS[kind][count != 1]}" for kind, count in sorted(lost.items(), key=lambda p: order.index(p[0]))
    ]

"""Image credits, and the sources that credit lines name: what the lines of an article say, by their grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from annotator.model import IMAGE_CREDIT, SOURCE, LinkKind, Span, Suggestion
from annotator.suggesters.credits.line_grammar import NOTICE, Item, parse
from annotator.suggesters.credits.vocabulary import is_provider
from annotator.suggesters.language.prepared_text import Document

_BYLINES = range(1, 3)
"""Lines in which an agency alone is who wrote the article."""


def credits(document: Document) -> Iterator[Suggestion]:
    """The image credits of an article, and the sources that its credit lines name."""
    title = document.lines[0] if document.lines else None
    following = dict(pairwise(document.lines))
    for number, line in enumerate(document.ticking()):
        text = document.text[slice(*line)]
        after = document.text[slice(*following.get(line, (0, 0)))]
        if line == title:
            continue
        if line not in document.captions and len(document.lines) > 3 and _is_footer(f"{text} {after[:40]}"):
            continue
        if number in _BYLINES and line not in document.captions and is_provider(text.strip()):
            continue
        for item in parse(text):
            start, end = line[0] + item.start, line[0] + item.end
            if item.is_source:
                yield from _source(item, line[0])
                continue
            where = "A caption" if line in document.captions else "A line"
            score = (
                0.95 if item.provider and (item.creator or item.role) else 0.9 if item.creator or item.provider else 0.7
            )
            yield Suggestion(
                IMAGE_CREDIT.id,
                ((start, end),),
                score,
                "credit-line",
                f"{where} that says where a picture is from{_known(item)}.",
                item.attributes,
            )


_PARTS = {"creator": "made by %", "provider": "provided by %", "via": "found via %", "licence": "licence %"}
"""The parts of a credit in words."""


def _known(item: Item) -> str:
    """The parts of a credit in words, behind a colon; "" if none are known."""
    said = [_PARTS[name].replace("%", str(value)) for name, value in item.attributes if name in _PARTS and value]
    return f": {', '.join(said)}" if said else ""


def _is_footer(text: str) -> bool:
    """Whether a line is the copyright of the whole page."""
    return (
        NOTICE.match(text.strip()) is not None
        and re.search(
            r"rights reserved|Rechte vorbehalten|\d{4}\s+[\w .]+(?:Inc|LLC|Ltd|Network|Media|Corporation)",
            text,
            re.IGNORECASE,
        )
        is not None
    )


def _source(item: Item, at: int) -> Iterator[Suggestion]:
    key = (SOURCE.id, ((at + item.start, at + item.end),))
    links: tuple[tuple[LinkKind, tuple[str, tuple[Span, ...]]], ...] = ()
    if item.via_span is not None:
        span = (at + item.via_span[0], at + item.via_span[1])
        links = ((LinkKind.VIA, (SOURCE.id, (span,))),)
        yield Suggestion(
            SOURCE.id,
            (span,),
            0.9,
            "source-list",
            "Named behind “via” in a list of sources: another source found it there.",
            (("kind", "media"),),
        )
    yield Suggestion(SOURCE.id, key[1], 0.92, "source-list", "Named in a list of sources.", (("kind", "media"),), links)

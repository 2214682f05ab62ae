"""Image credits, and the sources that credit lines name: what the lines of an article say, by their grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from annotator.model import IMAGE_CREDIT, SOURCE, LinkKind, Suggestion, SuggestionKey
from annotator.suggesters.credits.line_grammar import NOTICE, Item, parse
from annotator.suggesters.credits.vocabulary import is_provider
from annotator.suggesters.language.prepared_text import Document

_BYLINES = range(1, 3)
"""Lines in which an agency alone is who wrote the article."""


def credits(document: Document) -> Iterator[Suggestion]:
    """Image credits of an article, and the sources that its credit lines name."""
    title = document.lines[0] if document.lines else None
    following = dict(pairwise(document.lines))
    for number, line in enumerate(document.ticking()):
        text, is_caption = document.text[slice(*line)], line in document.captions
        after = document.text[slice(*following.get(line, (0, 0)))]
        if line == title or (not is_caption and len(document.lines) > 3 and _is_footer(f"{text} {after[:40]}")):
            continue
        if not is_caption and number in _BYLINES and is_provider(text.strip()):
            continue
        for item in parse(text):
            if item.is_source:
                yield from _source(item, line[0])
            else:
                yield _credit(item, line[0], "A caption" if is_caption else "A line")


_PARTS = {"creator": "made by %", "provider": "provided by %", "via": "found via %", "licence": "licence %"}
"""The parts of a credit in words."""


def _credit(item: Item, at: int, where: str) -> Suggestion:
    """The suggestion for a credit in the line that begins at ``at``: the more it says, the surer."""
    score = 0.95 if item.provider and (item.creator or item.role) else 0.9 if item.creator or item.provider else 0.7
    reason = f"{where} that says where a picture is from{_known(item)}."
    span = at + item.start, at + item.end
    return Suggestion(IMAGE_CREDIT.id, (span,), score, "credit-line", reason, item.attributes)


def _known(item: Item) -> str:
    """The parts of a credit in words, behind a colon; "" if none are known."""
    said = [_PARTS[name].replace("%", str(value)) for name, value in item.attributes if name in _PARTS and value]
    return f": {', '.join(said)}" if said else ""


_FOOTER = re.compile(
    r"rights reserved|Rechte vorbehalten|\d{4}\s+[\w .]+(?:Inc|LLC|Ltd|Network|Media|Corporation)", re.IGNORECASE
)


def _is_footer(text: str) -> bool:
    """Whether a line is the copyright of the whole page."""
    return NOTICE.match(text.strip()) is not None and _FOOTER.search(text) is not None


def _source(item: Item, at: int) -> Iterator[Suggestion]:
    """The source of a list, and the one "via" which it was found, if that is said; ``at``: where its line begins."""
    span, is_medium = (at + item.start, at + item.end), (("kind", "media"),)
    links: tuple[tuple[LinkKind, SuggestionKey], ...] = ()
    if item.via_span is not None:
        reason = "Named behind “via” in a list of sources: another source found it there."
        via = Suggestion(
            SOURCE.id, ((at + item.via_span[0], at + item.via_span[1]),), 0.9, "source-list", reason, is_medium
        )
        links = ((LinkKind.VIA, via.key),)
        yield via
    yield Suggestion(SOURCE.id, (span,), 0.92, "source-list", "Named in a list of sources.", is_medium, links)

"""Occurrences: the places where words stand in articles, to tag all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from annotator.model import Article, Span
from annotator.services import Tell, tell_nobody
from annotator.text.boilerplate import boilerplate
from annotator.text.intervals import IntervalIndex
from annotator.text.passages import outside
from annotator.text.search import MOST, Query, find

if TYPE_CHECKING:
    from annotator.storage.store import Store

Occurrence = tuple[Article, Span, bool]
"""An article, a span of it, and whether a passage that touches it has the tag already."""


def find_occurrences(
    store: Store, ids: Sequence[str], query: Query, tag: str, tell: Tell = tell_nobody
) -> list[Occurrence]:
    """Where ``query`` stands in these articles, but for lines that are most likely none of their text."""
    found: list[Occurrence] = []
    with closing(store.contents(ids)) as contents:
        for number, content in enumerate(contents):
            tell(number, len(ids))
            article = content.article
            spans = find(article.text, query, most=MOST - len(found))
            if spans:
                spans = outside(spans, boilerplate(article.text, article.reinstated))
            tagged = IntervalIndex([a for a in content.annotations if a.tag == tag] if spans else [])
            found += [(article, span, bool(tagged.touching(*span))) for span in spans]
            if len(found) == MOST:
                break
    return found

"""Versions: a corrected article beside the one that it corrects, and what is marked there carried over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from annotator.errors import AnnotatorError
from annotator.model import Action, Article, Link
from annotator.text.reanchor import Carried, carry

if TYPE_CHECKING:
    from annotator.storage.history import UndoState
    from annotator.storage.store import Store


class Comparison(NamedTuple):
    """An older version of an article held against another: what became of what is marked in it, and its links."""

    article: Article
    carried: list[Carried]
    links: list[Link]


def compare(store: Store, older: str, newer: str) -> Comparison:
    """Look for what is marked in one article in another, but for what is marked there already."""
    before, after = store.content(older), store.content(newer)
    if before is None or after is None:
        raise AnnotatorError("One of the versions is no longer there.")
    carried = carry(before.article.text, after.article.text, before.annotations)
    there = {(a.tag, a.fragments) for a in after.annotations}
    new = [c for c in carried if (c.annotation.tag, c.fragments) not in there]
    return Comparison(after.article, new, before.links)


def step_of_adding(comparison: Comparison, newest: str, heads: UndoState | None) -> int | None:
    """The step that added the other version, if it was the last: to carry over is then a part of it.

    ``newest`` is the article that came last into the library.
    """
    last = heads.undo if heads is not None and newest == comparison.article.id else None
    return last.seq if last is not None and (last.action, last.size) == (Action.ADD_ARTICLES, 1) else None

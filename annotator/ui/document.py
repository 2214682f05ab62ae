"""The open article as the window needs it: text, places and everything that is marked, by id and by place."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from operator import itemgetter

from annotator.model import Annotation, Article, ArticleState, Content, Delta, Link
from annotator.text.intervals import IntervalIndex
from annotator.text.offsets import Offsets
from annotator.text.passages import Paragraphs

_ID, _TAG, _FRAGMENTS = itemgetter(0), itemgetter(2), itemgetter(3)
_MANY = 500
"""From how many records on a change is not taken one by one."""


class Document:
    """One open article. Made on the store thread, then used and changed on the GUI thread only."""

    def __init__(self, content: Content) -> None:
        self.article: Article = content.article
        self.state: ArticleState = content.state
        self.offsets = Offsets(self.article.text)
        self.paragraphs = Paragraphs(self.article.text)
        self._hold(content.annotations, content.links)

    def _hold(self, annotations: list[Annotation], links: list[Link]) -> None:
        self.annotations: dict[str, Annotation] = dict(zip(map(_ID, annotations), annotations, strict=True))
        self.in_order = annotations
        """Every annotation by place."""
        self.counts = Counter(map(_TAG, annotations))
        self.links = {link.id: link for link in links}
        spans = list(map(_FRAGMENTS, annotations))
        entries = [(f[0][0], f[0][1], id_) for f, id_ in zip(spans, self.annotations, strict=True)]
        entries += [(s, e, a.id) for a in annotations if len(a.fragments) > 1 for s, e in a.fragments[1:]]
        self.index = IntervalIndex(entries)

    @property
    def text(self) -> str:
        """The stored text; the only one that quotes and copies are cut from."""
        return self.article.text

    def take(self, delta: Delta) -> Delta:
        """Change what is here as the store did, and return the part of ``delta`` that concerned this article."""
        mine = Delta(
            delta.action,
            tuple(r for r in delta.removed if not isinstance(r, ArticleState) and r.article_id == self.article.id),
            tuple(r for r in delta.added if not isinstance(r, ArticleState) and r.article_id == self.article.id),
        )
        if mine.size > _MANY:
            self._take_many(mine)
            return mine
        for record in mine.removed:
            if isinstance(record, Annotation):
                del self.annotations[record.id]
                del self.in_order[self.row_of(record)]
                self.counts[record.tag] -= 1
                for start, end in record.fragments:
                    self.index.remove((start, end, record.id))
            elif isinstance(record, Link):
                del self.links[record.id]
        for record in mine.added:
            if isinstance(record, Annotation):
                self.annotations[record.id] = record
                self.in_order.insert(self.row_of(record), record)
                self.counts[record.tag] += 1
                for start, end in record.fragments:
                    self.index.add((start, end, record.id))
            elif isinstance(record, Link):
                self.links[record.id] = record
        return mine

    def _take_many(self, delta: Delta) -> None:
        """The same for so many records that it is quicker to build everything anew."""
        gone = {r.id for r in delta.removed}
        annotations = [a for a in self.annotations.values() if a.id not in gone]
        links = [link for link in self.links.values() if link.id not in gone]
        annotations += [r for r in delta.added if isinstance(r, Annotation)]
        annotations.sort(key=place_of)
        links += [r for r in delta.added if isinstance(r, Link)]
        self._hold(annotations, links)

    def row_of(self, annotation: Annotation) -> int:
        """Where an annotation stands among all by place, or would."""
        return bisect_left(self.in_order, place_of(annotation), key=place_of)

    def neighbour(self, place: tuple[int, int, str], *, forward: bool) -> Annotation | None:
        """The annotation after (or before) ``place``, going round at the end; None if there is no annotation."""
        step = self.index.following if forward else self.index.preceding
        entry: tuple[int, int, str] | None = place
        for _ in range(2):
            while entry is not None and (entry := step(entry)) is not None:
                annotation = self.annotations[entry[2]]
                if annotation.fragments[0] == entry[:2]:
                    return annotation
            entry = (-1, -1, "") if forward else (len(self.text) + 1, 0, "")
        return None

    def at(self, offset: int) -> list[Annotation]:
        """The annotations that hold the character at ``offset``, the shortest first."""
        found = {id_ for _, _, id_ in self.index.touching(offset, offset + 1)}
        return sorted((self.annotations[i] for i in found), key=lambda a: (_length(a), a.start, a.id))

    def same(self, fragments: Iterable[tuple[int, int]]) -> list[Annotation]:
        """The annotations of exactly these fragments."""
        wanted = tuple(fragments)
        entries = self.index.touching(wanted[0][0], wanted[0][1])
        return [self.annotations[i] for _, _, i in entries if self.annotations[i].fragments == wanted]


def place_of(annotation: Annotation) -> tuple[int, int, str]:
    """What annotations are ordered by, as in the store: where they start, where they end, the id."""
    return annotation.fragments[0][0], annotation.fragments[-1][1], annotation.id


def _length(annotation: Annotation) -> int:
    return sum(end - start for start, end in annotation.fragments)

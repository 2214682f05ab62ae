"""Document: the open article as the window needs it: text, places and everything that is marked, by id and by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import itemgetter

from annotator.model import (
    AUTHORS_OWN,
    CLAIM,
    Annotation,
    Article,
    ArticleMetadata,
    ArticleState,
    Content,
    Delta,
    Link,
    LinkKind,
    Record,
    Span,
    Suggestion,
    SuggestionKey,
    Verdict,
    place_of,
    with_card,
)
from annotator.text.boilerplate import boilerplate
from annotator.text.intervals import IntervalIndex
from annotator.text.length import Length, length_of
from annotator.text.offsets import Offsets
from annotator.text.passages import Paragraphs

_ID, _TAG = itemgetter(0), itemgetter(2)
_MANY = 500
"""From how many records on a change is not taken one by one."""

_SAMPLE = 5_000
"""By how many characters the script of a text is told."""


def _of_article(records: Iterable[Record], article_id: str) -> tuple[Record, ...]:
    """Those of the records, which may be very many, that belong to the text of an article."""
    return tuple([r for r in records if isinstance(r, (Annotation, Link, Verdict)) and r.article_id == article_id])


class Document:
    """One open article. Made on the store thread, then used and changed on the GUI thread only.

    Painting needs the text and the index; what only the panels ask for is made at the first question, or by
    ``complete`` before.
    """

    def __init__(self, content: Content, verdicts: Iterable[Verdict] = ()) -> None:
        self.article: Article = content.article
        self.state: ArticleState = content.state
        self.offsets = Offsets(self.article.text)
        self.boilerplate: list[Span] = []
        """The lines that are most likely none of the article's text; found by ``complete``."""
        self.verdicts = {verdict.id: verdict for verdict in verdicts}
        """What was said of suggestions, by id."""
        self.proposed: list[Suggestion] = []
        """Everything that is suggested, judged or not, in the order of the text."""
        self.is_searched = False
        """Whether suggestions were looked for."""
        self._hold(content.annotations, content.links)

    def _hold(self, annotations: list[Annotation], links: list[Link]) -> None:
        self.in_order = annotations
        self.index = IntervalIndex(annotations)
        self.links = {link.id: link for link in links}
        for made_of_them in ("annotations", "counts", "_links_at", "unsourced", "starts"):
            self.__dict__.pop(made_of_them, None)

    @cached_property
    def in_order(self) -> list[Annotation]:
        """Every annotation by place."""
        return list(self.index)

    @cached_property
    def starts(self) -> dict[str, list[int]]:
        """Where the annotations of each tag start, by its id, in order."""
        found: dict[str, list[int]] = {}
        for annotation in self.in_order:
            found.setdefault(annotation.tag, []).append(annotation.fragments[0][0])
        return found

    @cached_property
    def annotations(self) -> dict[str, Annotation]:
        """Every annotation by id."""
        return dict(zip(map(_ID, self.in_order), self.in_order, strict=True))

    @cached_property
    def counts(self) -> Counter[str]:
        """How many annotations there are of each tag, by its id."""
        return Counter(map(_TAG, self.in_order))

    @cached_property
    def _links_at(self) -> dict[str, dict[str, Link]]:
        """The links that begin or end at an annotation, by its id, then by their own."""
        found: dict[str, dict[str, Link]] = {}
        for link in self.links.values():
            for end in (link.from_id, link.to_id):
                found.setdefault(end, {})[link.id] = link
        return found

    def links_of(self, annotation_id: str) -> list[Link]:
        """The links that begin or end at an annotation, the oldest first."""
        return sorted(self._links_at.get(annotation_id, {}).values(), key=lambda link: (link.created_at, link.id))

    def linked(self, annotation_id: str, kind: LinkKind, *, back: bool = False) -> list[Annotation]:
        """What an annotation is linked to, or with ``back`` what is linked to it; the oldest link first."""
        links = [link for link in self.links_of(annotation_id) if link.kind is kind]
        ends = [(link.to_id, link.from_id) if back else (link.from_id, link.to_id) for link in links]
        return [self.annotations[there] for here, there in ends if here == annotation_id]

    def is_unsourced(self, annotation: Annotation) -> bool:
        """Whether it is a claim that is said to be nobody’s: neither a source’s nor the author’s own."""
        return (
            annotation.tag == CLAIM.id
            and not any(
                link.kind is LinkKind.ATTRIBUTED_TO and link.from_id == annotation.id
                for link in self._links_at.get(annotation.id, {}).values()
            )
            and annotation.attribute("attribution") != AUTHORS_OWN
        )

    @cached_property
    def unsourced(self) -> set[str]:
        """The ids of the claims without a source."""
        return {a.id for a in self.in_order if self.is_unsourced(a)}

    def propose(self, suggestions: list[Suggestion]) -> None:
        """Have these suggestions from now on."""
        self.proposed, self.is_searched = suggestions, True
        self.__dict__.pop("pending", None)

    @cached_property
    def pending(self) -> list[Suggestion]:
        """The suggestions that nobody has judged, and that are not marked already, in the order of the text."""
        if not self.proposed:
            return self.proposed
        judged = {(v.tag, v.fragments) for v in self.verdicts.values()}
        return [s for s in self.proposed if s.key not in judged and not self.marked_at(s.key)]

    def marked_at(self, key: SuggestionKey) -> str:
        """The id of an annotation with this tag that shares text with these fragments; "" if there is none."""
        tag, fragments = key
        for start, end in fragments:
            for _, _, annotation in self.index.touching(start, end):
                if annotation.tag == tag:
                    return annotation.id
        return ""

    @property
    def marked(self) -> dict[SuggestionKey, str]:
        """The ids of the annotations by tag and fragments, and of those that suggestions became by what these were."""
        became = {(v.tag, v.fragments): v.annotation_id for v in self.verdicts.values() if v.annotation_id}
        there = {(a.tag, a.fragments): a.id for a in self.in_order}
        return {**{key: id_ for key, id_ in became.items() if id_ in self.annotations}, **there}

    def line_at(self, offset: int) -> str:
        """The line that an offset is in, without white space around it."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return self.text[start : end if end >= 0 else len(self.text)].strip()

    def is_doubtful(self, offset: int) -> bool:
        """Whether an offset is in a line that looks like none of the article's text, or that a person said is."""
        looks = any(start <= offset <= end for start, end in self.boilerplate)
        return looks or self.line_at(offset) in self.article.reinstated

    @cached_property
    def paragraphs(self) -> Paragraphs:
        """The paragraphs of the text."""
        return Paragraphs(self.article.text)

    @cached_property
    def length(self) -> Length:
        """How long the text is."""
        if length_of(self.text[:_SAMPLE]).characters:
            return length_of(self.text)
        return Length(self.article.words, 0)

    def complete(self) -> Document:
        """Make everything that is made at the first question, here and now; the document itself."""
        _ = self.annotations, self.counts, self.paragraphs, self.unsourced, self.starts
        self.index.touching(len(self.text), len(self.text) + 1)  # or the first look at the end takes longer
        _ = self.length
        self.boilerplate = boilerplate(self.text, self.article.reinstated)
        return self

    @property
    def text(self) -> str:
        """The stored text; the only one that quotes and copies are cut from."""
        return self.article.text

    def apply_metadata(self, card: ArticleMetadata) -> None:
        """What is known of the article is now this."""
        self.article = with_card(self.article, card)
        self.boilerplate = boilerplate(self.text, self.article.reinstated)

    def part_of(self, delta: Delta) -> Delta:
        """The part of a change that concerns this article."""
        of = self.article.id
        return Delta(delta.action, _of_article(delta.removed, of), _of_article(delta.added, of))

    def apply_change(self, delta: Delta) -> Delta:
        """Change what is here as the store did, and return the part of ``delta`` that concerned this article."""
        mine = self.part_of(delta)
        self._apply_verdicts(mine)
        if mine.size > _MANY:
            self._apply_many(mine)
            return mine
        _ = self.annotations, self.counts, self.unsourced, self._links_at  # made of what is here before the change
        self.__dict__.pop("in_order", None)
        self.__dict__.pop("starts", None)
        for record in mine.removed:
            if isinstance(record, Annotation):
                del self.annotations[record.id]
                self.counts[record.tag] -= 1
                self.index.remove(record)
            elif isinstance(record, Link):
                del self.links[record.id]
                for end in (record.from_id, record.to_id):
                    self._links_at[end].pop(record.id)
        for record in mine.added:
            if isinstance(record, Annotation):
                self.annotations[record.id] = record
                self.counts[record.tag] += 1
                self.index.add(record)
            elif isinstance(record, Link):
                self.links[record.id] = record
                for end in (record.from_id, record.to_id):
                    self._links_at.setdefault(end, {})[record.id] = record
        for id_ in touched_by(mine):
            changed = self.annotations.get(id_)
            if changed is not None and self.is_unsourced(changed):
                self.unsourced.add(id_)
            else:
                self.unsourced.discard(id_)
        return mine

    def _apply_verdicts(self, delta: Delta) -> None:
        for record in delta.removed:
            if isinstance(record, Verdict):
                self.verdicts.pop(record.id, None)
        judged = [r for r in delta.added if isinstance(r, Verdict)]
        self.verdicts.update((r.id, r) for r in judged)
        before = self.__dict__.pop("pending", None)
        if before is not None and not self.proposed:
            self.pending = before
        elif before is not None and not delta.removed:  # nothing comes back: what is left is among what was
            self.pending = _without(before, judged, [r for r in delta.added if isinstance(r, Annotation)])

    def _apply_many(self, delta: Delta) -> None:
        """The same for so many records that it is quicker to build everything anew."""
        gone = {r.id for r in delta.removed}
        annotations = [a for a in self.annotations.values() if a.id not in gone]
        links = [link for link in self.links.values() if link.id not in gone]
        annotations += [r for r in delta.added if isinstance(r, Annotation)]
        annotations.sort(key=place_of)
        links += [r for r in delta.added if isinstance(r, Link)]
        self._hold(annotations, links)

    def neighbour(self, place: tuple[int, int, str], *, forward: bool) -> Annotation | None:
        """The annotation after (or before) ``place``, going round at the end; None if there is no annotation."""
        if not self.in_order:
            return None
        bisect = bisect_right if forward else bisect_left
        at = bisect(self.in_order, place, key=place_of) - (0 if forward else 1)
        return self.in_order[at % len(self.in_order)]

    def at(self, offset: int) -> list[Annotation]:
        """The annotations that hold the character at ``offset``, the shortest first."""
        found = {a.id: a for _, _, a in self.index.touching(offset, offset + 1)}
        return sorted(found.values(), key=lambda a: (_length(a), a.start, a.id))

    def same(self, fragments: Iterable[tuple[int, int]]) -> list[Annotation]:
        """The annotations of exactly these fragments."""
        wanted = tuple(fragments)
        entries = self.index.touching(wanted[0][0], wanted[0][1])
        return [a for _, _, a in entries if a.fragments == wanted]

    def has_twin(self, changed: Annotation) -> bool:
        """Whether another annotation says what this one would, changed so: the same tag, words and annotator."""
        who = changed.tag, changed.annotator
        return any((a.tag, a.annotator) == who and a.id != changed.id for a in self.same(changed.fragments))


def _without(pending: list[Suggestion], judged: Sequence[Verdict], marked: Sequence[Annotation]) -> list[Suggestion]:
    """The suggestions without those that were judged now, and without what shares text with what was marked now."""
    gone = {(v.tag, v.fragments) for v in judged}
    if len(marked) > _MANY:
        index = IntervalIndex(sorted(marked, key=place_of))
        return [s for s in pending if s.key not in gone and not _tag_touches(index, s)]
    spans = [(a.tag, start, end) for a in marked for start, end in a.fragments]
    low, high = min((s[1] for s in spans), default=0), max((s[2] for s in spans), default=0)
    return [
        s
        for s in pending
        if s.key not in gone
        and not (
            s.end > low
            and s.start < high
            and any(tag == s.tag and a < end and start < b for tag, a, b in spans for start, end in s.fragments)
        )
    ]


def _tag_touches(index: IntervalIndex, one: Suggestion) -> bool:
    return any(a.tag == one.tag for start, end in one.fragments for _, _, a in index.touching(start, end))


def touched_by(delta: Delta) -> set[str]:
    """The ids of the annotations that a change is about, be it only by a link."""
    found: set[str] = set()
    for record in (*delta.removed, *delta.added):
        if isinstance(record, Link):
            found |= {record.from_id, record.to_id}
        elif isinstance(record, Annotation):
            found.add(record.id)
    return found


def _length(annotation: Annotation) -> int:
    return sum(end - start for start, end in annotation.fragments)

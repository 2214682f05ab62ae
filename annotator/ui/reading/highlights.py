"""Highlights: what is marked, as rectangles, found for the lines in sight, kept until those lines change.

Each annotation has a tint and an underline of its own. Nested and overlapping ones lie in lanes: the outermost
underline is the lowest, each inner one a little higher, so that all can be told apart; the shortest tint is on top.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextLine

from annotator.model import Action, Annotation, Delta, Span, Tag, Underline
from annotator.text.intervals import lanes
from annotator.text.offsets import Offsets
from annotator.ui.reading.layout import ReadingLayout
from annotator.ui.reading.visible_blocks import VisibleBlock
from annotator.ui.session.document import Document
from annotator.ui.session.tag_set import TagSet

LINES_AT_ONCE = 32
"""A paragraph's lines are worked out in groups of so many: a paragraph may be a megabyte long."""

_FOUND = 2_000
"""How many matches are painted in one paragraph."""

MAX_LANE = 2
_LANE_STEP = 3
"""How much higher each inner underline lies, in pixels."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")


class Strip(NamedTuple):
    """A stretch of one line that an annotation covers, relative to its block: its tint and what underlines it."""

    tint: QRectF
    lines: tuple[QRectF, ...]
    tag: str
    lane: int
    id: str


def _strip(left: float, right: float, top: float, height: float, tag: Tag, lane: int, id_: str) -> Strip:
    width, y = right - left, top + height - 2 - lane * _LANE_STEP
    lines: tuple[QRectF, ...] = (QRectF(left, y, width, 2),)
    if tag.underline is Underline.DOUBLE:
        lines = QRectF(left, y - 1, width, 1), QRectF(left, y + 1, width, 1)
    return Strip(QRectF(left, top, width, height), lines, tag.id, lane, id_)


class Group(NamedTuple):
    """What is marked in a few lines, ready to be painted.

    ``strips`` has the longest annotation first; then the tags and rectangles of the tints, each behind those that it
    lies on, and of the underlines.
    """

    strips: list[Strip]
    tints: list[tuple[str, list[QRectF]]]
    lines: list[tuple[str, list[QRectF]]]


_NOTHING = Group([], [], [])
_NO_CHANGE = Delta(Action.TAG)


Groups = dict[int, dict[int, Group]]
"""Groups by block, then by place in it."""


class Highlights:
    """The highlights of a document: groups of its lines, worked out when they are first asked for."""

    def __init__(self, layout: ReadingLayout, tags: TagSet) -> None:
        self._layout, self._tags = layout, tags
        self._document: Document | None = None
        self._groups: Groups = {}
        self.version = 0
        """Grows whenever everything is worked out anew."""

    def show(self, document: Document | None) -> None:
        """Take the strips of another document."""
        self._document = document
        self.forget()

    def forget(self) -> None:
        """Forget every strip: the lines have moved."""
        self._groups.clear()
        self.version += 1

    def put(self, blocks: Sequence[range], groups: Groups) -> None:
        """Take these groups, and forget the others of these blocks: what is marked in them has changed."""
        for numbers in blocks:
            for number in numbers if len(numbers) < len(self._groups) else [n for n in self._groups if n in numbers]:
                self._groups.pop(number, None)
        self._groups.update(groups)

    def changed(self, delta: Delta, seen: Sequence[VisibleBlock]) -> tuple[Groups, QRectF]:
        """The groups of these blocks with ``delta``, whether or not the document has taken it already.

        And the part of the column, in the viewport, that differs from what is there; empty if none does.
        """
        groups: Groups = {}
        part = QRectF()
        for one in seen:
            number = one.block.blockNumber()
            groups[number] = {}
            self.groups(one.block, one.first_line, one.last_line)  # it may be in sight and not painted yet
            for i, before in self._groups.get(number, {}).items():
                after = groups[number][i] = self._work_out(one.block, i, delta, before)
                for some, others in ((before, after), (after, before)):
                    same = set(map(id, others.strips))  # what did not change is the very same strip
                    for strip in [s for s in some.strips if id(s) not in same]:
                        part |= strip.tint.translated(0, one.top)
        return groups, part

    def groups(self, block: QTextBlock, first_line: int, last_line: int) -> list[Group]:
        """The groups that these lines of ``block`` are in, those with something in them. The block must be laid out."""
        if self._document is None or block.length() == 1:
            return []
        known = self._groups.setdefault(block.blockNumber(), {})
        found: list[Group] = []
        for i in range(first_line // LINES_AT_ONCE, last_line // LINES_AT_ONCE + 1):
            group = known.get(i)
            if group is None:
                group = known[i] = self._work_out(block, i)
            if group.strips:
                found.append(group)
        return found

    def strips(self, block: QTextBlock, first_line: int, last_line: int) -> list[Strip]:
        """The strips of the groups that these lines of ``block`` are in."""
        return [strip for group in self.groups(block, first_line, last_line) for strip in group.strips]

    def rects(self, seen: VisibleBlock, start: int, end: int) -> list[QRectF]:
        """The rectangles, in the viewport, of what is in sight of the span ``[start, end)`` in a block."""
        block, offsets = seen.block, self._offsets
        lines = self._lines(block, seen.first_line, seen.last_line)
        origin = block.position()
        low, high = offsets.from_utf16(origin + lines[0].start), offsets.from_utf16(origin + lines[-1].end)
        start, end = max(start, low), min(end, high)
        if start >= end:
            return []
        pitch = self._layout.line_pitch(block.blockNumber())
        a, b = offsets.to_utf16(start) - origin, offsets.to_utf16(end) - origin
        bidi = self._is_bidi(low, high)
        return [
            QRectF(x1, seen.top + line.top + 1, x2 - x1, pitch - 2) for line, x1, x2 in _extents(lines, a, b, bidi=bidi)
        ]

    def found(self, seen: VisibleBlock, matches: Sequence[Span]) -> list[QRectF]:
        """The rectangles of what is in sight in a block of these spans, which are in order and apart."""
        first = seen.block.position()
        if seen.block.length() == 1:
            return []
        start, end = map(self._offsets.from_utf16, (first, first + seen.block.length() - 1))
        low = max(0, bisect_left(matches, (start, 0)) - 1)
        spans = matches[low : bisect_left(matches, (end, 0))]
        return [rect for span in spans[:_FOUND] for rect in self.rects(seen, *span)]

    def selected(self, seen: VisibleBlock, start: int, end: int) -> list[QRectF]:
        """The same for positions of the document (UTF-16), as high as the letters, not as the pitch of the lines."""
        block = seen.block
        origin, lines = block.position(), self._lines(block, seen.first_line, seen.last_line)
        bidi = self._is_bidi(*map(self._offsets.from_utf16, (origin, origin + block.length() - 1)))
        return [
            QRectF(x1, seen.top + line.line.y(), x2 - x1, line.line.height())
            for line, x1, x2 in _extents(lines, start - origin, end - origin, bidi=bidi)
        ]

    @property
    def _offsets(self) -> Offsets:
        assert self._document is not None
        return self._document.offsets

    def _is_bidi(self, low: int, high: int) -> bool:
        assert self._document is not None
        return _RIGHT_TO_LEFT.search(self._document.text, low, high) is not None

    def _lines(self, block: QTextBlock, first: int, last: int) -> list[_Line]:
        """These lines of a block, or as many of them as there are."""
        layout, number = block.layout(), block.blockNumber()
        pitch, top, left = self._layout.line_pitch(number), self._layout.top_of(number), self._layout.left_of(number)
        lines = []
        for i in range(first, min(last + 1, layout.lineCount())):
            line = layout.lineAt(i)
            start = line.textStart()
            end = start + line.textLength()
            lines.append(_Line(line, top + i * pitch, start, end, left, line.naturalTextRect().right()))
        return lines

    def _work_out(self, block: QTextBlock, group: int, delta: Delta = _NO_CHANGE, before: Group = _NOTHING) -> Group:
        """What is marked in a group of lines, with ``delta`` whether or not the document has taken it already.

        Strips that were in it ``before`` are taken over if they are the same.
        """
        document = self._document
        assert document is not None
        offsets, origin, layout = document.offsets, block.position(), block.layout()
        first, beyond = group * LINES_AT_ONCE, (group + 1) * LINES_AT_ONCE
        low = offsets.from_utf16(origin + (layout.lineAt(first).textStart() if first else 0))
        is_last = beyond >= layout.lineCount()
        high = offsets.from_utf16(origin + (block.length() - 1 if is_last else layout.lineAt(beyond).textStart()))
        hits = document.index.touching(low, high) if low < high else []
        touched = {r.id for r in (*delta.removed, *delta.added)}
        if touched:
            new = [(*f, r) for r in delta.added if isinstance(r, Annotation) for f in r.fragments]
            hits = [hit for hit in hits if hit[2].id not in touched]
            hits += [hit for hit in new if hit[0] < high and hit[1] > low]
        if not hits:
            return _NOTHING
        lines = self._lines(block, first, beyond - 1)
        height = self._layout.line_pitch(block.blockNumber()) - 2
        bidi = self._is_bidi(low, high)
        hits.sort(key=lambda hit: (hit[0], -hit[1], hit[2].id))
        levels = lanes(hits, MAX_LANE)
        hits_by_length = sorted(zip(hits, levels, strict=True), key=lambda pair: pair[0][0] - pair[0][1])
        known: dict[tuple[str, int], list[Strip]] = {}
        for strip in before.strips:
            known.setdefault((strip.id, strip.lane), []).append(strip)
        found: list[Strip] = []
        identity = offsets.is_identity
        for (start, stop, annotation), lane in hits_by_length:
            tag, id_ = self._tags.of(annotation.tag), annotation.id
            as_before = known.get((id_, lane), [])
            if as_before and id_ not in touched and len(annotation.fragments) == 1:
                found += as_before
                continue
            if identity:
                a, b = start - origin, stop - origin
            else:
                a, b = offsets.to_utf16(max(start, low)) - origin, offsets.to_utf16(min(stop, high)) - origin
            extents = _extents(lines, a, b, bidi=bidi)
            strips = [_strip(x1, x2, line.top + 1, height, tag, lane, id_) for line, x1, x2 in extents]
            found += as_before if strips == as_before else strips
        return _grouped(found)


class _Line(NamedTuple):
    """A line of a block: its upper edge, first and last position in UTF-16, and where its text begins and ends."""

    line: QTextLine
    top: float
    start: int
    end: int
    left: int
    right: float


def _extents(lines: list[_Line], a: int, b: int, *, bidi: bool) -> Iterator[tuple[_Line, float, float]]:
    """Where on these lines the positions from ``a`` to ``b`` stand: left and right."""
    for line in lines:
        if a >= line.end:
            continue
        if b <= line.start:
            break
        if bidi:
            for x1, x2 in stretches(line.line, max(a, line.start), min(b, line.end)):
                yield line, x1, x2
        else:  # cursorToX is the dear part, and most ends of lines are known without it
            x1 = line.line.cursorToX(a)[0] if a > line.start else line.left  # type: ignore[index]
            yield line, x1, line.line.cursorToX(b)[0] if b < line.end else line.right  # type: ignore[index]


def stretches(line: QTextLine, start: int, end: int) -> list[tuple[float, float]]:
    """The stretches that characters cover where writing directions mix: one logical span may be several.

    By their glyphs: where two directions meet, a position between characters stands at two places of the line.
    """
    boxes = sorted((r.left(), r.right()) for r in (run.boundingRect() for run in line.glyphRuns(start, end - start)))
    joined: list[tuple[float, float]] = []
    for a, b in boxes:
        if joined and a <= joined[-1][1] + 0.5:
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        else:
            joined.append((a, b))
    return joined


def _grouped(strips: list[Strip]) -> Group:
    if not strips:
        return _NOTHING
    tints: dict[tuple[int, str], list[QRectF]] = {}
    lines: dict[str, list[QRectF]] = {}
    for strip, depth in zip(strips, _depths(strips), strict=True):
        tints.setdefault((depth, strip.tag), []).append(strip.tint)
        lines.setdefault(strip.tag, []).extend(strip.lines)
    # In an order that does not hang on what else there is: only what differs is painted anew.
    return Group(strips, [(tag, tints[depth, tag]) for depth, tag in sorted(tints)], sorted(lines.items()))


def _depths(strips: Sequence[Strip]) -> list[int]:
    """How many longer annotations of other tags, one upon the other, each strip lies on and covers. Longest first.

    Those of its own tag have its colour: it does not matter which of them is painted first.
    """
    depths: list[int] = []
    lines: dict[float, list[tuple[float, float, int, str]]] = {}  # by their upper edge: those of one line can meet
    for strip in strips:
        left, right, line = strip.tint.left(), strip.tint.right(), lines.setdefault(strip.tint.top(), [])
        depth = 0
        for a, b, below, tag in line:
            if a < right and b > left and below >= depth:
                depth = below + (tag != strip.tag)
        line.append((left, right, depth, strip.tag))
        depths.append(depth)
    return depths

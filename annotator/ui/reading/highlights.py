"""What is marked, as rectangles: found for the lines in sight, kept until those lines change.

Each annotation has a tint and an underline of its own. Nested and overlapping ones lie in lanes: the outermost
underline is the lowest, each inner one a little higher, so that all can be told apart; the shortest tint is on top.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine

from annotator.model import TAGS, Underline
from annotator.text.intervals import Entry
from annotator.ui.document import Document
from annotator.ui.reading.layout import MARGIN, ReadingLayout

LINES_AT_ONCE = 32
"""A paragraph's lines are worked out in groups of so many: a paragraph may be a megabyte long."""

MAX_LANE = 2
_LANE_STEP = 3
"""How much higher each inner underline lies, in pixels."""

_UNDERLINES = {tag.id: tag.underline for tag in TAGS}
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")


class Strip(NamedTuple):
    """A stretch of one line that an annotation covers, relative to its block: left, top, width, height in pixels."""

    left: float
    top: float
    width: float
    height: float
    tag: str
    lane: int
    id: str


class Group(NamedTuple):
    """What is marked in a few lines, ready to be painted.

    ``strips`` has the longest annotation first. ``layers`` has the rectangles of the tints from the outermost
    lane inwards, then of the underlines: whether they are tints, the tag, and the rectangles.
    """

    strips: list[Strip]
    layers: list[tuple[bool, str, list[QRectF]]]
    ids: frozenset[str]


_NOTHING = Group([], [], frozenset())


class Highlights:
    """The groups of a document's lines, worked out when they are first asked for."""

    def __init__(self, layout: ReadingLayout) -> None:
        self._layout = layout
        self._document: Document | None = None
        self._groups: dict[int, dict[int, Group]] = {}  # by block, then by place in it

    def show(self, document: Document | None) -> None:
        """Take the strips of another document."""
        self._document = document
        self.forget()

    def forget(self) -> None:
        """Forget every strip: the lines have moved."""
        self._groups.clear()

    def forget_blocks(self, numbers: range) -> None:
        """Forget the strips of these blocks: what is marked in them has changed."""
        for number in [n for n in self._groups if n in numbers]:
            self._groups.pop(number, None)

    def groups(self, block: QTextBlock, first_line: int, last_line: int) -> list[Group]:
        """The groups that these lines of ``block`` are in, those with something in them. The block must be laid out."""
        if self._document is None or block.length() == 1:
            return []
        known = self._groups.setdefault(block.blockNumber(), {})
        found: list[Group] = []
        for i in range(first_line // LINES_AT_ONCE, last_line // LINES_AT_ONCE + 1):
            group = known.get(i)
            if group is None:
                group = known[i] = _grouped(self._work_out(self._document, block, i))
            if group.strips:
                found.append(group)
        return found

    def strips(self, block: QTextBlock, first_line: int, last_line: int) -> list[Strip]:
        """The strips of the groups that these lines of ``block`` are in."""
        return [strip for group in self.groups(block, first_line, last_line) for strip in group.strips]

    def _work_out(self, document: Document, block: QTextBlock, group: int) -> list[Strip]:
        layout, offsets = block.layout(), document.offsets
        first = group * LINES_AT_ONCE
        lines = [layout.lineAt(i) for i in range(first, min(first + LINES_AT_ONCE, layout.lineCount()))]
        origin = block.position()
        begin, end = lines[0].textStart(), lines[-1].textStart() + lines[-1].textLength()
        if begin == end:
            return []
        low, high = offsets.from_utf16(origin + begin), offsets.from_utf16(origin + end)
        hits = document.index.touching(low, high)
        if not hits:
            return []
        number = block.blockNumber()
        pitch = self._layout.line_pitch(number)
        top = self._layout.top_of(number)
        bidi = _RIGHT_TO_LEFT.search(document.text, low, high) is not None
        hits.sort(key=lambda hit: (hit[0], -hit[1]))
        lanes = _lanes(hits)
        hits_by_length = sorted(zip(hits, lanes, strict=True), key=lambda pair: pair[0][0] - pair[0][1])
        places = [
            (
                line,
                top + (first + i) * pitch,
                line.textStart(),
                line.textStart() + line.textLength(),
                line.naturalTextRect().right(),
            )
            for i, line in enumerate(lines)
        ]
        found: list[Strip] = []
        identity = offsets.is_identity
        for (start, stop, annotation), lane in hits_by_length:
            if identity:
                a, b = start - origin, stop - origin
            else:
                a, b = offsets.to_utf16(max(start, low)) - origin, offsets.to_utf16(min(stop, high)) - origin
            tag, id_ = annotation.tag, annotation.id
            for line, y, line_start, line_end, line_right in places:
                if a >= line_end:
                    continue
                if b <= line_start:
                    break
                if bidi:
                    extents = _bidi_extents(line, max(a, line_start), min(b, line_end))
                else:  # cursorToX is the dear part, and most ends of lines are known without it
                    x1 = line.cursorToX(a)[0] if a > line_start else MARGIN  # type: ignore[index]
                    extents = [(x1, line.cursorToX(b)[0] if b < line_end else line_right)]  # type: ignore[index]
                found += [Strip(x1, y + 1, x2 - x1, pitch - 2, tag, lane, id_) for x1, x2 in extents]
        return found


def _lanes(hits: list[Entry]) -> list[int]:
    """For spans by start, longer first, the lowest lane that is free along each of them."""
    ends: list[int] = []
    lanes = []
    for start, end, _ in hits:
        for lane, busy_until in enumerate(ends):
            if busy_until <= start:
                ends[lane] = end
                break
        else:
            lane = len(ends)
            if lane < MAX_LANE:
                ends.append(end)
            else:
                lane = MAX_LANE
        lanes.append(lane)
    return lanes


def _bidi_extents(line: QTextLine, start: int, end: int) -> list[tuple[float, float]]:
    """The stretches that characters cover where writing directions mix: one logical span may be several."""
    cells = []
    for i in range(start, end):
        a = line.cursorToX(i, QTextLine.Edge.Leading)[0]  # type: ignore[index]
        b = line.cursorToX(i, QTextLine.Edge.Trailing)[0]  # type: ignore[index]
        cells.append((min(a, b), max(a, b)))
    cells.sort()
    joined: list[tuple[float, float]] = []
    for a, b in cells:
        if joined and a <= joined[-1][1] + 0.5:
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        else:
            joined.append((a, b))
    return joined


def line_at(layout: QTextLayout, top: float, pitch: int, y: float) -> int:
    """The number of the line whose pitch holds the height ``y`` (relative to the block), the nearest if none does."""
    return max(0, min(layout.lineCount() - 1, int((y - top) // pitch)))


def _grouped(strips: list[Strip]) -> Group:
    if not strips:
        return _NOTHING
    tints: dict[tuple[int, str], list[QRectF]] = {}
    lines: dict[str, list[QRectF]] = {}
    for left, top, width, height, tag, lane, _ in strips:
        tints.setdefault((lane, tag), []).append(QRectF(left, top, width, height))
        y = top + height - 2 - lane * _LANE_STEP
        line = lines.setdefault(tag, [])
        if _UNDERLINES[tag] is Underline.DOUBLE:
            line += (QRectF(left, y - 1, width, 1), QRectF(left, y + 1, width, 1))
        else:
            line.append(QRectF(left, y, width, 2))
    layers = [(True, tag, tints[lane, tag]) for lane, tag in sorted(tints)]
    layers += [(False, tag, lines[tag]) for tag in lines]
    return Group(strips, layers, frozenset(s.id for s in strips))

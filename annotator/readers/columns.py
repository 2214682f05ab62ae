"""Columns of a page that a PDF writes line by line across: taken apart, and each read from top to bottom.

Most programs write one column after the other, and then nothing is to be done. Where they write across, a line of the
page holds the two halves of two sentences. The gap between the columns is seen in a picture of the page in letters of
one width; it stands at the same place in most of the lines.
"""

from __future__ import annotations

import re
from collections import Counter

from annotator.readers.extracted_article import tidy

_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_FEWEST = 4
"""How many lines a gap has to be in to be one between columns."""

_DRIFT = 4
"""By how many letters the picture is wrong: it is drawn of letters of many widths."""


def untangled(lines: list[str], picture: list[str]) -> list[str]:
    """Lines of a page in the order in which they are read.

    ``lines`` are the page's lines as the file gives them, ``picture`` the same page with its gaps drawn as spaces.
    """
    starts = Counter(gap.end() for row in picture for gap in _GAP.finditer(row))
    if not starts:
        return lines
    column = max(starts, key=lambda place: (_near(starts, place), -place))
    split = [row for row in picture if _right(row, column)]
    across = {tidy(row) for row in split} & set(lines)
    if len(across) < _FEWEST or len(across) < 0.6 * sum(1 for row in picture if row.strip()):
        return lines
    read: list[str] = []
    left: list[str] = []
    right: list[str] = []
    for row in picture:
        gap = _right(row, column)
        if gap is not None:
            left.append(tidy(row[: gap.start()]))
            right.append(tidy(row[gap.end() :]))
        elif len(row) - len(row.lstrip()) >= column - _DRIFT:
            right.append(tidy(row))
        elif len(row.rstrip()) < column:
            left.append(tidy(row))
        else:  # over both columns: what is above it was read before
            read += [*left, *right, tidy(row)]
            left, right = [], []
    return [*read, *left, *right]


def _near(starts: Counter[int], place: int) -> int:
    """How many gaps end at this place, or so near that the picture may be wrong about it."""
    return sum(starts[near] for near in range(place - _DRIFT, place + _DRIFT + 1))


def _right(row: str, column: int) -> re.Match[str] | None:
    """The gap of a row after which the right column begins."""
    return next((gap for gap in _GAP.finditer(row) if gap.start() < column <= gap.end() + _DRIFT), None)

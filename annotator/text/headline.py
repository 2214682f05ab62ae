"""Headline: the line of a text that says its title. It need not be the first: pages begin with navigation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from annotator.model import Article, Role

_TELLING = 8
"""Of how many letters on the beginning of a title is taken for it."""

_AMONG = 60
"""Among how many lines at the beginning the headline is looked for."""

_LINE = re.compile("[^\n\u2029]*\\S[^\n\u2029]*")


def _letters(text: str) -> str:
    """The letters and digits of a text, without case."""
    return "".join(filter(str.isalnum, text.casefold()))


def headline_among(lines: Sequence[str], title: str) -> int:
    """Number of the first line that says the title, or else the greater part of it; -1 if there is none.

    The greater part: a site adds its name to a title, and an editor another clause.
    """
    wanted, there = _letters(title), list(map(_letters, lines))
    if wanted and wanted in there:
        return there.index(wanted)
    for number, line in enumerate(there):
        short, long = sorted((line, wanted), key=len)
        if len(short) >= _TELLING and 2 * len(short) >= len(long) and long.startswith(short):
            return number
    return -1


def headline_number(article: Article) -> int:
    """Number of the line that is set as the title, blank ones counted; -1 in a text of blanks.

    It is what the article's file said is its title, else what says the title that is known, else the first line.
    """
    text = article.text
    start = next((block.start for block in article.blocks if block.role is Role.TITLE), -1)
    if start < 0:
        lines = list(islice(_LINE.finditer(text), _AMONG))
        found = headline_among([line[0] for line in lines], article.title)
        start = lines[max(0, found)].start() if lines else -1
    return text.count("\n", 0, start) + text.count("\u2029", 0, start) if start >= 0 else -1

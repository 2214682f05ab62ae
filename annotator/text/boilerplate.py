"""Lines of an article that are most likely none of its text: fillers of a page, and lines that come again.

A person may say that such a line is one of the article's after all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from annotator.model import Span

_FILLERS = re.compile(
    r"(?:image placeholder title|promo image|popular videos?|advertisements?|anzeige|sponsored(?: content)?|"
    r"story continues below(?: advertisement)?|article continues below(?: advertisement)?|read more:?|"
    r"related articles?:?|recommended(?: stories)?:?|most (?:read|popular)|trending(?: now)?|"
    r"share this(?: article| story)?|sign up for our newsletter|subscribe(?: now)?|"
    r"click here to (?:read|subscribe).{0,40}|loading\W*|skip to (?:main )?content|"
    r"view comments|comments|back to top|play video|watch:?|follow us on \w+)\W*",
    re.IGNORECASE,
)
"""Lines that are nothing else than this."""

_TRAILING = re.compile(r"\S.*\s(?:promo image|image placeholder title)\s*", re.IGNORECASE)
"""Lines that end with the name of a place on the page."""

_LEAST_WORDS = 2
"""A line of fewer words may come again in an article: a name over an answer, a number in a table."""


def boilerplate(text: str, reinstated: Collection[str] = ()) -> Iterator[Span]:
    """The spans of such lines, without their line ends: fillers, and every line that stood before.

    ``reinstated`` are the lines, stripped, that are to be left alone.
    """
    seen: Counter[str] = Counter()
    for match in re.finditer(r"[^\n\u2029]+", text):
        line = match[0].strip()
        if not line or line in reinstated:
            continue
        seen[line] += 1
        again = seen[line] > 1 and len(line.split()) >= _LEAST_WORDS
        if again or _FILLERS.fullmatch(line) or _TRAILING.fullmatch(line):
            yield match.span()

"""Boilerplate: lines that are most likely none of an article's text, fillers of a page and lines that come again.

A person may say that such a line is one of the article's after all.
"""

from __future__ import annotations

import re
from collections.abc import Collection

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

_TRAILING = (" Promo Image", " Popular Video")
"""How a line ends that says again what another says, and what it stands at on the page."""

_LONGEST = 80
"""A line of more characters is no filler."""

_LEAST_WORDS = 2
"""A line of fewer words may come again in an article: a name over an answer, a number in a table."""

_MOST_AGAIN = 0.3
"""Where a greater share of the lines come again, that is how the text is: a song, a list, a protocol."""


def boilerplate(text: str, reinstated: Collection[str] = ()) -> list[Span]:
    """Spans of such lines (code points), in order, without their line ends: fillers, and every line that stood before.

    ``reinstated`` are the lines, stripped, that are to be left alone.
    """
    seen: set[str] = set()
    again: list[Span] = []
    fillers: list[Span] = []
    count = start = 0
    for whole in text.replace("\u2029", "\n").split("\n"):
        end = start + len(whole)
        line = whole.strip()
        if line:
            count += 1
            if line in reinstated:
                pass
            elif line in seen:
                if len(line.split(None, _LEAST_WORDS)) >= _LEAST_WORDS:
                    again.append((start, end))
            elif (len(line) <= _LONGEST and _FILLERS.fullmatch(line)) or _said_again(line) in seen:
                fillers.append((start, end))
                line = ""  # so that the next one is a filler too
            seen.add(line)
        start = end + 1
    return sorted(fillers + again) if len(again) <= max(2, _MOST_AGAIN * count) else fillers


def _said_again(line: str) -> str | None:
    """The line that a line says again with something at its end; None if it has no such end."""
    return next((line.removesuffix(t).strip() for t in _TRAILING if line.endswith(t)), None)

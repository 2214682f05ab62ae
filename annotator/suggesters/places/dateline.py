"""Datelines: the place that an agency's report begins with, "WASHINGTON (AP) —"."""

from __future__ import annotations

import re

from annotator.model import Span

_AGENCIES = r"AP|AFP|Reuters|REUTERS|dpa|DPA|UPI|CNN|Xinhua|PA|BBC|ANSA|Kyodo|TASS|[A-Z]{2,5}"
_DATELINE = re.compile(
    r"(?:(?P<city>[^\W\d_a-zß-ÿ][^\n()–—,a-z]{1,30}|[^\W\d_][^\n()–—,]{1,30})(?:, (?P<region>[^\n()–—]{2,30}?))?)?"
    rf"(?: ?\((?:{_AGENCIES})\) ?(?:[-–—:]|--)| [–—] | -- ?)\s*"
)
_LONGEST = 8
"""Words of a dateline, at the most."""


def dateline(plain: str, first: int, last: int) -> re.Match[str] | None:
    """The dateline that a line begins with, its city and region; None if it has none."""
    match = _DATELINE.match(plain, first, last)
    if match is None or len(match[0].split()) > _LONGEST:
        return None
    city = match["city"]
    if city and not city.isupper() and "(" not in match[0] and any(not word[0].isupper() for word in city.split()):
        return None
    return match


def without_dateline(plain: str, first: int, last: int) -> Span:
    """The line without its dateline."""
    match = dateline(plain, first, last)
    return (match.end(), last) if match is not None and match.end() < last else (first, last)

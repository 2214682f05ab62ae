"""The gold set: articles with their spans, read from ``gold.txt``.

The rules were tuned on the part ``tune``. The part ``test`` was written when they were done and measured once; whoever
changes a rule because of it, or tries sentences like its own, moves its articles to the other part and writes new ones.

A claim's fragments are spans of their own. Marked are: sources with titles and appositions, but no pronouns and nobody
who is only spoken to; what is said, without the words around it; sentences that can be checked and that nobody says;
places, but no adjectives of them, and none in the name of something else; credits without their label.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from annotator.model import Span

FILE = Path(__file__).parent / "gold.txt"
_MARK = re.compile(r"<(/?)([csil])>")
TAGS = {"c": "claim", "s": "source", "i": "image_credit", "l": "location"}


class GoldArticle(NamedTuple):
    """An article of the set, with its spans by tag."""

    part: str
    name: str
    language: str
    text: str
    spans: dict[str, list[Span]]


def gold(file: Path = FILE) -> list[GoldArticle]:
    """Every article of the set."""
    found = []
    for piece in re.split(r"^== ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, _, body = piece.partition("\n")
        part, name, language = head.split()
        text, spans = unmarked(body.strip())
        found.append(GoldArticle(part, name, language, text, spans))
    return found


def unmarked(marked: str) -> tuple[str, dict[str, list[Span]]]:
    """A text without its marks, and the spans they marked by tag."""
    text, at = "", 0
    opened: dict[str, list[int]] = {mark: [] for mark in TAGS}
    spans: dict[str, list[Span]] = {tag: [] for tag in TAGS.values()}
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match[1]:
            spans[TAGS[match[2]]].append((opened[match[2]].pop(), len(text)))
        else:
            opened[match[2]].append(len(text))
    assert not any(opened.values()), "a mark is not closed"
    return text + marked[at:], {tag: sorted(found) for tag, found in spans.items()}

"""The corpus of credit lines, read: each line without its marks, and what is marked in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from annotator.suggesters.credits.line_grammar import Item

FILE = Path(__file__).parent / "credit_lines.txt"
_MARK = re.compile(r"\{([^{}]*)\}|<([^<>]*)>")
_NAMES = {"c": "creator", "p": "provider", "l": "licence", "n": "count", "v": "via", "r": "role"}


class Expected(NamedTuple):
    """A span of a credit line and what it says; a source has no attributes."""

    start: int
    end: int
    is_source: bool
    attributes: dict[str, object]


class CreditLine(NamedTuple):
    """A line, the form that it shows, and what is marked in it."""

    form: str
    text: str
    expected: list[Expected]


def credit_lines() -> list[CreditLine]:
    """Every line of the corpus."""
    found, form = [], ""
    for written in FILE.read_text(encoding="utf-8").splitlines():
        if written.startswith("# "):
            form = written[2:]
        elif written.strip():
            found.append(_read(form, written))
    return found


def _read(form: str, written: str) -> CreditLine:
    marked, _, values = written.partition("=>")
    marked = marked.rstrip()
    attributes = [_attributes(part) for part in values.split("||")] if values.strip() else []
    text, expected, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        inner = match[1] if match[1] is not None else match[2]
        is_source = match[1] is None
        given = {} if is_source or not attributes else attributes.pop(0)
        expected.append(Expected(len(text), len(text) + len(inner), is_source, given))
        text, at = text + inner, match.end()
    return CreditLine(form, text + marked[at:], expected)


def _attributes(part: str) -> dict[str, object]:
    pairs = (value.strip().split("=", 1) for value in part.split(";") if value.strip())
    return {_NAMES[n]: int(v) if n == "n" else v for n, v in pairs}


def as_expected(items: list[Item]) -> list[Expected]:
    """What the parser found, as in the corpus: what stands behind "via" in a list of sources is a source too."""
    found = []
    for item in items:
        found.append(Expected(item.start, item.end, item.is_source, dict(item.attributes)))
        if item.is_source and item.via_span is not None:
            found.append(Expected(*item.via_span, True, {}))
    return sorted(found, key=lambda e: e.start)

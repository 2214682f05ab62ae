"""What a person types to find articles: words, "phrases", prefix*, and keys that narrow down.

The keys are tag:, site:, status:, keyword:, annotator:, after:, before:, has:note and has:unsourced.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from annotator.model import Status

START, END = "\x02", "\x03"
"""What a passage that was found has around the words that were asked for."""

_PIECE = re.compile(r'"([^"]*)"?(\*)?|(\S+)')
_WORD = re.compile(r"\w")
_KEYS = frozenset(("tag", "site", "status", "keyword", "annotator", "after", "before", "has"))
_STATUSES = {**{str(s): s for s in Status}, "started": Status.IN_PROGRESS, "to-do": Status.TODO, "open": Status.TODO}


class Asked(NamedTuple):
    """``match`` is a query of SQLite's FTS5, "" if there are no words; the other fields narrow down what it finds.

    ``after`` and ``before`` are the beginnings of dates in ISO 8601; ``unsourced``: with claims that have no source.
    """

    match: str = ""
    tags: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    has_note: bool = False
    unsourced: bool = False
    keywords: tuple[str, ...] = ()
    annotators: tuple[str, ...] = ()
    after: str = ""
    before: str = ""

    @property
    def everything(self) -> bool:
        """Whether every article is meant."""
        return self == Asked()


def asked(text: str, *, typing: bool = False) -> Asked:
    """What ``text`` asks for. While a person is ``typing``, the last word may be only the beginning of one.

    Nothing in it is an operator of FTS5: every word is quoted. What is no word at all is passed over.
    """
    terms: list[str] = []
    narrowed: dict[str, list[str]] = {key: [] for key in _KEYS}
    for piece in _PIECE.finditer(text):
        phrase, star, word = piece.groups()
        if word is None:
            if _WORD.search(phrase):
                terms.append(_quoted(phrase) + ("*" if star else ""))
            continue
        key, colon, value = word.partition(":")
        if colon and key.lower() in _KEYS:
            if value:
                narrowed[key.lower()].append(value)
            continue
        begun = typing and piece.end() == len(text) and len(word) > 1
        if _WORD.search(word):
            terms.append(_quoted(word.rstrip("*")) + ("*" if word.endswith("*") or begun else ""))
    return Asked(
        " ".join(terms),
        tuple(v.lower() for v in narrowed["tag"]),
        tuple(narrowed["site"]),
        tuple(str(_STATUSES.get(v.lower(), v)) for v in narrowed["status"]),
        "note" in narrowed["has"],
        "unsourced" in narrowed["has"],
        tuple(narrowed["keyword"]),
        tuple(narrowed["annotator"]),
        *(next(iter(narrowed[key][-1:]), "") for key in ("after", "before")),
    )


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'

"""Article query: what a person types to find articles, words, "phrases", prefix*, and keys that narrow down.

The keys are tag:, site:, status:, keyword:, collection:, annotator:, after:, before:, has:note and has:unsourced;
what has spaces is put in quotes, collection:"Week 3", and tag:claim>5 asks for more than five.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from annotator.model import Status

START, END = "\x02", "\x03"
"""What a passage that was found has around the words that were asked for."""

_PIECE = re.compile(r'"([^"]*)"?(\*)?|(\w+):"([^"]*)"?|(\S+)')
_WORD = re.compile(r"\w")
_COUNT = re.compile(r"(.+?)(<=|>=|<|>|=)(\d{1,9})")
_KEYS = frozenset(("tag", "site", "status", "keyword", "collection", "annotator", "after", "before", "has"))
_STATUSES = {**{str(s): s for s in Status}, "started": Status.IN_PROGRESS, "to-do": Status.TODO, "open": Status.TODO}


class ArticleQuery(NamedTuple):
    """Query of articles: ``match`` is one of SQLite's FTS5, "" if there are no words; the other fields narrow it down.

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
    collections: tuple[str, ...] = ()
    counts: tuple[tuple[str, str, int], ...] = ()
    """Tags with a comparison, as SQL writes it, and how many annotations of theirs an article is to have."""
    after: str = ""
    before: str = ""

    @property
    def everything(self) -> bool:
        """Whether every article is meant."""
        return self == ArticleQuery()


def asked(text: str, *, typing: bool = False) -> ArticleQuery:
    """Query that ``text`` asks for. While a person is ``typing``, the last word may be only the beginning of one.

    Nothing in it is an operator of FTS5: every word is quoted. What is no word at all is passed over.
    """
    terms: list[str] = []
    narrowed: dict[str, list[str]] = {key: [] for key in _KEYS}
    for piece in _PIECE.finditer(text):
        phrase, star, key, value, word = piece.groups()
        if phrase is not None:
            if _WORD.search(phrase):
                terms.append(_quoted(phrase) + ("*" if star else ""))
            continue
        if word is not None and ":" in word:
            key, _, value = word.partition(":")
        if key is not None and key.lower() in _KEYS:
            narrowed[key.lower()] += filter(None, [value])
            continue
        word = piece[0]
        begun = typing and piece.end() == len(text) and len(word) > 1
        if _WORD.search(word):
            terms.append(_quoted(word.rstrip("*")) + ("*" if word.endswith("*") or begun else ""))
    return ArticleQuery(
        " ".join(terms),
        tuple(v.lower() for v in narrowed["tag"] if not _COUNT.fullmatch(v)),
        tuple(narrowed["site"]),
        tuple(str(_STATUSES.get(v.lower(), v)) for v in narrowed["status"]),
        "note" in narrowed["has"],
        "unsourced" in narrowed["has"],
        tuple(narrowed["keyword"]),
        tuple(narrowed["annotator"]),
        tuple(narrowed["collection"]),
        tuple((m[1].lower(), m[2], int(m[3])) for m in map(_COUNT.fullmatch, narrowed["tag"]) if m),
        *(next(iter(narrowed[key][-1:]), "") for key in ("after", "before")),
    )


def key_for(key: str, value: str) -> str:
    """Key with its value as a person would type it. A value cannot hold a quotation mark; it is left out."""
    value = value.replace('"', "")
    return f'{key}:"{value}"' if re.search(r"\s", value) else f"{key}:{value}"


def with_key(text: str, piece: str) -> str:
    """Text of a query with this key; without it, if it is there.

    It takes the place of what its key said before, but for tag: and has:, which can be asked for together.
    """
    before = pieces(text)
    if asks_for(text, piece):
        return " ".join(p for p in before if p.casefold() != piece.casefold())
    key = piece.partition(":")[0]
    kept = [p for p in before if key in ("tag", "has") or p.partition(":")[0].lower() != key]
    return " ".join([*kept, piece])


def asks_for(text: str, piece: str) -> bool:
    """Whether this key is in what is typed."""
    return piece.casefold() in (p.casefold() for p in pieces(text))


def pieces(text: str) -> list[str]:
    """Pieces of what is typed: words, phrases and keys."""
    return [piece[0] for piece in _PIECE.finditer(text)]


def _quoted(term: str) -> str:
    """A term of FTS5 in which nothing is an operator."""
    return '"' + term.replace('"', '""') + '"'

"""Vocabulary of credit lines, in every language: labels, agencies, licences; and whether a text can be a name."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import NamedTuple

from annotator.resources import resource

_SMALL = frozenset(
    (
        *("via", "for", "of", "by", "the", "and", "de", "la", "le", "du", "des", "di", "da", "del", "à", "et", "al"),
        *("van", "von", "der", "den", "für", "und", "i", "e", "y", "bin", "ibn"),
    )
)
"""Words that are written small within a name."""

_DATA = frozenset(("contains", "modified", "data", "processed"))
"""Words that stand in a credit of satellite data: "contains modified Copernicus Sentinel data, processed by ESA"."""

LONGEST = 70
"""Characters of a name, at the most."""


class Words(NamedTuple):
    """Vocabulary of credits: labels, who lends pictures, and what stands behind a name; from ``rules/credits.toml``."""

    label: re.Pattern[str]
    by: re.Pattern[str]
    sources: re.Pattern[str]
    featured: re.Pattern[str]
    embedded: re.Pattern[str]
    providers: frozenset[str]
    outlets: frozenset[str]
    organisation: frozenset[str]
    archive: re.Pattern[str]
    alone: re.Pattern[str]
    licence: re.Pattern[str]


@cache
def vocabulary() -> Words:
    """Vocabulary of credits, read once."""
    data = tomllib.loads(resource("rules/credits.toml").read_text(encoding="utf-8"))

    def either(name: str) -> str:
        return "|".join(line.strip().replace(" ", r"\s") for line in data[name].strip().splitlines())

    def pattern(text: str) -> re.Pattern[str]:
        return re.compile(text, re.IGNORECASE)

    def names(key: str) -> frozenset[str]:
        return frozenset(name for line in data[key].strip().splitlines() for name in line.split("|"))

    return Words(
        label=pattern(
            rf"(?P<label>{either('labels')}|(?P<sources>{either('sources')}))\s?(?:\([^()]*\)\s?)?(?:[:：]|\.{{3}}|…)\s*"
        ),
        by=pattern(rf"(?P<label>{either('by')})(?:\s*:)?\s+"),
        sources=pattern(either("sources")),
        featured=pattern(either("featured")),
        embedded=pattern(either("embedded")),
        providers=names("providers"),
        outlets=names("outlets"),
        organisation=frozenset(data["organisation_words"].split()),
        archive=pattern(rf"(?:[\s,/(–-]+|^)\(?(?:{either('archive')})\)?$"),
        alone=pattern(rf"(?:{either('alone')})"),
        licence=pattern(rf"[\s,/(|–-]*\(?({data['licences']})\)?"),
    )


def is_provider(name: str) -> bool:
    """Whether somebody of this name lends pictures: an agency, a library, a platform, a paper."""
    known = vocabulary().providers | vocabulary().outlets
    bare = re.sub(r"\s(?:Photos?|Images?|Pictures?|Archive|photo|file)$", "", name)
    return name in known or bare in known or name.removeprefix("The ") in known


def is_organisation(name: str) -> bool:
    """Whether somebody of this name is no person."""
    return is_provider(name) or any(word.strip(".") in vocabulary().organisation for word in name.split())


def looks_named(text: str) -> bool:
    """Whether a text can be a name, and is not a sentence."""
    words = " ".join(piece for piece in re.split(r"/|\svia\s", text) if not is_provider(piece.strip())).split()
    if not words and text.strip():
        return True
    if not words or len(text) > LONGEST or len(words) > 9 or not any(c.isalpha() for c in text):
        return False
    cased = [w for w in words if w[0].isalpha() and (w[0].isupper() or w[0].islower())]
    if not cased:
        return True  # a script without capitals, or a handle
    small = [w for w in cased if w[0].islower() and w.lower().rstrip(",") not in _SMALL | _DATA and not is_provider(w)]
    return len(small) <= (0 if len(words) < 4 else 1) or text.startswith("@")

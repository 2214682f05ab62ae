"""Attribution coverage: who says so? From tags and links alone.

A claim's sources are those that it is *attributed to*; a claim is also attributed if it is said to be the author's own.
A source is second-hand if it is said not to be first-hand, or speaks *via* another. Words are counted by white space in
the quotes of claims; claims that overlap count each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.model import AUTHORS_OWN, CLAIM, NOT_CHECKED, SOURCE, VERDICTS, Annotation, Content, LinkKind
from annotator.text.length import count_words

UNKNOWN = "unknown"
"""The kind of a source of which none was said."""


@dataclass
class Heard:
    """Source as it is heard: for how many claims, in which articles (ids). ``name`` is as it was first written."""

    name: str
    claims: int = 0
    articles: set[str] = field(default_factory=set)


class Said(NamedTuple):
    """Claim, or a source that is not used: where it stands, its words, who says so and of which kinds.

    ``start`` is in code points. ``verdict`` is one of VERDICTS, "" while a claim is not checked. ``annotator`` and
    ``updated_at`` say who last changed it, and when.
    """

    article_id: str
    start: int
    quote: str
    sources: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    verdict: str = ""
    review_url: str = ""
    annotator: str = ""
    updated_at: str = ""


FIGURES = (
    ("unsourced", "without a source"),
    ("one_source", "with one source"),
    ("several_sources", "with several sources"),
    ("anonymous_only", "with anonymous sources only"),
    ("second_hand_only", "with second-hand sources only"),
    ("authors_own", "the author’s own"),
)
"""The lists of claims that a Coverage has, and what each says of them."""


@dataclass
class Coverage:
    """Coverage of one article or of many. The lists hold ids of annotations, in the order of the articles and texts."""

    articles: int = 0
    titles: dict[str, str] = field(default_factory=dict)
    """The titles of the articles by id."""
    said: dict[str, Said] = field(default_factory=dict)
    """The claims and the sources that are not used, by id."""
    claims: list[str] = field(default_factory=list)
    unsourced: list[str] = field(default_factory=list)
    one_source: list[str] = field(default_factory=list)
    several_sources: list[str] = field(default_factory=list)
    anonymous_only: list[str] = field(default_factory=list)
    second_hand_only: list[str] = field(default_factory=list)
    authors_own: list[str] = field(default_factory=list)
    unused_sources: list[str] = field(default_factory=list)
    checks: dict[str, list[str]] = field(default_factory=lambda: {verdict: [] for verdict in VERDICTS})
    """The claims by what came out when they were checked."""
    words: int = 0
    """The words of all claims."""
    words_attributed: int = 0
    """Those of claims that have a source."""
    claims_by_kind: Counter[str] = field(default_factory=Counter)
    """How many claims each kind of source speaks for; a claim of two kinds counts for both."""
    words_by_kind: Counter[str] = field(default_factory=Counter)
    heard: dict[str, Heard] = field(default_factory=dict)
    """Each source by its words without case."""

    @property
    def attributed(self) -> int:
        """Number of claims that have a source or are the author's own."""
        return len(self.claims) - len(self.unsourced)

    @property
    def share(self) -> float:
        """Share of claims that have a source, of those that are not the author's own: 0 to 1; 1 if there is none."""
        wanted = len(self.claims) - len(self.authors_own)
        return (self.attributed - len(self.authors_own)) / wanted if wanted else 1.0

    @property
    def share_of_words(self) -> float:
        """Share, from 0 to 1, of the words of claims that have a source; 1 if there are no claims."""
        return self.words_attributed / self.words if self.words else 1.0

    def by_kind(self, kind: str) -> list[str]:
        """Claims, by their ids, that a kind of source speaks for."""
        return [id_ for id_ in self.claims if kind in self.said[id_].kinds]

    def by_source(self, name: str) -> list[str]:
        """Claims, by their ids, that a source speaks for; ``name`` are its words in whatever case."""
        wanted = name.casefold()
        return [id_ for id_ in self.claims if any(s.casefold() == wanted for s in self.said[id_].sources)]

    @property
    def loudest(self) -> list[Heard]:
        """Sources, the most heard first."""
        return sorted(self.heard.values(), key=lambda heard: (-heard.claims, heard.name))


def coverage(contents: Iterable[Content]) -> Coverage:
    """Coverage of these articles."""
    found = Coverage()
    for content in contents:
        found.articles += 1
        found.titles[content.article.id] = content.article.title
        _count(content, found)
    return found


def _count(content: Content, found: Coverage) -> None:
    """Count one article in."""
    there = {a.id: a for a in content.annotations}
    attributed: dict[str, list[Annotation]] = {}
    via: set[str] = set()
    used: set[str] = set()
    for link in content.links:
        if link.from_id not in there or link.to_id not in there:
            continue
        used.add(link.to_id)
        if link.kind is LinkKind.ATTRIBUTED_TO:
            attributed.setdefault(link.from_id, []).append(there[link.to_id])
        else:
            via.add(link.from_id)
    for annotation in content.annotations:
        if annotation.tag == SOURCE.id and annotation.id not in used:
            found.unused_sources.append(annotation.id)
            found.said[annotation.id] = Said(annotation.article_id, annotation.start, annotation.quote)
        if annotation.tag == CLAIM.id:
            _count_claim(annotation, attributed.get(annotation.id, []), via, found)


def _count_claim(claim: Annotation, sources: list[Annotation], via: set[str], found: Coverage) -> None:
    """Count one claim in; ``via`` are the ids of sources that speak via another."""
    words = count_words(claim.quote)
    found.claims.append(claim.id)
    found.words += words
    names = tuple(dict.fromkeys(" ".join(s.quote.split()) for s in sources))
    kinds = tuple(dict.fromkeys(str(s.attribute("kind") or UNKNOWN) for s in sources))
    check, review = claim.attribute("check"), claim.attribute("review_url")
    verdict = str(check) if check in VERDICTS else NOT_CHECKED
    found.checks[verdict].append(claim.id)
    found.said[claim.id] = Said(
        claim.article_id,
        claim.start,
        claim.quote,
        names,
        kinds,
        "" if verdict == NOT_CHECKED else verdict,
        str(review or ""),
        claim.annotator,
        claim.updated_at,
    )
    if not sources:
        own = claim.attribute("attribution") == AUTHORS_OWN
        (found.authors_own if own else found.unsourced).append(claim.id)
        return
    found.words_attributed += words
    (found.one_source if len(sources) == 1 else found.several_sources).append(claim.id)
    if all(s.attribute("kind") == "anonymous" for s in sources):
        found.anonymous_only.append(claim.id)
    if all(s.id in via or s.attribute("first_hand") == "no" for s in sources):
        found.second_hand_only.append(claim.id)
    for kind in kinds:
        found.claims_by_kind[kind] += 1
        found.words_by_kind[kind] += words
    for name in names:
        heard = found.heard.setdefault(name.casefold(), Heard(name))
        heard.claims += 1
        heard.articles.add(claim.article_id)

"""Drafts of schema.org's ClaimReview from claims that have a check (developers.google.com, "Fact check").

Required there are ``claimReviewed``, ``reviewRating`` and ``url``; recommended are ``author`` and, of the claim,
``author``, ``datePublished`` and ``appearance``. What is missing is left out and named, never made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from annotator.formats.base import ALL, Carries, Certainty, Format, Options, Writer, json_with
from annotator.formats.support.json_lines import write_list
from annotator.model import CLAIM, Annotation, Content, LinkKind, Tag

_RATINGS = {
    "refuted": (1, "Refuted"),
    "disputed": (2, "Disputed"),
    "unverifiable": (None, "Cannot be verified"),
    "supported": (5, "Supported"),
}
_KINDS = {"person": "Person", "organisation": "Organization", "media": "Organization"}


def records(content: Content) -> Iterator[tuple[Annotation, dict[str, Any], list[str]]]:
    """Each claim with a check, its draft, and the names of the fields that are missing."""
    there = {a.id: a for a in content.annotations}
    for claim in content.annotations:
        check = str(claim.attribute("check") or "")
        if claim.tag != CLAIM.id or check not in _RATINGS:
            continue
        sources = [
            there[link.to_id]
            for link in content.links
            if link.from_id == claim.id and link.kind is LinkKind.ATTRIBUTED_TO and link.to_id in there
        ]
        record = _record(content, claim, sources, *_RATINGS[check])
        item = record["itemReviewed"]
        wanted = (
            ("url (required)", record.get("url")),
            ("reviewRating.ratingValue (required)", record["reviewRating"].get("ratingValue")),
            ("author", record.get("author")),
            ("itemReviewed.author", item.get("author")),
            ("itemReviewed.datePublished", item.get("datePublished")),
            ("itemReviewed.appearance.url", item["appearance"].get("url")),
        )
        yield claim, record, [name for name, value in wanted if not value]


def _record(
    content: Content, claim: Annotation, sources: Sequence[Annotation], rating: int | None, verdict: str
) -> dict[str, Any]:
    article = content.article
    authors = [{"@type": _KINDS.get(str(s.attribute("kind")), "Thing"), "name": s.quote} for s in sources]
    appearance: dict[str, Any] = {"@type": "NewsArticle", "headline": article.title}
    item: dict[str, Any] = {"@type": "Claim", "appearance": appearance}
    if article.url:
        appearance["url"] = article.url
    if article.published_at:
        item["datePublished"] = appearance["datePublished"] = article.published_at
    if authors:
        item["author"] = authors[0] if len(authors) == 1 else authors
    value = {"ratingValue": rating, "bestRating": 5, "worstRating": 1} if rating is not None else {}
    record: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": claim.quote,
        "datePublished": claim.updated_at[:10],
        "itemReviewed": item,
        "reviewRating": {"@type": "Rating", **value, "alternateName": verdict},
    }
    if claim.attribute("review_url"):
        record["url"] = claim.attribute("review_url")
    if claim.annotator:
        record["author"] = {"@type": "Person", "name": claim.annotator}
    if claim.note:
        record["reviewBody"] = claim.note
    return record


def warnings(content: Content) -> Iterator[str]:
    """A line for what is no claim with a check, and one for each draft that lacks something."""
    others = len(content.annotations) - len(list(records(content)))
    if others:
        yield f"{content.article.title:.60}: {others} annotations are no claims with a check and are left out"
    for claim, _, missing in records(content):
        if missing:
            yield f"“{claim.quote:.60}” lacks {', '.join(missing)}"


def write(target: BinaryIO, contents: Iterable[Content], _tags: Sequence[Tag], _options: Options) -> None:
    """Write the drafts of all claims that have a check."""
    write_list(target, (record for content in contents for _, record, _ in records(content)))


_WRITER = Writer(write, warnings=warnings, recognise=json_with(rb'"ClaimReview"', None, Certainty.POSSIBLE))
FORMAT = Format("claimreview", "ClaimReview JSON-LD", ".jsonld", ALL - {Carries.ATTRIBUTES}, writer=_WRITER, unit="")

"""The sample article, with a few passages marked in it already: what the program is for, seen before it is done."""

from __future__ import annotations

from annotator.formats.importing.result import Entry, Parsed
from annotator.model import CLAIM, LOCATION, SAMPLE_MARKS, SOURCE, Annotation, Article, Link, LinkKind, Origin
from annotator.readers.plain import read_plain
from annotator.resources import resource

SAMPLE = "Sample"
"""The annotator of what is marked in it: nobody's work."""

# Always the same ids at the same time, so that two people's libraries have the same marks when they are merged.
_MADE = "2026-01-01T00:00:00.000000Z"
_MARKS: tuple[tuple[str, ...], ...] = (
    (LOCATION.id, "Suez Canal", "southern part of the "),
    (CLAIM.id, "High winds and a sandstorm had made the ship hard to control"),
    (SOURCE.id, "its operator Evergreen Marine"),
)
"""Of each its tag, the words, and what stands before them where they are there more than once."""

_LINK = "0160cc25-0071-4fe0-bbca-6924dcc7aef7"
_KNOWN = {
    CLAIM.id: (("quotation", "indirect"),),
    SOURCE.id: (("kind", "organisation"),),
    LOCATION.id: (("role", "event"),),
}


def parse_sample() -> Parsed:
    """The sample article and its marks, which are for a library that does not have the article yet."""
    path = resource("sample-article.txt")
    new, _ = read_plain(path.read_bytes(), path.name)
    article = new.article
    marks = [_mark(article, id_, *mark) for id_, mark in zip(SAMPLE_MARKS, _MARKS, strict=True)]
    ends = {mark.tag: mark.id for mark in marks}
    link = Link(_LINK, article.id, LinkKind.ATTRIBUTED_TO, ends[CLAIM.id], ends[SOURCE.id], SAMPLE, _MADE)
    return Parsed(path.name, [Entry(new, marks, [link], only_if_new=True)])


def _mark(article: Article, id_: str, tag: str, quote: str, before: str = "") -> Annotation:
    start = article.text.index(before + quote) + len(before)
    return Annotation(
        id=id_,
        article_id=article.id,
        tag=tag,
        fragments=((start, start + len(quote)),),
        quote=quote,
        note="",
        attributes=_KNOWN.get(tag, ()),
        annotator=SAMPLE,
        origin=Origin.IMPORT.value,
        created_at=_MADE,
        updated_at=_MADE,
    )

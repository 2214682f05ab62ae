"""Web pages: which of their text is the article, with its captions and image credits in their place.

trafilatura says what belongs to the article, better than anything else; but it drops captions and credits, and with
them the order of things. So its answer is used to choose among the blocks of the page as our own parser sees them: the
text, the order and the roles are the page's. Where it finds nothing, everything that is no navigation, advertising or
the like is taken.
"""

from __future__ import annotations

import json
import logging
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from annotator.errors import RefusedText
from annotator.model import Role
from annotator.readers.extracted_article import Piece, Reading, tidy
from annotator.readers.html_blocks import Page, PageBlock, parse
from annotator.readers.plain import decode

log = logging.getLogger(__name__)

MEDIA_TYPE = "text/html"
_WORD = re.compile(r"\w+")
_ENOUGH = 0.75
"""The share of a block's word triples that must be in the article for the block to be of it."""

_AROUND = 6
"""How many blocks before and after the article a caption may stand where the page has no article element."""

_LEAST = 25
"""An article of fewer words is no answer where the page has many more."""


def recognises(data: bytes) -> bool:
    """Whether the bytes begin like a page."""
    start = data[:2048].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return bool(re.match(rb"(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", start, re.DOTALL))


def read(data: bytes, *, encoding: str | None = None, url: str | None = None) -> Reading:
    """Article of a page. Raises RefusedText if there is no text on it."""
    return read_markup(decode(data, encoding).text, url=url)


def read_markup(markup: str, *, url: str | None = None) -> Reading:
    """Article of a page that is decoded already. Raises RefusedText if there is no text on it."""
    page = parse(markup)
    if not page.blocks:
        raise RefusedText("There is no text on this page. Nothing was added.")
    extracted = _extracted(markup)
    kept = _kept(page, extracted) or _not_around(page.blocks)
    reading = Reading(
        pieces=[],
        media_type=MEDIA_TYPE,
        whole=[Piece(b.text, b.role) for b in page.blocks],
        left_out=_left_out(page.blocks, kept),
    )
    _describe(reading, page, extracted, url)
    reading.title = reading.title or _first_heading(page, kept)
    reading.pieces = _pieces(page.blocks, kept, reading.title)
    return reading


# Which blocks are the article


def _extracted(markup: str) -> Any:
    """What trafilatura makes of the page; None if nothing."""
    from trafilatura import bare_extraction

    try:
        return bare_extraction(
            markup,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except ImportError:
        raise
    except Exception as error:  # whatever a page does to it, there is our own reading
        log.warning("trafilatura: %s", type(error).__name__)
        return None


def _key(text: str) -> str:
    """The words of a text without case and signs, by which two texts are compared."""
    return " ".join(_WORD.findall(text.casefold()))


def _triples(words: list[str]) -> set[tuple[str, ...]]:
    """Every three words that follow each other (3-grams, or shingles)."""
    return {tuple(words[i : i + 3]) for i in range(len(words) - 2)}


def _kept(page: Page, extracted: Any) -> set[int]:
    """The numbers of the blocks that the extraction holds, and of the captions among them."""
    blocks, body = page.blocks, getattr(extracted, "body", None)
    if body is None:
        return set()
    lines = [_key(" ".join(e.itertext())) for e in body.iter("p", "head", "item", "quote", "cell", "code")]
    lines += [_key(line.lstrip("-– ")) for line in (extracted.text or "").splitlines()]
    there = set(lines)
    triples = _triples(_key(extracted.text or "").split())
    kept: set[int] = set()
    taken: set[str] = set()
    for anywhere in (False, True):  # what stands in a sidebar too is first looked for in the article
        for number, block in enumerate(blocks):
            key = _key(block.text)
            if bool(block.zone) is not anywhere or not key or key in taken:
                continue
            if key in there or _is_in(key.split(), triples):
                kept.add(number)
                taken.add(key)
    words = sum(len(blocks[n].text.split()) for n in kept)
    prose = sum(len(b.text.split()) for b in blocks if not b.zone and b.tag == "p")
    if words < _LEAST and prose > 3 * max(words, 1):
        return set()
    return kept | set(_captions(page, kept))


def _is_in(words: list[str], triples: set[tuple[str, ...]]) -> bool:
    """Whether most triples of these words are among the others: a block that the article has in other white space."""
    own = _triples(words)
    return len(own) > 3 and len(own & triples) >= _ENOUGH * len(own)


def _captions(page: Page, kept: set[int]) -> Iterator[int]:
    """The captions and credits that belong to what is kept: beside it, or in the same article element.

    What looks like a part around the article is none if the article itself is in it.
    """
    if not kept:
        return
    holders = Counter(page.blocks[n].holder for n in kept)
    zones = Counter(page.blocks[n].zone for n in kept)
    own_zones = {"", "sidebar", "footer", *(z for z, n in zones.items() if n >= len(kept) / 4)}
    low, high = min(kept) - _AROUND, max(kept) + _AROUND
    own_holders = {h for h, n in holders.items() if h and n >= len(kept) / 4}
    around = {outer for h in own_holders for outer in page.around(h)}
    for number, block in enumerate(page.blocks):
        if block.role == Role.CAPTION and block.zone in own_zones:
            near = low <= number <= high and (not block.holder or block.holder in around)
            if block.holder in own_holders or (near and (not block.zone or zones[block.zone])):
                yield number


def _not_around(blocks: list[PageBlock]) -> set[int]:
    """Everything that is in no part of the page that goes around an article."""
    held = {n for n, b in enumerate(blocks) if not b.zone and b.holder}
    prose = {n for n, b in enumerate(blocks) if not b.zone}
    words = [sum(len(blocks[n].text.split()) for n in some) for some in (held, prose)]
    chosen = held if words[0] >= 0.5 * words[1] else prose
    return chosen or set(range(len(blocks)))


def _left_out(blocks: list[PageBlock], kept: set[int]) -> list[str]:
    """What of a page is not kept, in words: the names of its parts, other passages, links."""
    gone = [b for n, b in enumerate(blocks) if n not in kept]
    zones = list(dict.fromkeys(b.zone for b in gone if b.zone))
    others = sum(1 for b in gone if not b.zone)
    links = sum(b.links for b in gone)
    parts = zones + ([f"{others} other passages" if others > 1 else "1 other passage"] if others else [])
    return parts + ([f"{links} links" if links > 1 else "1 link"] if links else [])


def _pieces(blocks: list[PageBlock], kept: set[int], title: str) -> list[Piece]:
    """What is kept, after the title: once, and at the beginning."""
    wanted = _key(title)
    pieces = [Piece(title, Role.TITLE)] if title else []
    for number in sorted(kept):
        block = blocks[number]
        if wanted and block.role in ("", Role.HEADING) and _key(block.text) == wanted:
            continue
        pieces.append(Piece(block.text, block.role))
    return pieces


# What the page says of itself


def _first_heading(page: Page, kept: set[int]) -> str:
    """The first heading that is kept; "" if there is none."""
    return next((page.blocks[n].text for n in sorted(kept) if page.blocks[n].role == Role.HEADING), "")


def _describe(reading: Reading, page: Page, extracted: Any, url: str | None) -> None:
    """Title, authors, date, site, language, address and the credit of the lead image, from the surest place first."""
    metas, articles = page.metas, list(_linked_data(page.data))
    headings = _main_headings(page)
    from_data = next((a["headline"] for a in articles if isinstance(a.get("headline"), str)), "")
    candidates = [tidy(from_data), metas.get("og:title", ""), page.title, getattr(extracted, "title", None) or ""]
    if len(headings) == 1 or any(_key(h) in map(_key, candidates) for h in headings[:1]):
        candidates.insert(0, headings[0])
    site = metas.get("og:site_name") or getattr(extracted, "sitename", None)
    reading.title = _without_site(next((c for c in candidates if c), ""), site)
    reading.site = site
    authors = [n for a in articles for n in _names(a.get("author"))]
    if not authors and getattr(extracted, "author", None):
        authors = [part.strip() for part in str(extracted.author).split(";")]
    reading.authors = list(dict.fromkeys(filter(None, authors)))[:20]
    dates = [a.get("datePublished") for a in articles]
    dates += [metas.get(k) for k in ("article:published_time", "datepublished", "dc.date", "date", "pubdate")]
    reading.published_at = next(filter(None, map(_date, dates)), None) or getattr(extracted, "date", None)
    reading.language = (page.language or getattr(extracted, "language", None) or "").replace("_", "-")[:35] or None
    reading.url = url or page.canonical or metas.get("og:url") or page.saved_from
    if reading.url and not re.match(r"https?://", reading.url):
        reading.url = page.saved_from
    reading.image_credit = next(filter(None, (_credit(a.get("image")) for a in articles)), None)


def _main_headings(page: Page) -> list[str]:
    """What the page's headings of the first level say, each once; those of its articles if they have some.

    A line or a name that the page's own title does not have is left out at the end: a by-line, the name of the site.
    """
    found = [b for b in page.blocks if b.tag == "h1" and b.zone not in ("navigation", "related articles", "footer")]
    texts = []
    for block in [b for b in found if b.holder] or found:
        first = block.text.split("\n")[0]
        start = re.split(r"\s+(?:[|–—·»-]|::)\s+", page.title)[0]
        known = [t for t in (first, start) if len(t) > 15 and block.text.startswith(t) and page.title.startswith(t)]
        texts.append((known[0] if known else block.text.replace("\n", " ")).replace("\u00a0", " "))
    return list(dict.fromkeys(texts))


def _without_site(title: str, site: str | None) -> str:
    """A title without the name of its site at the end, as “Title | Site” and “Title - Site” have it."""
    head, separator, tail = re.fullmatch(r"(.*?)(?:\s+([|–—·-])\s+([^|–—·-]+))?", title, re.DOTALL).groups()  # type: ignore[union-attr]
    if separator and head and (separator == "|" or (site and _key(tail) == _key(site))):
        return str(head).strip()
    return title.strip()


def _date(value: object) -> str | None:
    """A date or moment of ISO 8601 as it is given; None if it is none."""
    from datetime import datetime

    if not isinstance(value, str):
        return None
    value = value.strip()
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return None
    return value


def _linked_data(scripts: list[str]) -> Iterator[dict[str, Any]]:
    """The articles (of schema.org) that the scripts of linked data, JSON-LD, describe."""
    for script in scripts:
        try:
            pending = [json.loads(script, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(1000):
            if not pending:
                break
            value = pending.pop(0)
            if isinstance(value, list):
                pending += value
            elif isinstance(value, dict):
                kinds = value.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(k, str) and k.endswith(("Article", "BlogPosting")) for k in kinds):
                    yield value
                pending += [v for k, v in value.items() if k in ("@graph", "mainEntity", "mainEntityOfPage")]


def _names(value: object) -> Iterator[str]:
    """The names of an author of linked data, or of several."""
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and name and not re.match(r"https?://", name):
            yield tidy(name)


def _credit(image: object) -> str | None:
    """The credit of the first image of linked data that has one; None if none has."""
    images = [one for one in (image if isinstance(image, list) else [image]) if isinstance(one, dict)]
    said = (one.get(key) for one in images for key in ("creditText", "copyrightNotice"))
    return next((tidy(text) for text in said if isinstance(text, str) and text.strip()), None)

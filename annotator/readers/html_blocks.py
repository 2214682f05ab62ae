"""Blocks of a web page: all its text, in order, by the standard library's parser, which no page can make lose text.

lxml drops what lies deeper than some hundred elements; here depth is only a longer list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple

from annotator.model import Role
from annotator.readers.extracted_article import tidy


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BLOCKS = _tags(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tbody td tfoot th "
    "thead tr ul"
)
_VOID = _tags("area base br col embed hr img input link meta param source track wbr")
_UNSEEN = _tags(
    "script style noscript template svg math iframe object select option button textarea canvas audio video head"
)
_WHOLE = _tags("html body main article figure")
"""What no class or id can make a caption or a part that is not the article."""

_ROLES = {
    **{f"h{n}": Role.HEADING for n in range(1, 7)},
    **{"li": Role.LIST_ITEM, "blockquote": Role.QUOTE, "figcaption": Role.CAPTION},
}
_CLOSED_BY = {"p": _BLOCKS, "li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "td": {"td", "th", "tr"}}
"""A tag that may stay open, and those whose beginning ends it."""

_CAPTION = re.compile(
    r"(?:^|[-_ ])(?:fig)?caption|(?:photo|image|img|picture|media|figure|wp|foto|bild)[-_]*credits?\b|^credits?$|"
    r"photographer|copyright-?holder|bildunterschrift|bildnachweis|bildquelle|legende|didascalia|pie-?de-?foto",
    re.IGNORECASE,
)
_ZONE_TAGS = {"nav": "navigation", "aside": "sidebar", "footer": "footer", "form": "forms", "menu": "navigation"}
_ZONE_CLASSES = tuple(
    (name, re.compile(rf"(?:^|[-_ ])(?:{words})(?:$|[-_ ])", re.IGNORECASE))
    for name, words in (
        ("advertising", "ads?|advert(?:s|isement|ising)?|adslot|sponsor(?:ed)?|promos?|promotion|outbrain|taboola|dfp"),
        ("navigation", "nav|navbar|navigation|menu|breadcrumbs?|pagination|pager|skip-?link|masthead|topbar|tabs"),
        ("related articles", "related|recommend(?:ed|ations)?|more-?stories|trending|most-?read|popular|teasers?"),
        ("sharing", "share|sharing|social|follow-?us|toolbar"),
        ("newsletter", "newsletter|subscribe|subscription|signup|sign-?up|paywall"),
        ("comments", "comments?|disqus|discussion"),
        ("cookies", "cookies?|consent|gdpr"),
        ("sidebar", "sidebar|rail"),
        ("footer", "footer|colophon"),
    )
)
_BREAK = "\x1e"
"""Stands for a line end that is meant, until the block is complete."""

_TWO_BREAKS = re.compile(rf"{_BREAK}\s*{_BREAK}[\s{_BREAK}]*")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class PageBlock(NamedTuple):
    """Block of a page: a paragraph or the like.

    ``zone`` names the part of the page that is not its article, "" if it may be; ``holder`` is the number of the
    innermost article or main element around it, 0 if there is none.
    """

    text: str
    role: str
    tag: str
    zone: str
    holder: int
    links: int


class _Open(NamedTuple):
    """An element that is open, with what the text in it takes over from it."""

    tag: str
    unseen: bool
    role: str
    zone: str
    holder: int
    named: str
    """The nearest block-level tag."""


@dataclass
class Page:
    """Page: its blocks, and what its head says."""

    blocks: list[PageBlock] = field(default_factory=list)
    title: str = ""
    metas: dict[str, str] = field(default_factory=dict)
    canonical: str | None = None
    language: str | None = None
    data: list[str] = field(default_factory=list)
    """The scripts of linked data."""

    saved_from: str | None = None
    """The address that a browser wrote into the page when it saved it."""
    outer: dict[int, int] = field(default_factory=dict)
    """The holder around each holder, by their numbers."""

    def around(self, holder: int) -> list[int]:
        """Holders around a holder, by their numbers, the innermost first."""
        found = []
        while holder := self.outer.get(holder, 0):
            found.append(holder)
        return found


class _Parser(HTMLParser):
    """Parser of a page: an element that is open hands its part, its role and whether it is seen to those inside."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open = [_Open("", False, "", "", 0, "")]
        self._text: list[str] = []
        self._links = self._holders = 0
        self._into: list[str] | None = None  # a title or a script of linked data

    # What the parser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in ("meta", "link", "html"):
            self._head(tag, values)
        elif (tag == "title" and not self.page.title) or (tag == "script" and "ld+json" in values.get("type", "")):
            self._into = []
        elif tag == "br":
            self._text.append(_BREAK)
        elif tag == "a":
            self._links += 1
        if tag in _BLOCKS:
            while self._open[-1].tag in _CLOSED_BY and tag in _CLOSED_BY[self._open[-1].tag]:
                self._close()
            self._flush()
        if tag not in _VOID:
            self._open.append(self._inside(tag, values))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and tag not in _UNSEEN:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._into is not None and tag in ("title", "script"):
            text = "".join(self._into)
            if tag == "title":
                self.page.title = tidy(text)
            else:
                self.page.data.append(text)
            self._into = None
        for back in range(1, min(len(self._open), 400)):
            if self._open[-back].tag == tag:
                for _ in range(back):
                    self._close()
                return

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)
        elif not self._open[-1].unseen:
            self._text.append(data.replace(_BREAK, " "))

    def handle_comment(self, data: str) -> None:
        saved = re.search(r"saved from url=\(\d+\)(\S+)", data)
        if saved:
            self.page.saved_from = saved[1]

    # What it makes of that

    def finish(self) -> Page:
        self.close()
        self._flush()
        return self.page

    def _inside(self, tag: str, values: dict[str, str]) -> _Open:
        outer = self._open[-1]
        unseen = outer.unseen or tag in _UNSEEN or "hidden" in values or values.get("aria-hidden") == "true"
        unseen = unseen or bool(_HIDDEN.search(values.get("style", "")))
        names = f"{values.get('class', '')} {values.get('id', '')} {values.get('itemprop', '')}"[:400]
        role: str = _ROLES.get(tag, outer.role)
        if tag not in ("figure", "body", "main", "article") and any(_CAPTION.search(n) for n in names.split()):
            role = Role.CAPTION
        zone = outer.zone or self._zone(tag, names, outer)
        holder = outer.holder
        if tag in ("article", "main"):
            self._holders += 1
            self.page.outer[self._holders] = holder
            holder = self._holders
        return _Open(tag, unseen, role, zone, holder, tag if tag in _BLOCKS else outer.named)

    @staticmethod
    def _zone(tag: str, names: str, outer: _Open) -> str:
        by_tag = _ZONE_TAGS.get(tag, "") if tag != "footer" or not outer.holder else ""
        if tag in _WHOLE or not names.strip():
            return by_tag
        return next((name for name, pattern in _ZONE_CLASSES if pattern.search(names)), by_tag)

    def _close(self) -> None:
        if self._open[-1].tag in _BLOCKS:
            self._flush()
        if len(self._open) > 1:
            self._open.pop()

    def _flush(self) -> None:
        text, self._text = "".join(self._text), []
        links, self._links = self._links, 0
        here = self._open[-1]
        if not text or text.isspace():
            return
        if here.named == "pre":
            text = text.replace("\n", _BREAK)
        for part in _TWO_BREAKS.split(text):
            tidied = "\n".join(filter(None, map(tidy, part.split(_BREAK))))
            if tidied:
                self.page.blocks.append(PageBlock(tidied, here.role, here.named, here.zone, here.holder, links))
                links = 0

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Marked section, as the parser reads it; an unknown one, such as ``<![x[``, is a comment, as in a browser."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def _head(self, tag: str, values: dict[str, str]) -> None:
        page = self.page
        if tag == "html":
            page.language = values.get("lang") or values.get("xml:lang") or page.language
        elif tag == "meta":
            name = (values.get("property") or values.get("name") or values.get("itemprop") or "").lower()
            if name and values.get("content"):
                page.metas.setdefault(name, tidy(values["content"]))
        elif "canonical" in values.get("rel", "").split() and values.get("href"):
            page.canonical = values["href"]


def parse(markup: str) -> Page:
    """Page of this markup: everything that it shows, and what its head says."""
    parser = _Parser()
    parser.feed(markup)
    return parser.finish()

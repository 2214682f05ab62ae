"""The credit lines of pictures: a small language, parsed.

    line     = segment { (" / " | " | " | ";") segment }
    segment  = [ label ":" | by ] item { ("," | "and" | "&") item }
    item     = ( creator [ "/" provider ] | provider [ "/" creator ] | provider ) [ "via" provider ] [ "(" count ")" ]
               { ("," | "/" | "(") (licence | "File") }
    notice   = ("©" | "(c)" | "Copyright") [ year ] item
    bracket  = "(" ( segment | item | notice ) ")"                      a credit behind a caption

``label`` and ``by`` say that pictures follow ("Photo", "Featured Image", "courtesy of"), or sources; "AP Photo/NAME" is
a provider with its creator. What stands for what: ``creator`` is IPTC's Creator, ``provider`` its Credit Line, ``via``
its Source and a notice or a licence its Copyright Notice (IPTC Photo Metadata Standard 2023.2, Core).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotator.model import Attributes, Span
from annotator.suggesters.credits.vocabulary import LONGEST, is_organisation, is_provider, looks_named, vocabulary

_SEGMENT = re.compile(r"\s+[/|·•]\s+|\s*;\s*|\s*\|\s*")
_COMMA = re.compile(r"\s*[,、，]\s+|\s*[、，]\s*|\s+(?:and|und|et|y|e|&)\s+")
_BRACKETS = re.compile(r"[(\[（【]([^()\[\]（）【】]{2,90}(?:\(\d+\))?)[)\]）】]")
NOTICE = re.compile(
    r"(?:©|\(c\)|ⓒ|Copyright(?: ©)?)\s*:?\s*(?P<year>\d{4}(?:[-–]\d{2,4})?)?,?\s*(?:by )?", re.IGNORECASE
)
_COUNT = re.compile(r"\s*\((\d{1,3})\)$")
_HANDLED = re.compile(r"(?:processed|edited|modified|compiled|rendered|assembled|visuali[sz]ed) by\s+", re.IGNORECASE)

_LINE = 2_000
"""Characters of the longest line that is looked at: a longer one is no credit line, nor a caption."""

_CAPTION = 160
"""Characters below which a line that ends with an agency in brackets is a caption."""

_DASH_BEHIND = re.compile(r"\s*[-–—:]")
_OPENING = re.compile(r"(?:^|(?<=[.!?…”\")\]])\s+|\s[–—-]+\s|\s*[|/]\s+|\n)\s*(?:\*|•)?\s*")
_SENTENCE = re.compile(r"(?<=[\w)][.])\s+(?=[A-Z“\"])|\s+[–—]\s+")


class Item(NamedTuple):
    """Item of a credit line: one credit, or one source of a list of sources, with its span and its parts.

    Offsets are code points in the line. ``number`` is how many pictures it says that it is for, 0 if it says nothing.
    """

    start: int
    end: int
    is_source: bool = False
    role: str = ""
    creator: str = ""
    provider: str = ""
    licence: str = ""
    number: int = 0
    via: str = ""
    via_span: Span | None = None

    @property
    def attributes(self) -> Attributes:
        """Attributes of an image credit, as an annotation holds them; () for a source."""
        if self.is_source:
            return ()
        known = {n: getattr(self, n) for n in ("role", "creator", "provider", "licence", "via")}
        known["count"] = self.number
        return tuple((name, value) for name, value in known.items() if value)


def iptc(attributes: Attributes) -> dict[str, str]:
    """IPTC photo metadata (Core, 2023.2) of an image credit's attributes; what is not known is left out."""
    given = {name: str(value) for name, value in attributes if value}
    line = " / ".join(given[name] for name in ("creator", "provider") if name in given)
    named = {
        "Creator": given.get("creator", ""),
        "Credit Line": line,
        "Source": given.get("via") or given.get("provider", ""),
        "Copyright Notice": given.get("licence", ""),
    }
    return {name: value for name, value in named.items() if value}


def parse(line: str) -> list[Item]:
    """Credits and sources of a line, in order; [] if it holds none. Offsets are code points in the line."""
    if len(line) > _LINE:
        return []
    stop = len(line.rstrip())
    found = _labelled(line, stop)
    for match in _BRACKETS.finditer(line):
        if not any(i.start < match.end() and match.start() < i.end for i in found):
            found += _bracket(line, match)
    return sorted(found or _bare(line, stop))


def _is_labelled(line: str, start: int, stop: int) -> bool:
    """Whether a label, "by" or a notice stands at ``start``."""
    words = vocabulary()
    found = words.label.match(line, start, stop) or words.by.match(line, start, stop) or NOTICE.match(line, start, stop)
    return found is not None


def _labelled(line: str, stop: int) -> list[Item]:
    """The items behind the first label of a line, and in the segments after it; [] without a label."""
    words = vocabulary()
    starts = (opening.end() for opening in _OPENING.finditer(line))
    at = next((n for n in starts if line[max(0, n - 1) : n] not in ("(", "[") and _is_labelled(line, n, stop)), None)
    if at is None:
        return []
    found: list[Item] = []
    label: str | None = None
    for begin, end in _segments(line, at, stop):
        match = words.label.match(line, begin, end)
        by = words.by.match(line, match.end() if match else begin, end)
        if match is None and by is None and label is None and not NOTICE.match(line, begin, end):
            continue
        named = match or by
        label = named["label"] if named is not None else label
        start = by.end() if by is not None else match.end() if match is not None else begin
        is_source = match is not None and match["sources"] is not None
        items = _items(line, start, end, label or "", is_source=is_source)
        if items is None:  # a sentence: what follows needs a label of its own
            label = None
            continue
        found += items
    return found


def _segments(line: str, start: int, stop: int) -> Iterator[Span]:
    """The segments of a line; a provider behind " / " belongs to the creator before it."""
    ends = [(m.start(), m.end()) for m in _SEGMENT.finditer(line, start, stop)] + [(stop, stop)]
    for (end, following), (next_end, _) in zip(ends, [*ends[1:], (stop, stop)], strict=True):
        following_text = line[following:next_end].strip(" .")
        if line[end:following].strip() in ("/", "|", "·", "•") and _goes_on(line[start:end], following_text):
            continue
        yield start, end
        start = following


def _goes_on(text: str, following: str) -> bool:
    """Whether what follows a slash belongs to what stands before it: who lends the picture, or the licence."""
    if _lends(following):
        return True
    return following != "" and not _is_labelled(following, 0, len(following)) and "/" not in text and "," not in text


def _lends(name: str) -> bool:
    """Whether a name is that of somebody who lends pictures, or a licence."""
    return is_provider(name) or vocabulary().licence.fullmatch(name) is not None


def _items(line: str, start: int, end: int, label: str, *, is_source: bool) -> list[Item] | None:
    """The items of a segment; None if it is a sentence and no list of names."""
    end = _cut_at_sentence(line, start, end)
    whole = _item(line, start, end, label, is_source=is_source)
    commas = [match.span() for match in _COMMA.finditer(line, start, end)]
    parts = list(zip((start, *(e for _, e in commas)), (*(s for s, _ in commas), end), strict=True))
    if len(parts) == 1 or (whole is not None and not is_source and _is_one(line, parts)):
        return [whole] if whole is not None else None
    found = [_item(line, s, e, label, is_source=is_source) for s, e in parts if s < e]
    named = [item for item in found if item is not None]
    if is_source and named and all(_is_library(line[i.start : i.end]) for i in named):
        named = [i for s, e in parts if (i := _item(line, s, e, label, is_source=False)) is not None]
    return named if len(named) >= len(found) - 1 and named else None


def _is_library(name: str) -> bool:
    """Whether a name lends pictures and nothing else."""
    return any(word in name for word in ("Getty", "Flickr", "Shutterstock", "Wikimedia", "Unsplash", "iStock", "Alamy"))


def _cut_at_sentence(line: str, start: int, end: int) -> int:
    """The end of a credit: where a sentence begins behind it."""
    for match in _SENTENCE.finditer(line, start, end):
        before = line[start : match.start()].rstrip(".").split()
        if before and len(before[-1]) > 2:  # no initial
            return match.start()
    return end


def _is_one(line: str, parts: list[Span]) -> bool:
    """Whether a comma joins a creator to a provider, or a name to its year and licence, instead of two credits."""
    texts = [line[s:e] for s, e in parts]
    if sum("/" in t for t in texts) > 1:
        return False
    first, rest = texts[0], texts[1:]
    lenders = [t for t in rest if is_provider(t.strip(" ."))]
    if len(lenders) > 1 or (lenders and any(is_provider(p.strip()) for p in first.split("/"))):
        return False
    return all(_HANDLED.match(t) or _is_addition(t.strip(" .")) for t in rest)


def _is_addition(name: str) -> bool:
    """Whether what stands behind a comma adds to the credit before: a provider, a licence, an archive, a year."""
    in_archive = vocabulary().archive.fullmatch(name) is not None
    return _lends(name) or is_provider(name.removeprefix("via ")) or in_archive or name.isdigit()


_EDGE = ",;:–—-*"
_FULL_STOP_STAYS = re.compile(r"\b[A-Z]\.$|(?:Inc|Ltd|Co|Corp)\.$")


def _bare_span(line: str, start: int, end: int) -> Span:
    """Without white space and signs around; the full stop of "Inc." or of an initial stays."""
    while start < end and (line[start].isspace() or line[start] in _EDGE):
        start += 1
    while end > start:
        last = line[end - 1]
        if not (last.isspace() or last in _EDGE or (last == "." and not _FULL_STOP_STAYS.search(line[start:end]))):
            break
        end -= 1
    return start, end


def _item(line: str, start: int, end: int, label: str, *, is_source: bool) -> Item | None:
    """The credit or the source between two places; None if there is no name in it."""
    words = vocabulary()
    start, end = _bare_span(line, start, end)
    notice = NOTICE.match(line, start, end)
    first = notice.end() if notice is not None and notice.end() < end else start
    text = line[first:end]
    number = 0
    if counted := _COUNT.search(text):
        number, text = int(counted[1]), text[: counted.start()]
    text, licence, lender, reach = _without_licence(text)
    text = words.archive.sub("", text) or text
    by = words.by.match(text)
    if by is not None and by.end() < len(text):
        first, text, label = first + by.end(), text[by.end() :], label or by["label"]
    text = text.rstrip(" ,/(–-")
    if not text or not looks_named(text):
        return None
    last = first + len(text)
    creator, provider, via, via_at = _parts(text, label)
    if is_source:
        if not via_at:
            return Item(first, last, True)
        named = len(line[first : first + via_at - len("via ")].rstrip())
        return Item(first, first + named, True, via=via, via_span=(first + via_at, last))
    if lender:
        last, via, provider = first + reach, lender if provider else via, provider or lender
    if first > start and notice is not None:
        first, licence = start, licence or line[start:last]
    role = "featured" if words.featured.match(label) else "embedded" if words.embedded.match(label) else ""
    return Item(first, last, False, role, creator, provider, licence, number, via)


def _without_licence(text: str) -> tuple[str, str, str, int]:
    """The text before a licence, the licence, who lends the picture "via" behind it, and up to where in the text."""
    found = vocabulary().licence.search(text)
    if found is None or found.start() == 0:
        return text, found[1] if found else "", "", 0
    behind = re.fullmatch(r"[\s,/]*via (.+)", text[found.end() :])
    lender, reach = (behind[1], len(text)) if behind else ("", 0)
    return text[: found.start()].rstrip(" ,/(–-|"), found[1], lender, reach


def _parts(text: str, label: str) -> tuple[str, str, str, int]:
    """Creator, provider, via, and where in the text what stands behind "via" begins (0: nowhere)."""
    via, via_at = "", 0
    if match := re.search(r"\s(?:via|über|par|through)\s", text):
        via_at = match.end()
        via, text = text[via_at:].strip(), text[: match.start()].strip()
    pieces = [piece.strip() for piece in re.split(r"\s?/\s?|\s[|–—]\s", text) if piece.strip()]
    creator = provider = ""
    if len(pieces) == 1:
        name = pieces[0]
        if match := re.fullmatch(r"(.+?)\s*\(([^()]+)\)|(.+?),\s(.+)|(.+?)\s(?:for|on|from|auf)\s(.+)", name):
            one, other = [g.strip() for g in match.groups() if g is not None][:2]
            creator, provider = (other, one) if is_provider(one) and not is_provider(other) else (one, other)
            provider = _HANDLED.sub("", provider)
        elif is_organisation(name) or re.match(
            r".*(?:courtesy|freundlicher|cortesía|provided|supplied|submitted|handout)", label, re.IGNORECASE
        ):
            provider = name
        else:
            creator = name
    elif pieces:
        first, rest = pieces[0], pieces[1:]
        if is_provider(first) and not is_provider(rest[-1]):
            provider, creator = re.sub(r"\sPhotos?$|\sphoto$", "", first), "/".join(rest)
        elif all(is_provider(p) for p in pieces):
            provider = "/".join(pieces)
        else:
            creator, provider = first, "/".join(rest)
    provider = re.sub(r"(?<=AP)\sPhoto$", "", provider)
    if via and not provider:
        provider, via = via, ""
    return creator, provider, via, via_at


def _bracket(line: str, match: re.Match[str]) -> list[Item]:
    """The credit in brackets, unless they stand in a dateline or hold something else."""
    inner, start, end = match[1], match.start(1), match.end(1)
    words = vocabulary()
    if _DASH_BEHIND.match(line, match.end()) and len(line[: match.start()].split()) <= 5:
        return []
    labelled = words.label.match(inner) or words.by.match(inner) or NOTICE.match(inner)
    if labelled is not None and labelled.end() < len(inner):
        label = labelled.groupdict().get("label") or ""
        skip = 0 if NOTICE.match(inner) else labelled.end()
        return _items(line, start + skip, end, label, is_source=False) or []
    if words.alone.fullmatch(inner.strip()):
        return [Item(start, end)]
    return _lent(line, match)


def _lent(line: str, match: re.Match[str]) -> list[Item]:
    """The credit in brackets that begins with no label, if somebody in it is known to lend pictures."""
    inner, before, behind = match[1], line[: match.start()].rstrip(), line[match.end() :]
    pieces = [p.strip() for p in re.split(r"/|,|\svia\s|\sfor\s", re.sub(vocabulary().archive, "", inner)) if p.strip()]
    lenders = [p for p in pieces if is_provider(p)]
    closes = not behind.strip(" .") or behind.lstrip().startswith(("(", "["))
    marked = any(re.search(r"\b(?:Photos?|Images?|Pictures)$", p) for p in lenders)
    if not lenders or not (closes or (marked and len(pieces) > 1)):
        return []
    is_caption = not before or before[-1] in '.!?…”"’' or (len(line) < _CAPTION and not behind.strip())
    if not (is_caption or marked or len(pieces) > 1):
        return []
    return _unlabelled(line, match.start(1), match.end(1))


def _unlabelled(line: str, start: int, end: int) -> list[Item]:
    """The credit between two places, as a list; [] if there is no name in it."""
    item = _item(line, start, end, "", is_source=False)
    return [item] if item is not None else []


def _bare(line: str, stop: int) -> list[Item]:
    """A credit without a label: all of a short line, or behind the last sentence of a caption: "NAME/AGENCY"."""
    words = vocabulary()
    whole = line[:stop].strip()
    lead = len(line) - len(line.lstrip())
    if words.alone.fullmatch(whole):
        return [Item(lead, lead + len(whole))]
    if is_provider(whole) and whole not in words.outlets:
        return _unlabelled(line, lead, stop)
    tail = max((m.end() for m in re.finditer(r"[.!?…”\"]\s+|^", line[:stop])), default=0)
    for start in dict.fromkeys((lead, tail)):
        text = line[start:stop]
        pieces = [p.strip(" .") for p in re.split(r"/|\svia\s|\sfor\s|\s[|–—]\s", text)]
        if len(pieces) < 2 or len(text) > LONGEST or any(not p for p in pieces):
            continue
        named = any(is_provider(p) for p in pieces) and all(looks_named(p) for p in pieces)
        if named and (found := _unlabelled(line, start, stop)):
            return found
    return []

"""Pictures of an article, against who is credited for them.

A picture shows in a text by the line that stands for it ("Image placeholder title"), by the end of a title that was
said twice ("… Promo Image"), or by its caption. Credits are what is marked as such; where nothing is marked, what the
credit lines say. "(2)" in a credit stands for two pictures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from annotator.model import IMAGE_CREDIT, Annotation, Article, Content, Role, Span
from annotator.suggesters.credits.line_grammar import parse

_PLACEHOLDER = re.compile(r"(?:image|photo|picture|video|embedded image) (?:placeholder|goes here)\b.*", re.IGNORECASE)
_LEAD = re.compile(r".*\b(?:promo|lead|featured|hero|header) (?:image|photo)", re.IGNORECASE)
_LINE = re.compile("[^\n\u2029]+")
LEAD, PLACEHOLDER, CAPTION = "lead", "placeholder", "caption"


class Slot(NamedTuple):
    """Slot for a picture: its line (code points), its kind, and whose picture it is, "" if nobody is credited."""

    start: int
    end: int
    kind: str
    credit: str = ""


class Credit(NamedTuple):
    """Credit: its span (code points) and words, the role of its pictures, how many it says there are, and has got."""

    start: int
    end: int
    words: str
    role: str
    number: int
    used: int = 0


class Pictures(NamedTuple):
    """Pictures of an article: its slots and its credits, paired."""

    slots: list[Slot]
    credits: list[Credit]

    @property
    def uncredited(self) -> list[Slot]:
        """Slots that nobody is credited for."""
        return [slot for slot in self.slots if not slot.credit]

    @property
    def unused(self) -> list[Credit]:
        """Credits for more pictures than there are."""
        return [credit for credit in self.credits if credit.used < credit.number]


def pictures(content: Content) -> Pictures:
    """Pictures of an article, paired with its credits: each with the caption that it stands in, then by turns."""
    article = content.article
    slots = _slots(article)
    marked = [a for a in content.annotations if a.tag == IMAGE_CREDIT.id]
    credits_ = [_marked(a) for a in marked] if marked else _written(article)
    owners: dict[int, str] = {}
    placed = []
    for credit in credits_:  # a caption that names its own
        own = next((n for n, s in enumerate(slots) if s.start <= credit.start and credit.end <= s.end), None)
        is_own = own is not None and own not in owners
        if own is not None and is_own:
            owners[own] = credit.words
        placed.append(credit._replace(used=int(is_own)))
    paired = [_pair(credit, slots, owners) for credit in placed]
    return Pictures([s._replace(credit=owners.get(n, "")) for n, s in enumerate(slots)], paired)


def _pair(credit: Credit, slots: Sequence[Slot], owners: dict[int, str]) -> Credit:
    """The credit with as many free slots as it says, those of its role first."""
    first = {"featured": (LEAD, PLACEHOLDER, CAPTION), "embedded": (PLACEHOLDER, CAPTION)}
    used = credit.used
    for kind in first.get(credit.role, (LEAD, PLACEHOLDER, CAPTION)):
        for number, slot in enumerate(slots):
            if used >= credit.number:
                break
            if slot.kind == kind and number not in owners:
                owners[number] = credit.words
                used += 1
        if credit.role == "featured" and used:
            break
    return credit._replace(used=used)


def _slots(article: Article) -> list[Slot]:
    """The lines of an article that stand for a picture: placeholders, leads, captions that are no mere credit."""
    captions = {(b.start, b.end) for b in article.blocks if b.role is Role.CAPTION}
    found = []
    for match in _LINE.finditer(article.text):
        line = match[0].strip()
        span: Span = match.span()
        if _PLACEHOLDER.fullmatch(line):
            found.append(Slot(*span, PLACEHOLDER))
        elif _LEAD.fullmatch(line):
            found.append(Slot(*span, LEAD))
        elif any(start <= span[0] and span[1] <= end for start, end in captions) and not _is_credit(line):
            found.append(Slot(*span, CAPTION))
    return found


def _is_credit(line: str) -> bool:
    """Whether a line is nothing but a credit."""
    items = parse(line)
    return bool(items) and sum(i.end - i.start for i in items) > len(line) / 2


def _marked(annotation: Annotation) -> Credit:
    """The credit that a person marked."""
    count = annotation.attribute("count")
    role = str(annotation.attribute("role") or "")
    number = int(count) if isinstance(count, int | float) and count >= 1 else 1
    return Credit(annotation.start, annotation.end, " ".join(annotation.quote.split()), role, number)


def _written(article: Article) -> list[Credit]:
    """The credits that the text itself gives, by the grammar of credit lines."""
    found = []
    for match in _LINE.finditer(article.text):
        for item in parse(match[0]):
            if not item.is_source:
                start, end = match.start() + item.start, match.start() + item.end
                found.append(Credit(start, end, article.text[start:end], item.role, item.number or 1))
    return found

"""What a foreign file says, before its places are understood and its labels are ours.

A reader makes drafts and knows nothing of tags, units or the library; ``anchoring`` and ``assembling`` do the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from annotator.model import Article, Attributes, Span


class Unit(StrEnum):
    """What a place in a text is counted in."""

    CODE_POINTS = "code-points"
    UTF16 = "utf-16"
    BYTES = "utf-8"


class Mark(NamedTuple):
    """A span of a foreign file. ``fragments`` are in the file's unit; ``quote`` is what it says stands there.

    ``key`` is what the file's relations call it. ``hint``: the quote is a name, mostly the beginning of what
    stands there; it helps to tell the unit and refuses nothing.
    """

    label: str
    fragments: tuple[Span, ...]
    quote: str | None = None
    key: str = ""
    note: str = ""
    attributes: Attributes = ()
    annotator: str = ""
    hint: bool = False
    id: str = ""
    """A UUID, if the file has one."""
    created_at: str = ""
    updated_at: str = ""


class Relation(NamedTuple):
    """A link of a foreign file between two marks, by their keys."""

    kind: str
    from_key: str
    to_key: str
    annotator: str = ""


@dataclass
class Draft:
    """One text of a foreign file. ``where`` says which part of the file it is, for a person who looks for it there.

    ``units`` are those that the format allows, the likeliest first; if there is one, it is known.
    ``details`` are fields of Article by name: title, url, site, authors, published_at, language, note, keywords.
    """

    where: str
    text: str
    marks: list[Mark] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    units: tuple[Unit, ...] = (Unit.CODE_POINTS,)
    details: dict[str, object] = field(default_factory=dict)


class Problem(NamedTuple):
    """A part of a foreign file that does not fit, and why; the rest comes in."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}" if self.where else self.reason


class Layers(NamedTuple):
    """A UIMA file has several layers of spans, and it has to be said which is meant."""

    where: str
    names: list[str]


class Choices(NamedTuple):
    """What a person says of a foreign file.

    ``unit``: what its places are counted in. ``labels``: our tags by its labels; an empty one leaves the label out.
    ``new_tags``: labels that are no tags become tags of the library. ``layer``: of a UIMA file the type of the spans,
    with ``:feature``. ``known`` finds an article of the library by the SHA-256 of its text, for files without texts.
    """

    unit: Unit | None = None
    labels: Mapping[str, str] = {}
    new_tags: bool = False
    layer: str = ""
    known: Callable[[str], Article | None] | None = None


NO_CHOICES = Choices()

"""What a reader hands over, whatever the format: articles with what is marked in them, and what did not fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.model import Annotation, Link, NewArticle, Tag


class Entry(NamedTuple):
    """An article that is ready for the library."""

    new: NewArticle
    annotations: list[Annotation]
    links: list[Link]


@dataclass
class Parsed:
    """One file: its entries, what did not fit (place and reason), the encoding if guessed, its own tags.

    ``left_out`` says in words what a choice of the page's text leaves out; ``needs_password``: with it, it can be read.
    """

    name: str
    entries: list[Entry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    guessed_encoding: str | None = None
    tags: list[Tag] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    needs_password: bool = False
    whole: Entry | None = None
    """The same page with all its text, where the entry is a choice of it."""

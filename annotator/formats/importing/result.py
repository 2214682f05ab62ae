"""What a reader hands over, whatever the format: articles with what is marked in them, and what did not fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import NamedTuple

from annotator.formats.importing.anchoring import Ambiguous
from annotator.model import Annotation, Link, NewArticle, Tag

_MOST, _ANNOTATIONS, _SECONDS = 1_024, 5_000, 0.25
"""How many files and annotations make a batch that is stored, and for how long it is collected."""


class Entry(NamedTuple):
    """An article that is ready for the library.

    ``by_place``: its annotations have no ids that mean anything; one is there already if its tag and place are.
    """

    new: NewArticle
    annotations: list[Annotation]
    links: list[Link]
    by_place: bool = False
    tags: tuple[Tag, ...] = ()
    """Tags of a person's own that it brings along."""
    only_if_new: bool = False
    """What is marked in it comes with the article, and is not added to one that is there already.

    One that was taken away and has no marks left comes as if it were new: so does what is undone and done again.
    """


@dataclass
class Parsed:
    """A file or a part of it: its entries, what did not fit (place and reason), the encoding if guessed, its own tags.

    ``left_out`` says in words what a choice of the page's text leaves out; ``needs_password``: with it, it can be read.
    """

    name: str
    entries: list[Entry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    guessed_encoding: str | None = None
    tags: list[Tag] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    needs_password: bool = False
    continues: bool = False
    """It is a further part of the file before."""
    whole: Entry | None = None
    """The same page with all its text, where the entry is a choice of it."""
    ambiguous: Ambiguous | None = None
    """A text whose places can be counted in several units."""
    layers: list[str] = field(default_factory=list)
    """The layers of a UIMA file, where it has to be said which is meant."""
    unmapped: dict[str, int] = field(default_factory=dict)
    """Labels that are no tags, each with how many annotations have it."""


def in_batches(files: Iterable[Parsed]) -> Iterator[list[Parsed]]:
    """Files or parts of them, some at once, for one transaction each: many small ones, none that waits for the next."""
    batch: list[Parsed] = []
    due, held = monotonic() + _SECONDS, 0
    for file in files:
        batch.append(file)
        held += sum(len(entry.annotations) for entry in file.entries)
        if len(batch) == _MOST or held >= _ANNOTATIONS or monotonic() > due:
            yield batch
            batch, due, held = [], monotonic() + _SECONDS, 0
    if batch:
        yield batch

"""Attribution: who says what in some articles, what came out when it was checked, and the report of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotator.analysis.attribution import Coverage, coverage
from annotator.analysis.pictures import Pictures, pictures
from annotator.analysis.reporting import WRITERS
from annotator.errors import LibraryError
from annotator.formats.exporting.atomic_file import replacing
from annotator.model import Content
from annotator.services import Tell, tell_nobody

if TYPE_CHECKING:
    from annotator.storage.store import Store

Writer = Callable[[Coverage, dict[str, Pictures]], bytes]


class Attributed(NamedTuple):
    """The attribution coverage of some articles, and their pictures by the ids of the articles."""

    coverage: Coverage
    images: dict[str, Pictures]


def attribution(store: Store, ids: Sequence[str], tell: Tell = tell_nobody) -> Attributed:
    """Count who says so in these articles, and which of their images have a credit."""
    images: dict[str, Pictures] = {}

    def seen(contents: Iterator[Content]) -> Iterator[Content]:
        for number, content in enumerate(contents):
            tell(number, len(ids))
            one = pictures(content)
            if one.slots or one.credits:
                images[content.article.id] = one
            yield content

    with closing(store.contents(ids)) as contents:
        return Attributed(coverage(seen(contents)), images)


def writer_for(target: Path, as_pdf: Writer | None = None) -> Writer:
    """What writes a report of the kind that the suffix says. Raises LibraryError if nothing does."""
    writers = WRITERS if as_pdf is None else {**WRITERS, ".pdf": as_pdf}
    if target.suffix.lower() not in writers:
        raise LibraryError(f"A report is {', '.join(writers)}; {target.name} is neither. Nothing was written.")
    return writers[target.suffix.lower()]


def write_report(attributed: Attributed, target: Path, write: Writer, tell: Tell = tell_nobody) -> None:
    """Write a report to ``target``, which is whole or as it was before."""
    data = write(*attributed)
    tell(1, 1)
    with replacing(target) as file:
        file.write(data)

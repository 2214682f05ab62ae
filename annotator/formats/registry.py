"""The formats there are: ours, each by the place where it is defined, then those of other packages.

Other packages add formats by an entry point in the group ``annotator.formats`` whose object is a Format (see ``base``).
Light to import: the formats are loaded when they are asked for.
"""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError
from annotator.formats.base import Format

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

log = logging.getLogger(__name__)

_GROUP = "annotator.formats"
OURS = (
    *("native:FORMAT", "native_lines:FORMAT", "w3c:FORMAT", "label_studio:FORMAT", "doccano:FORMAT", "brat:FORMAT"),
    *("cas_xmi:FORMAT", "cas_json:FORMAT", "spacy_jsonl:FORMAT", "spacy:FORMAT", "prodigy:FORMAT", "conll:FORMAT"),
    *("refi_qda:FORMAT", "labelbuddy:FORMAT", "taguette:FORMAT", "qualcoder:FORMAT", "table:TSV", "claimreview:FORMAT"),
    *("html:FORMAT", "annotator.ui.exchange.article_pdf:FORMAT", "markdown:FORMAT", "table:CSV"),
)
"""Where ours are defined, among the codecs where no package is named, in the order in which they are listed."""


def own_entry_points() -> list[EntryPoint]:
    """Ours, as other packages name theirs."""
    from importlib.metadata import EntryPoint

    places = (place if "." in place else f"annotator.formats.codecs.{place}" for place in OURS)
    return [EntryPoint("", place, _GROUP) for place in places]


@cache
def formats() -> dict[str, Format]:
    """Every format by its name: ours, then those of other packages, which cannot take the place of ours."""
    from importlib.metadata import entry_points

    found: dict[str, Format] = {}
    for point in (*own_entry_points(), *entry_points(group=_GROUP)):
        try:
            one = point.load()
        except Exception as error:  # what is wrong with another package does not stop this program
            log.warning("The format %s could not be loaded", point.value, exc_info=error)
            continue
        if isinstance(one, Format):
            found.setdefault(one.name, one)
    return found


def named(name: str) -> Format:
    """The format of this name. Raises AnnotatorError, with the names there are, if there is none."""
    try:
        return formats()[name]
    except KeyError:
        raise AnnotatorError(f"There is no format “{name}”. There are: {', '.join(formats())}.") from None

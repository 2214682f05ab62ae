"""The beginning of an export, for a look at it before anything is written; made on whatever thread."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from itertools import islice
from typing import NamedTuple

from PySide6.QtGui import QImage

from annotator.formats.base import Format, Options, Preview
from annotator.formats.exporting.export import write_to, writer_of
from annotator.model import Content, Tag

_CHARACTERS = 4_000
"""How much of a file is shown as text."""

_ROWS = 100
"""How many rows of a table are shown: more than there is room for."""

_WIDTH = 1_200
"""Of the picture of a page, in pixels: sharp on fine screens, too."""

_FOR_PEOPLE = ("tag", "quote", "note", "attributes", "links", "annotator", "title")
"""The columns of a table that say something to a person."""


class Beginning(NamedTuple):
    """Beginning of an export: a picture of its page, the rows of a table, the first of which names it, or text.

    ``more`` is how many columns are left out.
    """

    text: str = ""
    picture: QImage | None = None
    rows: Sequence[Sequence[str]] = ()
    more: int = 0


def beginning_of(format_: Format, content: Content, tags: Sequence[Tag], options: Options) -> Beginning:
    """How an export in this format begins with this article."""
    writer = writer_of(format_)
    if writer.preview is Preview.PAGE:
        return Beginning(picture=_picture(content, tags))
    if writer.write_one is not None:
        data = next(iter(writer.write_one(content, tags).values()), b"")
    else:
        file = BytesIO()
        write_to(format_, file, [content], tags, options)
        data = file.getvalue()
    if data[:2] == b"PK":
        return Beginning()
    if writer.preview is Preview.TABLE:
        return _table(data.decode("utf-8-sig"))
    return Beginning(data[: 4 * _CHARACTERS].decode("utf-8", "replace")[:_CHARACTERS])


def _picture(content: Content, tags: Sequence[Tag]) -> QImage:
    """The upper part of the first page. A page on the web says the same in the same order, in columns as wide."""
    from annotator.ui.exchange.article_pages import ArticlePages, a4

    picture = ArticlePages(content, tags, a4(), most=1).picture(0, _WIDTH)
    return picture.copy(0, 0, _WIDTH, round(picture.height() * 0.9))  # its foot would say how many pages there are


def _table(text: str) -> Beginning:
    delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
    rows = list(islice(csv.reader(StringIO(text), delimiter=delimiter), _ROWS + 1))
    columns = [rows[0].index(name) for name in _FOR_PEOPLE if name in rows[0]] or list(range(len(rows[0])))
    shown = [[_without_empty(row[n]) if rows[0][n] == "attributes" else row[n] for n in columns] for row in rows]
    return Beginning(rows=shown, more=len(rows[0]) - len(columns))


def _without_empty(attributes: str) -> str:
    """A cell of attributes without those that have no value."""
    return "; ".join(one for one in attributes.split("; ") if not one.endswith("="))

"""One article, always the same, as every format writes it: ``python -m tests.formats.golden`` writes the files anew."""

from __future__ import annotations

import io
from pathlib import Path

from annotator.formats.base import Format
from annotator.formats.exporting.export import write_to
from annotator.formats.registry import formats
from annotator.model import TAGS, Content
from tests.formats.awkward import rich

FOLDER = Path(__file__).parent / "golden"
_MOMENT = "2024-03-12T10:00:00Z"


def _id(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


def content() -> Content:
    """The article, with ids and moments that never change."""
    article, state, annotations, links = rich()
    article = article._replace(id=_id(0), imported_at=_MOMENT)
    ids = {a.id: _id(number) for number, a in enumerate(sorted(annotations, key=lambda a: (a.start, a.end)), 1)}
    marks = [
        a._replace(id=ids[a.id], article_id=article.id, created_at=_MOMENT, updated_at=_MOMENT)
        for a in sorted(annotations, key=lambda a: (a.start, a.end))
    ]
    joined = [
        k._replace(
            id=_id(100 + i), article_id=article.id, from_id=ids[k.from_id], to_id=ids[k.to_id], created_at=_MOMENT
        )
        for i, k in enumerate(links)
    ]
    return Content(article, state._replace(id=article.id), marks, joined)


def files(format_: Format) -> dict[str, bytes]:
    """What a format writes of the article, by the names of the golden files; nothing where that changes each time."""
    if format_.name in ("json", "spacy", "refi-qda", "pdf") or not format_.writes or not format_.is_there:
        return {}
    if format_.writer is not None and format_.writer.write_one is not None:
        return {f"{format_.name}{suffix}": data for suffix, data in format_.writer.write_one(content(), TAGS).items()}
    file = io.BytesIO()
    write_to(format_, file, [content()], TAGS, {})
    data = file.getvalue()
    if format_.name == "w3c":  # the page has an id of its own
        data = data[data.index(b'"items"') :]
    return {f"{format_.name}{format_.suffix}": data}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for one in formats().values():
        for name, data in files(one).items():
            (FOLDER / name).write_bytes(data)

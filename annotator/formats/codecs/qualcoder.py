"""QualCoder's project (.qda): a folder with data.qda, an SQLite database. Read only.

``source.fulltext`` holds a text, ``code_text`` the spans: pos0 and pos1 are indexes of a Python string, ``seltext`` is
what stands there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.formats.base import Certainty, FileHead, Format, Reader
from annotator.formats.importing.draft import Choices, Draft, Mark, Problem, Unit
from annotator.formats.support.foreign_sqlite import is_database, opened

_DATABASE = "data.qda"


def read(path: Path, _choices: Choices) -> Iterator[Draft | Problem]:
    """The texts of a project with their coded passages and memos."""
    file = path / _DATABASE if path.is_dir() else path
    with opened(file, "QualCoder", ("source", "code_text", "code_name")) as connection:
        sources = connection.execute("SELECT id, name, fulltext, memo FROM source ORDER BY id").fetchall()
        for source, name, text, memo in sources:
            if not isinstance(text, str) or not text.strip():
                yield Problem(str(name), "it is no text")
                continue
            details: dict[str, object] = {"title": str(name), "note": str(memo or "")}
            draft = Draft(str(name), text, units=(Unit.CODE_POINTS, Unit.UTF16), details=details)
            rows = connection.execute(
                "SELECT n.name, t.pos0, t.pos1, t.seltext, t.memo, t.owner FROM code_text t "
                "JOIN code_name n ON n.cid = t.cid WHERE t.fid = ? ORDER BY t.pos0, t.pos1",
                (source,),
            )
            for label, start, end, quote, said, owner in rows:
                if isinstance(start, int) and isinstance(end, int):
                    draft.marks.append(
                        Mark(str(label), ((start, end),), quote=quote or None, note=said or "", annotator=owner or "")
                    )
                else:
                    yield Problem(str(name), f"“{label!s:.40}” has no whole numbers as its place")
            yield draft


def recognise(head: FileHead) -> Certainty:
    """Recognises the folder of a project, or the database in it."""
    if head.is_folder:
        return Certainty.SURE if (head.path / _DATABASE).is_file() else Certainty.NO
    return is_database(".qda")(head)


FORMAT = Format("qualcoder", "QualCoder project", ".qda", frozenset(), Reader(read, recognise))

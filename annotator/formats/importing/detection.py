"""Detection: which format a file of annotations is in, by asking each; never by a guess between two."""

from __future__ import annotations

import logging
from operator import itemgetter
from pathlib import Path

from annotator.errors import RefusedText
from annotator.formats.base import Certainty, FileHead, Format
from annotator.formats.registry import formats
from annotator.readers.files import opened

log = logging.getLogger(__name__)

HEAD = 65_536
"""How many bytes of a file formats are shown."""


def format_of(path: Path, *, may_search: bool = True) -> Format | None:
    """The format of a file or folder; None if it is none, or if that cannot be said.

    Without ``may_search`` a folder that would have to be searched is none.
    """
    head = FileHead(path, is_folder=path.is_dir(), may_search=may_search)
    try:
        if not head.is_folder:
            with opened(path) as file:
                head = head._replace(data=file.read(HEAD))
    except RefusedText:
        pass  # its name may say what it is, and its reader what is wrong with it
    asked = ((_certainty(one, head), one) for one in formats().values())
    certainty, best = max(asked, key=itemgetter(0))  # of several that are as sure the first
    return best if certainty else None


def whole_of(path: Path) -> Path:
    """The folder that a file is read with, if there is a format of which that is so; else the file."""
    readers = (one.reader for one in formats().values() if one.reader is not None)
    is_member = any(path.match(pattern) for reader in readers for pattern in reader.members)
    return path.parent if is_member else path


def _certainty(one: Format, head: FileHead) -> Certainty:
    try:
        return one.reader.recognise(head) if one.reader is not None else Certainty.NO
    except Exception as error:  # that of another package may stumble; the others are asked
        log.warning("%s could not be asked", one.name, exc_info=error)
        return Certainty.NO

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


def format_of(path: Path) -> Format | None:
    """The format of a file or folder; None if it is none, or if that cannot be said."""
    head = FileHead(path, is_folder=path.is_dir())
    try:
        if not head.is_folder:
            with opened(path) as file:
                head = head._replace(data=file.read(HEAD))
    except RefusedText:
        pass  # its name may say what it is, and its reader what is wrong with it
    return format_by(head)


def format_by(head: FileHead) -> Format | None:
    """The same by the beginning of a file."""
    asked = ((_certainty(one, head), one) for one in formats().values())
    certainty, best = max(asked, key=itemgetter(0))  # of several that are as sure the first
    return best if certainty else None


def _certainty(one: Format, head: FileHead) -> Certainty:
    part = one.reader or one.writer
    try:
        return part.recognise(head) if part is not None else Certainty.NO
    except Exception as error:  # that of another package may stumble; the others are asked
        log.warning("%s could not be asked", one.name, exc_info=error)
        return Certainty.NO

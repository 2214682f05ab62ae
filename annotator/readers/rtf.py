"""Rich text format (RTF): its text, without its looks."""

from __future__ import annotations

import re

from annotator.errors import RefusedText
from annotator.readers.extracted_article import Piece, Reading

MEDIA_TYPE = "application/rtf"


def recognises(data: bytes) -> bool:
    """Whether the bytes begin like rich text."""
    return data.lstrip()[:5] == b"{\\rtf"


def read(data: bytes) -> Reading:
    """Paragraphs of a rich text. Raises RefusedText."""
    from striprtf.striprtf import rtf_to_text

    try:
        text = str(rtf_to_text(data.decode("latin-1"), errors="strict"))  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, OverflowError) as error:
        raise RefusedText("The file is damaged: its rich text cannot be read.") from error
    return Reading([Piece(line.strip()) for line in re.split(r"\n+", text) if line.strip()], MEDIA_TYPE)

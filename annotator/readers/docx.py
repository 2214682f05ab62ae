"""Word documents (Office Open XML): paragraphs, with their roles by their styles."""

from __future__ import annotations

from io import BytesIO

from annotator.errors import RefusedText
from annotator.model import Role
from annotator.readers.extracted_article import Piece, Reading
from annotator.readers.zipped import Zipped
from annotator.text.headline import headline_among

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STYLES = {
    **{"title": Role.TITLE, "heading": Role.HEADING, "subtitle": Role.HEADING, "caption": Role.CAPTION},
    **{"list": Role.LIST_ITEM, "quote": Role.QUOTE, "intense quote": Role.QUOTE},
}
"""The roles of paragraphs, by how the names of their styles begin."""


def recognises(data: bytes) -> bool:
    """Whether the bytes are an archive that holds a Word document."""
    return data.startswith(b"PK\x03\x04") and b"word/" in data


def read(data: bytes) -> Reading:
    """Paragraphs of a document, a row of a table as one. Raises RefusedText."""
    archive = Zipped(data)
    for name in archive.names:
        if name.endswith((".xml", ".rels")):
            archive.read(name, xml=True)
    from docx import Document
    from docx.table import Table

    try:
        document = Document(BytesIO(data))
        pieces: list[Piece] = []
        for item in document.iter_inner_content():
            if isinstance(item, Table):
                pieces += [Piece(" · ".join(dict.fromkeys(c.text.strip() for c in row.cells))) for row in item.rows]
            else:
                pieces.append(Piece(item.text.strip(), _role(item.style.name if item.style is not None else "")))
        properties = document.core_properties
        title, author = properties.title or "", properties.author or ""
    except (KeyError, ValueError, AttributeError, OSError) as error:
        raise RefusedText(f"The document is damaged and cannot be read: {error}.") from error
    titles = [p.text for p in pieces if p.role == Role.TITLE]
    titles += [title] * (headline_among([p.text for p in pieces], title) >= 0)  # else it is that of a template
    return Reading(pieces, MEDIA_TYPE, title=titles[0] if titles else "", authors=[author] if author and title else [])


def _role(style: str | None) -> str:
    """The role of a paragraph by the name of its style, as Word names them in English documents and built in."""
    name = (style or "").casefold()
    return next((role for start, role in _STYLES.items() if name.startswith(start)), "")

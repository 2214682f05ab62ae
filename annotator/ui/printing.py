"""A report as PDF: its page, laid out and painted by Qt; on whatever thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

if TYPE_CHECKING:
    from annotator.analysis.attribution import Coverage
    from annotator.analysis.pictures import Pictures

_STYLE = """
h1{font-size:18pt} h2{font-size:12pt;margin-top:14px} td,th{padding:3px 8px} th{text-align:left}
td.n,th.n{text-align:right} .about,.more{color:#666b70} li{margin-bottom:3px}
"""
_MARGIN = 18.0
"""Of a page, in millimetres."""


def as_pdf(coverage: Coverage, images: dict[str, Pictures]) -> bytes:
    """The report as the bytes of a PDF of A4 pages."""
    from annotator.analysis.reporting import write_html

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle("Who says so?")
    writer.setCreator("Annotator")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.setDefaultFont(QFont("Noto Sans", 10))
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml(write_html(coverage, images, styled=False).decode())
    document.print_(writer)
    buffer.close()
    return bytes(buffer.data().data())

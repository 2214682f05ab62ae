"""PDF report: its pages, laid out and painted by Qt; on whatever thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from annotator.ui.appearance.theme import FACE

if TYPE_CHECKING:
    from annotator.analysis.attribution import Coverage
    from annotator.analysis.pictures import Pictures

_STYLE = """
h1{font-size:20pt;font-weight:600;margin:0}
h2{font-size:12pt;font-weight:600;margin-top:22px;margin-bottom:6px}
table{border-collapse:collapse;margin-top:4px}
td{padding:4px 10px 4px 0;border-bottom:1px solid #dcdcd7}
th{padding:4px 10px 4px 0;border-bottom:1px solid #1f2328;text-align:left;font-weight:600}
td.n,th.n{text-align:right}
.about{color:#666b70;font-size:11pt;margin-top:2px}
.more{color:#666b70;font-size:8pt}
.supported{color:#1a6b3c}.disputed{color:#8a5200}.refuted{color:#b3261e}
.verdict{white-space:nowrap}
li{margin-bottom:4px}
"""
_MARGINS = QMarginsF(16, 15, 16, 12)
"""Of a page, in millimetres."""
_FOOT = 9.0
"""How much of a page its foot takes, in millimetres."""
_DOTS = 300


def as_pdf(coverage: Coverage, images: dict[str, Pictures]) -> bytes:
    """The report as the bytes of a PDF of A4 pages, each with its number at the foot."""
    from annotator.analysis.reporting import write_html

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle("Who says so?")
    writer.setCreator("Annotator")
    writer.setResolution(_DOTS)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(_MARGINS, QPageLayout.Unit.Millimeter)
    QEventLoop()  # gives the thread what a long document needs for its timers
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDefaultFont(QFont(FACE, 9))
    document.setDefaultStyleSheet(_STYLE)
    document.setDocumentMargin(0)
    document.setHtml(write_html(coverage, images, styled=False).decode())
    _paint_pages(document, writer)
    buffer.close()
    return bytes(buffer.data().data())


def _paint_pages(document: QTextDocument, writer: QPdfWriter) -> None:
    """Cut a document into pages and paint each with its foot."""
    foot = _FOOT / 25.4 * _DOTS
    page = QSizeF(writer.width(), writer.height() - foot)
    document.setPageSize(page)
    painter = QPainter(writer)
    count = document.pageCount()
    for number in range(count):
        if number:
            writer.newPage()
        painter.save()
        painter.translate(0, -number * page.height())
        document.drawContents(painter, QRectF(0, number * page.height(), page.width(), page.height()))
        painter.restore()
        painter.setFont(QFont(FACE, 8))
        painter.setPen(QColor("#666b70"))
        below = QRectF(0, page.height(), page.width(), foot)
        bottom = Qt.AlignmentFlag.AlignBottom
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | bottom, "Who says so? · Annotator")
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | bottom, f"{number + 1} / {count}")
    painter.end()

"""Printing: the pages before they are on paper, the printer, and what is said where there is none."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from annotator.ui.exchange.print_dialog import PrintDialog
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, KEYS
from tests.ui.window.test_accessible import nameless

Press = Callable[[Callable[[PrintDialog], None]], None]
"""Presses Ctrl+P and does this in the dialog."""

LONG = "A long article\n\n" + "".join(f"Paragraph {i} says that the bridge is closed.\n\n" for i in range(90))


@pytest.fixture
def print_with(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Press:
    """Presses Ctrl+P and has this done in the dialog that opens, when the first page is shown."""

    def press(act: Callable[[PrintDialog], None]) -> None:
        def run(dialog: PrintDialog) -> int:
            dialog.setModal(True)
            dialog.show()
            desk.until(lambda: not dialog.page.label.pixmap().isNull())
            act(dialog)
            dialog.close()
            return dialog.result()

        monkeypatch.setattr(PrintDialog, "exec", run)
        desk.press(Qt.Key.Key_P, CONTROL)

    return press


def differs(dialog: PrintDialog, before: QImage) -> bool:
    return dialog.page.label.pixmap().toImage() != before


def test_every_page_is_looked_at_by_the_keyboard(desk: Desk, tmp_path: Path, print_with: Press) -> None:
    desk.bring(tmp_path, LONG, "long.txt")
    seen = []

    def act(dialog: PrintDialog) -> None:
        assert nameless(dialog) == []
        for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp):
            before = dialog.page.label.pixmap().toImage()
            QTest.keyClick(dialog, key)
            seen.append(dialog.place.text())
            if len(seen) < 5:
                desk.until(partial(differs, dialog, before))

    print_with(act)
    assert [place.split(" of ")[0] for place in seen] == ["Page 2", "Page 3", "Page 2", "Page 1", "Page 1"]


def test_it_is_printed_for_the_paper_of_the_printer(
    desk: Desk, tmp_path: Path, print_with: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.mark("Port Ellery", KEYS["location"])
    target = tmp_path / "paper.pdf"

    def choose(dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        return QPrintDialog.DialogCode.Accepted

    def act(dialog: PrintDialog) -> None:
        dialog.print.click()
        desk.until(lambda: not dialog.isVisible())

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["a printer"])
    monkeypatch.setattr(QPrintDialog, "exec", choose)
    print_with(act)
    (first, *_) = PdfReader(target).pages
    assert (round(first.mediabox.width), round(first.mediabox.height)) == (792, 612)
    assert "PortEllery" in "".join(first.extract_text().split())


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_is_said_and_the_article_is_still_shown(
    desk: Desk, tmp_path: Path, print_with: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        dialog.printer().setOutputFileName(str(tmp_path / "no such folder" / "a.pdf"))
        return QPrintDialog.DialogCode.Accepted

    def act(dialog: PrintDialog) -> None:
        dialog.print.click()
        desk.until(lambda: "does not take the article" in dialog.said.text())
        assert dialog.isVisible() and dialog.print.isEnabled() and dialog.place.text() == "Page 1 of 1"

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["a printer"])
    monkeypatch.setattr(QPrintDialog, "exec", choose)
    print_with(act)


def test_without_a_printer_a_sentence_says_what_to_do(print_with: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    said = []

    def act(dialog: PrintDialog) -> None:
        dialog.print.click()
        said.append(dialog.said.text())

    print_with(act)
    assert said == ["There is no printer. Connect one, or save the article as PDF."]


def test_without_the_part_of_qt_that_prints_a_sentence_says_so(
    print_with: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtPrintSupport", None)
    said = []

    def act(dialog: PrintDialog) -> None:
        dialog.print.click()
        said.append(dialog.said.text())

    print_with(act)
    assert "Save the article as PDF and print that." in said[0]


def test_it_is_saved_as_pdf_instead(
    desk: Desk, tmp_path: Path, print_with: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(tmp_path / "a.pdf"), ""))
    print_with(lambda dialog: dialog.pdf.click())
    desk.until(lambda: "exported to" in desk.window.notice.text)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")


def test_without_an_article_there_is_nothing_to_print(make_desk: Callable[[], Desk]) -> None:
    desk = make_desk()
    assert not desk.window.actions_by_id["print"].isEnabled()

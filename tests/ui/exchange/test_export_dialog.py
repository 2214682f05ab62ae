"""The export dialog: for people first, with a look at what comes of it, in words and by the keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QTableWidgetItem

from annotator.formats.base import Purpose
from annotator.formats.registry import formats
from annotator.ui.exchange.beginning import _without_empty
from annotator.ui.exchange.export_dialog import ExportDialog
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, KEYS
from tests.ui.window.test_accessible import nameless


def opened(desk: Desk, last: str = "html", annotators: list[str] | None = None) -> ExportDialog:
    document = desk.session.document
    assert document is not None
    scopes = [("This article", [document.article.id]), ("All articles", [a.id for a in desk.session.articles.listed])]
    who, tags, preview = annotators or ["tester"], desk.session.tags.all, desk.session.transfers.preview_export
    dialog = ExportDialog(scopes, who, tags, preview, last, parent=desk.window)
    desk.qtbot.addWidget(dialog)
    dialog.show()
    desk.until(dialog.lost.text)
    return dialog


def rows(dialog: ExportDialog) -> list[str]:
    return [dialog.formats.item(row).text() for row in range(dialog.formats.count())]


def test_a_newcomer_is_offered_a_page_for_people_first(desk: Desk) -> None:
    dialog = opened(desk)
    assert rows(dialog)[:5] == ["For people", "Annotated web page", "PDF", "Annotated Markdown", "CSV table"]
    assert dialog.chosen_format.name == "html"
    written = {one.title for one in formats().values() if one.writes and one.is_there}
    assert set(rows(dialog)) == written | {"For people", "To keep", "For other tools"}
    assert {one.name for one in formats().values() if one.purpose is Purpose.KEEP} == {"json", "jsonl"}


def test_the_arrows_walk_over_the_headings(desk: Desk) -> None:
    dialog = opened(desk, "csv")
    QTest.keyClick(dialog.formats, Qt.Key.Key_Down)
    assert dialog.chosen_format.name == "json"
    QTest.keyClick(dialog.formats, Qt.Key.Key_Up)
    assert dialog.chosen_format.name == "csv"


def test_a_page_is_seen_as_a_page(desk: Desk) -> None:
    desk.mark("Port Ellery", KEYS["location"])
    dialog = opened(desk, "pdf")
    desk.until(lambda: dialog.preview.currentWidget() is dialog.preview.page)
    picture = dialog.preview.page.label.pixmap().toImage()
    colors = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 2) for y in range(0, 400, 2)}
    assert "#d9e9e3" in colors  # the tint of a location
    assert picture.width() == dialog.preview.page.viewport().width()
    assert "font-family" not in dialog.preview.text.toPlainText()


def test_a_table_is_seen_as_a_table(desk: Desk) -> None:
    desk.mark("Port Ellery", KEYS["location"])
    dialog = opened(desk, "csv")
    table = dialog.preview.table
    desk.until(lambda: table.rowCount() == 1)
    head = [table.horizontalHeaderItem(j) for j in range(table.columnCount())]
    row = {h.text(): table.item(0, j) for j, h in enumerate(head) if h is not None}
    cells = {name: cell.text() for name, cell in row.items() if cell is not None}
    assert (cells["tag"], cells["quote"], cells["annotator"]) == ("Location", "Port Ellery", "tester")


def test_a_table_shows_every_row_that_there_is_room_for_and_says_how_many_there_are(desk: Desk, tmp_path: Path) -> None:
    desk.bring(tmp_path, "A title\n\n" + "".join(f"Word{i} is here.\n\n" for i in range(10)), "words.txt")
    for i in range(10):
        desk.mark(f"Word{i}", KEYS["claim"])
    dialog = opened(desk, "csv")
    preview = dialog.preview
    assert preview.table.rowCount() == 10
    assert preview.about.text() == "10 rows in all, and 14 columns more, for programs"
    last = preview.table.visualItemRect(preview.table.item(9, 0) or QTableWidgetItem())
    assert preview.table.viewport().rect().contains(last.center())
    desk.bring(tmp_path)
    desk.mark("Port Ellery", KEYS["location"])
    assert opened(desk, "csv").preview.about.text().startswith("1 row in all, ")
    dialog = opened(desk, "csv")
    dialog.scope.setCurrentIndex(1)
    desk.until(
        lambda: dialog.preview.about.text().startswith(("The first 1 of 11 rows, ", "The first 10 of 11 rows, "))
    )


def test_a_table_does_not_show_the_names_of_what_is_empty() -> None:
    assert _without_empty("role=mentioned; name=; country=KR; latitude=") == "role=mentioned; country=KR"


def test_an_option_is_a_check_box_in_words(desk: Desk) -> None:
    dialog = opened(desk, "json")
    box = dialog.options.fields["text"]
    assert isinstance(box, QCheckBox) and box.text() == "With the text of the articles" and box.isChecked()
    assert '"text":"Harbour bridge' in dialog.preview.text.toPlainText()
    box.click()
    desk.until(lambda: '"text":"Harbour' not in dialog.preview.text.toPlainText())
    assert dialog.wanted().options == {"text": "no"}
    dialog.formats.choose("doccano")
    assert [field.text() for field in dialog.options.fields.values() if isinstance(field, QCheckBox)] == [
        "Relations too"
    ]
    dialog.formats.choose("html")
    assert not dialog.options.isVisible()


def test_what_is_lost_or_kept_is_said_in_words(desk: Desk) -> None:
    desk.mark("bridge", KEYS["claim"])
    dialog = opened(desk, "json")
    assert dialog.lost.text() == "Everything marked is in it, with all that is said of it."
    dialog.formats.choose("conll")
    desk.until(lambda: dialog.lost.text().startswith("This format cannot hold: "))


def test_that_nothing_is_marked_is_said(desk: Desk) -> None:
    dialog = opened(desk, "csv")
    assert dialog.lost.text() == "Nothing is marked in what you chose."
    assert dialog.preview.table.rowCount() == 0


def test_long_names_do_not_widen_it(desk: Desk) -> None:
    name = "Maria-Magdalena von und zu Hohenstein-Wartenburg <b>" * 6
    dialog = opened(desk, annotators=[name])
    plain = opened(desk)
    assert dialog.size() == plain.size() and dialog.minimumSizeHint().width() == plain.minimumSizeHint().width()


def test_everything_in_it_has_a_name(desk: Desk) -> None:
    for name in ("pdf", "csv", "conll", "json"):
        assert nameless(opened(desk, name)) == []


def test_it_begins_with_what_was_chosen_the_last_time(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def accept(dialog: ExportDialog) -> ExportDialog.DialogCode:
        box = dialog.options.fields.get("text")
        seen.append((dialog.chosen_format.name, box.isChecked() if isinstance(box, QCheckBox) else None))
        dialog.formats.choose("jsonl")
        box = dialog.options.fields["text"]
        assert isinstance(box, QCheckBox)
        box.setChecked(False)
        return ExportDialog.DialogCode.Accepted

    monkeypatch.setattr(ExportDialog, "exec", accept)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(tmp_path / "a.jsonl"), ""))
    for _ in range(2):
        desk.press(Qt.Key.Key_E, CONTROL)
        desk.until(lambda: "exported to" in desk.window.notice.text)
        desk.window.notice.hide()
    assert seen == [("html", None), ("jsonl", False)]


def test_a_pdf_is_exported_from_the_window(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.mark("Port Ellery", KEYS["location"])

    def accept(dialog: ExportDialog) -> ExportDialog.DialogCode:
        dialog.formats.choose("pdf")
        desk.until(dialog.lost.text)
        return ExportDialog.DialogCode.Accepted

    monkeypatch.setattr(ExportDialog, "exec", accept)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(tmp_path / "a.pdf"), ""))
    desk.press(Qt.Key.Key_E, CONTROL)
    desk.until(lambda: "exported to" in desk.window.notice.text)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")

"""The window around the text: ways in and out, what it says, how it comes back."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote as escaped

import pytest
from PySide6.QtCore import QByteArray, QItemSelectionModel, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from annotator.formats.exporting.export import AnnotationSelection, file_name
from annotator.model import LinkKind, Status
from annotator.services.exporting import ExportRequest
from annotator.settings import EXPORT_FORMAT, LAST_ARTICLE, Settings
from annotator.storage.lock import LibraryLock
from annotator.storage.store import Store
from annotator.text.normalise import MAX_RUN
from annotator.ui.appearance import theme
from annotator.ui.exchange.address_dialog import AddressDialog
from annotator.ui.exchange.export_dialog import ExportDialog
from annotator.ui.exchange.import_report import Report
from annotator.ui.library.metadata_dialog import MetadataDialog
from annotator.ui.library.trash_dialog import TrashDialog
from annotator.ui.session.session import Session
from tests.making import BRIDGE, add, tag
from tests.readers.samples import PAGE, PDF_PAGES, pdf, plain_docx
from tests.ui.conftest import Desk
from tests.ui.hands import drag_event

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
AS_JSON = ExportRequest("json", {}, AnnotationSelection())


def test_an_empty_library_greets_and_the_sample_opens(make_desk: Callable[[], Desk]) -> None:
    desk = make_desk()
    window = desk.window
    assert window.pages.currentWidget() is window.welcome
    assert not window.actions_by_id["tag_claim"].isEnabled()
    sample = window.welcome._buttons["sample"]
    QTest.mouseClick(sample, Qt.MouseButton.LeftButton)
    desk.until(lambda: desk.session.document is not None)
    desk.settle()
    assert window.pages.currentWidget() is window.view
    assert "Suez Canal" in window.windowTitle()
    assert [a.annotator for a in desk.stored()] == ["Sample"] * 3
    for quote, key in (("Ever Given", Qt.Key.Key_1), ("Lloyd’s List", Qt.Key.Key_2), ("NASA/JSC", Qt.Key.Key_3)):
        assert desk.mark(quote, key).quote == quote


def test_the_same_file_twice_opens_the_article_that_is_there(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text("\ufeff" + BRIDGE.replace("\n", "\r\n"), encoding="utf-8", newline="")
    desk.window.open_files([str(tmp_path / "copy.txt")])
    desk.until(lambda: "already" in desk.window.status.hint.text())
    desk.settle()
    assert len(desk.articles()) == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not text"),
        (b"word " * 2_200_000, "10 MB"),
        (b"x" * (MAX_RUN + 1), "without a space"),
        (b" \n ", "no text"),
    ],
    ids=["empty", "binary", "long", "endless", "blank"],
)
def test_a_bad_file_is_answered_in_a_sentence(desk: Desk, tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "bad.txt").write_bytes(data)
    desk.window.open_files([str(tmp_path / "bad.txt")])
    desk.until(lambda: reason in desk.window.notice.text)
    desk.settle()
    assert desk.window.notice.text.startswith("bad.txt: ")
    assert len(desk.articles()) == 1
    assert desk.session.document is not None
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.notice.text == ""


def test_a_guessed_encoding_is_said_and_can_be_changed(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "czech.txt").write_bytes("Žluťoučký kůň".encode("iso-8859-2"))
    desk.window.open_files([str(tmp_path / "czech.txt")])
    desk.until(lambda: "was read as cp1252" in desk.window.notice.text)
    desk.settle()
    monkeypatch.setattr(QInputDialog, "getItem", lambda *a: ("iso-8859-2", True))
    desk.window.notice._button.click()
    desk.until(lambda: "Žluťoučký kůň" in desk.articles())
    desk.settle()
    assert len(desk.articles()) == 2
    assert desk.session.document is not None and desk.session.document.text == "Žluťoučký kůň"


def test_a_file_that_cannot_be_found_is_named(desk: Desk, tmp_path: Path) -> None:
    desk.window.open_files([str(tmp_path / "gone.txt")])
    desk.until(lambda: "no file" in desk.window.notice.text)


def test_files_are_dropped_and_a_folder_too(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for i in range(3):
        (folder / f"{i}.txt").write_text(f"Article {i}\n\nText.\n")
    (folder / "image.png").write_bytes(b"\x89PNG\0")
    (folder / "other.bin").write_bytes(b"\0")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    desk.window.dropEvent(event)
    desk.until(lambda: "2 things did not fit" in desk.window.notice.text)
    desk.settle()
    assert len(desk.articles()) == 4


def drop(desk: Desk, data: QMimeData) -> bool:
    """Drag this over the window and let it go, if it is taken; whether it is."""
    held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = drag_event(QDragEnterEvent, QPoint(5, 5), Qt.DropAction.CopyAction, data, *held)
    entered.ignore()
    QApplication.sendEvent(desk.window, entered)
    if entered.isAccepted():
        QApplication.sendEvent(desk.window, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, *held))
    return entered.isAccepted()


ODD_NAMES = (b"a b.txt", b"a#b.txt", b"a%20b.txt", b"a?b.txt", "😀.txt".encode(), b"caf\xe9.txt", b"new\nline.txt")


def test_files_of_odd_names_are_dropped_one_by_one_and_all_at_once(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    lines = []
    for name in ODD_NAMES:
        (folder / os.fsdecode(name)).write_text(f"Article {escaped(name)}\n\nText.\n")
        lines.append(f"file://{escaped(os.fsencode(folder))}/{escaped(name)}\r\n".encode())
    for line in lines:
        data = QMimeData()
        data.setData("text/uri-list", QByteArray(line))
        before = len(desk.articles())
        assert drop(desk, data)
        desk.settle()
        assert len(desk.articles()) == before + 1
    assert len(desk.articles()) == len(ODD_NAMES) + 1
    data = QMimeData()
    data.setData("text/uri-list", QByteArray(b"".join(lines)))
    assert drop(desk, data)
    desk.until(lambda: desk.window.notice.text == "All 7 articles were already in the library.")


def test_what_cannot_be_read_among_what_is_dropped_does_not_keep_the_others_out(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Good\n\nText.\n")
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 word/ broken")
    (tmp_path / "c.docx").write_bytes(plain_docx(["Words of a document."], "A document"))
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "e.txt").write_text("Deep\n\nText.\n")
    data = QMimeData()
    files = [QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.txt", "gone.txt", "b.docx", "c.docx", "d")]
    data.setUrls([*files, QUrl("https://127.0.0.1:9/x"), QUrl("ftp:x")])
    assert drop(desk, data)
    desk.until(lambda: desk.window.notice.text.startswith("3 things did not fit"))
    desk.settle()
    assert len(desk.articles()) == 4


def test_what_holds_no_file_and_no_address_is_not_taken_where_it_is_dropped(desk: Desk) -> None:
    words, mail = QMimeData(), QMimeData()
    words.setText("Some words.")
    mail.setUrls([QUrl("mailto:a@example.org")])
    assert not drop(desk, words) and not drop(desk, mail)


def test_pasting_what_shows_nothing_is_no_article(desk: Desk) -> None:
    QGuiApplication.clipboard().setText("\u200b\u2060\n\u00ad")
    desk.press(Qt.Key.Key_V, CONTROL | SHIFT)
    desk.until(lambda: "no text on the clipboard" in desk.window.status.hint.text())
    assert len(desk.session.articles.listed) == 1


@pytest.mark.parametrize("with_text", [True, False])
def test_a_file_of_brat_is_dropped_and_comes_in_with_its_labels_asked_for(
    desk: Desk, tmp_path: Path, with_text: bool
) -> None:
    (tmp_path / "x.ann").write_text("T1\tClaim 0 3\tAnn\n")
    if with_text:
        (tmp_path / "x.txt").write_text("Ann lives in Rome.")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "x.ann"))])
    assert drop(desk, data)
    if with_text:
        desk.until(lambda: len(desk.session.articles.listed) == 2)
        desk.settle()
        assert [a.quote for a in desk.stored()] == ["Ann"]
    else:
        desk.until(lambda: "there is no .txt file beside it" in desk.window.notice.text)
        assert len(desk.session.articles.listed) == 1


def test_pasting_makes_an_article(desk: Desk) -> None:
    QGuiApplication.clipboard().setText("A pasted title\r\n\r\nWith a text.")
    desk.press(Qt.Key.Key_V, CONTROL | SHIFT)
    desk.until(lambda: len(desk.session.articles.listed) == 2)
    desk.settle()
    assert desk.articles()[0] == "A pasted title"
    QGuiApplication.clipboard().setText("  ")
    desk.press(Qt.Key.Key_V, CONTROL | SHIFT)
    assert "no text on the clipboard" in desk.window.status.hint.text()


def test_removing_asks_nothing_and_can_be_undone(desk: Desk) -> None:
    desk.mark("Port Ellery", Qt.Key.Key_4)
    desk.window.actions_by_id["remove"].trigger()
    desk.until(lambda: desk.session.document is None)
    desk.settle()
    assert desk.articles() == []
    assert desk.window.pages.currentWidget() is desk.window.welcome
    desk.press(Qt.Key.Key_Z, CONTROL, on=desk.window)
    desk.until(lambda: desk.session.document is not None)
    desk.settle()
    assert [a.quote for a in desk.stored()] == ["Port Ellery"]


def test_the_library_counts_filters_and_opens(desk: Desk, tmp_path: Path) -> None:
    first = desk.session.articles.listed[0].id
    desk.mark("Port Ellery", Qt.Key.Key_4)
    assert desk.session.articles.listed[0].counts == {"location": 1}
    desk.bring(tmp_path, "Zebra\n\nText.\n", "z.txt")
    library = desk.window.library
    assert library.model.rowCount() == 2
    library.search.setFocus()
    desk.type("HARBOUR", library.search)
    desk.until(lambda: library.model.rowCount() == 1)
    desk.press(Qt.Key.Key_Return, on=library.search)
    desk.until(lambda: desk.session.document is not None and desk.session.document.article.id == first)
    desk.settle()
    assert [a.quote for a in desk.stored()] == ["Port Ellery"]
    assert desk.window.focusWidget() is desk.window.view


def test_typing_in_a_field_is_typing(desk: Desk) -> None:
    desk.mark("Port Ellery", Qt.Key.Key_4)
    search = desk.window.library.search
    search.setFocus()
    desk.type("1234n ", search)
    desk.press(Qt.Key.Key_Delete, on=search)
    desk.press(Qt.Key.Key_Z, CONTROL, on=search)
    desk.settle()
    assert [a.tag for a in desk.stored()] == ["location"]
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.focusWidget() is desk.window.view
    assert search.text() == ""


def test_export_from_the_window(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.window.settings.set({EXPORT_FORMAT: "json"})
    desk.mark("Port Ellery", Qt.Key.Key_4)
    desk.bring(tmp_path, "Zebra\n\nText.\n", "z.txt")
    (tmp_path / "out").mkdir()
    chosen: list[int] = []

    def target() -> Path:
        return tmp_path / "out" / f"export{len(chosen)}"

    def accept(dialog: ExportDialog) -> ExportDialog.DialogCode:
        dialog.scope.setCurrentIndex(chosen[-1])
        desk.until(dialog.lost.text)
        return ExportDialog.DialogCode.Accepted

    monkeypatch.setattr(ExportDialog, "exec", accept)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(target()), ""))
    for which, count in ((0, 1), (1, 2)):
        chosen.append(which)
        desk.press(Qt.Key.Key_E, CONTROL)
        desk.until(lambda: "exported to" in desk.window.notice.text)
        document = json.loads(target().with_suffix(".json").read_bytes())
        assert len(document["articles"]) == count
        desk.window.notice.hide()
    annotation = document["articles"][0]["annotations"][0]
    text = document["articles"][0]["text"]
    assert text[annotation["start"] : annotation["end"]] == annotation["quote"] == "Port Ellery"


def test_a_cancelled_export_leaves_the_old_file(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "old.json"
    target.write_text("old")
    ids = [a.id for a in desk.session.articles.listed]
    job = desk.session.transfers.export(ids, target, AS_JSON)
    job.cancel()
    desk.window.notice.follow(job)
    job.start()
    desk.until(lambda: "Stopped" in desk.window.notice.text)
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir() if "annotator" in p.name] == []


def test_a_cancelled_import_keeps_what_was_added_and_says_so(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for i in range(150):
        (folder / f"{i:03}.txt").write_text(f"Article {i}\n\nText.\n")
    job = desk.session.transfers.add([folder])
    job.progressed.connect(lambda done, total: job.cancel() if done > 70 else None)
    desk.window.intake._follow(job)
    desk.until(lambda: "Stopped" in desk.window.notice.text)
    desk.settle()
    added = len(desk.articles()) - 1
    assert 64 <= added < 150
    assert f"{added} articles" in desk.window.notice.text


def test_closing_the_window_stops_an_export_and_leaves_the_old_file(desk: Desk, tmp_path: Path) -> None:
    for i in range(40):
        desk.bring(tmp_path, f"Article {i}\n\n{'Text. ' * 20_000}\n", f"{i}.txt")
    target = tmp_path / "old.json"
    target.write_text("old")
    job = desk.session.transfers.export([a.id for a in desk.session.articles.listed], target, AS_JSON)
    job.progressed.connect(lambda done, total: desk.window.close())
    job.start()
    desk.until(lambda: not desk.session.is_open)
    assert target.read_text() == "old"


def test_an_export_that_cannot_be_written_says_so(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "no" / "such" / "folder.json"
    desk.window.bench.export.write([desk.session.articles.listed[0].id], target, AS_JSON)
    desk.until(lambda: "could not be written" in desk.window.notice.text)


def test_a_failed_commit_says_so_in_place_and_paints_nothing(desk: Desk) -> None:
    made = desk.mark("Port Ellery", Qt.Key.Key_4)
    desk.refuse_writes(True)
    desk.select("mainland")
    desk.press(Qt.Key.Key_1)
    desk.until(lambda: "cannot be written" in desk.window.notice.text)
    desk.settle()
    document = desk.session.document
    assert document is not None and list(document.annotations) == [made.id]
    desk.window.view.make_current(made.id)
    desk.press(Qt.Key.Key_N)
    desk.type("not lost", desk.window.inspector.note)
    desk.press(Qt.Key.Key_Escape)
    desk.until(lambda: "not saved" in desk.window.status.saved.text())
    desk.session.settle()
    assert desk.window.inspector.note.toPlainText() == "not lost"
    desk.refuse_writes(False)
    desk.press(Qt.Key.Key_N)
    desk.type("!", desk.window.inspector.note)
    desk.until(lambda: desk.stored()[0].note.endswith("!"))
    desk.settle()
    assert desk.window.status.saved.text() == "All changes saved"


def test_a_note_that_could_not_be_saved_is_not_lost_by_closing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.mark("Port Ellery", Qt.Key.Key_4)
    desk.refuse_writes(True)
    desk.press(Qt.Key.Key_N)
    desk.type("only here", desk.window.inspector.note)
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.informativeText()))
    assert desk.window.close() is False
    assert asked == ["only here"] and desk.session.is_open
    desk.refuse_writes(False)
    assert desk.window.close() is True
    assert desk.stored()[0].note == "only here"


def test_the_next_article_of_the_list_is_opened_when_one_is_removed(desk: Desk, tmp_path: Path) -> None:
    for name in ("Delta", "Charlie", "Bravo", "Alpha"):
        desk.bring(tmp_path, f"{name}\n\nText.\n", f"{name}.txt")
    window, remove = desk.window, desk.window.actions_by_id["remove"]
    window.articles.read(desk.session.articles.listed[1].id)
    desk.until(lambda: "Bravo" in window.windowTitle())
    shown: list[bool] = []
    desk.session.document_changed.connect(lambda: shown.append(desk.session.document is not None))
    remove.trigger()
    remove.trigger()  # at once: it is about the next one already
    desk.until(lambda: len(desk.session.articles.listed) == 3)
    desk.settle()
    assert [a.title for a in desk.session.articles.listed][:2] == ["Alpha", "Delta"] and "Delta" in window.windowTitle()
    window.library.rows.selectAll()
    window.library.rows.selectionModel().select(
        window.library.model.index(0), QItemSelectionModel.SelectionFlag.Deselect
    )
    remove.trigger()  # the last two: it is the one above
    desk.until(lambda: len(desk.session.articles.listed) == 1)
    desk.settle()
    assert "Alpha" in window.windowTitle() and all(shown)
    remove.trigger()
    desk.until(lambda: desk.session.document is None)
    assert window.pages.currentWidget() is window.welcome


def test_articles_can_be_removed_when_none_is_open(desk: Desk, tmp_path: Path) -> None:
    desk.bring(tmp_path, "Zebra\n\nText.\n", "z.txt")
    desk.window.library.model.filter(Status.DONE)  # there is no next one in the list
    desk.window.actions_by_id["remove"].trigger()
    desk.until(lambda: desk.session.document is None and len(desk.session.articles.listed) == 1)
    desk.settle()
    assert desk.window.pages.currentWidget() is desk.window.welcome
    desk.window.library.model.filter(None)
    desk.window.library.rows.selectRow(0)
    desk.window.actions_by_id["remove"].trigger()
    desk.until(lambda: desk.articles() == [])


def test_another_library_can_be_opened(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(tmp_path / "second"), ""))
    desk.window.actions_by_id["open_library"].trigger()
    assert desk.window.next_library == tmp_path / "second.sqlite3"
    assert not desk.session.is_open


def test_the_window_comes_back_as_it_was_left(make_desk: Callable[[], Desk], tmp_path: Path) -> None:
    desk = make_desk()
    article = desk.bring(tmp_path)
    desk.bring(tmp_path, "Zebra\n\nText.\n", "z.txt")
    desk.window.library.chosen.emit(article)
    desk.until(lambda: desk.session.document is not None and desk.session.document.article.id == article)
    desk.window.resize(desk.window.width(), 555)
    desk.press(Qt.Key.Key_F7, on=desk.window)
    desk.press(Qt.Key.Key_Plus, CONTROL, on=desk.window)
    desk.window.actions_by_id["theme_dark"].trigger()
    made = desk.mark("Port Ellery", Qt.Key.Key_4)
    desk.window.close()
    again = make_desk()
    again.until(lambda: again.session.document is not None)
    assert again.session.document is not None and again.session.document.article.id == article
    assert again.window.height() == 555
    assert again.window.panes.library.isHidden() and not again.window.panes.inspector.isHidden()
    assert again.window.status.zoom.text() != "100 %"
    assert again.window.theme.name == theme.DARK
    again.press(Qt.Key.Key_Z, CONTROL)
    again.settle()
    assert again.stored() == []
    again.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    again.settle()
    assert again.stored() == [made]


def test_zoom_keeps_what_is_marked_in_its_place(desk: Desk) -> None:
    made = desk.mark("Port Ellery", Qt.Key.Key_4)
    for _ in range(6):
        desk.press(Qt.Key.Key_Plus, CONTROL)
        desk.window.view.grab()
        view = desk.window.view
        strips = [s for v in view.sight.blocks() for s in view._highlights.strips(v.block, v.first_line, v.last_line)]
        cursor = view.textCursor()
        cursor.setPosition(made.start)
        first = strips[0]  # at some sizes the words are on two lines
        assert abs(first.tint.left() - view.cursorRect(cursor).left()) <= 2
    desk.press(Qt.Key.Key_0, CONTROL)
    assert desk.window.status.zoom.text() == "100 %"


def test_the_annotator_can_be_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: ("  Desk 3  ", True))
    desk.window.status.annotator.click()
    assert desk.mark("Port Ellery", Qt.Key.Key_4).annotator == "Desk 3"
    assert Settings().annotator == "Desk 3"
    assert "Desk 3" in desk.window.status.annotator.text()


def test_f6_goes_round_the_panes(desk: Desk) -> None:
    seen = []
    for _ in range(3):
        desk.press(Qt.Key.Key_F6)
        seen.append(desk.window.focusWidget())
    assert seen == [desk.window.inspector.list, desk.window.library.rows, desk.window.view]
    desk.press(Qt.Key.Key_F6, SHIFT)
    assert desk.window.focusWidget() is desk.window.library.rows


def test_a_library_that_cannot_be_opened_is_named_and_another_offered(
    make_desk: Callable[[], Desk], library: Path
) -> None:
    library.write_text("this is no library")
    desk = make_desk()
    assert "not a library of Annotator" in desk.window.notice.text
    assert desk.window.notice._button.isVisible()
    assert not desk.window.actions_by_id["open"].isEnabled()
    assert library.read_text() == "this is no library"


def test_a_window_closed_before_the_library_is_open_gives_the_lock_back(qtbot: QtBot, library: Path) -> None:
    lock = LibraryLock(library)
    assert lock.acquire()
    session = Session(library, "tester", lock)
    assert not session.is_open
    session.start()
    session.close()
    assert lock.acquire()
    lock.release()


def test_many_articles_are_listed_by_the_newest(make_desk: Callable[[], Desk], library: Path) -> None:
    with Store.open(library) as store:
        for i in range(30):
            article = add(store, f"Article {i}\n\nText of it.\n", f"{i}.txt")
            tag(store, article, "Text")
    desk = make_desk()
    desk.until(lambda: desk.session.document is not None)
    model = desk.window.library.model
    assert [model.index(r).data() for r in range(3)] == ["Article 29", "Article 28", "Article 27"]
    assert desk.window.grab().size().width() > 100


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A/B\\C: x?", "A B C x"),
        ("CON", "article"),
        ("...", "article"),
        ("../../etc/passwd", "etc passwd"),
        ("é" * 200, "é" * 50),
        ("", "article"),
    ],
)
def test_a_title_becomes_a_file_name(title: str, name: str) -> None:
    assert file_name(title) == name


def test_menus_open_and_every_command_is_in_one(desk: Desk) -> None:
    listed = {a for menu in desk.window.menuBar().findChildren(QMenu) for a in menu.actions()}
    assert set(desk.window.actions_by_id.values()) <= listed


def test_another_article_is_shown_while_something_is_selected(desk: Desk, tmp_path: Path) -> None:
    desk.select("Port Ellery")
    desk.bring(tmp_path, "Short.\n", "short.txt")
    assert desk.window.view.selection.caret() == 0 and desk.window.view.selection.made() is None
    assert desk.window.status.place.text() == "Paragraph 1 of 1"


def test_done_opens_the_next_one_to_do_and_is_undone(desk: Desk, tmp_path: Path) -> None:
    first = desk.session.document
    assert first is not None
    second = desk.bring(tmp_path, "Second\n\nText.\n", "second.txt")
    desk.press(Qt.Key.Key_D, CONTROL)
    desk.until(lambda: desk.session.document is not None and desk.session.document.article.id == first.article.id)
    desk.settle()
    with Store.open(desk.path, read_only=True) as store:
        assert {a.id: a.state.status for a in store.articles()} == {first.article.id: "todo", second: "done"}
    desk.press(Qt.Key.Key_D, CONTROL)
    desk.settle()
    assert "no other article to do" in desk.window.status.hint.text()
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert desk.window.actions_by_id["undo"].text() == "&Undo: change the status of 1 article"


def test_the_library_is_searched_as_one_types_and_filtered_by_status(desk: Desk, tmp_path: Path) -> None:
    bridge = desk.session.articles.listed[0].id
    desk.bring(tmp_path, "Zebra news\n\nA zebra ran over the bridge.\n", "z.txt")
    library, session = desk.window.library, desk.session
    desk.press(Qt.Key.Key_F, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert library.search.hasFocus()

    def shown() -> list[str]:
        return [library.model.index(r).data() for r in range(library.model.rowCount())]

    desk.type("zeb", library.search)
    desk.until(lambda: shown() == ["Zebra news"])
    desk.type("zzz", library.search)
    desk.until(lambda: shown() == [])
    assert library.nothing.isVisible()
    library.search.clear()
    assert len(shown()) == 2 and not library.nothing.isVisible()
    button = library._filters[Status.DONE]
    button.click()
    assert shown() == []
    session.do(lambda: session.articles.set_status([bridge], Status.DONE))
    desk.settle()
    desk.until(lambda: shown() == ["Harbour bridge closed after storm damage"])
    assert button.text() == "Done 1"
    session.do(session.history.undo)
    desk.settle()
    desk.until(lambda: shown() == [])
    library._filters[None].click()
    assert len(shown()) == 2


def test_what_is_found_in_another_order_is_opened_from_its_row(desk: Desk, tmp_path: Path) -> None:
    desk.bring(tmp_path, "Zebra news\n\nThe bridge, the bridge, the bridge and the bridge.\n", "z.txt")
    desk.bring(tmp_path, "Bridge\n\nA bridge.\n", "b.txt")
    library = desk.window.library
    desk.type("bridge", library.search)
    desk.until(lambda: not library._hits.is_waiting and library.model.rowCount() == 3)
    for row in range(3):
        article = library.model.article(library.model.index(row))
        assert article is not None and library.model.row_of(article.id).row() == row


def test_the_newest_articles_are_there_at_once_and_then_all(make_desk: Callable[[], Desk], library: Path) -> None:
    with Store.open(library) as store:
        for i in range(205):
            add(store, f"Article {i}\n\nSome text.\n", f"{i}.txt")
        first = store.article_ids()[0]
    Settings().set({LAST_ARTICLE: first})
    desk = make_desk()
    lengths: list[int] = []
    desk.session.articles.list_changed.connect(lambda: lengths.append(len(desk.session.articles.listed)))
    desk.until(lambda: desk.session.articles.is_complete and desk.session.document is not None)
    assert desk.session.document is not None and desk.session.document.article.id == first
    assert desk.window.library.model.rowCount() == 205
    assert desk.window.actions_by_id["export"].isEnabled()


def test_a_page_is_looked_at_and_then_added_with_its_parts(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    window, intake = desk.window, desk.window.intake
    window.open_files([str(path)])
    desk.until(lambda: intake.preview is not None)
    assert (
        intake.preview is not None and "Only the article, without navigation" in intake.preview._group.button(0).text()
    )
    assert len(desk.session.articles.listed) == 1
    intake.preview.reject()
    desk.until(lambda: intake.preview is None)
    assert len(desk.session.articles.listed) == 1
    window.open_files([str(path)])
    desk.until(lambda: intake.preview is not None)
    intake.preview.accept()
    desk.until(lambda: len(desk.session.articles.listed) == 2)
    desk.until(lambda: "Storm closes bridge" in window.windowTitle())
    desk.settle()
    styles = window.view._layout.styles
    assert any(s.bullet for s in styles.values()) and any(s.color is not None for s in styles.values())
    window.activateWindow()
    desk.until(window.isActiveWindow)
    desk.select("Photo: Ellery Radio/Pool")
    desk.press(Qt.Key.Key_3, on=window.view)
    desk.settle()
    assert [a.quote for a in desk.stored()] == ["Photo: Ellery Radio/Pool"]


def test_all_text_of_a_page_is_taken_if_a_person_wants_it(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    desk.window.open_files([str(path)])
    desk.until(lambda: desk.window.intake.preview is not None)
    preview = desk.window.intake.preview
    assert preview is not None
    preview._group.button(1).click()
    assert preview.text.toPlainText().startswith("Home World")
    preview.accept()
    desk.until(lambda: desk.session.document is not None and desk.session.document.text.startswith("Home World"))


def test_many_files_are_reported_one_by_one(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    (folder / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    (folder / "empty.pdf").write_bytes(b"%PDF-1.4")
    reports: list[list[str]] = []
    monkeypatch.setattr(Report, "__init__", lambda _self, lines, _parent: reports.append(lines))
    monkeypatch.setattr(Report, "exec", lambda _self: None)
    desk.window.open_files([str(folder)])
    desk.until(lambda: len(desk.session.articles.listed) == 2 and desk.window.notice.text)
    desk.settle()
    desk.window.notice._button.click()
    (lines,) = reports
    assert lines[0] == "bridge.txt: already there"
    assert lines[1].startswith("empty.pdf: left out: The PDF is damaged")
    assert lines[2].startswith("page.html: added, without navigation")


def test_articles_that_came_are_counted_and_nothing_is_said_of_none(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "several"
    folder.mkdir()
    (folder / "a.txt").write_text("Zebra news\n\nText.\n", encoding="utf-8")
    (folder / "b.txt").write_text("Camel news\n\nText.\n", encoding="utf-8")
    for said in ("2 articles added.", "All 2 articles were already in the library."):
        desk.window.open_files([str(folder)])
        desk.until(lambda said=said: desk.window.notice.text == said)  # type: ignore[misc]
        desk.settle()
    (folder / "c.txt").write_text("Llama news\n\nText.\n", encoding="utf-8")
    desk.window.open_files([str(folder)])
    desk.until(lambda: desk.window.notice.text == "1 article added, 2 were already there.")


def test_an_address_that_is_refused_is_still_there(desk: Desk) -> None:
    ask = desk.window.actions_by_id["open_address"]

    def dialog() -> AddressDialog:
        ask.trigger()
        (one,) = desk.window.findChildren(AddressDialog)
        desk.qtbot.waitExposed(one)
        return one

    first = dialog()
    desk.type("no address", first.line)
    desk.press(Qt.Key.Key_Return, on=first.line)
    assert first.isVisible() and "no address" in first.line.text() and "example.org" in first.refusal.text()
    first.line.selectAll()
    desk.type("127.0.0.1:9/x", first.line)
    assert not first.refusal.text().strip()
    desk.press(Qt.Key.Key_Return, on=first.line)
    desk.until(lambda: "private network" in desk.window.notice.text)
    desk.settle()
    desk.until(lambda: not desk.window.findChildren(AddressDialog))
    again = dialog()
    assert again.line.text() == "127.0.0.1:9/x"
    again.reject()


@pytest.mark.parametrize("text", ["127.0.0.1:9/x", "https://127.0.0.1:9/x"])
def test_an_address_without_its_scheme_is_dropped_and_pasted(desk: Desk, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QGuiApplication.clipboard().setText(text)
    for dropped in (True, False):
        desk.window.notice.hide()
        desk.window.dropEvent(event) if dropped else desk.press(Qt.Key.Key_V, CONTROL | SHIFT)
        desk.until(lambda: "private network" in desk.window.notice.text)
        desk.settle()
    assert len(desk.session.articles.listed) == 1


def test_an_address_on_the_clipboard_is_fetched_and_one_inside_refused(desk: Desk) -> None:
    QGuiApplication.clipboard().setText(" http://127.0.0.1:9/secret ")
    desk.window.intake.paste()
    desk.until(lambda: "private network or to this machine" in desk.window.notice.text)
    assert len(desk.session.articles.listed) == 1


def test_rich_text_without_plain_text_is_pasted_as_its_text(desk: Desk) -> None:
    data = QMimeData()
    data.setHtml("<h2>A title</h2><p>Some <b>bold</b> words &amp; more.</p><script>alert(1)</script>")
    QGuiApplication.clipboard().setMimeData(data)
    desk.window.intake.paste()
    desk.until(lambda: len(desk.session.articles.listed) == 2)
    desk.settle()
    expected = "A title\n\nSome bold words & more."
    desk.until(lambda: desk.session.document is not None and desk.session.document.text == expected)


def test_a_protected_pdf_asks_for_its_password(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "closed.pdf"
    path.write_bytes(pdf(PDF_PAGES, "bridge"))
    desk.window.open_files([str(path)])
    desk.until(lambda: "password" in desk.window.notice.text)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("bridge", True))
    desk.window.notice._button.click()
    desk.until(lambda: len(desk.session.articles.listed) == 2)
    desk.settle()


def test_what_is_known_of_an_article_is_corrected_and_undone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(dialog: MetadataDialog) -> int:
        dialog.title.setText("A better title")
        dialog.keywords.setText("harbour; ; storm ")
        dialog.note.setPlainText("ask again")
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(MetadataDialog, "exec", fill)
    desk.window.actions_by_id["card"].trigger()
    desk.settle()
    document = desk.session.document
    assert document is not None and document.article.keywords == ("harbour", "storm")
    assert desk.window.windowTitle().startswith("A better title")
    desk.until(lambda: desk.session.articles.listed[0].title == "A better title")
    assert desk.articles() == ["A better title"]
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert document.article.note == "" and desk.articles() == ["Harbour bridge closed after storm damage"]


def test_a_line_in_grey_is_said_to_belong_to_the_article(desk: Desk, tmp_path: Path) -> None:
    desk.bring(tmp_path, "A title\n\nSome words.\n\nAdvertisement\n\nMore words.\n", "a.txt")
    window, document = desk.window, desk.session.document
    assert document is not None and len(document.boilerplate) == 1
    assert window.view._layout.styles
    window.view.show_place(document.text.index("vertisement"))
    assert window.bench.menus.for_text()[0] == "keep_line"
    window.actions_by_id["keep_line"].trigger()
    desk.settle()
    assert document.boilerplate == [] and not window.view._layout.styles
    window.actions_by_id["keep_line"].trigger()
    desk.settle()
    assert len(document.boilerplate) == 1


def test_the_trash_brings_back_and_erases(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.bring(tmp_path, "Zebra news\n\nText.\n", "z.txt")
    for article in list(desk.session.articles.listed):
        desk.session.do(lambda id_=article.id: desk.session.articles.remove([id_]))  # type: ignore[misc]
        desk.settle()
    dialog = TrashDialog(desk.session, desk.window)
    desk.until(lambda: dialog.list.count() == 2)
    assert dialog.chosen() == [dialog.list.item(0).data(Qt.ItemDataRole.UserRole)] and dialog.back.isEnabled()
    row = next(r for r in range(2) if "Zebra" in dialog.list.item(r).text())
    dialog.list.setCurrentRow(row)
    dialog.back.click()
    desk.until(lambda: dialog.list.count() == 1)
    assert desk.articles() == ["Zebra news"]
    monkeypatch.setattr(QMessageBox, "warning", lambda *_, **__: QMessageBox.StandardButton.Cancel)
    dialog.erase.click()
    desk.settle()
    assert dialog.list.count() == 1
    monkeypatch.setattr(QMessageBox, "warning", lambda *_, **__: QMessageBox.StandardButton.Yes)
    dialog.erase.click()
    desk.until(lambda: dialog.list.count() == 0)
    with Store.open(desk.path, read_only=True) as store:
        assert [a.title for a in store.articles()] == ["Zebra news"] and store.articles(removed=True) == []
    dialog.close()


def test_long_names_in_the_trash_end_in_dots_and_clip_nothing(desk: Desk, tmp_path: Path) -> None:
    title = "A headline that goes on and on " * 8
    desk.bring(tmp_path, f"{title}\n\nText.\n", "name-of-a-file-that-is-long-too-" * 5 + ".txt")
    desk.window.actions_by_id["remove"].trigger()
    desk.settle()
    dialog = TrashDialog(desk.session, desk.window)
    dialog.show()
    desk.until(lambda: dialog.list.count() == 1)
    dialog.list.clearSelection()  # its ground has round corners
    item = dialog.list.item(0)
    first, second = item.text().split("\n")
    assert first == title.strip() and "removed" in second and title.strip() in item.toolTip()
    for width in (dialog.minimumSizeHint().width(), 560, 1200):
        dialog.resize(width, 400)
        desk.qtbot.wait(1)
        assert dialog.list.visualItemRect(item).width() <= dialog.list.viewport().width()
        assert not dialog.list.horizontalScrollBar().maximum()
        row = dialog.list.viewport().grab(dialog.list.visualItemRect(item)).toImage()
        inked = [
            row.pixelColor(x, y).name() for x in range(row.width()) for y in range(row.height() // 2, row.height())
        ]
        assert desk.window.theme.muted in inked  # the second line is there, in grey
        right = [row.pixelColor(row.width() - 1, y).name() for y in range(row.height())]
        assert len(set(right)) < 4, "text is cut off at the edge"
        assert dialog.list.visualItemRect(item).height() >= 2 * dialog.list.fontMetrics().height()
        for button in (dialog.back, dialog.erase):
            assert button.width() >= button.sizeHint().width() and button.geometry().right() < dialog.width()
    dialog.close()


def test_a_corrected_version_takes_the_annotations_over_and_the_old_one_stays(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = desk.mark("Repairs", Qt.Key.Key_1)
    source = desk.mark("county roads authority", Qt.Key.Key_2)
    desk.mark("Openphoto archive", Qt.Key.Key_3)
    desk.session.annotations.link(LinkKind.ATTRIBUTED_TO, claim.id, source.id)
    desk.settle()
    older = desk.session.document
    assert older is not None
    corrected = BRIDGE.replace("at least six weeks", "eight weeks").replace(" / Featured Image: Openphoto archive", "")
    path = tmp_path / "corrected.txt"
    path.write_text(corrected, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(path), ""))
    intake = desk.window.intake
    desk.window.actions_by_id["update"].trigger()
    desk.until(lambda: intake.review is not None)
    review = intake.review
    assert review is not None and len(review.chosen()) == 2 and review.list.topLevelItemCount() == 3
    texts = [row.text(0) for row in review.rows]
    assert sorted(texts) == ["lost", "moved", "moved"]
    assert [row.text(0) for row in review.rows if not row.icon(0).isNull()] == ["lost"]
    review.buttons.button(review.buttons.StandardButton.Ok).click()
    desk.settle()
    document = desk.session.document
    assert document is not None and document.text == corrected
    assert [a.quote for a in desk.stored()] == ["county roads authority", "Repairs"]
    assert all(document.text[a.start : a.end] == a.quote for a in desk.stored())
    (link,) = document.links.values()
    assert document.annotations[link.from_id].quote == "Repairs"
    with Store.open(desk.path, read_only=True) as store:
        content = store.content(older.article.id)
        assert content is not None and len(content.annotations) == 3
    newer = document.article.id
    desk.window.actions_by_id["undo"].trigger()  # one step: the version and its marks
    desk.settle()
    assert newer not in [a.id for a in desk.session.articles.listed]
    with Store.open(desk.path, read_only=True) as store:
        content = store.content(newer)
        assert content is not None and content.annotations == [] and content.state.removed_at is not None
    desk.window.actions_by_id["redo"].trigger()
    desk.settle()
    assert newer in [a.id for a in desk.session.articles.listed]
    desk.until(lambda: desk.session.document is not None and desk.session.document.article.id == newer)
    assert [a.quote for a in desk.stored()] == ["county roads authority", "Repairs"]


def test_a_page_from_an_address_that_is_there_offers_to_carry_over(desk: Desk, tmp_path: Path) -> None:
    for number, page in enumerate((PAGE, PAGE.replace("six weeks", "nine weeks"))):
        path = tmp_path / f"page{number}.html"
        path.write_text(page, encoding="utf-8")
        desk.session.do(lambda: None)
        desk.window.intake._follow(desk.session.transfers.add([path]), holds=True)
        desk.until(lambda n=number: len(desk.session.articles.listed) == 2 + n)  # type: ignore[misc]
        desk.settle()
        if not number:
            desk.until(lambda: desk.session.document is not None and "ferry" in desk.session.document.text)
            desk.mark("Stone Quay", Qt.Key.Key_4)
    desk.until(lambda: "older version" in desk.window.notice.text)
    desk.window.notice._button.click()
    desk.until(lambda: desk.window.intake.review is not None)
    assert desk.window.intake.review is not None and len(desk.window.intake.review.chosen()) == 1
    desk.window.intake.review.reject()


def test_the_library_is_sorted_and_stays_so(make_desk: Callable[[], Desk], tmp_path: Path) -> None:
    desk = make_desk()
    for title in ("Beta news", "Alpha news", "Gamma news"):
        desk.bring(tmp_path, f"{title}\n\nSome text.\n", f"{title}.txt")
    desk.bring(tmp_path, "Alpha news\n\nSome text.\n", "again.txt")
    desk.mark("Some text", Qt.Key.Key_1)
    library = desk.window.library

    def shown() -> list[str]:
        return [library.model.index(r).data()[0] for r in range(library.model.rowCount())]

    assert shown() == ["G", "A", "B"]
    library._sorts["title"].trigger()
    assert shown() == ["A", "B", "G"]
    library._sorts["marked"].trigger()
    assert shown()[0] == "A"
    desk.type("status:todo", library.search)
    desk.until(lambda: sorted(shown()) == ["B", "G"])
    library._sorts["title"].trigger()
    assert shown() == ["B", "G"]
    library.search.clear()
    assert shown() == ["A", "B", "G"]
    desk.window.close()
    again = make_desk()
    again.until(lambda: again.window.library.model.rowCount() == 3)
    assert [again.window.library.model.index(r).data()[0] for r in range(3)] == ["A", "B", "G"]


def test_a_window_is_not_closed_over_an_import_unasked(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    for number in range(300):
        (tmp_path / "in" / f"{number}.txt").write_text(f"Article {number}\n\nText.\n")
    answers: list[str] = []

    def answer(box: QMessageBox) -> int:
        button = next(one for one in box.buttons() if one.text() == answers[-1])
        button.click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    desk.window.intake.bring([tmp_path / "in"])
    desk.until(lambda: desk.window.notice.busy)
    answers.append("Stay")
    assert not desk.window.close() and desk.window.isVisible()
    desk.until(lambda: len(desk.articles()) == 301)
    desk.settle()
    answers.append("none is asked for")
    assert desk.window.close()

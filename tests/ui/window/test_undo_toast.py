"""What is answered with a short message and an Undo that takes back exactly the step it names."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotator.text.search import Query
from annotator.ui.annotations.tag_all_dialog import TagAllDialog
from annotator.ui.window.undo_toast import UndoToast
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, KEYS


def toast_of(desk: Desk) -> UndoToast:
    return desk.window.bench.toast


def undo(desk: Desk) -> None:
    QTest.mouseClick(toast_of(desk).undo, Qt.MouseButton.LeftButton)
    desk.settle()


def test_a_deleted_annotation_is_named_and_comes_back(desk: Desk) -> None:
    claim = desk.mark("The bridge is safe", KEYS["claim"])
    assert toast_of(desk).text == ""
    top = desk.window.view.mapTo(desk.window, QPoint(0, 0))
    desk.press(Qt.Key.Key_Delete)
    desk.settle()
    assert toast_of(desk).text == "Claim deleted" and desk.stored() == []
    assert desk.window.focusWidget() is desk.view and desk.window.view.mapTo(desk.window, QPoint(0, 0)) == top
    undo(desk)
    assert desk.stored() == [claim] and toast_of(desk).text == ""


def test_the_next_step_takes_the_button_away_and_other_things_do_not(desk: Desk) -> None:
    desk.mark("The bridge is safe", KEYS["claim"])
    desk.press(Qt.Key.Key_Delete)
    desk.settle()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_S):
        desk.press(key)
    assert toast_of(desk).text == "Claim deleted"
    desk.mark("Port Ellery", KEYS["location"])
    assert toast_of(desk).text == ""


def test_a_press_that_comes_late_takes_no_other_step_back(desk: Desk) -> None:
    desk.mark("The bridge is safe", KEYS["claim"])
    desk.press(Qt.Key.Key_Delete)
    desk.settle()
    desk.select("Port Ellery")
    desk.press(KEYS["location"])  # on its way to the disk when the button is pressed
    undo(desk)
    assert [a.quote for a in desk.stored()] == ["Port Ellery"]


def test_undo_by_key_takes_the_message_away_and_redo_tells_again(desk: Desk) -> None:
    desk.mark("The bridge is safe", KEYS["claim"])
    desk.press(Qt.Key.Key_Delete)
    desk.settle()
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert toast_of(desk).text == "" and len(desk.stored()) == 1
    desk.press(Qt.Key.Key_Y, CONTROL)
    desk.settle()
    assert toast_of(desk).text == "Claim deleted"


def test_it_goes_by_itself(desk: Desk) -> None:
    desk.mark("The bridge is safe", KEYS["claim"])
    toast_of(desk)._pause.setInterval(40)
    desk.press(Qt.Key.Key_Delete)
    desk.settle()
    desk.until(lambda: toast_of(desk).text == "")


def test_tagging_many_names_how_many_and_in_how_many_articles(desk: Desk, tmp_path: Path) -> None:
    desk.bring(tmp_path, "Bridges\n\nThe bridge of Port Ellery. A bridge.\n", "second.txt")
    dialog = TagAllDialog(desk.session, Query("bridge"), "location", desk.window.keys.hold, desk.window)
    dialog.show()
    dialog.scope.setCurrentIndex(1)
    desk.until(lambda: dialog.go.isEnabled() and len({a.id for a, _ in dialog.model.checked()}) == 2)
    count = len(dialog.model.checked())
    dialog.go.click()
    desk.until(lambda: toast_of(desk).text)
    assert toast_of(desk).text == f"{count} tagged in 2 articles"
    undo(desk)
    assert desk.stored() == []


def test_removed_articles_are_named_and_come_back(desk: Desk, tmp_path: Path) -> None:
    desk.bring(tmp_path, "Another one\n\nWith words.\n", "second.txt")
    desk.window.actions_by_id["remove"].trigger()
    desk.settle()
    desk.until(lambda: toast_of(desk).text == "“Another one” removed")
    assert len(desk.articles()) == 1
    undo(desk)
    desk.until(lambda: desk.window.library.model.rowCount() == 2)
    assert len(desk.articles()) == 2
    desk.window.library.rows.selectAll()
    desk.window.actions_by_id["remove"].trigger()
    desk.settle()
    both = "“Another one”, “Harbour bridge closed after storm damage” removed"
    desk.until(lambda: toast_of(desk).text == both and toast_of(desk).isVisible())
    undo(desk)
    desk.until(lambda: desk.window.library.model.rowCount() == 2)
    for number in range(3):
        desk.bring(tmp_path, f"<b>{'N' * 60}{number}\n\nWith words.\n", f"{number}.txt")
    desk.window.library.rows.selectAll()
    desk.window.actions_by_id["remove"].trigger()
    desk.settle()
    desk.until(lambda: toast_of(desk).text.endswith(" and 3 more removed"))
    assert toast_of(desk).text.startswith("“<b>NNN") and toast_of(desk).text.count("N…”") == 2


def test_collections_are_named(desk: Desk) -> None:
    ids = [a.id for a in desk.session.articles.listed]
    session = desk.session
    session.do(lambda: session.articles.collect(ids, into=["Harbour & <b>bridges</b>"]))
    desk.until(lambda: toast_of(desk).text == "1 article added to “Harbour & <b>bridges</b>”")
    session.do(lambda: session.articles.collect(ids, into=["N" * 80]))
    desk.until(lambda: toast_of(desk).text.endswith("N…”"))
    toast = toast_of(desk)
    assert desk.window.pages.rect().contains(toast.geometry())
    session.do(lambda: session.articles.collect(ids, out_of=["N" * 80]))
    desk.until(lambda: toast_of(desk).text.startswith("1 article taken out of “N"))
    session.do(lambda: session.articles.collect(ids, into=["A", "B"]))
    desk.until(lambda: toast_of(desk).text == "Collections of 1 article changed")
    undo(desk)
    assert "A" not in desk.session.articles.collections()


def test_accepted_suggestions_are_counted_and_taken_back_together(desk: Desk) -> None:
    panel = desk.window.bench.suggestions
    desk.press(Qt.Key.Key_J, CONTROL)
    desk.until(panel.model.rowCount)
    count = panel.model.rowCount()
    panel.accept_all.click()
    desk.settle()
    assert toast_of(desk).text == f"{count} suggestions accepted"
    undo(desk)
    assert desk.stored() == []
    desk.until(lambda: panel.model.rowCount() == count)
    desk.press(Qt.Key.Key_Tab, on=desk.view)
    desk.press(Qt.Key.Key_Return, on=desk.view)
    desk.settle()
    assert toast_of(desk).text.endswith("accepted")


def test_a_screen_reader_hears_what_was_done_and_what_was_undone(desk: Desk) -> None:
    heard: list[str] = []
    voice = desk.window.bench.voice
    desk.session.applied.connect(lambda applied: heard.append(voice.words_for_step(applied)))
    desk.mark("The bridge is safe", KEYS["claim"])
    desk.press(Qt.Key.Key_Delete)
    desk.settle()
    undo(desk)
    assert heard == ["tag 1 passage", "Claim deleted", "Undone: delete 1 annotation"]


def test_it_stays_in_sight_when_the_window_changes(desk: Desk) -> None:
    desk.mark("The bridge is safe", KEYS["claim"])
    desk.press(Qt.Key.Key_Delete)
    desk.settle()
    desk.window.resize(700, 420)
    desk.until(lambda: desk.window.pages.rect().contains(toast_of(desk).geometry()))

"""Every marking gesture by real events on a real window, held against the database."""

import traceback
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

import annotator
from annotator.storage.store import Applied, Store
from annotator.ui.commands.table import CHECK
from annotator.ui.session.worker import Worker
from annotator.ui.widgets.buttons import KeyButton
from tests.making import BRIDGE
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, KEYS, SHIFT, click, drag, point_of

OURS = str(Path(annotator.__file__).parent)


@pytest.mark.parametrize("tag", KEYS)
def test_a_key_tags_the_selection(desk: Desk, tag: str) -> None:
    made = desk.mark("Port Ellery", KEYS[tag])
    assert (made.tag, made.quote, made.annotator, made.origin) == (tag, "Port Ellery", "tester", "manual")
    assert desk.window.view.current == made.id
    assert desk.window.view.selection.made() is None


def test_the_caret_stands_at_the_beginning_with_the_focus(desk: Desk) -> None:
    assert desk.window.focusWidget() is desk.window.view
    assert desk.window.view.selection.caret() == 0


def test_white_space_is_trimmed_and_offsets_are_code_points_behind_an_emoji(desk: Desk) -> None:
    made = desk.mark(" are expected to cost 3.1\u00a0million. ".rstrip(), KEYS["claim"])
    assert made.quote == "are expected to cost 3.1\u00a0million"
    assert BRIDGE[made.start : made.end] == made.quote
    whole = desk.mark("Repairs 🌉", KEYS["source"])
    assert whole.quote == "Repairs 🌉"


def test_only_white_space_is_not_tagged(desk: Desk) -> None:
    desk.select("\n\n")
    desk.press(KEYS["claim"])
    desk.settle()
    assert desk.stored() == []
    assert "white space" in desk.window.status.hint.text()


def test_the_next_digit_gives_the_new_annotation_another_tag(desk: Desk) -> None:
    desk.mark("Port Ellery", KEYS["claim"])
    desk.press(KEYS["location"])
    desk.settle()
    (made,) = desk.stored()
    assert made.tag == "location"


def test_keys_pressed_faster_than_the_disk_are_taken_in_order(desk: Desk) -> None:
    desk.select("Port Ellery")
    for key in (KEYS["claim"], KEYS["source"], KEYS["location"]):
        desk.press(key)
    desk.settle()
    (made,) = desk.stored()
    assert made.tag == "location"


def test_what_was_selected_when_the_key_was_pressed_is_tagged_however_slow_the_disk(desk: Desk) -> None:
    words = ("Port Ellery", "mainland", "storm", "spokesman")
    for text in words:
        desk.select(text)
        desk.press(KEYS["location"])
    desk.settle()
    assert {a.quote for a in desk.stored()} == set(words)
    assert desk.window.view.current == next(a.id for a in desk.stored() if a.quote == "spokesman")


def test_the_same_span_twice_only_with_another_tag(desk: Desk) -> None:
    place = desk.mark("Port Ellery", KEYS["location"])
    desk.press(Qt.Key.Key_Escape)
    desk.select("Port Ellery")
    desk.press(KEYS["location"])
    desk.settle()
    assert "Already tagged" in desk.window.status.hint.text()
    assert desk.window.view.current == place.id  # a note that is written now is its
    desk.press(KEYS["claim"])
    desk.settle()
    assert sorted(a.tag for a in desk.stored()) == ["claim", "location"]


def test_a_retag_makes_no_twin(desk: Desk) -> None:
    place = desk.mark("Port Ellery", KEYS["location"])
    source = desk.mark("Port Ellery", KEYS["source"])
    desk.window.view.make_current(source.id)
    desk.press(KEYS["location"])
    desk.settle()
    assert "Already tagged" in desk.window.status.hint.text()
    assert {(a.id, a.tag) for a in desk.stored()} == {(place.id, "location"), (source.id, "source")}
    desk.press(KEYS["claim"])
    desk.settle()
    assert {a.tag for a in desk.stored()} == {"location", "claim"}


def test_a_retag_of_several_makes_no_twins_of_them(desk: Desk) -> None:
    for tag in ("source", "claim"):
        desk.mark("Port Ellery", KEYS[tag])
    rows = desk.window.inspector.list
    rows.setFocus()
    rows.selectAll()
    desk.press(KEYS["location"], on=rows)
    desk.settle()
    assert sorted(a.tag for a in desk.stored()) in (["claim", "location"], ["location", "source"])


def test_a_selection_leaves_the_current_annotation_and_a_digit_creates(desk: Desk) -> None:
    first = desk.mark("Port Ellery", KEYS["location"])
    desk.window.view.make_current(first.id)
    for _ in range(4):
        desk.press(Qt.Key.Key_Right, SHIFT)
    assert desk.window.view.current == first.id
    desk.press(KEYS["claim"])
    desk.settle()
    assert len(desk.stored()) == 2


def test_moving_the_caret_or_escape_ends_being_current(desk: Desk) -> None:
    made = desk.mark("Port Ellery", KEYS["location"])
    desk.press(Qt.Key.Key_Left)
    assert desk.window.view.current == ""
    desk.window.view.make_current(made.id)
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.view.current == ""
    desk.press(KEYS["claim"])
    assert "Select the words" in desk.window.status.hint.text()


def test_delete_and_undo_and_redo_by_key(desk: Desk) -> None:
    made = desk.mark("Port Ellery", KEYS["location"])
    desk.press(Qt.Key.Key_Delete)
    desk.settle()
    assert desk.stored() == []
    undo = desk.window.actions_by_id["undo"]
    assert undo.text() == "&Undo: delete 1 annotation"
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert desk.stored() == [made]
    assert desk.window.view.current == made.id
    desk.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    desk.settle()
    assert desk.stored() == []


def test_undo_goes_to_the_article_in_which_it_was(desk: Desk, tmp_path: Path) -> None:
    made = desk.mark("Port Ellery", KEYS["location"])
    first = made.article_id
    desk.press(KEYS["claim"])
    desk.settle()
    desk.bring(tmp_path, "Another\n\nIts text.\n", "another.txt")
    desk.press(Qt.Key.Key_Z, CONTROL)  # the import of the second article
    desk.settle()
    assert len(desk.articles()) == 1
    desk.press(Qt.Key.Key_Z, CONTROL, on=desk.window)
    desk.until(lambda: desk.session.document is not None and desk.session.document.article.id == first)
    desk.settle()
    assert desk.stored() == [made]
    assert desk.window.view.current == made.id


def test_a_mouse_selection_shows_the_bar_and_its_button_tags(desk: Desk) -> None:
    start = BRIDGE.index("Port Ellery")
    drag(desk, start, start + len("Port Ellery"))
    bar = desk.window.bench.tagbar
    assert bar.isVisible()
    button = next(b for b in bar.findChildren(KeyButton) if b.text() == "Location")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert [(a.tag, a.quote) for a in desk.stored()] == [("location", "Port Ellery")]
    assert not bar.isVisible()


def test_a_press_between_two_lines_is_a_press_on_the_nearest_line(desk: Desk) -> None:
    start = BRIDGE.index("The swing bridge")
    for offset in range(start, start + 150, 13):
        point = point_of(desk, offset)
        for dy in (-12, 12):
            QTest.mouseClick(desk.window.view.viewport(), Qt.MouseButton.LeftButton, pos=point + QPoint(0, dy))
            assert abs(desk.window.view.selection.caret() - offset) <= 1, (offset, dy)


def test_click_goes_to_the_shortest_and_cycles(desk: Desk) -> None:
    outer = desk.mark("The swing bridge linking Port Ellery with the mainland", KEYS["claim"])
    middle = desk.mark("linking Port Ellery", KEYS["source"])
    inner = desk.mark("Port Ellery", KEYS["location"])
    desk.window.view.make_current("")
    seen = []
    for _ in range(4):
        click(desk, inner.start + 4)
        seen.append(desk.window.view.current)
        QTest.qWait(QGuiApplication.styleHints().mouseDoubleClickInterval() + 20)
    assert seen == [inner.id, middle.id, outer.id, inner.id]
    click(desk, BRIDGE.index("bearings"))
    assert desk.window.view.current == ""


def test_space_and_tab_walk_in_document_order_and_round(desk: Desk) -> None:
    places = [desk.mark(w, KEYS["claim"]).id for w in ("swing", "mainland", "spokesman", "Ellery Radio")]
    desk.press(Qt.Key.Key_Home, CONTROL)
    seen = []
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Space):
        desk.press(key)
        seen.append(desk.window.view.current)
    assert seen == [*places, places[0]]
    desk.press(Qt.Key.Key_Space, SHIFT)
    assert desk.window.view.current == places[-1]
    desk.press(Qt.Key.Key_Backtab, SHIFT)
    assert desk.window.view.current == places[-2]
    assert desk.window.view.selection.caret() == desk.stored()[2].start


def test_a_note_is_committed_after_a_pause_as_one_step(desk: Desk) -> None:
    made = desk.mark("Port Ellery", KEYS["location"])
    desk.press(Qt.Key.Key_N)
    note = desk.window.inspector.note
    assert desk.window.focusWidget() is note
    desk.type("Which one? 1234 n", note)
    desk.until(lambda: desk.window.status.saved.text() == "Saving…")
    desk.settle()
    assert desk.stored()[0].note == "Which one? 1234 n"
    assert desk.window.status.saved.text() == "All changes saved"
    desk.type(" More", note)
    desk.press(Qt.Key.Key_Escape)
    desk.settle()
    assert desk.stored()[0].note == "Which one? 1234 n More"
    assert desk.window.focusWidget() is desk.window.view
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert desk.stored() == [made]


def test_a_note_is_kept_when_the_window_is_closed_at_once(desk: Desk) -> None:
    desk.mark("Port Ellery", KEYS["location"])
    desk.press(Qt.Key.Key_N)
    desk.type("kept", desk.window.inspector.note)
    desk.window.close()
    assert desk.stored()[0].note == "kept"


def test_a_note_is_kept_when_another_annotation_becomes_current(desk: Desk) -> None:
    other = desk.mark("mainland", KEYS["location"])
    made = desk.mark("Port Ellery", KEYS["location"])
    desk.press(Qt.Key.Key_N)
    desk.type("first", desk.window.inspector.note)
    desk.window.view.make_current(other.id)
    assert desk.window.inspector.note.toPlainText() == ""
    desk.settle()
    assert {a.id: a.note for a in desk.stored()} == {made.id: "first", other.id: ""}


def test_letters_typed_into_the_article_are_answered_once_and_change_nothing(desk: Desk) -> None:
    desk.type("quiet", desk.window.view)
    desk.until(lambda: "never changed" in desk.window.status.hint.text())
    desk.type("x", desk.window.view)
    desk.qtbot.wait(400)
    assert desk.window.status.hint.text() == ""
    assert desk.window.view.toPlainText().startswith("Harbour bridge")


def test_copying_gives_the_stored_text(desk: Desk) -> None:
    desk.select("Repairs 🌉 are expected to cost 3.1\u00a0million")
    desk.press(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "Repairs 🌉 are expected to cost 3.1\u00a0million"


def test_the_list_is_filtered_by_words_and_by_attributes(desk: Desk) -> None:
    for words in ("storm", "swing", "mainland"):
        desk.mark(words, KEYS["claim"])
    inspector, view = desk.window.inspector, desk.window.view
    swing = next(a for a in desk.stored() if a.quote == "swing")
    desk.session.annotations.describe(swing.id, {"check": "refuted"})
    desk.settle()

    def quotes() -> list[str]:
        return [inspector.model.index(r).data() for r in range(inspector.model.rowCount())]

    desk.type("S", inspector.search)
    assert quotes() == ["storm", "swing"]
    QTest.keyClicks(inspector.search, "to 1")  # what is typed is no command
    assert len(desk.stored()) == 3
    inspector.search.clear()
    check = next(m for m in inspector.attributes.menu().findChildren(QMenu) if m.title() == "Claim: Check")
    next(a for a in check.actions() if a.text() == "refuted").trigger()
    assert inspector.search.text() == "check:refuted"
    assert quotes() == ["swing"]
    desk.session.annotations.describe(swing.id, {"check": "supported"})
    desk.settle()
    assert quotes() == []
    inspector.search.setFocus()
    desk.press(Qt.Key.Key_Escape, on=inspector.search)
    assert view.hasFocus()
    inspector._filters[""].click()
    assert len(quotes()) == 3


def test_the_list_shows_filters_and_leads_to_the_place(desk: Desk) -> None:
    places = [desk.mark(w, KEYS[t]) for w, t in (("swing", "claim"), ("mainland", "location"), ("storm", "claim"))]
    inspector = desk.window.inspector
    model = inspector.model

    def quotes() -> list[str]:
        return [model.index(r).data() for r in range(model.rowCount())]

    assert quotes() == ["storm", "swing", "mainland"]
    inspector._filters["claim"].click()
    assert quotes() == ["storm", "swing"]
    inspector._filters[""].click()
    row = model.row_of(places[1].id)
    QTest.mouseClick(inspector.list.viewport(), Qt.MouseButton.LeftButton, pos=inspector.list.visualRect(row).center())
    assert desk.window.view.current == places[1].id
    inspector.list.setFocus()
    desk.press(Qt.Key.Key_Up)
    assert desk.window.view.current == places[0].id
    desk.press(KEYS["source"])
    desk.settle()
    assert {a.id: a.tag for a in desk.stored()}[places[0].id] == "source"
    inspector.list.selectAll()
    desk.press(Qt.Key.Key_Delete)
    desk.settle()
    assert desk.stored() == []
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert len(desk.stored()) == 3


def test_hover_lists_what_is_marked_with_everything_foreign_escaped(desk: Desk) -> None:
    desk.mark("Port Ellery", KEYS["location"])
    desk.press(Qt.Key.Key_N)
    desk.type("<b>bold?</b>", desk.window.inspector.note)
    desk.press(Qt.Key.Key_Escape)
    desk.settle()
    point = point_of(desk, BRIDGE.index("Port Ellery") + 3)
    told = desk.window.view._describe(point.toPointF())
    assert "Location" in told and "tester" in told and "&lt;b&gt;bold?&lt;/b&gt;" in told


def test_right_click_offers_what_fits(desk: Desk) -> None:
    menus = desk.window.bench.menus
    made = desk.mark("Port Ellery", KEYS["location"])
    desk.window.view.make_current("")
    viewport = desk.window.view.viewport()
    assert menus.for_text() == ["select_all"]
    point = point_of(desk, made.start + 3)
    QGuiApplication.sendEvent(
        viewport, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, viewport.mapToGlobal(point))
    )
    assert desk.window.view.current == made.id
    (menu,) = desk.window.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1:]
    assert "&Delete annotation" in [a.text() for a in menu.actions()]
    menu.close()
    desk.select("storm")
    assert menus.for_text()[0] == "copy"
    assert "remove" in menus.for_articles()


def test_a_right_click_on_a_claim_offers_its_source_and_its_check(desk: Desk) -> None:
    menus, source, claim = (
        desk.window.bench.menus,
        desk.mark("Port Ellery", KEYS["source"]),
        desk.mark("storm", KEYS["claim"]),
    )
    place = desk.mark("mainland", KEYS["location"])
    view = desk.window.view
    view.make_current(place.id)
    assert not {"link", "authors_own", CHECK} & set(menus.for_text())
    view.make_current(source.id)
    assert "link" in menus.for_text() and not {"authors_own", CHECK} & set(menus.for_text())
    view.make_current(claim.id)
    assert {"link", "authors_own", CHECK} <= set(menus.for_text())
    menus.pop_up(menus.for_text(), view.mapToGlobal(view.rect().center()))
    (menu,) = desk.window.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1:]
    (check,) = [action.menu() for action in menu.actions() if action.menu()]
    assert isinstance(check, QMenu)
    check.actions()[2].trigger()
    desk.settle()
    menu.close()
    assert [a.attribute("check") for a in desk.stored() if a.id == claim.id] == ["disputed"]
    desk.window.actions_by_id["check_not_checked"].trigger()
    desk.settle()
    assert [a.attribute("check") for a in desk.stored() if a.id == claim.id] == [None]
    assert desk.window.actions_by_id["undo"].text().endswith("set the check of 1 annotation")


def test_a_right_click_on_the_current_annotation_leaves_it_current(desk: Desk) -> None:
    outer = desk.mark("the mainland will stay closed", KEYS["claim"])
    desk.mark("mainland", KEYS["location"])
    view = desk.window.view
    view.make_current(outer.id)
    place = view.sight.rects_of((outer.start + 6, outer.start + 7))[0].center().toPoint()
    seen: list[str] = []
    view.menu_requested.connect(lambda _: seen.append(view.current))
    reason = QContextMenuEvent.Reason.Mouse
    view.contextMenuEvent(QContextMenuEvent(reason, place, view.viewport().mapToGlobal(place)))
    assert seen == [outer.id]
    nowhere = view.viewport().rect().bottomLeft()
    view.contextMenuEvent(QContextMenuEvent(reason, nowhere, view.viewport().mapToGlobal(nowhere)))
    assert seen == [outer.id, ""]


def test_from_the_key_to_the_store_there_are_at_most_eight_calls_of_ours(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks, applies, depths = Worker.run, Store.apply, dict[str, int]()

    def depth() -> int:
        callers = traceback.extract_stack()[:-2]  # without this function and the one that stands in for the method
        return sum(frame.filename.startswith(OURS) for frame in callers)

    def run(worker: Worker, *args: Any, **named: Any) -> None:
        depths.setdefault("window", depth() + 1)
        asks(worker, *args, **named)

    def apply(store: Store, *args: Any, **named: Any) -> Applied:
        depths["store"] = depth()
        return applies(store, *args, **named)

    monkeypatch.setattr(Worker, "run", run)
    monkeypatch.setattr(Store, "apply", apply)
    desk.mark("Port Ellery", Qt.Key.Key_1)

    assert depths["window"] + depths["store"] <= 8, depths

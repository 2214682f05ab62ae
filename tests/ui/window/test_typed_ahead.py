"""Keys pressed before the answer they are for has come: typed without a pause, on workers with other things to do."""

import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from annotator.model import Annotation, Status
from annotator.storage.store import Store
from annotator.ui.library.trash_dialog import TrashDialog
from tests.making import BRIDGE, add, behind_the_back
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, NONE, SHIFT

Pressed = str | Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]
FIND = (Qt.Key.Key_F, CONTROL)
ENTER, ESCAPE, DOWN, UP, TAB = (getattr(Qt.Key, f"Key_{n}") for n in ("Return", "Escape", "Down", "Up", "Tab"))
DELAY = 0.25


def type_keys(desk: Desk, *pressed: Pressed) -> None:
    """Press keys as they come from the system, one straight after the other, to the window that has the keyboard."""
    for one in pressed:
        window = QGuiApplication.focusWindow() or desk.window.windowHandle()
        if isinstance(one, str):
            for character in one:
                QTest.keyClick(window, character)  # type: ignore[call-overload]
        else:
            key, held = one if isinstance(one, tuple) else (one, NONE)
            QTest.keyClick(window, key, held)


def slow_down(desk: Desk) -> None:
    """Give every worker something to do before what is asked next."""
    space = desk.session
    lanes = [space.lane, space.queries._searcher, space.transfers._worker]
    lanes += [desk.window.bench.findbar._lane] if desk.window.bench.findbar._lane is not None else []
    for lane in lanes:
        lane.submit(lambda: time.sleep(DELAY))


def marked(desk: Desk) -> list[tuple[str, str]]:
    desk.settle()
    return [(a.tag, a.quote) for a in desk.stored()]


@pytest.fixture
def slow(desk: Desk) -> Desk:
    """A window whose find bar was open before, and whose workers are all busy."""
    type_keys(desk, "/", ESCAPE)
    desk.settle()
    slow_down(desk)
    return desk


# Finding in the article


def test_slash_a_word_enter_escape_and_a_digit_tag_it_the_first_time(desk: Desk) -> None:
    type_keys(desk, "/", "county", ENTER, ESCAPE, "4")
    assert marked(desk) == [("location", "county")]


def test_slash_a_word_enter_escape_and_a_digit_tag_it_however_long_it_takes(slow: Desk) -> None:
    type_keys(slow, "/", "mainland", ENTER, ESCAPE, "4")
    assert marked(slow) == [("location", "mainland")]
    assert not slow.window.bench.findbar.isVisible()


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ([(ENTER, SHIFT)], -1),
        ([ENTER, Qt.Key.Key_F3], 1),
        ([ENTER, (Qt.Key.Key_F3, SHIFT)], -1),
        ([DOWN, DOWN, ESCAPE], 1),
        ([UP, ESCAPE], -1),
    ],
)
def test_the_keys_that_walk_wait_for_what_is_found(slow: Desk, keys: list[Pressed], place: int) -> None:
    type_keys(slow, FIND, "ridge", *keys, (Qt.Key.Key_2, CONTROL))
    slow.settle()
    starts = [i for i in range(len(BRIDGE)) if BRIDGE.startswith("ridge", i)]
    assert [(a.tag, a.start) for a in slow.stored()] == [("source", starts[place])]


def test_a_word_that_is_not_there_selects_nothing(slow: Desk) -> None:
    type_keys(slow, "/", "zebra", ENTER, ESCAPE, "4")
    assert marked(slow) == []


def test_control_enter_in_the_bar_offers_to_tag_all_and_enter_tags(slow: Desk) -> None:
    type_keys(slow, "/", "bridge", (ENTER, CONTROL), ENTER)
    assert [quote for _, quote in marked(slow)] == ["bridge", "bridge", "bridge"]


# Tagging all, linking, commands


def test_control_enter_and_enter_at_once_tag_all(slow: Desk) -> None:
    slow.select("Ellery")
    type_keys(slow, (ENTER, CONTROL), ENTER)
    assert marked(slow) == [("claim", "Ellery")] * 2


def test_letters_after_the_link_key_go_to_the_picker(desk: Desk) -> None:
    desk.mark("county roads authority", Qt.Key.Key_2)
    desk.mark("Northern Wire", Qt.Key.Key_2)
    desk.select("The bridge is safe")
    slow_down(desk)
    type_keys(desk, "1", "l", "north", ENTER)
    desk.settle()
    document = desk.session.document
    assert document is not None
    (link,) = document.links.values()
    with Store.open(desk.path, read_only=True) as store:
        content = store.content(document.article.id)
    assert content is not None and [one.id for one in content.links] == [link.id]
    assert document.annotations[link.to_id].quote == "Northern Wire"
    assert document.annotations[link.from_id].quote == "The bridge is safe"


def test_letters_after_the_note_key_go_to_the_note(desk: Desk) -> None:
    desk.select("The bridge is safe")
    slow_down(desk)
    type_keys(desk, "1", "n", "2 of 4", ESCAPE)
    desk.settle()
    assert [(a.tag, a.note) for a in desk.stored()] == [("claim", "2 of 4")]


def test_what_the_palette_was_asked_for_is_done_before_the_next_key(slow: Desk) -> None:
    type_keys(slow, (Qt.Key.Key_K, CONTROL), "find", ENTER, "mainland", ENTER, ESCAPE, "3")
    assert marked(slow) == [("image_credit", "mainland")]


# Suggestions


@pytest.mark.parametrize(
    ("keys", "made", "judged"),
    [
        ([TAB, ENTER], "same", 1),
        ([TAB, Qt.Key.Key_Backspace], "", 1),
        (["3"], "image_credit", 0),
        ([ENTER, ENTER], "same", 0),
    ],
)
def test_suggestions_are_judged_before_they_have_come(desk: Desk, keys: list[Pressed], made: str, judged: int) -> None:
    slow_down(desk)
    type_keys(desk, (Qt.Key.Key_J, CONTROL), *keys)
    desk.settle()
    document = desk.session.document
    assert document is not None
    one = document.proposed[judged]
    stored = {(a.tag, a.fragments) for a in desk.stored()}
    assert {v.fragments for v in document.verdicts.values()} >= {one.fragments}
    assert bool(stored) == bool(made)
    if made:
        assert (one.tag if made == "same" else made, one.fragments) in stored
    if keys == [ENTER, ENTER]:
        second = document.proposed[1]
        assert (second.tag, second.fragments) in stored


# The library


def second_article(desk: Desk, tmp_path: Path) -> None:
    desk.bring(tmp_path, "Zebra news\n\nA zebra walked. It ran.\n", "zebra.txt")
    with Store.open(desk.path, read_only=True) as store:
        assert len(store.articles()) == 2


@pytest.mark.parametrize("keys", [[ENTER], [DOWN, ENTER]])
def test_a_search_opens_what_is_found_and_the_next_keys_mark_it(
    desk: Desk, tmp_path: Path, keys: list[Pressed]
) -> None:
    second_article(desk, tmp_path)
    slow_down(desk)
    type_keys(desk, (Qt.Key.Key_F, CONTROL | SHIFT), "harbour", *keys, "s", "1")
    assert marked(desk) == [("claim", "Harbour bridge closed after storm damage")]


def test_the_keys_after_done_are_for_the_next_article(desk: Desk, tmp_path: Path) -> None:
    second_article(desk, tmp_path)
    slow_down(desk)
    type_keys(desk, (Qt.Key.Key_D, CONTROL), "s", "1")
    assert marked(desk) == [("claim", "Harbour bridge closed after storm damage")]
    assert Counts(desk).of(Status.DONE) == ["Zebra news"]


def test_the_keys_after_a_click_on_an_article_are_for_it(desk: Desk, tmp_path: Path) -> None:
    second_article(desk, tmp_path)
    slow_down(desk)
    rows = desk.window.library.rows
    place = rows.visualRect(rows.model().index(1, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    type_keys(desk, "s", "1")
    assert marked(desk) == [("claim", "Harbour bridge closed after storm damage")]


def test_the_keys_after_an_undo_in_another_article_are_for_that_one(desk: Desk, tmp_path: Path) -> None:
    desk.mark("Northern Wire", Qt.Key.Key_2)
    second = desk.bring(tmp_path, "Zebra news\n\nA zebra walked.\n", "zebra.txt")
    type_keys(desk, (Qt.Key.Key_Z, CONTROL))  # its coming
    desk.settle()
    slow_down(desk)
    type_keys(desk, (Qt.Key.Key_Z, CONTROL), "s", "1")
    assert [tag_ for tag_, _ in marked(desk)] == ["claim"]
    assert desk.session.document is not None and desk.session.document.article.id != second


class Counts:
    """The articles in the database by their status."""

    def __init__(self, desk: Desk) -> None:
        with Store.open(desk.path, read_only=True) as store:
            self._articles = store.articles()

    def of(self, status: Status) -> list[str]:
        return [a.title for a in self._articles if a.state.status is status]


# Dialogs


def test_the_keys_after_the_history_go_to_its_list(desk: Desk) -> None:
    desk.mark("Northern Wire", Qt.Key.Key_2)
    desk.mark("Ellery Radio", Qt.Key.Key_2)
    slow_down(desk)
    type_keys(desk, (Qt.Key.Key_H, CONTROL), DOWN, ENTER)
    desk.until(lambda: not desk.window.keys.is_holding)
    assert marked(desk) == [("source", "Northern Wire")]


def test_the_keys_after_the_trash_go_to_its_list(desk: Desk, tmp_path: Path) -> None:
    second_article(desk, tmp_path)
    desk.window.actions_by_id["remove"].trigger()
    desk.settle()
    slow_down(desk)

    def bring_back() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(1, bring_back)
            return
        assert isinstance(dialog, TrashDialog)
        type_keys(desk, Qt.Key.Key_Home, " ", (Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier), ESCAPE)

    QTimer.singleShot(0, bring_back)
    desk.window.actions_by_id["trash"].trigger()
    desk.settle()
    assert sorted(desk.articles()) == ["Harbour bridge closed after storm damage", "Zebra news"]


# The start


@pytest.fixture
def starting(qtbot: QtBot, library: Path) -> Iterator[Desk]:
    """A window that is seen for the first time, and has much to do before its library is opened."""
    with Store.open(library) as store:
        add(store)
    desk = Desk(qtbot, library, stands=False)
    desk.session.lane.submit(lambda: time.sleep(DELAY))
    desk.until(lambda: desk.window._painted)
    assert not desk.session.is_open
    yield desk
    desk.close()


def test_what_is_typed_as_soon_as_the_window_is_seen_marks_the_article(starting: Desk) -> None:
    type_keys(starting, "s", "1", "/", "mainland", ENTER, ESCAPE, "4")
    assert marked(starting) == [("claim", "Harbour bridge closed after storm damage"), ("location", "mainland")]


def test_export_is_asked_for_as_soon_as_the_window_is_seen(starting: Desk) -> None:
    type_keys(starting, (Qt.Key.Key_E, CONTROL))
    seen: list[str] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            seen.append(type(dialog).__name__)
            QTest.keyClick(dialog, ESCAPE)

    looking = QTimer()
    looking.timeout.connect(close)
    looking.start(20)
    starting.until(lambda: seen)
    assert set(seen) == {"ExportDialog"}


def test_a_library_that_cannot_be_opened_lets_the_keys_go_on(qtbot: QtBot, library: Path) -> None:
    library.parent.mkdir(parents=True, exist_ok=True)
    library.write_bytes(b"no library at all" * 100)
    desk = Desk(qtbot, library, stands=False)
    type_keys(desk, "s", "1")
    desk.until(lambda: desk.window.notice.text and not desk.window.keys.is_holding)
    desk.close()


# Giving up


def test_escape_gives_up_a_wait_that_is_long_and_what_was_pressed_is_forgotten(slow: Desk) -> None:
    lane, answer = slow.window.bench.findbar._lane, Event()
    assert lane is not None
    lane.run(lambda: answer.wait(30), lambda _: None)
    type_keys(slow, "/", "mainland", ENTER, "4")
    slow.qtbot.wait(1500)
    assert slow.window.keys.is_holding
    type_keys(slow, ESCAPE)
    assert not slow.window.keys.is_holding and not slow.window.bench.findbar.isVisible()
    found: list[None] = []
    answer.set()
    lane.run(lambda: None, found.append)
    slow.until(lambda: found)
    assert marked(slow) == [] and slow.window.view.selection.made() is None


def test_escape_waits_though_the_program_stood_still_since_the_last_key(slow: Desk) -> None:
    type_keys(slow, "/", "mainland", ENTER)
    time.sleep(1.2)  # as on a machine that has no time for it: nobody saw that it waits
    type_keys(slow, ESCAPE, "4")
    assert marked(slow) == [("location", "mainland")]


def test_a_click_keeps_its_place_among_the_keys(slow: Desk) -> None:
    document = slow.session.document
    assert document is not None
    type_keys(slow, "/", "mainland", ENTER)
    QTest.mouseClick(
        slow.window.bench.side.tabs, Qt.MouseButton.LeftButton, pos=slow.window.bench.side.tabs.rect().center()
    )
    type_keys(slow, ESCAPE, "4")
    assert marked(slow) == [("location", "mainland")]


def test_a_search_that_fails_lets_the_keys_go_on(slow: Desk) -> None:
    type_keys(slow, "/", "(", ENTER, ESCAPE, "s", "1")
    assert len(marked(slow)) == 1


def test_two_who_wait_for_the_same_answer_are_both_told(desk: Desk) -> None:
    told: list[str] = []
    desk.session.lane.run(lambda: time.sleep(0.05), lambda _: None)
    desk.session.when_done(lambda: told.append("one"))
    desk.session.when_done(lambda: told.append("another"))
    desk.until(lambda: len(told) == 2)
    assert told == ["one", "another"]


# Walking from one annotation to the next

WALKS: dict[str, tuple[Pressed, ...]] = {
    "an end, on, an end": ("[", Qt.Key.Key_Space, "}"),
    "an end, on by Tab, an end": ("[", Qt.Key.Key_Tab, "}"),
    "an end, on, away": ("[", Qt.Key.Key_Space, Qt.Key.Key_Delete),
    "an end, back, away": ("[", (Qt.Key.Key_Space, SHIFT), Qt.Key.Key_Delete),
    "a tag, on, a tag": ("3", Qt.Key.Key_Space, "4"),
    "away, on, away": (Qt.Key.Key_Delete, Qt.Key.Key_Space, Qt.Key.Key_Delete),
    "the palette left, on, an end": ((Qt.Key.Key_K, CONTROL), ESCAPE, "[", Qt.Key.Key_Tab, "}"),
    "a note on the next": ("[", Qt.Key.Key_Space, "n", "x", ESCAPE),
}


@pytest.mark.parametrize("walk", WALKS)
def test_keys_after_a_walk_are_for_what_it_made_current(desk: Desk, tmp_path: Path, walk: str) -> None:
    results = []
    for name in ("pausing", "typed"):
        desk.bring(tmp_path, f"{BRIDGE}\n{name}\n", f"{name}.txt")
        for words, key in (("Ellery", Qt.Key.Key_2), ("safe", Qt.Key.Key_1), ("Northern Wire", Qt.Key.Key_2)):
            desk.mark(words, key)
        if name == "typed":
            slow_down(desk)
            type_keys(desk, *WALKS[walk])
        else:
            for one in WALKS[walk]:
                type_keys(desk, one)
                desk.settle()
        desk.settle()
        results.append([(a.tag, a.fragments, a.note) for a in desk.stored()])
    assert results[0] == results[1]


# What cannot be stored


def test_nothing_is_done_with_keys_that_followed_a_mark_that_could_not_be_stored(desk: Desk) -> None:
    made = [desk.mark("county roads authority", Qt.Key.Key_2), desk.mark("safe", Qt.Key.Key_1)]
    with behind_the_back(desk.path) as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON annotations WHEN NEW.tag = 'image_credit' "
            "BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
        )
    desk.select("Ellery")
    slow_down(desk)
    type_keys(desk, "3", "]", "n", "see 2 and 4", ESCAPE)
    desk.until(lambda: "not carried out" in desk.window.notice.text)
    desk.settle()
    assert desk.stored() == made
    type_keys(desk, "4")  # and on it goes
    assert [a.tag for a in by_place(desk) if a.quote == "Ellery"] == ["location"]


def by_place(desk: Desk) -> list[Annotation]:
    desk.settle()
    return desk.stored()


def test_text_composed_while_keys_wait_stands_in_its_place(desk: Desk) -> None:
    desk.mark("safe", Qt.Key.Key_1)
    slow_down(desk)
    type_keys(desk, "2", "n", "na")
    composed = QInputMethodEvent()
    composed.setCommitString("ï")
    QApplication.sendEvent(desk.window.view, composed)
    type_keys(desk, "ve", ESCAPE)
    assert [a.note for a in by_place(desk)] == ["naïve"]


def test_a_click_that_waited_for_a_window_that_is_gone_is_forgotten(desk: Desk) -> None:
    made = desk.mark("safe", Qt.Key.Key_1)
    dialog = QDialog(desk.window)
    dialog.show()
    release = desk.window.keys.hold()
    QTest.mouseClick(dialog.windowHandle(), Qt.MouseButton.LeftButton)
    dialog.close()
    delete(dialog)
    release()
    desk.until(lambda: not desk.window.keys.is_holding)
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow)
    desk.window.view.setFocus()
    desk.window.view.make_current(made.id)
    type_keys(desk, Qt.Key.Key_Delete)
    desk.settle()
    assert desk.stored() == []


# Whatever is typed

GESTURES: tuple[tuple[Pressed, ...], ...] = (
    *(("[",), ("]",), ("{",), ("}",), ("1",), ("2",), ("3",), ("4",), ("o",), (ESCAPE,), (Qt.Key.Key_Delete,)),
    *((Qt.Key.Key_Space,), (Qt.Key.Key_Tab,), ((Qt.Key.Key_Space, SHIFT),)),
    *(((Qt.Key.Key_Z, CONTROL),), ((Qt.Key.Key_Z, CONTROL | SHIFT),), ("n", "ab", ESCAPE), ("l", ENTER)),
    *(("s", "1"), ("p", "2"), ("/", "bridge", ENTER, ESCAPE, "3"), ("/", "the", ENTER, ESCAPE, "4")),
    *(((Qt.Key.Key_Right, CONTROL | SHIFT), "+"), ((Qt.Key.Key_Right, CONTROL | SHIFT), "2")),
)
SEQUENCES = int(os.environ.get("ANNOTATOR_SEQUENCES", "3"))
"""How many random sequences are tried; more by the environment."""


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_what_is_typed_without_a_pause_does_what_it_does_with_pauses(desk: Desk, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    gestures = [chance.choice(GESTURES) for _ in range(8)]
    results = []
    for name in ("pausing", "typed", "slow"):
        desk.bring(tmp_path, f"{BRIDGE}\n{name}\n", f"{name}.txt")
        for words, key in (("Ellery", "2"), ("safe", "1"), ("Northern Wire", "2"), ("six weeks", "1")):
            desk.select(words)
            type_keys(desk, key)
            desk.settle()
        if name == "slow":
            slow_down(desk)
        for one in (key for gesture in gestures for key in gesture):
            type_keys(desk, one)
            if name == "pausing":
                desk.settle()
        desk.settle()
        current = next((a for a in desk.stored() if a.id == desk.window.view.current), None)
        stored = [(a.tag, a.fragments, a.note) for a in desk.stored()]
        results.append((stored, current and (current.tag, current.fragments)))
    assert results[1] == results[0]
    assert results[2] == results[0]


def test_a_window_that_is_closed_while_keys_wait_keeps_none_from_the_next(make_desk: Callable[[], Desk]) -> None:
    first = make_desk()
    first.window.keys.hold()
    type_keys(first, "s")
    first.window.close()
    first.window.keys.hold()
    desk = make_desk()
    desk.settle()
    type_keys(desk, (Qt.Key.Key_F, CONTROL | SHIFT), "river")
    desk.until(lambda: desk.window.library.search.text() == "river")

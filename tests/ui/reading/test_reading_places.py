"""Where an article is read: kept while others are open and until the next start, and left alone by everything else."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.model import Annotation
from annotator.ui.widgets import message_bar
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, NONE, SHIFT, point_of

LONG = "The long road\n\n" + "\n\n".join(
    f"Paragraph {n} begins here, and " + "it goes on for a while 🌉 with many words of no weight, " * 4 + "to its end."
    for n in range(1, 60)
)
OTHER = "Another article\n\n" + "A short line.\n\n" * 80


@pytest.fixture
def long(make_desk: Callable[[], Desk], tmp_path: Path) -> Desk:
    """A window with a long article in it, read at its beginning."""
    desk = make_desk()
    desk.bring(tmp_path, LONG, "long.txt")
    return desk


def first_line(desk: Desk) -> int:
    """Where the first line in sight begins."""
    document = desk.session.document
    assert document is not None
    return document.offsets.from_utf16(desk.window.view.scroll_position.first())


def scroll_to(desk: Desk, words: str) -> None:
    """Turn pages by key until these words are in sight, then line by line until they are near the top."""
    bar = desk.window.view.verticalScrollBar()
    at = LONG.index(words)
    while bar.value() < bar.maximum() and not 0 <= at - first_line(desk) < 300:
        bar.setValue(bar.value() + 1)


def height_of(desk: Desk, offset: int) -> float:
    """How far down in the viewport a character stands, as a share of its height."""
    return point_of(desk, offset).y() / desk.window.view.viewport().height()


def open_article(desk: Desk, article_id: str) -> None:
    desk.window.articles.read(article_id)
    desk.until(lambda: desk.session.document is not None and desk.session.document.article.id == article_id)
    desk.settle()


def test_an_article_is_found_where_it_was_left(long: Desk, tmp_path: Path) -> None:
    document = long.session.document
    assert document is not None
    scroll_to(long, "Paragraph 30 begins")
    QTest.mouseClick(long.window.view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(long, first_line(long) + 200))
    place, caret = first_line(long), long.window.view.selection.caret()
    assert place > 5_000 and caret > place
    other = long.bring(tmp_path, OTHER, "other.txt")
    assert first_line(long) == 0
    for _ in range(2):
        open_article(long, document.article.id)
        assert (first_line(long), long.window.view.selection.caret()) == (place, caret)
        open_article(long, other)
    assert long.session.heads is not None and long.session.heads.undo is not None
    assert long.session.heads.undo.action == "add_articles"  # to read is no step


def test_the_next_start_begins_where_the_last_one_ended(long: Desk, make_desk: Callable[[], Desk]) -> None:
    scroll_to(long, "Paragraph 41 begins")
    place = first_line(long)
    long.window.resize(long.window.width() - 300, long.window.height())
    assert first_line(long) == place
    long.window.close()
    again = make_desk()
    again.until(lambda: again.session.document is not None)
    again.settle()
    assert 0 <= place - first_line(again) < 80  # in the same line
    assert 0 < height_of(again, place) < 0.1


def test_a_crash_costs_no_more_than_a_moment(long: Desk, home: Path) -> None:
    before = [p.name for p in home.iterdir()]
    bar = long.window.view.verticalScrollBar()
    for value in range(1, 60):
        bar.setValue(value)
    assert "places.json" not in before + [p.name for p in home.iterdir()]  # not at every line
    long.until((home / "places.json").exists)
    (kept,) = json.loads((home / "places.json").read_text()).values()
    assert kept == [first_line(long), 0]


@pytest.mark.parametrize("kept", ["[9999999, 9999999]", "[-3, 5]", '["x", null]', "7", "[1]"])
def test_a_place_that_is_not_there_is_no_harm(long: Desk, tmp_path: Path, home: Path, kept: str) -> None:
    document = long.session.document
    assert document is not None
    long.bring(tmp_path, OTHER, "other.txt")
    (home / "places.json").write_text(f'{{"{document.article.id}": {kept}}}')
    open_article(long, document.article.id)
    bar = long.window.view.verticalScrollBar()
    at_end = kept.startswith("[999")
    assert bar.value() == (bar.maximum() if at_end else 0)
    assert long.window.view.selection.caret() == (len(LONG) if at_end else 0)


def test_five_hundred_places_are_kept_and_not_more_than_a_thousand(long: Desk, home: Path) -> None:
    document = long.session.document
    assert document is not None
    (home / "places.json").write_text(json.dumps({str(n): [n, n] for n in range(1_200)}))
    scroll_to(long, "Paragraph 5 begins")
    long.window.bench.places.keep()
    kept = json.loads((home / "places.json").read_text())
    assert len(kept) == 1_000 and list(kept)[-1] == document.article.id and next(iter(kept)) == "201"


def test_type_and_width_leave_the_place(long: Desk) -> None:
    scroll_to(long, "Paragraph 20 begins")
    bar = long.window.view.verticalScrollBar()
    while first_line(long) == LONG.index("Paragraph 20 begins") or LONG[first_line(long) - 1] == "\n":
        bar.setValue(bar.value() + 1)  # into the middle of a paragraph
    place = first_line(long)
    for _ in range(4):
        long.press(Qt.Key.Key_Plus, CONTROL)
    assert first_line(long) == place and 0 <= height_of(long, place) < 0.1
    for _ in range(4):
        long.press(Qt.Key.Key_Minus, CONTROL)
    for width in (900, 1200, 700, 1000, 1360):
        long.window.resize(width, 700)
        assert first_line(long) == place and 0 <= height_of(long, place) < 0.1


@pytest.mark.parametrize("command", ["theme_dark", "theme_contrast", "size_130"])
@pytest.mark.parametrize("key", [Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_F11])
def test_other_colours_and_another_interface_leave_type_and_place(long: Desk, key: Qt.Key, command: str) -> None:
    scroll_to(long, "Paragraph 20 begins")
    for _ in range(1 if key == Qt.Key.Key_F11 else 4):
        long.press(key, NONE if key == Qt.Key.Key_F11 else CONTROL)
    long.qtbot.wait(50)
    view = long.window.view

    def type_of() -> tuple[int, float]:
        line = view.textCursor().block().layout().lineAt(0)
        return view.font().pixelSize(), line.height()

    view.show_place(first_line(long))
    before, place = type_of(), first_line(long)
    long.window.actions_by_id[command].trigger()
    long.qtbot.wait(50)
    assert type_of() == before and before[0] == view.metrics.font.pixelSize() != 18
    assert first_line(long) == place


def annotated(desk: Desk) -> list[Annotation]:
    """The beginnings of some paragraphs, near and far, marked."""
    return [desk.mark(f"Paragraph {n} begins", Qt.Key.Key_1) for n in (4, 9, 10, 33, 58)]


@pytest.mark.parametrize("anew", [False, True], ids=["read-on", "anew"])
def test_to_look_at_the_list_leaves_the_place(long: Desk, make_desk: Callable[[], Desk], anew: bool) -> None:
    annotated(long)
    long.press(Qt.Key.Key_Escape)
    if anew:  # nothing was ever current in this window
        long.window.close()
        long = make_desk()
        long.until(lambda: long.session.document is not None)
        long.settle()
        long.window.view.verticalScrollBar().setValue(0)
    scroll_to(long, "Paragraph 20 begins")
    place = long.window.view.verticalScrollBar().value()
    long.press(Qt.Key.Key_L, CONTROL | SHIFT)
    long.settle()
    assert long.window.inspector.list.hasFocus()
    assert long.window.view.verticalScrollBar().value() == place
    assert long.window.view.current == ""
    long.press(Qt.Key.Key_Down)  # now it is a person's choice
    assert long.window.view.current


def test_what_is_walked_to_is_shown_at_a_third_and_what_is_in_sight_stays(long: Desk) -> None:
    made = annotated(long)
    view = long.window.view
    pitch, height = view.metrics.pitch, view.viewport().height()
    view.show_place(0)
    long.press(Qt.Key.Key_Space)
    for one, following in pairwise(made):
        assert view.current == one.id
        assert 0.05 < height_of(long, one.start) < 0.85
        before, there = view.verticalScrollBar().value(), view.sight.rects_of((following.start, following.start + 1))
        top = there[0].top() - 1 if there else -1
        long.press(Qt.Key.Key_Space)
        if pitch <= top <= height - 3 * pitch:  # in sight with a line above and two below
            assert view.verticalScrollBar().value() == before
        elif view.verticalScrollBar().value() < view.verticalScrollBar().maximum():
            assert 0.2 < height_of(long, following.start) < 0.4
    long.press(Qt.Key.Key_Space, SHIFT)
    assert view.current == made[-2].id and 0.2 < height_of(long, made[-2].start) < 0.4


@pytest.mark.parametrize("share", [0.0, 0.97])
def test_what_is_at_the_very_edge_is_moved_away_from_it(long: Desk, share: float) -> None:
    (_, made, *_) = annotated(long)
    view, document = long.window.view, long.session.document
    assert document is not None
    bar = view.verticalScrollBar()
    view.scroll_position.show_from(document.offsets.to_utf16(made.start))
    while height_of(long, made.start) < share - 0.05:
        bar.setValue(bar.value() - 1)
    view.make_current(made.id)
    assert 0.2 < height_of(long, made.start) < 0.4


def test_what_is_found_and_what_is_undone_is_shown_at_a_third(long: Desk) -> None:
    view = long.window.view
    long.mark("Paragraph 40 begins", Qt.Key.Key_2)
    view.show_place(0)
    long.press(Qt.Key.Key_Z, CONTROL)
    long.settle()
    assert 0.2 < height_of(long, LONG.index("Paragraph 40 begins")) < 0.4
    long.press(Qt.Key.Key_F, CONTROL)
    long.window.bench.findbar.line.setText("Paragraph 2")
    long.until(lambda: "of" in long.window.bench.findbar.said.text())
    place = 0
    for _ in range(9):
        place = LONG.index("Paragraph 2", place + 1)
        long.press(Qt.Key.Key_Down)
        span = view.selection.made()
        assert span is not None and 0.05 < height_of(long, span[0]) < 0.9


@pytest.mark.parametrize("patience", [0, 600_000], ids=["with a strip above meanwhile", "without"])
def test_a_suggestion_is_shown_at_a_third(
    make_desk: Callable[[], Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patience: int
) -> None:
    monkeypatch.setattr(message_bar, "_PATIENCE", patience)
    desk = make_desk()
    text = LONG.replace("Paragraph 40 begins here", "“The dam will hold,” said Maria Kovacs, the mayor of Vienna. Here")
    desk.bring(tmp_path, text, "said.txt")
    desk.press(Qt.Key.Key_J, CONTROL)
    desk.until(lambda: desk.session.document is not None and desk.session.document.pending)
    desk.settle()
    desk.until(lambda: desk.window.view.shown.boxes.current is not None)
    assert 0.2 < height_of(desk, desk.window.view.shown.boxes.fragments[0][0]) < 0.4

"""What is current changes by a person’s gesture or because it is gone: with many annotations, the list and filters.

A model says after every gesture what is current and what is stored; the window, the list, the details and the database
must agree with it.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.model import Annotation, LinkKind, Span, place_of
from annotator.storage.store import Store
from annotator.text.edges import Unit
from annotator.text.passages import united
from annotator.text.words import snap_to_words
from annotator.ui.annotations.reshaping import moved
from annotator.ui.reading.view import ReadingView
from tests.making import BRIDGE
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, KEYS, NONE, SHIFT, click

WORDS = (
    "Harbour bridge",
    "storm damage",
    "Port Ellery",
    "six weeks",
    "county roads authority",
    "bearings",
    "spokesman",
)
SEQUENCES = int(os.environ.get("ANNOTATOR_SEQUENCES", "6"))
"""How many random sequences are tried; more by the environment."""


def mark_several(desk: Desk) -> list[Annotation]:
    """Seven annotations by keys: claims, sources and a location, two of them next to each other."""
    tags = ("claim", "claim", "location", "claim", "source", "claim", "source")
    return [desk.mark(words, KEYS[tag]) for words, tag in zip(WORDS, tags, strict=True)]


def row_of(desk: Desk, annotation_id: str) -> QPoint:
    """The middle of an annotation's row in the list."""
    inspector = desk.window.inspector
    index = inspector.model.row_of(annotation_id)
    inspector.list.scrollTo(index)
    return inspector.list.visualRect(index).center()


def click_row(desk: Desk, annotation_id: str) -> None:
    viewport = desk.window.inspector.list.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=row_of(desk, annotation_id))


def press_filter(desk: Desk, tag: str) -> None:
    QTest.mouseClick(desk.window.inspector._filters[tag], Qt.MouseButton.LeftButton)


def by_id(desk: Desk) -> dict[str, Annotation]:
    return {a.id: a for a in desk.stored()}


@pytest.mark.parametrize("key", ["[", "]", "{", "}"])
@pytest.mark.parametrize("way", ["text", "list"])
def test_an_end_moved_again_and_again_is_that_of_the_same_annotation(desk: Desk, key: str, way: str) -> None:
    before = {a.id: a for a in mark_several(desk)}
    chosen = sorted(before.values(), key=place_of)[3]
    if way == "text":
        click(desk, chosen.start + 2)
    else:
        click_row(desk, chosen.id)
        desk.press(Qt.Key.Key_F6)
        desk.window.view.setFocus()
    for _ in range(4):
        desk.press(key)  # type: ignore[arg-type]
        desk.settle()
        assert desk.window.view.current == chosen.id
        after = by_id(desk)
        assert {i: a for i, a in after.items() if i != chosen.id} == {i: a for i, a in before.items() if i != chosen.id}
    assert by_id(desk)[chosen.id].fragments != chosen.fragments


def test_a_handle_dragged_past_a_neighbour_moves_its_own_annotation(desk: Desk) -> None:
    before = {a.id: a for a in mark_several(desk)}
    chosen = next(a for a in before.values() if a.quote == "storm damage")
    click(desk, chosen.start + 2)
    drag_handle(desk, BRIDGE.index("bridge closed"))
    desk.settle()
    after = by_id(desk)
    assert after[chosen.id].quote == "bridge closed after storm damage"
    assert desk.window.view.current == chosen.id
    assert {i for i in after if after[i].fragments != before[i].fragments} == {chosen.id}


def test_a_key_between_press_and_release_gives_the_drag_up(desk: Desk) -> None:
    before = {a.id: a for a in mark_several(desk)}
    chosen = next(a for a in before.values() if a.quote == "storm damage")
    click(desk, chosen.start + 2)
    drag_handle(desk, BRIDGE.index("bridge closed"), meanwhile=lambda: desk.press(Qt.Key.Key_Space))
    desk.settle()
    assert by_id(desk) == before


def test_delete_after_a_retag_with_a_filter_on_removes_what_was_current(desk: Desk) -> None:
    mark_several(desk)
    press_filter(desk, "claim")
    claims = [a for a in sorted(desk.stored(), key=place_of) if a.tag == "claim"]
    click_row(desk, claims[1].id)
    desk.press(KEYS["source"], on=desk.window.inspector.list)
    desk.settle()
    assert desk.window.view.current == claims[1].id
    desk.press(Qt.Key.Key_Delete, on=desk.window.inspector.list)
    desk.settle()
    assert claims[1].id not in by_id(desk)
    assert len(by_id(desk)) == len(WORDS) - 1
    assert desk.window.view.current == ""


def test_what_was_deleted_gives_nothing_to_its_neighbour(desk: Desk) -> None:
    made = sorted(mark_several(desk), key=place_of)
    click_row(desk, made[2].id)
    desk.press(Qt.Key.Key_Delete, on=desk.window.inspector.list)
    desk.press(Qt.Key.Key_Delete, on=desk.window.inspector.list)
    desk.settle()
    assert by_id(desk).keys() == {a.id for a in made} - {made[2].id}


def test_the_focus_of_the_list_chooses_nothing(desk: Desk) -> None:
    mark_several(desk)
    desk.window.view.make_current("")
    desk.press(Qt.Key.Key_F6)
    desk.window.inspector.list.setFocus()
    assert desk.window.view.current == ""


def test_an_undo_of_something_else_leaves_what_is_current(desk: Desk) -> None:
    made = mark_several(desk)
    click(desk, made[1].start + 2)
    desk.press("}")  # type: ignore[arg-type]
    desk.settle()
    click(desk, made[4].start + 2)
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert by_id(desk)[made[1].id].fragments == made[1].fragments
    assert desk.window.view.current == made[4].id


def test_a_key_pressed_before_a_click_is_for_what_was_current_then(desk: Desk) -> None:
    made = mark_several(desk)
    before = by_id(desk)
    click(desk, made[1].start + 2)
    desk.press("[")  # type: ignore[arg-type]
    desk.press("[")  # type: ignore[arg-type]
    desk.press(Qt.Key.Key_Delete)
    click(desk, made[4].start + 2)
    desk.settle()
    assert by_id(desk) == {i: a for i, a in before.items() if i != made[1].id}
    assert desk.window.view.current == made[4].id


def test_a_key_pressed_before_the_mark_is_stored_is_for_that_mark(desk: Desk) -> None:
    made = mark_several(desk)
    desk.select("mainland will")
    for key in (KEYS["claim"], "}", "}", KEYS["source"]):
        desk.press(key)  # type: ignore[arg-type]
    click(desk, made[2].start + 2)
    desk.settle()
    assert [a.quote for a in desk.stored() if a.id not in {m.id for m in made}] == ["mainland will stay closed"]
    assert {a.id: a for a in desk.stored() if a.id in {m.id for m in made}} == {a.id: a for a in made}


def test_several_rows_stay_selected_while_their_tag_changes(desk: Desk) -> None:
    made = sorted(mark_several(desk), key=place_of)
    click_row(desk, made[0].id)
    viewport = desk.window.inspector.list.viewport()
    for one in (made[2], made[4]):
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, CONTROL, row_of(desk, one.id))
    chosen = {made[0].id, made[2].id, made[4].id}
    assert set(desk.window.inspector.selected()) == chosen
    desk.press(KEYS["image_credit"], on=desk.window.inspector.list)
    desk.settle()
    assert {a.id for a in desk.stored() if a.tag == "image_credit"} == chosen
    assert set(desk.window.inspector.selected()) == chosen


def drag_handle(desk: Desk, to: int, meanwhile: Callable[[], None] = lambda: None, *, start: bool = True) -> None:
    """Take a handle of the current annotation's first fragment and let it go before the character at ``to``."""
    from tests.ui.hands import point_of

    view = desk.window.view
    view.repaint()
    held = next(h for h in view.outline.seen().handles if h.is_start is start and h.fragment == 0)
    a, b = held.place.toPoint(), point_of(desk, to)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, NONE, a)
    for i in range(1, 5):
        QTest.mouseMove(view.viewport(), a + (b - a) * i / 4)
    meanwhile()
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, NONE, b)


class State(NamedTuple):
    """What is stored, by id, and the links between claims and sources."""

    marks: dict[str, tuple[str, tuple[Span, ...]]]
    links: frozenset[tuple[str, str]]


class Person:
    """Does one gesture at a time by real events, and writes down what must come of it."""

    def __init__(self, desk: Desk, chance: random.Random) -> None:
        self.desk, self.chance = desk, chance
        self.state, self.current = self.read(), desk.window.view.current
        self.done: list[State] = []
        self.undone: list[State] = []

    def read(self) -> State:
        self.desk.settle()
        document = self.desk.session.document
        assert document is not None
        with Store.open(self.desk.path, read_only=True) as store:
            content = store.content(document.article.id)
        assert content is not None
        links = frozenset((k.from_id, k.to_id) for k in content.links if k.kind is LinkKind.ATTRIBUTED_TO)
        return State({a.id: (a.tag, a.fragments) for a in content.annotations}, links)

    def became(self, **changed: object) -> None:
        state = self.state._replace(**changed)  # type: ignore[arg-type]
        if state != self.state:
            self.done.append(self.state)
            self.undone.clear()
            self.state = state

    def put(self, id_: str, tag: str, fragments: tuple[Span, ...]) -> None:
        self.became(marks={**self.state.marks, id_: (tag, fragments)})

    def in_order(self) -> list[str]:
        marks = self.state.marks
        return sorted(marks, key=lambda i: (marks[i][1][0][0], marks[i][1][-1][1], i))

    # Gestures

    def tag_words(self) -> None:
        start = self.chance.randrange(len(BRIDGE) - 30)
        self.desk.window.view.selection.select((start, start + self.chance.randint(1, 25)))
        span, tag = snap_to_words(BRIDGE, *self.desk.window.view.selection.made()), self.chance.choice(list(KEYS))  # type: ignore[misc]
        self.desk.press(KEYS[tag], on=self.text())
        new = self.read().marks.keys() - self.state.marks.keys()
        assert len(new) == (span is not None and (tag, (span,)) not in self.state.marks.values())
        for id_ in new:
            self.put(id_, tag, (span,))  # type: ignore[arg-type]
            self.current = id_
        self.desk.window.view.selection.clear()

    def retag(self) -> None:
        tag = self.chance.choice(list(KEYS))
        self.desk.press(KEYS[tag], on=self.pane())
        if self.current:
            before, fragments = self.state.marks[self.current]
            if any(id_ != self.current and mark == (tag, fragments) for id_, mark in self.state.marks.items()):
                return  # it would say what the other says
            loose = 0 if before == "claim" else 1 if before == "source" else None  # which end a link has here
            kept = {k for k in self.state.links if before == tag or loose is None or k[loose] != self.current}
            self.put(self.current, tag, fragments)
            self.became(links=frozenset(kept))

    def pane(self) -> QWidget:
        """The list if it has the focus, else the text."""
        rows = self.desk.window.inspector.list
        return rows if rows.hasFocus() else self.text()

    def text(self) -> ReadingView:
        """The text, which has the focus now."""
        self.desk.window.view.setFocus()
        return self.desk.window.view

    def move_an_end(self) -> None:
        key, start, step = self.chance.choice((("[", True, -1), ("]", True, 1), ("{", False, -1), ("}", False, 1)))
        held = self.chance.choice((NONE, CONTROL))
        unit: Unit = "word" if held is NONE else "character"
        caret = self.desk.window.view.selection.caret()
        for _ in range(self.chance.randint(1, 4)):
            self.desk.press(key, held, on=self.text())  # type: ignore[arg-type]
            if not self.current:
                continue
            tag, fragments = self.state.marks[self.current]
            shape = moved(BRIDGE, fragments, caret, unit, start=start, step=step, is_free=self.is_free)
            self.put(self.current, tag, shape or fragments)

    def is_free(self, fragments: tuple[Span, ...]) -> bool:
        """Whether nothing else that has the tag of the current mark has these fragments."""
        marks, mark = self.state.marks, (self.state.marks[self.current][0], fragments)
        return not any(other == mark for id_, other in marks.items() if id_ != self.current)

    def drag_a_handle(self) -> None:
        if not self.current:
            return
        tag, fragments = self.state.marks[self.current]
        self.desk.window.view.bring_into_sight(fragments[0])
        self.desk.qtbot.wait(1)
        start = self.chance.random() < 0.5
        to = max(0, fragments[0][0 if start else 1] + self.chance.randint(-12, 12))
        drag_handle(self.desk, to, start=start)
        after = self.read().marks
        others = {i: m for i, m in after.items() if i != self.current}
        assert others == {i: m for i, m in self.state.marks.items() if i != self.current}
        self.put(self.current, tag, after[self.current][1])

    def click_a_row(self) -> None:
        shown = [a.id for a in self.desk.window.inspector.model._shown]
        if shown:
            self.current = self.chance.choice(shown)
            click_row(self.desk, self.current)

    def walk_the_list(self) -> None:
        rows, model = self.desk.window.inspector.list, self.desk.window.inspector.model
        rows.setFocus()
        before = rows.currentIndex().row()
        key, step = self.chance.choice(((Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1)))
        self.desk.press(key, on=rows)
        if 0 <= before + step < model.rowCount():
            chosen = model.annotation(model.index(before + step))
            assert chosen is not None
            self.current = chosen.id

    def click_the_text(self) -> None:
        offset = self.chance.randrange(len(BRIDGE) - 2)
        before = self.current
        click(self.desk, offset)
        found = self.desk.window.view.current
        spans = self.state.marks[found][1] if found else ()
        assert not found or any(a - 1 <= offset <= b for a, b in spans) or found == before
        self.current = found

    def walk(self) -> None:
        key = self.chance.choice(
            ((Qt.Key.Key_Space, NONE, 1), (Qt.Key.Key_Space, SHIFT, -1), (Qt.Key.Key_Tab, NONE, 1))
        )
        order, caret = self.in_order(), self.desk.window.view.selection.caret()
        self.desk.press(key[0], key[1], on=self.text())
        if not order:
            return
        starts = [self.state.marks[i][1][0][0] for i in order]
        if self.current:
            here = order.index(self.current) + key[2]
        elif key[2] > 0:
            here = next((n for n, s in enumerate(starts) if s >= caret), 0)
        else:
            here = next((n for n, s in enumerate(starts) if s >= caret), len(order)) - 1
        self.current = order[here % len(order)]

    def delete(self) -> None:
        self.desk.press(Qt.Key.Key_Delete, on=self.pane())
        if self.current:
            gone, self.current = self.current, ""
            left = {k: v for k, v in self.state.marks.items() if k != gone}
            self.became(marks=left, links=frozenset(k for k in self.state.links if gone not in k))

    def write_a_note(self) -> None:
        view = self.desk.window.view
        self.desk.press(Qt.Key.Key_N, on=self.pane())
        if not self.current:
            return
        self.desk.settle()
        note = self.desk.window.inspector.note
        self.desk.until(note.hasFocus)
        QTest.keyClicks(note, self.chance.choice(("why", "seen", "ask")))
        self.desk.press(Qt.Key.Key_Escape, on=note)
        view.setFocus()
        self.desk.settle()
        with Store.open(self.desk.path, read_only=True) as store:
            past = store.past()
        notes = sum(1 for step in past if step.action == "note")
        if notes > self.notes:  # a step of its own, after which nothing is redone
            self.done.append(self.state)
            self.undone.clear()
        self.notes = notes

    notes = 0

    def add_a_fragment(self) -> None:
        if not self.current:
            return
        start = self.chance.randrange(len(BRIDGE) - 20)
        self.desk.window.view.selection.select((start, start + self.chance.randint(3, 15)))
        span = snap_to_words(BRIDGE, *self.desk.window.view.selection.made())  # type: ignore[misc]
        self.desk.press("+", on=self.text())  # type: ignore[arg-type]
        tag, fragments = self.state.marks[self.current]
        self.put(self.current, tag, united((*fragments, span)) if span is not None else fragments)
        self.desk.settle()
        self.desk.window.view.selection.clear()

    def link(self) -> None:
        if not self.current or self.state.marks[self.current][0] != "claim":
            return
        picker = self.desk.window.bench.linking.picker
        self.desk.press(Qt.Key.Key_L, on=self.text())
        self.desk.until(picker.isVisible)
        if not picker.model.shown:
            self.desk.press(Qt.Key.Key_Escape, on=picker.line)
            return
        source = picker.model.shown[0].id
        self.desk.press(Qt.Key.Key_Return, on=picker.line)
        self.became(links=self.state.links | {(self.current, source)})

    def filter(self) -> None:
        press_filter(self.desk, self.chance.choice(("", "", *KEYS)))

    def sort(self) -> None:
        self.desk.window.inspector.sort_by(self.chance.choice(("place", "tag", "newest")))

    def filter_by_words(self) -> None:
        field = self.desk.window.inspector.search
        field.clear()
        QTest.keyClicks(field, self.chance.choice(("", "the", "storm", "e")))

    def escape(self) -> None:
        self.desk.window.view.setFocus()
        self.desk.window.inspector.search.clear()
        self.desk.window.notice.hide()
        self.desk.press(Qt.Key.Key_Escape, on=self.text())
        self.current = ""

    def move_the_caret(self) -> None:
        before = self.desk.window.view.selection.caret()
        self.desk.press(self.chance.choice((Qt.Key.Key_Left, Qt.Key.Key_Right)), on=self.text())
        if self.desk.window.view.selection.caret() != before:
            self.current = ""

    def go_back(self) -> None:
        if self.done:
            self.desk.press(Qt.Key.Key_Z, CONTROL, on=self.text())
            self.undone.append(self.state)
            self.stepped(self.done.pop())

    def go_on(self) -> None:
        if self.undone:
            self.desk.press(Qt.Key.Key_Z, CONTROL | SHIFT, on=self.text())
            self.done.append(self.state)
            self.stepped(self.undone.pop())

    def stepped(self, state: State) -> None:
        """A step of the history changes what is current only where there is none, or where it is gone."""
        self.state = state
        self.desk.settle()
        if self.current not in state.marks:
            self.current = self.desk.window.view.current
            assert self.current == "" or self.current in state.marks

    def hold(self) -> None:
        """The window, the list, the details and the database agree with the model."""
        window = self.desk.window
        stored = self.read()
        assert stored == self.state, f"{set(stored.marks.items()) ^ set(self.state.marks.items())}"
        assert window.view.current == self.current
        shown = {a.id for a in window.inspector.model._shown}
        assert window.inspector.selected() == ([self.current] if self.current in shown else [])
        assert window.inspector.details.isVisible() == bool(self.current)


GESTURES = (
    *("tag_words", "retag", "move_an_end", "move_an_end", "drag_a_handle", "click_a_row", "click_a_row"),
    *("walk_the_list", "click_the_text", "walk", "walk", "delete", "write_a_note", "add_a_fragment", "link", "filter"),
    *("sort", "filter_by_words", "escape", "move_the_caret", "go_back", "go_on"),
)


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_what_is_current_is_what_the_person_made_current(desk: Desk, seed: int) -> None:
    mark_several(desk)
    chance = random.Random(seed)
    person = Person(desk, chance)
    trail: list[str] = []
    for _ in range(40):
        trail.append(chance.choice(GESTURES))
        try:
            getattr(person, trail[-1])()
            person.hold()
        except AssertionError as error:
            raise AssertionError(f"after {', '.join(trail)}: {error}") from error


def test_the_article_selected_in_the_list_stays_so_while_others_come(desk: Desk, tmp_path: Path) -> None:
    for name in ("Delta", "Charlie", "Bravo", "Alpha"):
        desk.bring(tmp_path, f"{name}\n\nText.\n", f"{name}.txt")
    library = desk.window.library
    library.rows.setFocus()
    for _ in range(2):
        desk.press(Qt.Key.Key_Down, on=library.rows)
    (chosen,) = library.selected()
    job = desk.session.transfers.add_text("Echo\n\nText.\n", "echo.txt")
    job.start()
    desk.until(lambda: "Echo" in desk.articles())
    desk.settle()
    assert library.selected() == [chosen]
    desk.window.actions_by_id["remove"].trigger()
    desk.settle()
    assert sorted(desk.articles()) == sorted(["Alpha", "Bravo", "Delta", "Echo", BRIDGE.splitlines()[0]])

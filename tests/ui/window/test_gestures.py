"""Random sequences of gestures, undos and redos, held against a simple model of what should be there.

The model knows fragments, tags, links and notes, and keeps whole states for undo and redo. Every step is a real key on
the real window; after each the database is compared.
"""

from __future__ import annotations

import random
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.model import LinkKind, Span
from annotator.storage.check import check
from annotator.storage.store import Store
from annotator.text.passages import united
from annotator.text.words import snap_to_words
from annotator.ui.annotations.reshaping import moved
from tests.making import BRIDGE
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, KEYS, SHIFT

TAGS = tuple(KEYS)
Mark = tuple[str, tuple[Span, ...]]


class State(NamedTuple):
    """What should be stored: tag and fragments by id, and links."""

    marks: dict[str, Mark]
    links: frozenset[tuple[str, str]]


class Person:
    """Does one thing at a time at the window and writes down what should come of it."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk, self.chance = desk, random.Random(seed)
        self.state = State({}, frozenset())
        self.done: list[State] = []
        self.undone: list[State] = []

    @property
    def current(self) -> str:
        return self.desk.window.view.current

    def stored(self) -> State:
        self.desk.settle()
        document = self.desk.session.document
        assert document is not None
        with Store.open(self.desk.path, read_only=True) as store:
            content = store.content(document.article.id)
        assert content is not None
        shown = {a.id: (a.tag, a.fragments) for a in document.in_order}
        assert shown == {a.id: (a.tag, a.fragments) for a in content.annotations}
        return State(shown, frozenset((k.from_id, k.to_id) for k in content.links if k.kind is LinkKind.ATTRIBUTED_TO))

    def became(self, state: State) -> None:
        if state != self.state:
            self.done.append(self.state)
            self.undone.clear()
            self.state = state

    def select(self) -> Span:
        start = self.chance.randrange(len(BRIDGE) - 30)
        span = start, start + self.chance.randint(1, 25)
        self.desk.window.view.selection.select(span)
        return span

    def tag(self) -> None:
        span = snap_to_words(BRIDGE, *self.select())
        name = self.chance.choice(TAGS)
        self.desk.press(KEYS[name])
        after = self.stored()
        new = after.marks.keys() - self.state.marks.keys()
        exists = any(mark == (name, (span,)) for mark in self.state.marks.values())
        assert len(new) == (span is not None and not exists)
        self.became(self.state._replace(marks={**self.state.marks, **dict.fromkeys(new, (name, (span,)))}))  # type: ignore[arg-type]

    def retag(self) -> None:
        self.desk.window.view.selection.clear()
        if not self.choose():
            return
        name = self.chance.choice(TAGS)
        self.desk.press(KEYS[name])
        before, fragments = self.state.marks[self.current]
        if self.is_free(self.current, (name, fragments)):
            marks = {**self.state.marks, self.current: (name, fragments)}
            end = {"claim": 0, "source": 1}.get(before) if before != name else None  # the end of links that needs it
            links = frozenset(k for k in self.state.links if end is None or k[end] != self.current)
            self.became(State(marks, links))

    def is_free(self, id_: str, mark: Mark) -> bool:
        """Whether no other annotation has this tag and these fragments."""
        return all(other != mark for k, other in self.state.marks.items() if k != id_)

    def choose(self) -> bool:
        if not self.state.marks:
            return False
        self.desk.window.view.make_current(self.chance.choice(list(self.state.marks)))
        return True

    def move_an_end(self) -> None:
        if not self.choose():
            return
        key, start, step = self.chance.choice((("[", True, -1), ("]", True, 1), ("{", False, -1), ("}", False, 1)))
        self.desk.press(key)  # type: ignore[arg-type]
        tag, fragments = self.state.marks[self.current]
        caret, current = self.desk.window.view.selection.caret(), self.current

        def is_free(made: tuple[Span, ...]) -> bool:
            return self.is_free(current, (tag, made))

        made = moved(BRIDGE, fragments, caret, "word", start=start, step=step, is_free=is_free)
        if made is not None:
            self.became(self.state._replace(marks={**self.state.marks, current: (tag, made)}))

    def add_a_fragment(self) -> None:
        if not self.choose():
            return
        current = self.current
        span = snap_to_words(BRIDGE, *self.select())
        self.desk.press("+")  # type: ignore[arg-type]
        if span is not None:
            tag, fragments = self.state.marks[current]
            mark = tag, united((*fragments, span))
            if self.is_free(current, mark):
                self.became(self.state._replace(marks={**self.state.marks, current: mark}))

    def delete(self) -> None:
        if not self.choose():
            return
        gone = self.current
        self.desk.press(Qt.Key.Key_Delete)
        marks = {k: v for k, v in self.state.marks.items() if k != gone}
        self.became(State(marks, frozenset(k for k in self.state.links if gone not in k)))

    def link(self) -> None:
        claims = [k for k, (tag, _) in self.state.marks.items() if tag == "claim"]
        if not claims:
            return
        self.desk.window.view.make_current(self.chance.choice(claims))
        claim, picker = self.current, self.desk.window.bench.linking.picker
        self.desk.press(Qt.Key.Key_L)
        self.desk.settle()
        if not picker.model.shown:
            self.desk.press(Qt.Key.Key_Escape, on=self.desk.window)
            return
        source = picker.model.shown[0].id
        QTest.keyClick(picker.line, Qt.Key.Key_Return)
        self.became(self.state._replace(links=self.state.links | {(claim, source)}))

    def undo(self) -> None:
        self.desk.press(Qt.Key.Key_Z, CONTROL, on=self.desk.window.view)
        if self.done:
            self.undone.append(self.state)
            self.state = self.done.pop()

    def redo(self) -> None:
        self.desk.press(Qt.Key.Key_Z, CONTROL | SHIFT, on=self.desk.window.view)
        if self.undone:
            self.done.append(self.state)
            self.state = self.undone.pop()


GESTURES = ("tag", "tag", "tag", "retag", "move_an_end", "add_a_fragment", "delete", "link", "undo", "undo", "redo")


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(st.tuples(st.sampled_from(GESTURES), st.integers(0, 10_000)), min_size=5, max_size=40))
def test_whatever_is_done_the_library_is_what_it_should_be(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory, gestures: list[tuple[str, int]]
) -> None:
    person = Person(desk, 0)
    folder = tmp_path_factory.mktemp("article")
    desk.bring(folder, f"{BRIDGE}\n{folder.name}\n")  # a text of its own for every sequence
    for name, seed in gestures:
        desk.window.view.setFocus()
        if name == "undo" and not person.done:
            continue  # the next step would be the article itself
        person.chance.seed(seed)
        getattr(person, name)()
        assert person.stored() == person.state, name
    assert check(desk.path).problems == []

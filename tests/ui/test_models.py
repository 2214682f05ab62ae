"""Every model of the window keeps to what Qt's views expect of one, held against Qt's own examiner while it is used."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

import annotator.ui
from tests.making import BRIDGE
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, KEYS, SHIFT

for _module in pkgutil.walk_packages(annotator.ui.__path__, "annotator.ui."):
    importlib.import_module(_module.name)

MODELS = [kind for base in QAbstractItemModel.__subclasses__() for kind in base.__subclasses__()]
MODELS = [kind for kind in MODELS if kind.__module__.startswith("annotator.")]

Seen = dict[type, int]
"""The most rows that a model of each kind has had."""


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> Iterator[Seen]:
    """Sets Qt's examiner on every model from when it is made; what it finds is a Qt warning, which fails the test."""
    seen: Seen = dict.fromkeys(MODELS, 0)
    for kind in MODELS:

        def make(self: QAbstractItemModel, *args: object, make: object = kind.__init__, kind: type = kind) -> None:
            make(self, *args)  # type: ignore[operator]
            QAbstractItemModelTester(self, QAbstractItemModelTester.FailureReportingMode.Warning, self)

            def look() -> None:
                seen[kind] = max(seen[kind], self.rowCount())

            for changed in (self.modelReset, self.rowsInserted, self.dataChanged):
                changed.connect(look)

        monkeypatch.setattr(kind, "__init__", make)
    yield seen


@pytest.fixture
def watched(examined: Seen, request: pytest.FixtureRequest) -> tuple[Desk, Seen]:
    return request.getfixturevalue("desk"), examined


def test_models_keep_their_promises_while_they_are_used(watched: tuple[Desk, Seen], tmp_path: Path) -> None:
    desk, seen = watched
    window = desk.window
    desk.bring(tmp_path, "Another article\n\nNorthern Wire says the port is safe.\n", "port.txt")
    desk.bring(tmp_path, f"{BRIDGE}\nNorthern Wire said more.\n", "more.txt")

    # Annotations: made, moved, given another tag, filtered, sorted, deleted, undone
    for words, tag in (("Northern Wire", "source"), ("mainland", "location"), ("storm", "claim")):
        desk.mark(words, KEYS[tag])
    for key in (Qt.Key.Key_BraceRight, Qt.Key.Key_BraceLeft, KEYS["source"], Qt.Key.Key_Delete):
        desk.press(key, on=window.view)
        desk.settle()
    for _ in range(4):
        desk.press(Qt.Key.Key_Z, CONTROL, on=window.view)
    desk.press(Qt.Key.Key_Z, CONTROL | SHIFT, on=window.view)
    desk.type("wire", window.inspector.search)
    desk.settle()
    window.inspector.search.clear()

    # Articles: searched, filtered, sorted, removed, back again
    desk.type("another", window.library.search)
    desk.until(lambda: window.library.model.rowCount() == 1)
    window.library.search.clear()
    desk.until(lambda: window.library.model.rowCount() == 3)
    for sort in ("title", "marked", "added"):
        window.library.sort_by(sort)
    window.actions_by_id["done"].trigger()
    desk.settle()
    for chip in window.library._filter_row.chips:
        chip.click()
    window.library._filter_row.chips[0].click()
    window.actions_by_id["remove"].trigger()
    desk.settle()
    desk.press(Qt.Key.Key_Z, CONTROL, on=window.view)
    desk.settle()

    # Suggestions: found, accepted, rejected
    window.actions_by_id["suggest"].trigger()
    desk.until(lambda: seen[type(window.bench.suggestions.model)] > 1)
    desk.settle()
    for _ in range(2):
        desk.press(Qt.Key.Key_Return, on=window.bench.suggestions.list)
        desk.settle()

    # What is opened over the window
    window.actions_by_id["tag_all"].trigger()
    dialog = window.bench.dialogs.tag_all
    assert dialog is not None
    dialog.scope.setCurrentIndex(1)
    dialog.line.setText("the")
    desk.until(lambda: dialog.model.rowCount() > 1)
    dialog.reject()
    window.actions_by_id["history"].trigger()
    desk.until(lambda: (past := window.bench.dialogs.history) is not None and past.model.rowCount() > 3)
    assert window.bench.dialogs.history is not None
    window.bench.dialogs.history.reject()
    window.actions_by_id["palette"].trigger()
    QTest.keyClicks(window.focusWidget(), "tag")
    desk.press(Qt.Key.Key_Escape)

    assert [kind.__name__ for kind, rows in seen.items() if rows < 2] == []

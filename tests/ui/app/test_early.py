"""Early hands: what a person does while the library is still being opened, which a slow disk makes long."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.storage.lock import LibraryLock
from annotator.storage.store import Store
from tests.making import add
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL

SLOW = 0.4


@pytest.fixture(autouse=True)
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening takes its time on both sides of the file's being there."""
    from annotator.storage import migrate

    opened, upgraded = Store.open, migrate.migrate

    def open_slowly(*args: Any, **options: Any) -> Store:
        time.sleep(SLOW)
        return opened(*args, **options)

    def migrate_slowly(engine: Any, *args: Any, **options: Any) -> None:
        with engine.connect():
            time.sleep(SLOW)
        upgraded(engine, *args, **options)

    monkeypatch.setattr(Store, "open", open_slowly)
    monkeypatch.setattr(migrate, "migrate", migrate_slowly)


@pytest.fixture
def make_desk_early(qtbot: QtBot, library: Path) -> Iterator[Callable[[], Desk]]:
    """Makes a window that is not waited for."""
    desks: list[Desk] = []

    def make() -> Desk:
        desks.append(Desk(qtbot, library, stands=False))
        return desks[-1]

    yield make
    for desk in desks:
        desk.window.close()


def just_shown(_: Desk) -> bool:
    return True


def painted(desk: Desk) -> bool:
    return desk.window._painted


def made(desk: Desk) -> bool:
    return desk.window._bench is not None


@pytest.mark.parametrize("moment", [just_shown, painted, made])
@pytest.mark.parametrize("is_new", [True, False])
def test_who_closes_the_window_while_the_library_opens_is_let_go(
    qtbot: QtBot, library: Path, is_new: bool, moment: Callable[[Desk], bool]
) -> None:
    if not is_new:
        with Store.open(library) as store:
            add(store)
    desk = Desk(qtbot, library, stands=False)
    desk.until(lambda: moment(desk))
    QTest.keyClick(desk.window, Qt.Key.Key_Q, CONTROL)
    desk.window.close()
    qtbot.wait(50)  # what was on its way home has come, and raised nothing
    assert not desk.window.isVisible() and not desk.session.is_open
    lock = LibraryLock(library)
    assert lock.acquire()
    lock.release()


@pytest.mark.parametrize("is_new", [True, False])
def test_what_is_searched_early_is_found_when_the_library_is_open(
    make_desk_early: Callable[[], Desk], library: Path, is_new: bool
) -> None:
    if not is_new:
        with Store.open(library) as store:
            add(store)
    desk = make_desk_early()
    desk.until(lambda: made(desk))
    search = desk.window.library.search
    search.setFocus()
    search.insert("bridge")  # as an input method does, whose letters do not wait
    assert not desk.session.is_open
    desk.until(lambda: desk.session.is_open and not desk.window.library._hits.is_waiting)
    desk.settle()
    assert not desk.window.notice.isVisible()
    assert desk.window.focusWidget() is search
    assert desk.window.library.model.rowCount() == (not is_new)


def test_the_annotators_asked_for_early_come_when_the_library_is_open(
    make_desk_early: Callable[[], Desk], library: Path
) -> None:
    desk = make_desk_early()
    desk.until(lambda: made(desk))
    told: list[list[str]] = []
    desk.session.queries.annotators(told.append)
    desk.until(lambda: told)
    assert told == [[]] and desk.session.is_open


def test_a_search_in_a_library_that_cannot_be_opened_has_an_end(
    make_desk_early: Callable[[], Desk], library: Path
) -> None:
    library.parent.mkdir(exist_ok=True)
    library.write_bytes(b"no library" * 20)
    desk = make_desk_early()
    desk.until(lambda: made(desk))
    desk.window.library.search.insert("bridge")
    desk.until(lambda: desk.window.notice.isVisible() and not desk.window.library._hits.is_waiting)


def test_the_article_that_is_opened_at_the_start_has_the_keyboard(
    make_desk: Callable[[], Desk], tmp_path: Path
) -> None:
    first = make_desk()
    first.bring(tmp_path)
    first.window.close()
    desk = make_desk()
    desk.until(lambda: desk.session.document is not None)
    desk.settle()
    assert desk.window.focusWidget() is desk.window.view

"""The row of the open article stays in sight, whatever becomes of the list, unless the person scrolls it away."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from annotator import edits
from annotator.settings import LAST_ARTICLE, Settings
from annotator.storage.store import Store
from tests.making import new_article
from tests.ui.conftest import Desk


@pytest.fixture
def ids(library: Path) -> list[str]:
    """A library of 300 articles; their ids, as they are listed."""
    with Store.open(library) as store:
        new = [new_article(f"Article {n}\n\nWords of {n}.\n", f"{n}.txt") for n in range(300)]
        store.apply(edits.add_articles(new), "tester", new=new)
        return [a.id for a in store.articles()]


def is_in_sight(desk: Desk, article_id: str) -> bool:
    """Whether all of its row is in sight."""
    QTest.qWait(50)
    rows = desk.window.library.rows
    place = rows.visualRect(desk.window.library.model.row_of(article_id))
    return place.isValid() and rows.viewport().rect().contains(place.adjusted(0, 0, 0, -1))


@pytest.fixture
def reader(make_desk: Callable[[], Desk], ids: list[str]) -> Desk:
    """A window that comes back with an article far down in the list."""
    Settings().set({LAST_ARTICLE: ids[200]})
    desk = make_desk()
    desk.until(lambda: desk.session.document is not None)
    desk.settle()
    return desk


def test_after_a_start(reader: Desk, ids: list[str]) -> None:
    assert is_in_sight(reader, ids[200])


def test_after_a_start_in_another_size(reader: Desk, make_desk: Callable[[], Desk], ids: list[str]) -> None:
    reader.window.resize(1000, 500)
    QTest.qWait(50)
    reader.window.close()
    again = make_desk()
    again.until(lambda: again.session.document is not None)
    assert is_in_sight(again, ids[200])


@pytest.mark.parametrize("percent", [85, 130, 200])
def test_in_another_size_of_the_interface(reader: Desk, ids: list[str], percent: int) -> None:
    for there in (percent, 100):
        reader.window.actions_by_id[f"size_{there}"].trigger()
        assert is_in_sight(reader, ids[200]), there


def test_after_a_filter_and_a_search(reader: Desk, ids: list[str]) -> None:
    library = reader.window.library
    library.search.setFocus()
    reader.type("200", library.search)
    reader.until(lambda: library.model.rowCount() < 300)
    library.search.clear()
    reader.until(lambda: library.model.rowCount() == 300)
    assert is_in_sight(reader, ids[200])
    library._filter_row.chips[3].click()
    assert library.model.rowCount() == 0
    library._filter_row.chips[0].click()
    assert is_in_sight(reader, ids[200])


def test_when_articles_come_and_go_or_the_list_is_sorted(reader: Desk, ids: list[str], tmp_path: Path) -> None:
    reader.session.do(lambda: reader.session.articles.remove(ids[3:9]))
    reader.settle()
    assert is_in_sight(reader, ids[200])
    reader.window.library.sort_by("title")
    assert is_in_sight(reader, ids[200])
    reader.window.library.sort_by("added")
    assert is_in_sight(reader, ids[200])
    assert is_in_sight(reader, reader.bring(tmp_path, "Another\n\nOne.\n", "another.txt"))


def test_when_the_window_is_resized_and_the_pane_hidden_and_shown(reader: Desk, ids: list[str]) -> None:
    for size in ((1000, 420), (1366, 768), (600, 400), (1366, 1000)):
        reader.window.resize(*size)
        assert is_in_sight(reader, ids[200]), size
    show = reader.window.actions_by_id["show_library"]
    show.trigger()
    reader.window.resize(1366, 500)
    QTest.qWait(30)
    show.trigger()
    assert is_in_sight(reader, ids[200])


def test_a_list_that_was_scrolled_elsewhere_stays_there(reader: Desk) -> None:
    rows = reader.window.library.rows
    rows.verticalScrollBar().setValue(0)
    first = rows.indexAt(rows.viewport().rect().topLeft()).row()
    reader.window.resize(1200, 600)
    reader.window.actions_by_id["size_130"].trigger()
    QTest.qWait(50)
    assert rows.indexAt(rows.viewport().rect().topLeft()).row() == first == 0

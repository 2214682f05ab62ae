"""What is in sight of a page, and when: the text first, the scroll bar once it is painted."""

import random
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPaintEvent
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.model import TAGS, ArticleState, Content, Delta, card_of
from annotator.readers.plain import article_from_text
from annotator.ui.appearance import theme
from annotator.ui.appearance.typography import Typography
from annotator.ui.reading.view import ReadingView
from annotator.ui.reading.visible_blocks import VisibleBlock
from annotator.ui.session.document import Document
from annotator.ui.session.tag_set import TagSet
from tests.ui.conftest import Desk

SENTENCE = "The swing bridge will stay closed for at least six weeks, the county says, after a storm on Sunday night. "


def document(paragraphs: int) -> Document:
    text = "Made\n\n" + "\n\n".join(SENTENCE * (1 + i % 3) for i in range(paragraphs)) + "\n"
    article = article_from_text(text, text.encode(), name="made.txt").article
    return Document(Content(article, ArticleState(article.id), [], []))


class Watched(ReadingView):
    """Notes the range of its scroll bar at every paint, and what part is painted."""

    def __init__(self) -> None:
        super().__init__(theme.theme_for(theme.LIGHT), TagSet(), Typography())
        self.ranges: list[int] = []
        self.painted: list[QRect] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.ranges.append(self.verticalScrollBar().maximum())
        self.painted.append(event.rect())


@pytest.fixture
def view(qtbot: QtBot) -> Watched:
    made = Watched()
    qtbot.addWidget(made)
    made.resize(900, 600)
    return made


def on_screen(view: Watched) -> QImage:
    """The text as it was painted, be it in parts."""
    place = QRect(view.viewport().mapTo(view, QPoint(0, 0)), view.viewport().size())
    return view.screen().grabWindow(view.winId()).copy(place).toImage()


def opened(view: Watched, qtbot: QtBot, paragraphs: int) -> Document:
    """An article in a view that is shown, painted and at rest."""
    shown = document(paragraphs)
    view.show_document(shown)
    view.show()
    qtbot.waitUntil(lambda: bool(view.painted) and not view._prepare_soon.isActive())
    return shown


def is_at_its_end(view: Watched) -> bool:
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    last = view.sight.blocks()[-1]
    return not last.block.next().isValid() and last.bottom <= view.viewport().height() + view.metrics.pitch


@pytest.mark.parametrize("is_shown_before", [True, False])
def test_a_long_article_ends_where_the_scroll_bar_does(view: Watched, qtbot: QtBot, is_shown_before: bool) -> None:
    if is_shown_before:
        view.show()
        qtbot.waitUntil(lambda: bool(view.painted))
    view.show_document(document(300))
    view.show()
    qtbot.waitUntil(lambda: bool(view.painted) and not view._prepare_soon.isActive())
    qtbot.waitUntil(lambda: is_at_its_end(view))
    view.resize(600, 400)
    qtbot.waitUntil(lambda: is_at_its_end(view))


def test_a_short_article_never_has_a_scroll_bar(view: Watched, qtbot: QtBot) -> None:
    view.show()
    view.show_document(document(300))
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)
    view.ranges.clear()
    view.show_document(document(2))
    qtbot.waitUntil(lambda: bool(view.ranges))
    qtbot.wait(20)
    assert set(view.ranges) == {0}


def test_only_what_looks_different_is_painted(view: Watched, qtbot: QtBot) -> None:
    shown = opened(view, qtbot, 30)
    start = shown.text.index("county")
    delta = edits.tag_passage(shown.article, [(start, start + 6)], "claim", "tester")
    for is_expected in (False, True):
        if is_expected:
            view.prepare_change(delta)
        view.painted.clear()
        view.apply_change(shown.apply_change(delta))
        (part,) = view.painted
        (word,) = view.sight.rects_of((start, start + 6))
        assert part.contains(word.toAlignedRect()) and part.height() < 2 * view.metrics.pitch
        assert part.width() < view.viewport().width() / 3
        assert [s.id for s in view._highlights.strips(view.sight.blocks()[2].block, 0, 0)] == [delta.added[0].id]
        view.painted.clear()
        view.apply_change(shown.apply_change(delta.inverse()))
        assert view.painted == [part]
        view.painted.clear()
        view.apply_change(shown.apply_change(Delta(delta.action)))
        assert not view.painted


def test_what_was_expected_of_another_place_is_not_painted(view: Watched, qtbot: QtBot) -> None:
    """The person scrolls, or the change fails, while the disk writes."""
    shown = opened(view, qtbot, 60)
    start = shown.text.index("county")
    one = edits.tag_passage(shown.article, [(start, start + 6)], "claim", "tester")
    other = edits.tag_passage(shown.article, [(start + 7, start + 11)], "source", "tester")
    view.prepare_change(one)
    view.apply_change(shown.apply_change(other))
    block = view.sight.blocks()[2].block
    assert [s.tag for s in view._highlights.strips(block, 0, 0)] == ["source"]
    view.prepare_change(one)
    view.verticalScrollBar().setValue(4)
    view.apply_change(shown.apply_change(one))
    view.verticalScrollBar().setValue(0)
    assert {s.tag for s in view._highlights.strips(block, 0, 0)} == {"source", "claim"}


def test_at_the_end_of_an_article_another_size_of_the_window_shows_no_empty_space(view: Watched, qtbot: QtBot) -> None:
    opened(view, qtbot, 300)
    qtbot.waitUntil(lambda: is_at_its_end(view))
    end = view.verticalScrollBar().maximum()
    view.ranges.clear()
    view.resize(900, 640)
    qtbot.waitUntil(lambda: bool(view.ranges) and not view._prepare_soon.isActive())
    assert max(view.ranges) < end


def test_what_is_painted_while_the_disk_writes_is_painted_again(view: Watched, qtbot: QtBot) -> None:
    """The person scrolls to a place, and marks something there before it is painted."""
    shown = opened(view, qtbot, 60)
    delta = edits.tag_passage(shown.article, [(0, len(shown.text) - 1)], "claim", "tester")
    view.apply_change(shown.apply_change(delta))
    (made,) = shown.in_order
    other = edits.retag([made], "source")
    view._highlights.forget()
    view.prepare_change(other)
    view.viewport().repaint()
    view.painted.clear()
    view.apply_change(shown.apply_change(other))
    (part,) = view.painted
    assert part.top() < view.sight.blocks()[0].top + view.metrics.title_pitch
    before = on_screen(view)
    view.viewport().repaint()
    assert on_screen(view) == before


@pytest.mark.parametrize("seed", range(4))
def test_what_is_painted_in_parts_looks_as_if_all_were_painted(view: Watched, qtbot: QtBot, seed: int) -> None:
    chance = random.Random(seed)
    shown = opened(view, qtbot, 40)
    beyond = shown.text.index(SENTENCE * 3) + 300
    for _ in range(60):
        there = shown.in_order
        if there and chance.random() < 0.4:
            some = [chance.choice(there)]
            delta = chance.choice((edits.retag(some, chance.choice(TAGS).id), edits.delete(some, [])))
        else:
            start = chance.randrange(beyond)
            span = (start, start + chance.randint(1, chance.choice((20, 300))))
            delta = edits.tag_passage(shown.article, [span], chance.choice(TAGS).id, "tester")
        if chance.random() < 0.5:
            view.prepare_change(delta)
        if chance.random() < 0.2:
            view.verticalScrollBar().setValue(chance.randrange(4))
        view.apply_change(shown.apply_change(delta))
        if chance.random() < 0.3 and shown.in_order:
            view.make_current(chance.choice(shown.in_order).id, reveal=False)
        qtbot.wait(1)
        before = on_screen(view)
        if chance.random() < 0.5:
            view._highlights.forget()
        view.viewport().repaint()
        assert on_screen(view) == before


def test_the_handle_of_an_edge_that_moved_to_another_paragraph_is_gone(view: Watched, qtbot: QtBot) -> None:
    shown = opened(view, qtbot, 40)
    start = next(i for i in range(200, len(shown.text)) if shown.text[i - 1] == "\n" != shown.text[i])
    view.apply_change(shown.apply_change(edits.tag_passage(shown.article, [(start, start + 30)], "claim", "tester")))
    (made,) = shown.in_order
    view.make_current(made.id, reveal=False)
    qtbot.wait(1)
    for span in ((start - 12, start + 30), (start, start + 30), (start, start + 90), (start + 4, start + 9)):
        view.apply_change(shown.apply_change(edits.reshape(shown.article, shown.annotations[made.id], [span])))
        before = on_screen(view)
        view.viewport().repaint()
        assert on_screen(view) == before


def test_the_big_title_is_the_headline_wherever_it_stands(view: Watched, qtbot: QtBot) -> None:
    text = "Home | News | Sport\n\nBridge closed after storm\n\n" + SENTENCE
    article = article_from_text(text, text.encode(), name="made.txt").article
    for title, block in (("Home | News | Sport", 0), ("Bridge closed after storm", 2)):
        shown = Document(Content(article._replace(title=title), ArticleState(article.id), [], []))
        view.show_document(shown)
        view.show()
        qtbot.wait(1)
        there = [view.document().findBlockByNumber(number) for number in (0, 2)]
        sizes = {b.blockNumber(): [f.format.font().pixelSize() for f in b.layout().formats()] for b in there}
        assert sizes == {0: [28], 2: []} if block == 0 else {0: [], 2: [28]}
        assert view._layout.title_block == block
    shown.apply_metadata(card_of(shown.article)._replace(title="Home | News | Sport"))
    view.typesetting.restyle()
    assert view._layout.title_block == 0


def test_an_article_is_painted_whole_that_is_opened_from_the_middle_of_another(desk: Desk, tmp_path: Path) -> None:
    desk.window.resize(1366, 728)
    paragraphs = "\n\n".join(f"Paragraph {n} says something or other of the bridge that was shut." for n in range(99))
    for title in ("A first", "Another"):
        path = tmp_path / f"{title}.txt"
        path.write_text(f"{title} long article about the border and the war there, and of what came\n\n{paragraphs}")
        desk.window.open_files([str(path)])
        desk.until(partial(is_shown, desk, title))
        desk.settle()
        desk.qtbot.wait(50)
        assert len(painted_at_last(desk)) > 5, title
        for _ in range(2):
            desk.press(Qt.Key.Key_PageDown)
        desk.qtbot.wait(50)


def is_shown(desk: Desk, beginning: str) -> bool:
    return desk.window.view.shown.text.startswith(beginning)


def painted_at_last(desk: Desk) -> list[VisibleBlock]:
    """The blocks that the view took to be in sight when it was painted last."""
    return desk.window.view._in_overview

"""Nothing that a person or a translation brings moves or clips the window: long names, large counts, longer words."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)

from annotator.model import LinkKind
from annotator.text.search import Query
from annotator.ui.annotations.tag_all_dialog import TagAllDialog
from annotator.ui.annotations.tags_dialog import TagsDialog
from annotator.ui.commands.shortcuts import ShortcutDialog
from annotator.ui.exchange.export_dialog import ExportDialog
from annotator.ui.library.collections_dialog import CollectionsDialog
from annotator.ui.library.history_dialog import HistoryDialog
from annotator.ui.library.metadata_dialog import MetadataDialog
from annotator.ui.library.trash_dialog import TrashDialog
from annotator.ui.reading.reading_settings_dialog import ReadingSettingsDialog
from annotator.ui.suggestions.rules_dialog import RulesDialog
from annotator.ui.widgets.elided import ElidedButton, ElidedLabel
from annotator.ui.window.help import KeySheet
from tests.ui.conftest import Desk
from tests.ui.hands import KEYS

LONG = "the interregional commission for the supervision of bridges, ferries, harbours & waterways of Port Ellery"
ARTICLE = (
    f"Harbour bridge closed\n\nThe bridge is shut, {LONG} said. Rain fell all day.\n\nPort Ellery lies in the north.\n"
)
MANY = 123_456


class Longer(QTranslator):
    """A language whose every text is two fifths longer than ours."""

    def translate(self, _context: str, text: str, _disambiguation: str | None = None, _n: int = -1) -> str:
        return f"{text} {'mñ' * (len(text) // 5)}" if text else ""

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def longer() -> Iterator[None]:
    translator = Longer()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def scrolled_by(widget: QWidget) -> QScrollArea | None:
    """What a widget scrolls in, where it may be higher."""
    parent = widget.parentWidget()
    area = parent.parentWidget() if parent is not None else None
    return area if isinstance(area, QScrollArea) else None


def text_room(widget: QAbstractButton | QLabel) -> tuple[int, int]:
    """How wide the text of a button or label is, and how much room it has."""
    lines = widget.text().replace("&&", "\0").replace("&", "").replace("\0", "&").splitlines()
    return max((widget.fontMetrics().horizontalAdvance(line) for line in lines), default=0), widget.width()


def misplaced(root: QWidget) -> list[str]:
    """What is outside of what it is in, or narrower than its text without being elided."""
    found = []
    for widget in root.findChildren(QWidget):
        parent = widget.parentWidget()
        if not widget.isVisibleTo(root) or parent is None or widget.isWindow():
            continue
        name = f"{type(widget).__name__} {widget.objectName()} in {type(parent).__name__} {parent.objectName()}"
        place, room = widget.geometry(), parent.rect()
        if area := scrolled_by(widget):
            sideways = area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            place = QRect(place.left(), 0, 1 if sideways else place.width(), 1)
        inner = isinstance(parent, QAbstractScrollArea | QLineEdit | QTabBar | QPlainTextEdit)
        if not inner and not room.contains(place):
            found.append(f"{name}: {place} outside {room}")
        if isinstance(widget, ElidedLabel | ElidedButton) or not isinstance(widget, QAbstractButton | QLabel):
            continue
        if not (isinstance(widget, QLabel) and (widget.wordWrap() or "<" in widget.text())):
            needed, there = text_room(widget)
            if needed > there and not widget.toolTip():
                found.append(f"{name}: “{widget.text()}” needs {needed}, has {there}")
    return found


def make_busy(desk: Desk, folder: Path) -> None:
    """A window in which everything that can be long is long."""
    window = desk.window
    desk.bring(folder, ARTICLE)
    claim = desk.mark("The bridge is shut", KEYS["claim"])
    source = desk.mark(LONG, KEYS["source"])
    desk.session.do(lambda: desk.session.annotations.link(LinkKind.ATTRIBUTED_TO, claim.id, source.id))
    desk.settle()
    window.view.make_current(claim.id)
    window.library._filter_row.show_counts([MANY] * 4)
    bench = window.bench
    for page in (window.inspector, bench.suggestions):
        bench.side.show_count(page, MANY)
    desk.session.annotator = LONG
    window._show_annotator()
    window.status.say(LONG * 3)
    window.notice.say("/a/very/long/path" * 20, button="Show it")
    desk.qtbot.wait(50)


def widths(desk: Desk) -> tuple[int, int, int]:
    window = desk.window
    return window.panes.library.width(), window.panes.inspector.width(), window.width()


@pytest.mark.usefixtures("longer")
def test_no_name_and_no_count_moves_or_clips_anything(make_desk: Callable[[], Desk], tmp_path: Path) -> None:
    desk = make_desk()
    desk.window.resize(1366, 728)
    desk.bring(tmp_path, "Rain\n\nRain fell.\n", "rain.txt")
    desk.qtbot.wait(50)
    before = widths(desk)
    make_busy(desk, tmp_path)
    desk.window.inspector.details.more.setChecked(True)
    desk.window.actions_by_id["suggest"].trigger()
    document = desk.session.document
    desk.until(lambda: document is not None and document.pending)
    bench = desk.window.bench
    for page in (desk.window.inspector, bench.suggestions, bench.figures):
        bench.side.turn_to(page)
        desk.qtbot.wait(30)
        assert all(abs(now - then) <= 1 for now, then in zip(widths(desk), before, strict=True))  # as Qt rounds
        assert misplaced(desk.window) == []


def test_tabs_show_counts_of_three_digits_without_clipping_or_arrows(desk: Desk) -> None:
    bench, panes = desk.window.bench, desk.window.panes
    desk.window.resize(1360, 728)
    desk.window.resizeDocks([panes.library, panes.inspector], [268, 332], Qt.Orientation.Horizontal)
    desk.qtbot.wait(20)
    for page, count in ((desk.window.inspector, 240), (bench.suggestions, 124)):
        bench.side.show_count(page, count)
    tabs = bench.side.tabs
    for n in range(tabs.count()):
        tabs.setCurrentIndex(n)
        assert tabs.fontMetrics().horizontalAdvance(tabs.tabText(n)) + 14 <= tabs.tabRect(n).width()
    assert tabs.tabRect(tabs.count() - 1).right() <= tabs.width()
    assert not [b for b in tabs.findChildren(QAbstractButton) if b.isVisible()]


def test_what_is_elided_says_all_of_it_in_its_tool_tip(desk: Desk) -> None:
    from PySide6.QtGui import QHelpEvent
    from PySide6.QtWidgets import QApplication, QToolTip

    label = ElidedLabel(f"<b>{LONG}", desk.window)
    label.resize(120, 20)
    label.show()
    assert label.shown.endswith("…") and label.text() == f"<b>{LONG}"
    QApplication.sendEvent(label, QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(5, 5), label.mapToGlobal(QPoint(5, 5))))
    assert "&lt;b&gt;the interregional" in QToolTip.text()
    QToolTip.hideText()
    button = ElidedButton(LONG, "what it does", desk.window)
    assert button.shortcut().isEmpty() and button.toolTip() == "<qt>what it does</qt>"


@pytest.mark.usefixtures("longer")
def test_dialogs_hold_longer_words_and_names(make_desk: Callable[[], Desk], tmp_path: Path) -> None:
    desk = make_desk()
    make_busy(desk, tmp_path)
    window, session = desk.window, desk.session
    document = session.document
    assert document is not None
    made: list[QDialog] = [
        ReadingSettingsDialog(window.look, ARTICLE, window),
        KeySheet(window.actions_by_id, session.tags.own, window),
        ShortcutDialog(window.actions_by_id, window.settings, window),
        HistoryDialog(session, window),
        TagAllDialog(session, Query("bridge"), "claim", window.keys.hold, window),
        MetadataDialog(document.article._replace(title=LONG * 3, site=LONG), window),
        TrashDialog(session, window),
        CollectionsDialog(session, [document.article.id], window),
        TagsDialog(session, window.actions_by_id, window.theme, window),
        RulesDialog({}, set(), session.tags, window),
        ExportDialog(
            *([(LONG, [document.article.id])], [LONG], session.tags.all, session.transfers.preview_export, "conll"),
            parent=window,
        ),
    ]
    assert isinstance(made[-1], ExportDialog) and made[-1].options.findChildren(QLabel)[0].text().startswith(
        "Labels as m"
    )
    screen = window.screen().availableGeometry().size()
    for dialog in made:
        dialog.show()
        desk.qtbot.wait(20)
        assert misplaced(dialog) == [], dialog.windowTitle()
        assert dialog.width() <= max(screen.width(), 1366), dialog.windowTitle()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        dialog.close()


def test_dialogs_grow_with_the_interface_and_lists_are_no_wider_than_they_show(
    make_desk: Callable[[], Desk], tmp_path: Path
) -> None:
    desk = make_desk()
    desk.bring(tmp_path, ARTICLE)
    window, session = desk.window, desk.session
    ids = [a.id for a in session.articles.listed]
    session.do(lambda: session.articles.collect(ids, into=[LONG]))
    desk.settle()
    widths = []
    for size in (85, 100):
        window.actions_by_id[f"size_{size}"].trigger()
        made: list[QDialog] = [
            ShortcutDialog(window.actions_by_id, window.settings, window),
            TrashDialog(session, window),
            CollectionsDialog(session, ids, window),
            RulesDialog({}, set(), session.tags, window),
        ]
        widths.append([dialog.width() for dialog in made])
        for dialog in made:
            dialog.show()
            desk.qtbot.wait(20)
            for area in dialog.findChildren(QAbstractScrollArea):
                assert area.horizontalScrollBar().maximum() == 0, dialog.windowTitle()
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
            dialog.close()
    assert all(small < normal for small, normal in zip(*widths, strict=True))

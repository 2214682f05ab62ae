"""What a screen reader finds: every control that can have the focus has a name, and every row says what it is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from annotator.text.search import Query
from annotator.ui.annotations.tag_all_dialog import TagAllDialog
from annotator.ui.commands.shortcuts import ShortcutDialog
from annotator.ui.library.history_dialog import HistoryDialog
from annotator.ui.reading.reading_settings_dialog import ReadingSettingsDialog
from annotator.ui.window.help import KeySheet
from tests.making import BRIDGE
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, KEYS


def nameless(root: QWidget) -> list[str]:
    """The controls below ``root`` that take the focus and have no accessible name."""
    found = []
    for widget in root.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisible() or widget.focusProxy():
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        inner = widget.objectName().startswith("qt_") or isinstance(widget, QScrollArea)
        if not interface.text(QAccessible.Text.Name) and not inner:
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def test_everything_in_the_window_has_a_name(desk: Desk) -> None:
    desk.mark("Port Ellery", KEYS["location"])
    desk.mark("a spokesman", KEYS["source"])
    desk.mark("The bridge is safe", KEYS["claim"])
    assert nameless(desk.window) == []
    desk.press(Qt.Key.Key_F, CONTROL)
    assert nameless(desk.window.bench.findbar) == []
    desk.press(Qt.Key.Key_K, CONTROL)
    assert nameless(desk.window.bench.palette.picker) == []


def test_everything_in_the_dialogs_has_a_name(desk: Desk) -> None:
    window = desk.window
    made: list[QDialog] = [
        ReadingSettingsDialog(window.look, BRIDGE, window),
        KeySheet(window.actions_by_id, (), window),
        ShortcutDialog(window.actions_by_id, window.settings, window),
        HistoryDialog(desk.session, window),
        TagAllDialog(desk.session, Query("bridge"), "claim", window.keys.hold, window),
    ]
    for dialog in made:
        dialog.show()
        assert nameless(dialog) == [], dialog.windowTitle()
        dialog.close()


def test_a_row_and_the_current_annotation_say_everything(desk: Desk) -> None:
    desk.mark("the county roads authority", KEYS["source"])
    claim = desk.mark("The bridge is safe", KEYS["claim"])
    desk.press(Qt.Key.Key_L)
    desk.settle()
    desk.press(Qt.Key.Key_Return, on=desk.window.bench.linking.picker.line)
    desk.settle()
    words = "Claim: The bridge is safe. attributed to the county roads authority"
    assert desk.window.bench.voice.words_for(claim.id) == words
    model = desk.window.inspector.model
    row = model.row_of(claim.id)
    assert model.data(row, Qt.ItemDataRole.AccessibleTextRole).startswith(words)
    assert desk.window.bench.voice.words_for("gone") == ""

"""Reading settings: face, size, length of the lines and their pitch, tried at once on what is read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFontComboBox, QFormLayout, QLabel, QSpinBox, QWidget

from annotator.settings import CHARACTERS, PITCH, TYPE_SIZE
from annotator.text.script import script_of
from annotator.ui.appearance.appearance import Appearance
from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.theme import FACE
from annotator.ui.appearance.typography import Typography
from annotator.ui.reading.layout import Metrics

_OTHER_NAMES = {"CJK": "SimplifiedChinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}
"""What Qt calls scripts that have another name in Unicode."""


def offer_faces(box: QFontComboBox, script: str, used: str) -> None:
    """Offer the faces that can show a script: first our own, which borrow what they lack, and the one that is used."""
    systems = QFontDatabase.WritingSystem
    system = _OTHER_NAMES.get(script, script.title())
    box.setWritingSystem(systems[system] if system in systems.__members__ else systems.Latin)
    faces = box.model()
    if isinstance(faces, QStringListModel):
        lettered = (f for f in faces.stringList() if systems.Symbol not in QFontDatabase.writingSystems(f))
        faces.setStringList(list(dict.fromkeys((Typography().family, FACE, used, *lettered))))


class ReadingSettingsDialog(QDialog):
    """The dialog of reading: every change shows in the article that is ``read``, behind; Cancel takes them back."""

    def __init__(self, look: Appearance, read: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Reading"))
        self._look, self._before = look, look.setting
        self.face = QFontComboBox()
        offer_faces(self.face, script_of(read), QFontInfo(Metrics.of(look.setting).font).family())
        self.face.setAccessibleName(self.tr("Typeface"))
        self.size_ = self._number(TYPE_SIZE.allowed, self.tr("Size"), self.tr(" px"))
        self.characters = self._number(CHARACTERS.allowed, self.tr("Characters in a line"), "")
        self.pitch = self._number(PITCH.allowed, self.tr("Line pitch"), self.tr(" %"))
        self._show(look.setting)
        form = QFormLayout(self)
        form.setContentsMargins(20, 18, 20, 14)
        form.setVerticalSpacing(9)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("&Typeface"), self.face),
            (self.tr("&Size"), self.size_),
            (self.tr("&Characters in a line"), self.characters),
            (self.tr("&Line pitch"), self.pitch),
        )
        for text, widget in rows:
            label = QLabel(text)
            label.setBuddy(widget)
            form.addRow(label, widget)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel | kinds.RestoreDefaults)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        buttons.button(kinds.RestoreDefaults).clicked.connect(self._restore)
        form.addRow(buttons)
        self.face.currentFontChanged.connect(lambda _: self._changed())
        for number in (self.size_, self.characters, self.pitch):
            number.valueChanged.connect(lambda _: self._changed())

    def _number(self, limits: Sequence[int], name: str, unit: str) -> QSpinBox:
        box = QSpinBox()
        box.setRange(limits[0], limits[-1])
        box.setSuffix(unit)
        box.lineEdit().setTextMargins(px(7), 0, 0, 0)  # a style sheet's padding does not reach it
        box.setAccessibleName(name)
        return box

    def _show(self, setting: Typography) -> None:
        used = QFontInfo(Metrics.of(setting).font).family()
        self.face.setCurrentIndex(self.face.findText(used))  # to set the font would put the list in another order
        self.size_.setValue(setting.size)
        self.characters.setValue(setting.characters)
        self.pitch.setValue(setting.pitch)

    def _changed(self) -> None:
        self._look.set_type(
            Typography(
                self.face.currentFont().family(), self.size_.value(), self.characters.value(), self.pitch.value()
            )
        )

    def _restore(self) -> None:
        self._show(Typography())

    def reject(self) -> None:
        self._look.set_type(self._before)
        super().reject()

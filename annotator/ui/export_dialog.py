"""What to export and how: format, articles, annotations, options; with what it would lose and how it would begin."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.formats.catalogue import Format, formats
from annotator.formats.exporting import goes_to_folder
from annotator.model import Status
from annotator.ui import tagset

if TYPE_CHECKING:
    from annotator.ui.jobs import Job
    from annotator.ui.workspace.transfers import Wanted, Weighed

_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")
_PAUSE = 150
"""How long, in milliseconds, after a choice the export is weighed."""


class ExportDialog(QDialog):
    """Each scope is a label and the ids of its articles. ``weigh`` makes the job that says what would be lost."""

    def __init__(
        self,
        scopes: list[tuple[str, list[str]]],
        annotators: list[str],
        weigh: Callable[[list[str], Wanted], Job],
        last: str = "json",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self._scopes, self._weigh = scopes, weigh
        self._job: Job | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        self._form = QFormLayout()
        self._form.setVerticalSpacing(8)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        column.addLayout(self._form)
        self._make_choices(scopes, annotators)
        self._options: dict[str, QComboBox] = {}
        self.about = self._label("muted")
        self.lost = self._label("warning")
        column.addWidget(self.about)
        column.addWidget(self.lost)
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setObjectName("note")
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.preview.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.preview.setAccessibleName(self.tr("How the file would begin"))
        column.addWidget(self.preview, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.choose = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.choose.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._ask)
        self.format.setCurrentIndex(max(0, self.format.findData(last)))
        self.format.currentIndexChanged.connect(self._show_format)
        for combo in (self.scope, self.tag, self.annotator):
            combo.currentIndexChanged.connect(self._soon.start)
        self.scope.currentIndexChanged.connect(self._show_target)
        self._show_format()
        self.resize(640, 560)

    def _make_choices(self, scopes: list[tuple[str, list[str]]], annotators: list[str]) -> None:
        self.format = self._combo(self.tr("&Format"))
        for one in formats().values():
            if one.writes and one.is_there:
                self.format.addItem(one.title, one.name)
        self.scope = self._combo(self.tr("&Articles"))
        for number, (label, ids) in enumerate(scopes):
            if ids:
                self.scope.addItem(label, number)
        self.tag = self._combo(self.tr("&Tag"))
        self.tag.addItem(self.tr("all tags"), "")
        for tag in tagset.all_tags():
            self.tag.addItem(tag.name, tag.id)
        self.annotator = self._combo(self.tr("A&nnotator"))
        self.annotator.addItem(self.tr("everybody"), None)
        for name in annotators:
            self.annotator.addItem(name, name)

    def _combo(self, name: str) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name.replace("&", ""))
        label = QLabel(name)
        label.setBuddy(combo)
        self._form.addRow(label, combo)
        return combo

    def _label(self, kind: str) -> QLabel:
        label = QLabel()
        label.setObjectName(kind)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    @property
    def chosen_format(self) -> Format:
        """The format to write."""
        return formats()[self.format.currentData()]

    def _show_format(self) -> None:
        for combo in self._options.values():
            self._form.removeRow(combo)
        self._options = {}
        for option in self.chosen_format.options:
            combo = self._options[option.name] = self._combo(option.words)
            for value, words in option.values:
                combo.addItem(words, value)
            combo.currentIndexChanged.connect(self._soon.start)
        one = self.chosen_format
        places = self.tr("Places are counted in %1. ").replace("%1", one.unit) if one.unit else ""
        back = (
            self.tr("It can be imported again.") if one.reads else self.tr("It is for reading, and cannot come back.")
        )
        self.about.setText(places + back)
        self._show_target()
        self._soon.start()

    def _show_target(self) -> None:
        is_folder = goes_to_folder(self.chosen_format, len(self.chosen()))
        self.choose.setText(self.tr("Choose folder…") if is_folder else self.tr("Choose file…"))

    def chosen(self) -> list[str]:
        """The ids of the articles to export."""
        number: int = self.scope.currentData()
        return self._scopes[number][1]

    def wanted(self) -> Wanted:
        """The format, its options, and which annotations."""
        from annotator.formats.exporting import Only
        from annotator.ui.workspace.transfers import Wanted

        tag, annotator = self.tag.currentData(), self.annotator.currentData()
        only = Only(frozenset([tag] if tag else []), frozenset([annotator] if annotator else []))
        return Wanted(self.chosen_format.name, {n: c.currentData() for n, c in self._options.items()}, only)

    def _ask(self) -> None:
        if self._job is not None:
            self._job.cancel()
        job = self._job = self._weigh(self.chosen(), self.wanted())
        job.finished.connect(lambda weighed: self._show(job, weighed))
        job.failed.connect(lambda sentence: self._fail(job, sentence))
        job.start()

    def _show(self, job: Job, weighed: Weighed) -> None:
        if job is not self._job:
            return  # something else was chosen meanwhile
        lost = weighed.lost
        head = self.tr("⚠ This format cannot hold: %1.").replace("%1", "; ".join(lost[:12]))
        self.lost.setText(head if lost else self.tr("✓ Nothing is lost."))
        self.preview.setPlainText(weighed.beginning or self.tr("(a packed file)"))

    def _fail(self, job: Job, sentence: str) -> None:
        if job is self._job and not job.stopped:
            self.lost.setText(sentence)

    def done(self, result: int) -> None:
        if self._job is not None:
            self._job.cancel()
        self._soon.stop()
        super().done(result)


def status_scopes(counts: dict[Status, list[str]], names: dict[Status, str]) -> list[tuple[str, list[str]]]:
    """A scope for each status that some articles have."""
    return [(f"{names[status]}: {len(ids):,}", ids) for status, ids in counts.items() if ids]


def ask_for_file(parent: QWidget, folder: str, title: str, format_: Format, count: int) -> Path | None:
    """Ask where to write so many articles; None if the person changed their mind."""
    is_folder = goes_to_folder(format_, count)
    suggested = Path(folder or Path.home()) / f"{file_name(title)}{'' if is_folder else format_.suffix}"
    caption = parent.tr("Export: %1").replace("%1", format_.title)
    kinds = "" if is_folder else f"{format_.title} (*{format_.suffix})"
    name, _ = QFileDialog.getSaveFileName(parent, caption, str(suggested), kinds)
    if not name:
        return None
    path = Path(name)
    return path if path.suffix or is_folder else path.with_suffix(format_.suffix)


def file_name(title: str) -> str:
    """A title as a file name without suffix: no separators, no reserved name, at most 100 bytes."""
    plain = re.sub(r"[^\w\-. ]", " ", title)
    plain = " ".join(plain.split()).encode()[:100].decode(errors="ignore").strip(" .")
    return "article" if not plain or _RESERVED.match(plain) else plain

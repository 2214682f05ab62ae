"""Foreign import: annotations of other tools, what their labels mean here, and what their places are counted in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QInputDialog,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.formats.importing.draft import NO_CHOICES, Choices, Unit
from annotator.model import Tag
from annotator.services.importing import ImportRequest, Source, SourceKind, identify
from annotator.settings import OPEN_FOLDER, Settings
from annotator.ui.appearance.foreign_text import elide_name
from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.swatches import offer_tags
from annotator.ui.session.session import Session
from annotator.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from annotator.formats.base import Format
    from annotator.formats.importing.anchoring import Ambiguous
    from annotator.formats.importing.result import Parsed
    from annotator.ui.session.jobs import Job

_NEW = "\x00new"
"""What a label's combo holds where it becomes a tag of its own."""

_MOST = 40
"""How many labels are asked about; the others can be mapped on the command line."""

_WIDEST_SAMPLE = 180
"""How wide each sample of what a unit cuts is shown, in pixels at 100 %."""


class ForeignDialog(QDialog):
    """Labels and units: a row for each label that is no tag, and a choice of units with what each would cut."""

    def __init__(
        self,
        title: str,
        unmapped: dict[str, int],
        ambiguous: Ambiguous | None,
        tags: Sequence[Tag],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import annotations: %1").replace("%1", title))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(10)
        self.labels: dict[str, QComboBox] = {}
        self.units: dict[Unit, QRadioButton] = {}
        if unmapped:
            column.addWidget(self._said(self.tr("These labels are no tags of the library. What do they mean here?")))
            column.addWidget(self._make_labels(unmapped, tags), 1)
        if ambiguous is not None:
            said = self.tr("The file does not say what its places are counted in. Which of these are whole passages?")
            column.addWidget(self._said(said))
            self._make_units(ambiguous, column)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.resize(px(560), min(px(620), self.sizeHint().height() + 40))

    def _said(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _make_labels(self, unmapped: dict[str, int], tags: Sequence[Tag]) -> QScrollArea:
        inner = QWidget()
        form = QFormLayout(inner)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, count in sorted(unmapped.items(), key=lambda pair: -pair[1])[:_MOST]:
            combo = QComboBox()
            combo.setAccessibleName(label)
            offer_tags(combo, tags)
            combo.addItem(self.tr("a new tag of this name"), _NEW)
            combo.addItem(self.tr("leave out"), "")
            combo.setCurrentIndex(combo.findData(_NEW))
            name = QLabel(f"{elide_name(label)}  ({count:,})".replace("&", "&&"))  # it has a buddy
            name.setTextFormat(Qt.TextFormat.PlainText)
            name.setBuddy(combo)
            form.addRow(name, combo)
            self.labels[label] = combo
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        area.setMaximumHeight(inner.sizeHint().height() + 4)
        return area

    def _make_units(self, ambiguous: Ambiguous, column: QVBoxLayout) -> None:
        names = {
            Unit.CODE_POINTS: self.tr("Unicode characters"),
            Unit.UTF16: self.tr("UTF-16 units"),
            Unit.BYTES: self.tr("bytes of UTF-8"),
        }
        group = QButtonGroup(self)
        for unit, samples in ambiguous.samples.items():
            cuts = "   ".join(f"“{elide_name(s, _WIDEST_SAMPLE)}”" for s in samples)
            button = QRadioButton(f"{names[unit]}:  {cuts}".replace("&", "&&"))
            group.addButton(button)
            self.units[unit] = button
            column.addWidget(button)
        next(iter(self.units.values())).setChecked(True)

    def choices(self, before: Choices) -> tuple[Choices, dict[str, str]]:
        """The choices with what was chosen here, and the labels to be remembered."""
        chosen = {label: combo.currentData() for label, combo in self.labels.items()}
        mapped = {label: tag for label, tag in chosen.items() if tag != _NEW}
        unit = next((unit for unit, button in self.units.items() if button.isChecked()), before.unit)
        made = before.new_tags or len(mapped) < len(chosen)
        return before._replace(unit=unit, labels={**before.labels, **mapped}, new_tags=made), mapped


class Foreign(QObject):
    """The command *Import annotations…*, and what becomes of such a file that is opened or dropped."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        notice: MessageBar,
        add: Callable[[Job], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._settings, self._notice, self._window = session, settings, notice, window
        self._add = add

    def ask(self) -> None:
        """Ask for a file, and for its format if that does not show, and bring it in."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Import annotations"), self._settings.get(OPEN_FOLDER), self.tr("All files (*)")
        )
        if not name:
            return
        self._settings.set({OPEN_FOLDER: str(Path(name).parent)})
        job = self._session.transfers.job(self.tr("Opening"), lambda _: identify(Path(name)))
        self._notice.follow(job)
        job.is_wanted = True
        job.finished.connect(self._bring_identified)
        job.start()

    def _bring_identified(self, source: Source) -> None:
        from annotator.formats.registry import formats

        if source.format is None:
            readable = {f.title: f.name for f in formats().values() if f.reads}
            title, ok = QInputDialog.getItem(
                self._window, self.tr("Import annotations"), self.tr("What is this file?"), list(readable), 0, False
            )
            if not ok:
                return
            source = identify(source.place, readable[title])
        self.bring(source)

    def bring(self, source: Source) -> None:
        """Read a file of annotations, ask what has to be asked, and add it."""
        path, kind, format_ = source
        assert isinstance(path, Path) and format_ is not None
        if kind is SourceKind.ARCHIVE:
            self._bring(path, format_, NO_CHOICES)
        else:
            self._read(path, format_, Choices(labels=self._settings.labels(format_.name)), asked=False)

    def _read(self, path: Path, format_: Format, choices: Choices, *, asked: bool) -> None:
        job = self._session.transfers.look_annotations(path, format_, choices)
        self._notice.follow(job)
        job.finished.connect(lambda parsed: self._have(path, format_, choices, parsed, asked=asked))
        job.start()

    def _have(self, path: Path, format_: Format, choices: Choices, parsed: Parsed, *, asked: bool) -> None:
        if not asked and not choices.layer and parsed.layers:
            title, label = self.tr("Import annotations"), self.tr("Which layer holds the annotations?")
            layer, ok = QInputDialog.getItem(self._window, title, label, parsed.layers, 0, False)
            if ok:
                self._read(path, format_, choices._replace(layer=layer), asked=False)
            return
        if not asked and (parsed.unmapped or parsed.ambiguous is not None):
            tags = self._session.tags.all
            dialog = ForeignDialog(format_.title, parsed.unmapped, parsed.ambiguous, tags, self._window)
            if dialog.exec() != ForeignDialog.DialogCode.Accepted:
                return
            changed, mapped = dialog.choices(choices)
            if mapped:
                self._settings.set_labels(format_.name, {**self._settings.labels(format_.name), **mapped})
            self._read(path, format_, changed, asked=parsed.ambiguous is None)
            return
        self._bring(path, format_, choices)

    def _bring(self, path: Path, format_: Format, choices: Choices) -> None:
        request = ImportRequest(format_.name, choices=lambda _: choices)
        self._add(self._session.transfers.add([path], request))

"""Export dialog: format, articles, annotations, options; with what it would lose and how it would begin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from annotator.formats.base import Format
from annotator.formats.exporting.export import file_name, goes_to_folder
from annotator.model import Status, Tag
from annotator.ui.appearance.foreign_text import as_tip, one_line
from annotator.ui.appearance.icon_label import IconLabel
from annotator.ui.appearance.sizes import resize_dialog
from annotator.ui.appearance.swatches import offer_tags
from annotator.ui.exchange.beginning import Beginning, beginning_of
from annotator.ui.exchange.export_preview import BeginningView
from annotator.ui.exchange.format_list import FormatList
from annotator.ui.exchange.format_options import FormatOptions
from annotator.ui.session.debouncer import Debouncer

if TYPE_CHECKING:
    from annotator.services.exporting import Begin, ExportPreview, ExportRequest
    from annotator.ui.session.jobs import Job

_PAUSE = 150
"""How long, in milliseconds, after a choice the export is weighed."""


class ExportDialog(QDialog):
    """Export dialog. Each scope is a label and the ids of its articles; ``weigh`` makes the job that says what is lost.

    ``last`` is the format of the last time, "" the first there is; ``options`` gives what was chosen of a format then.
    """

    def __init__(
        self,
        scopes: list[tuple[str, list[str]]],
        annotators: list[str],
        tags: Sequence[Tag],
        preview_export: Callable[[list[str], ExportRequest, Begin], Job],
        last: str = "",
        options: Callable[[str], Mapping[str, str]] = lambda _: {},
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self._scopes, self._weigh, self._last_options = scopes, preview_export, options
        self._job: Job | None = None
        self.formats = FormatList()
        self._form = QFormLayout()
        self._form.setVerticalSpacing(8)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._make_choices(scopes, annotators, tags)
        self.options = FormatOptions()
        self.about = QLabel()
        self.about.setObjectName("muted")
        self.about.setWordWrap(True)
        self.lost = IconLabel(self.tr("What would be lost"))
        self.lost.setWordWrap(True)
        self.preview = BeginningView()
        self._soon = Debouncer(self, _PAUSE, self._ask)
        self._lay_out()
        self.formats.choose(last)
        self.formats.chosen.connect(self._show_format)
        self.options.changed.connect(self._soon.start)
        for combo in (self.scope, self.tag, self.annotator):
            combo.currentIndexChanged.connect(self._soon.start)
        self.scope.currentIndexChanged.connect(self._show_target)
        self._show_format()
        self.formats.setFocus()
        resize_dialog(self, 880, 620)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addLayout(self._form)
        for widget in (self.options, self.about, self.lost):
            column.addWidget(widget)
        column.addWidget(self.preview, 1)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self.formats)
        row.addLayout(column, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.choose = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.choose.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(14)
        whole.addLayout(row, 1)
        whole.addWidget(buttons)

    def _make_choices(self, scopes: list[tuple[str, list[str]]], annotators: list[str], tags: Sequence[Tag]) -> None:
        self.scope = self._combo(self.tr("&Articles"))
        for number, (label, ids) in enumerate(scopes):
            if ids:
                self.scope.addItem(label, number)
        self.tag = self._combo(self.tr("&Tag"))
        self.tag.addItem(self.tr("all tags"), "")
        offer_tags(self.tag, tags)
        self.annotator = self._combo(self.tr("A&nnotator"))
        self.annotator.addItem(self.tr("everybody"), None)
        for name in annotators:
            self.annotator.addItem(one_line(name), name)

    def _combo(self, name: str) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name.replace("&", ""))
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(12)  # a long name does not widen the dialog
        label = QLabel(name)
        label.setBuddy(combo)
        self._form.addRow(label, combo)
        return combo

    @property
    def chosen_format(self) -> Format:
        """The format to write."""
        return self.formats.format

    def _show_format(self) -> None:
        one = self.chosen_format
        self.options.show_options(one, self._last_options(one.name))
        places = self.tr("Places are counted in %1. ").replace("%1", one.unit) if one.unit else ""
        for_reading = self.tr("It is for people to read; Annotator does not read it back.")
        back = self.tr("Annotator can read it again.") if one.reads else for_reading
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

    def wanted(self) -> ExportRequest:
        """The format, its options, and which annotations."""
        from annotator.formats.exporting.export import AnnotationSelection
        from annotator.services.exporting import ExportRequest

        tag, annotator = self.tag.currentData(), self.annotator.currentData()
        only = AnnotationSelection(frozenset([tag] if tag else []), frozenset([annotator] if annotator else []))
        return ExportRequest(self.chosen_format.name, self.options.values(), only)

    def _ask(self) -> None:
        if self._job is not None:
            self._job.cancel()
        job = self._job = self._weigh(self.chosen(), self.wanted(), beginning_of)
        job.tell(self, lambda weighed: self._show(job, weighed), lambda sentence: self._fail(job, sentence))
        job.start()

    def _show(self, job: Job, weighed: ExportPreview) -> None:
        if job is not self._job:
            return  # something else was chosen meanwhile
        nothing = "" if weighed.marked else self.tr("Nothing is marked in what you chose.")
        lines = [*weighed.losses.kinds, *weighed.losses.warnings]
        if lines:
            lost = self.tr("This format cannot hold: %1.").replace("%1", "; ".join(lines[:12]))
            self.lost.show_text(" ".join(filter(None, (nothing, lost))), "warning")
        else:
            self.lost.show_text(
                nothing or self.tr("Everything marked is in it, with all that is said of it."),
                "" if nothing else "check",
            )
        self.preview.show_beginning(weighed.beginning or Beginning(), weighed.marked)

    def _fail(self, job: Job, sentence: str) -> None:
        if job is self._job and not job.stopped:
            self.lost.show_text(sentence, "warning")

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
    is_page = format_.folder and not format_.reads  # with another suffix it would be a folder of pages
    if is_folder or path.suffix.lower() == format_.suffix or (path.suffix and not is_page):
        return path
    path = path.with_name(path.name + format_.suffix)
    there = parent.tr("“%1” is there already. Replace it?").replace("%1", path.name)
    kinds_ = QMessageBox.StandardButton
    is_free = not path.exists() or QMessageBox.question(parent, caption, as_tip(there)) == kinds_.Yes
    return path if is_free else None

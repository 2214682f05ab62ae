"""Annotations in and out by the window: the dialogs, what they say, and what is stored."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QInputDialog, QLabel

from annotator.formats.importing.draft import Unit
from annotator.settings import EXPORT_FORMAT, EXPORT_OPTIONS, Settings
from annotator.ui.exchange.export_dialog import ExportDialog
from annotator.ui.exchange.foreign_import import ForeignDialog
from annotator.ui.exchange.import_report import Report
from annotator.ui.session.jobs import Job
from tests.readers.samples import RTF
from tests.ui.conftest import Desk

CONTROL = Qt.KeyboardModifier.ControlModifier
ACCEPTED = ExportDialog.DialogCode.Accepted


def test_an_export_says_what_it_would_lose_shows_its_beginning_and_remembers(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = desk.mark("Port Ellery", Qt.Key.Key_1)
    desk.session.annotations.write_note(claim.id, "ask")
    desk.settle()
    seen: list[tuple[str, str]] = []

    def accept(dialog: ExportDialog) -> ExportDialog.DialogCode:
        dialog.formats.choose("conll")
        scheme = dialog.options.fields["scheme"]
        assert isinstance(scheme, QComboBox)
        scheme.setCurrentIndex(2)
        desk.until(lambda: "1 note" in dialog.lost.text() and "E-Claim" in dialog.preview.text.toPlainText())
        seen.append((dialog.lost.text(), dialog.choose.text()))
        return ACCEPTED

    monkeypatch.setattr(ExportDialog, "exec", accept)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(tmp_path / "out.conll"), ""))
    desk.press(Qt.Key.Key_E, CONTROL)
    desk.until(lambda: "exported to" in desk.window.notice.text)
    assert "B-Claim\nEllery -X- _ E-Claim" in (tmp_path / "out.conll").read_text(encoding="utf-8")
    assert Settings().get(EXPORT_FORMAT) == "conll"
    assert Settings().get(EXPORT_OPTIONS.of("conll")) == "scheme=bioes"


def test_a_folder_format_asks_for_a_folder(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.mark("Port Ellery", Qt.Key.Key_4)

    def accept(dialog: ExportDialog) -> ExportDialog.DialogCode:
        dialog.formats.choose("brat")
        dialog.tag.setCurrentIndex(dialog.tag.findData("location"))
        assert "folder" in dialog.choose.text()
        desk.until(lambda: "T1\tLocation" in dialog.preview.text.toPlainText())
        return ACCEPTED

    monkeypatch.setattr(ExportDialog, "exec", accept)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(tmp_path / "corpus"), ""))
    desk.press(Qt.Key.Key_E, CONTROL)
    desk.until(lambda: "exported to" in desk.window.notice.text)
    assert sorted(p.suffix for p in (tmp_path / "corpus").iterdir()) == [".ann", ".conf", ".txt"]


def test_foreign_labels_are_mapped_once_and_remembered(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    lines = [{"text": "Ann 🌉 lives in Rome.", "label": [[0, 3, "PER"], [16, 20, "LOC"]]}]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    asked: list[dict[str, int]] = []

    def answer(dialog: ForeignDialog) -> ForeignDialog.DialogCode:
        asked.append({label: combo.count() for label, combo in dialog.labels.items()})
        for label, tag in (("PER", "source"), ("LOC", "location")):
            if label in dialog.labels:
                dialog.labels[label].setCurrentIndex(dialog.labels[label].findData(tag))
        if dialog.units:
            assert "“Rome”" in dialog.units[Unit.UTF16].text()
            dialog.units[Unit.UTF16].setChecked(True)
        return ForeignDialog.DialogCode.Accepted

    monkeypatch.setattr(ForeignDialog, "exec", answer)
    desk.window.open_files([str(path)])
    desk.until(lambda: len(desk.session.articles.listed) == 2)
    desk.settle()
    assert [(a.tag, a.quote) for a in desk.stored()] == [("source", "Ann"), ("location", "Rome")]
    assert len(asked) == 2 and set(asked[1]) == {"PER", "LOC"}  # first the unit, then the labels
    assert Settings().labels("doccano") == {"PER": "source", "LOC": "location"}
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.until(lambda: len(desk.session.articles.listed) == 1)


def test_many_files_at_once_are_read_by_what_was_said_before(desk: Desk, tmp_path: Path) -> None:
    Settings().set_labels("doccano", {"PER": "source"})
    desk.window.settings = Settings()
    (tmp_path / "a.jsonl").write_text('{"text": "Ann waits.", "label": [[0, 3, "PER"], [4, 9, "VERB"]]}\n')
    (tmp_path / "b.txt").write_text("An article\n\nOf words.\n")
    desk.window.open_files([str(tmp_path / "a.jsonl"), str(tmp_path / "b.txt")])
    desk.until(lambda: len(desk.session.articles.listed) == 3)
    desk.settle()
    assert "label “VERB” (1×)" in desk.window.notice.text or "did not fit" in desk.window.notice.text
    assert {tag: n for a in desk.session.articles.listed for tag, n in a.counts.items()} == {"source": 1}


def test_a_file_that_shows_no_format_is_asked_about(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Ann B-Source\nlives O\nin O\nRome B-Location\n. O\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a: (str(path), ""))
    monkeypatch.setattr(QInputDialog, "getItem", lambda *a: ("CoNLL", True))
    desk.window.actions_by_id["import_annotations"].trigger()
    desk.until(lambda: len(desk.session.articles.listed) == 2)
    desk.settle()
    assert [(a.tag, a.quote) for a in desk.stored()] == [("source", "Ann"), ("location", "Rome")]


def test_a_file_in_parts_says_how_much_came_in_and_is_one_step_of_undo(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.formats.importing.assembly._PART", 4)
    monkeypatch.setattr("annotator.formats.importing.result._ANNOTATIONS", 2)
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f'{{"text": "{i} bridges", "label": [[2, 9, "Claim"]]}}\n' for i in range(12)))
    told: list[tuple[int, int]] = []
    notice, step = desk.window.notice, Job.step

    def tell(job: Job, done: int, total: int) -> None:
        told.append((done, total))
        step(job, done, total)

    monkeypatch.setattr(Job, "step", tell)
    desk.window.open_files([str(path)])
    desk.until(lambda: len(desk.session.articles.listed) == 13 and not notice.busy)
    desk.settle()
    assert told[-1] == (24, 0)
    job = Job("Opening", lambda _: None)
    notice.follow(job)
    notice.show()  # at once, not after a moment
    job.progressed.emit(24, 0)
    assert notice.text == "Opening… 24 so far"
    job.progressed.emit(1, 2)
    assert notice.text == "Opening… 1 of 2"
    job.finished.emit([])
    assert [a.quote for a in desk.stored()] == ["bridges"]
    imported = desk.session.document
    assert imported is not None and imported.article.text == "0 bridges"
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.until(lambda: len(desk.session.articles.listed) == 1)
    desk.settle()
    shown = desk.session.document  # what went is not opened again to show that it went
    assert shown is None or shown.article.id in desk.session.articles.places
    desk.press(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    desk.until(lambda: len(desk.session.articles.listed) == 13)


def test_another_encoding_is_for_the_file_that_it_was_guessed_of_and_not_for_its_folder(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "known.txt").write_text("Řeka\n\nVoda stoupá.\n", encoding="utf-8")
    (folder / "other.txt").write_bytes("Žluťoučký kůň\n\nPříliš.\n".encode("iso-8859-2"))
    monkeypatch.setattr(QInputDialog, "getItem", lambda *a: ("iso-8859-2", True))
    desk.window.open_files([str(folder)])
    desk.until(lambda: "names no encoding" in desk.window.notice.text and len(desk.session.articles.listed) == 3)
    assert "other.txt" in desk.window.notice.text
    desk.window.notice._button.click()
    desk.until(lambda: any("Žluťoučký" in a.title for a in desk.session.articles.listed))
    desk.settle()
    titles = {a.title for a in desk.session.articles.listed}
    assert len(titles) == 3 and {"Řeka", "Žluťoučký kůň"} <= titles


def test_the_report_says_what_the_command_line_says(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"text": "Ann waits in Rome.", "label": [[0, 3, "Source"], [13, 17, "Location"]]}\n'
    )
    (tmp_path / "b.txt").write_bytes("Žluťoučký kůň\n".encode("iso-8859-2"))
    reports: list[list[str]] = []
    monkeypatch.setattr(Report, "__init__", lambda _self, lines, _parent: reports.append(lines))
    monkeypatch.setattr(Report, "exec", lambda _self: None)
    job = desk.session.transfers.add([tmp_path / "a.jsonl", tmp_path / "b.txt"])
    job.finished.connect(desk.window.intake._show_report)
    job.start()
    desk.until(lambda: bool(reports))
    (lines,) = reports
    assert lines[0] == "a.jsonl: added, 2 annotations"
    assert lines[1].startswith("b.txt: added, read as ") and lines[1].endswith(", a guess")


def test_the_process_that_reads_files_ends_with_the_window(desk: Desk, tmp_path: Path) -> None:
    desk.bring(tmp_path, RTF, "bridge.rtf")
    sandbox = desk.session.transfers._sandbox
    assert sandbox is not None and sandbox._process is not None
    process = sandbox._process
    assert process.poll() is None
    desk.window.close()
    assert process.poll() is not None


def test_an_ampersand_in_a_label_is_shown_as_one(desk: Desk) -> None:
    dialog = ForeignDialog("CoNLL", {"Tag & more": 3}, None, desk.session.tags.all, desk.window)
    names = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Tag && more  (3)" in names  # as Qt draws a label of a field

"""The name that is given to an export: what it becomes where its suffix is another."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from annotator.formats.registry import named
from annotator.ui.exchange.export_dialog import ask_for_file
from tests.ui.conftest import Desk


@pytest.mark.parametrize(
    ("format_", "count", "typed", "written"),
    [
        ("html", 1, "my.article", "my.article.html"),
        ("html", 1, "report.pdf", "report.pdf.html"),
        ("html", 1, "page.html", "page.html"),
        ("html", 3, "my.articles", "my.articles"),
        ("json", 1, "all", "all.json"),
        ("csv", 1, "rows.txt", "rows.txt"),
    ],
)
def test_one_page_is_a_file_whatever_it_is_called(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: str, count: int, typed: str, written: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / typed), ""))
    assert ask_for_file(desk.window, str(tmp_path), "Title", named(format_), count) == tmp_path / written


def test_a_file_that_gets_its_suffix_is_not_replaced_unasked(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.html").write_text("theirs")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "page"), ""))
    for answer, expected in ((QMessageBox.StandardButton.No, None), (QMessageBox.StandardButton.Yes, "page.html")):
        monkeypatch.setattr(QMessageBox, "question", lambda *_, answer=answer: answer)
        chosen = ask_for_file(desk.window, str(tmp_path), "Title", named("html"), 1)
        assert (chosen.name if chosen is not None else None) == expected

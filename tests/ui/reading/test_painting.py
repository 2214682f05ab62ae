"""The byline keeps whole what it says."""

from PySide6.QtGui import QFontMetrics, QGuiApplication
from pytestqt.qtbot import QtBot

from annotator.ui.reading.painting import BETWEEN, parts_in

PARTS = ("example.org", "Ada Lovelace", "added 26 Nov 2026", "469 words", "lead image: Openphoto")


def test_parts_of_the_byline_go_whole_from_the_end(qtbot: QtBot) -> None:
    metrics = QFontMetrics(QGuiApplication.font())
    whole = BETWEEN.join(PARTS)
    beginnings = [BETWEEN.join(PARTS[:count]) for count in range(1, len(PARTS) + 1)]
    for width in range(metrics.horizontalAdvance(PARTS[0]), metrics.horizontalAdvance(whole) + 2):
        assert parts_in(whole, metrics, width) in beginnings
    assert parts_in(whole, metrics, metrics.horizontalAdvance(whole)) == whole
    assert parts_in(PARTS[0], metrics, metrics.horizontalAdvance(PARTS[0]) // 2).endswith("…")

"""Page picture: a page, as wide as there is room for; what is below is scrolled to."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea


class PagePicture(QScrollArea):
    """The picture of one page at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or its coming would resize the page
        self.label = QLabel()
        self._whole = QPixmap()
        self.setWidget(self.label)

    def show_picture(self, picture: QPixmap) -> None:
        """Show another page, from its top."""
        self._whole = picture
        self._fit()
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._whole.isNull():
            return
        ratio, width = self.devicePixelRatioF(), self.viewport().width()
        shown = self._whole.scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(ratio)
        self.label.setPixmap(shown)
        self.label.resize(QSize(width, round(shown.height() / ratio)))

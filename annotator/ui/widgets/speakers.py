"""Who says it: the sources of a claim, what a source says, and the ways to say so."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from annotator.model import AUTHORS_OWN, CLAIM, SOURCE, Annotation, Link, LinkKind
from annotator.ui.appearance.foreign_text import beginning
from annotator.ui.appearance.sizes import px
from annotator.ui.session.document import Document
from annotator.ui.widgets.elided import ElidedButton, ElidedLabel
from annotator.ui.widgets.icon_button import IconButton

_SHOWN = 6
"""How many claims of one source are listed."""

_ABOVE = 6
"""The room above a caption, in pixels at 100 %."""

_CUT = 300
"""How many characters of a linked annotation are said."""


class Speakers(QWidget):
    """A row for each annotation that is linked with the current one."""

    link_wanted = Signal()
    """A source is to be found for the annotation that is shown."""

    unlink_wanted = Signal(str)
    """A link, by its id, is to be taken away."""

    own_wanted = Signal()
    """The claim is to be said to be the author's own, or no longer."""

    chosen = Signal(str)
    """The person wants to see this annotation."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 2)
        self._column.setSpacing(3)
        self._caption = ElidedLabel()
        self._caption.setObjectName("muted")
        self.link = self._button(self.tr("Link…  L"), self.tr("Find the source that says it"))
        self.link.setAccessibleName(self.tr("Link to a source"))
        self.link.clicked.connect(self.link_wanted)
        self.own = self._button(self.tr("Author’s own"), self.tr("The author of the article says it, no source (O)"))
        """Checked while the claim is said to be the author's own."""
        self.own.setCheckable(True)
        self.own.clicked.connect(self._ask_own)
        self._column.addLayout(_line(self._caption, 1, self.link, self.own))
        self._rows: list[QWidget] = []

    def _button(self, text: str, tip: str) -> ElidedButton:
        button = ElidedButton(text, tip)
        button.setObjectName("small")
        return button

    def _ask_own(self, _checked: bool) -> None:
        self.own.setChecked(not self.own.isChecked())  # it shows what is stored, when that is stored
        self.own_wanted.emit()

    def show_links(self, document: Document, annotation: Annotation) -> None:
        """Show who says a claim, or what a source says; nothing with another tag."""
        self.setVisible(annotation.tag in (CLAIM.id, SOURCE.id))
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows.clear()
        if not self.isHidden():
            self._fill(document, annotation)

    def _fill(self, document: Document, annotation: Annotation) -> None:
        is_claim = annotation.tag == CLAIM.id
        kind = LinkKind.ATTRIBUTED_TO if is_claim else LinkKind.VIA
        is_own = is_claim and annotation.attribute("attribution") == AUTHORS_OWN
        self._caption.setText(self.tr("Attributed to") if is_claim else self.tr("Heard it via"))
        self.own.setVisible(is_claim)
        self.own.setChecked(is_own)
        links = document.links_of(annotation.id)
        forward = [link for link in links if link.from_id == annotation.id and link.kind is kind]
        for link in forward:
            self._add_row(document.annotations[link.to_id], link)
        if is_own and not forward:
            self._add_words(self.tr("the author of the article"), name="plain")
        elif is_claim and not forward:
            self._add_words(self.tr("nobody yet"))
        backward = [link for link in links if link.to_id == annotation.id]
        said, passed_on = self.tr("Claims of this source"), self.tr("Sources that heard it from this one")
        for caption, of in ((said, LinkKind.ATTRIBUTED_TO), (passed_on, LinkKind.VIA)):
            self._add_group(document, caption, [link for link in backward if link.kind is of])

    def _add_group(self, document: Document, caption: str, links: list[Link]) -> None:
        if links:
            self._add_words(caption).setContentsMargins(0, px(_ABOVE), 0, 0)
        for link in links[:_SHOWN]:
            self._add_row(document.annotations[link.from_id], link)
        if len(links) > _SHOWN:
            self._add_words(self.tr("… and %1 more").replace("%1", f"{len(links) - _SHOWN:,}"))

    def _add(self, row: QWidget) -> None:
        self._column.addWidget(row)
        self._rows.append(row)

    def _add_words(self, text: str, name: str = "muted") -> ElidedLabel:
        label = ElidedLabel(text)
        label.setObjectName(name)
        self._add(label)
        return label

    def _add_row(self, annotation: Annotation, link: Link) -> None:
        quote = beginning(annotation.quote, _CUT)
        row = QWidget()
        row.setObjectName("linked")
        row.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        button = ElidedButton(quote)
        button.setObjectName("linkedTo")
        button.setAccessibleName(self.tr("Go to: %1").replace("%1", beginning(quote, 200)))
        button.clicked.connect(lambda: self.chosen.emit(annotation.id))
        remove = IconButton("close")
        remove.setAutoRaise(True)
        remove.setToolTip(self.tr("Take this link away"))
        remove.setAccessibleName(self.tr("Take away the link to: %1").replace("%1", beginning(quote, 200)))
        remove.clicked.connect(lambda: self.unlink_wanted.emit(link.id))
        row.setLayout(_line(button, 1, remove))
        self._add(row)


def _line(*parts: QWidget | int) -> QHBoxLayout:
    """Widgets side by side; a number is the stretch of the one before it."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(4)
    line.setSizeConstraint(QLayout.SizeConstraint.SetDefaultConstraint)
    for part in parts:
        if isinstance(part, int):
            line.setStretch(line.count() - 1, part)
        else:
            line.addWidget(part)
    return line

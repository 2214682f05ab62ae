"""Shown: the state of the reading view. The view changes it; the parts that the view is made of read it."""

from __future__ import annotations

from annotator.model import Span
from annotator.text.offsets import Offsets
from annotator.ui.reading.suggestion_boxes import Boxes
from annotator.ui.session.document import Document


class Shown:
    """What is shown: an article, and what of it is current, found, suggested, or held by the mouse."""

    def __init__(self) -> None:
        self.document: Document | None = None
        self.offsets = Offsets("")
        self.byline = ""
        self.current = ""
        """The id of the current annotation, "" if there is none."""
        self.matches: list[Span] = []
        """What was found, in order and apart."""
        self.preview: tuple[Span, ...] | None = None
        """What a drag would make of the current annotation, while a handle is held."""
        self.boxes = Boxes()

    def begin(self, document: Document | None, byline: str) -> None:
        """Have another article, or none."""
        self.document, self.byline = document, byline
        self.offsets = document.offsets if document is not None else Offsets("")

    @property
    def text(self) -> str:
        """The stored text of the article."""
        return self.document.text if self.document is not None else ""

    @property
    def outlined(self) -> tuple[Span, ...]:
        """The fragments that are outlined: those of what is current, or what a drag would make of them."""
        if self.preview is not None:
            return self.preview
        if self.boxes.current is not None:
            return self.boxes.fragments
        annotations = self.document.annotations if self.document is not None else {}
        return annotations[self.current].fragments if self.current in annotations else ()

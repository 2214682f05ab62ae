"""The target of a key: the annotation that a command is for, decided when its key is pressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotator.model import Span
from annotator.ui.reading.view import ReadingView


@dataclass
class Creation:
    """An annotation on its way to the disk: what was selected for it, its span, and its id when it is there."""

    selected: Span
    span: Span | None
    id: str = ""


class Target:
    """Target of a key: what is current when it is pressed, wherever a person goes before it is carried out."""

    def __init__(self, view: ReadingView) -> None:
        self._view = view
        self._creation: Creation | None = None

    @property
    def asked(self) -> Span | None:
        """What was selected for the annotation that is on its way to the disk."""
        return self._creation.selected if self._creation is not None else None

    def begin(self, selected: Span, span: Span | None) -> Creation:
        """An annotation of this selection is asked for: until it is there, keys are for it."""
        self._creation = Creation(selected, span)
        return self._creation

    def end(self, creation: Creation | None = None) -> None:
        """This annotation (None: whichever was asked for) is stored, or is not to be."""
        if creation is None or creation is self._creation:
            self._creation = None

    @property
    def is_selected(self) -> bool:
        """Whether what is selected is on its way to the disk, where it is current."""
        return self._creation is not None and self._view.selection.made() == self._creation.selected

    def now(self, *, or_last: bool = False) -> Callable[[], str]:
        """What a key pressed now is for, "" if for nothing; to be asked when it is carried out.

        It is the annotation of what is selected if that is on its way to the disk; else the current one, or with
        ``or_last`` the one that was current last.
        """
        creation = self._creation if self.is_selected else None
        current = self._view.current or (self._view.last_current if or_last else "")
        return lambda: (creation.id if creation is not None else "") or current

    def walk(self, *, forward: bool) -> None:
        """Make the next or the previous annotation current, at once: the keys after this one are for that.

        It is counted from what is on its way to the disk, as if that were there already.
        """
        self._view.walk(forward=forward, past=self._creation.span if self._creation and self.is_selected else None)

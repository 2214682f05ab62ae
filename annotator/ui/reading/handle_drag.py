"""Handle drag: an end of the current annotation is dragged, what is shown meanwhile, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter

from PySide6.QtCore import QLineF, QPointF

from annotator.model import Span
from annotator.text.edges import nearest_edge, with_edge
from annotator.ui.reading.current_outline import CurrentOutline
from annotator.ui.reading.outline import Handle
from annotator.ui.reading.shown import Shown

_GRIP = 9.0
"""How near a handle the mouse must be to hold it, in pixels."""


class Dragging:
    """The one drag of a page. Nothing is changed by it: whoever ends it gets the fragments that were shown last."""

    def __init__(self, shown: Shown, outline: CurrentOutline, update: Callable[[], object]) -> None:
        self._shown, self._outline, self._update = shown, outline, update
        self._held: Handle | None = None
        self._fragments: tuple[Span, ...] = ()

    @property
    def is_on(self) -> bool:
        """Whether a handle is held."""
        return self._held is not None

    def handle_at(self, point: QPointF) -> Handle | None:
        """The handle within reach of a point of the viewport."""
        handles = self._outline.seen().handles if self._shown.outlined else []
        near = [(QLineF(h.place, point).length(), h) for h in handles]
        distance, handle = min(near, key=itemgetter(0), default=(_GRIP, None))
        return handle if distance < _GRIP else None

    def begin(self, point: QPointF) -> bool:
        """Take hold of the handle at a point; whether there is one."""
        self._held = self.handle_at(point)
        self._fragments = self._shown.outlined
        return self.is_on

    def move(self, offset: int, *, by_words: bool) -> None:
        """Show what letting go at ``offset`` would make of the annotation; where that is impossible, nothing moves."""
        text, held = self._shown.text, self._held
        if held is None:
            return
        at = nearest_edge(text, offset, start=held.is_start) if by_words else offset
        moved = with_edge(text, self._fragments, held.fragment, at, start=held.is_start)
        if moved is not None and moved != self._shown.outlined:
            self._preview(moved)

    def end(self) -> tuple[Span, ...] | None:
        """Let go: the fragments that were shown, None if they are as before."""
        moved = self._shown.outlined if self.is_on else self._fragments
        self.give_up()
        return moved if moved != self._fragments else None

    def give_up(self) -> bool:
        """Let go and leave the annotation as it is; whether a handle was held."""
        was_on, self._held = self.is_on, None
        if was_on:
            self._preview(None)
        return was_on

    def _preview(self, fragments: tuple[Span, ...] | None) -> None:
        """Outline these fragments instead of the current annotation's; None: no more."""
        self._shown.preview = fragments
        self._update()

"""Reshaping: the ends of the current annotation by keys and by handles, fragments added and taken out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotator.model import Annotation, Span
from annotator.text.edges import Unit, fragment_at, stepped, with_edge
from annotator.text.graphemes import trim_span
from annotator.text.passages import united, without
from annotator.ui.annotations.target import Target
from annotator.ui.reading.view import ReadingView
from annotator.ui.session.session import Session


def _anywhere(_fragments: tuple[Span, ...]) -> bool:
    return True


def moved(
    text: str,
    fragments: tuple[Span, ...],
    caret: int,
    unit: Unit,
    *,
    start: bool,
    step: int,
    is_free: Callable[[tuple[Span, ...]], bool] = _anywhere,
) -> tuple[Span, ...] | None:
    """The fragments with an end of the one at the caret a unit further; None if it cannot be moved there.

    It goes on over white space, where nothing may begin or end, and past fragments that are not free.
    """
    number = fragment_at(fragments, caret)
    at: int | None = fragments[number][0 if start else 1]
    while at is not None:
        at = stepped(text, at, unit, start=start, step=step)
        made = with_edge(text, fragments, number, at, start=start) if at is not None else None
        if made is not None and is_free(made):
            return made
        if at is None or (made is None and not text[at if start else at - 1 : at + 1 if start else at].isspace()):
            break
    return None


class Shaping(QObject):
    """Changes of the extent: each is one commit and one step of undo; links, note and attributes stay.

    ``edge_override`` moves an end of something else, if there is something else; it says whether it did.
    """

    hint = Signal(str)
    """A quiet sentence on why nothing was done."""

    def __init__(
        self, session: Session, view: ReadingView, target: Target, edge_override: Callable[[Unit, bool, int], bool]
    ) -> None:
        super().__init__(view)
        self._session, self._view, self._target, self._edge_override = session, view, target, edge_override
        view.reshaped.connect(self._reshape_later)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the commands of this kind do, by the id of the command."""
        found: dict[str, Callable[[], object]] = {
            "add_fragment": self.add_fragment,
            "remove_fragment": self.remove_fragment,
        }
        units: tuple[Unit, ...] = ("word", "character")
        for unit in units:
            for end in ("start", "end"):
                for way, step in (("back", -1), ("on", 1)):
                    found[f"{end}_{way}_{unit}"] = self._mover(unit, start=end == "start", step=step)
        return found

    def _mover(self, unit: Unit, *, start: bool, step: int) -> Callable[[], None]:
        def move() -> None:
            target = self._target.now()
            self._session.do(lambda: self._move(target, unit, start=start, step=step))

        return move

    def _annotation(self, id_: str) -> Annotation | None:
        """The annotation with this id; if there is none, what is to be done first is said."""
        document = self._session.document
        found = document.annotations.get(id_) if document is not None else None
        if found is None:
            self.hint.emit(self.tr("No annotation is current. Click one, or walk to it with Space."))
        return found

    def _move(self, target: Callable[[], str], unit: Unit, *, start: bool, step: int) -> None:
        if self._edge_override(unit, start, step):
            return
        document, current = self._session.document, self._annotation(target())
        if document is None or current is None:
            return

        def find(is_free: Callable[[tuple[Span, ...]], bool] = _anywhere) -> tuple[Span, ...] | None:
            caret = self._view.selection.caret()
            return moved(document.text, current.fragments, caret, unit, start=start, step=step, is_free=is_free)

        nearest, made = find(), find(lambda fragments: not document.has_twin(current._replace(fragments=fragments)))
        if nearest is None:
            self.hint.emit(self.tr("It cannot be moved further in this direction."))
        elif made is None:
            self._reshape(current, nearest)
        else:
            self._session.annotations.reshape(current.id, made)
            if made != nearest:
                said = self.tr("These words are tagged as %1 already: moved on past them.")
                self.hint.emit(said.replace("%1", self._session.tags.name_of(current.tag)))

    def _reshape(self, annotation: Annotation, fragments: tuple[Span, ...]) -> bool:
        """Give an annotation other fragments, unless it would say what another says; whether it has them."""
        document = self._session.document
        if document is not None and document.has_twin(annotation._replace(fragments=fragments)):
            self.hint.emit(self.tr("Already tagged as %1.").replace("%1", self._session.tags.name_of(annotation.tag)))
            return False
        self._session.annotations.reshape(annotation.id, fragments)
        return True

    def add_fragment(self) -> None:
        """Add what is selected to the current annotation: a claim is often interrupted."""
        span, target = self._view.selection.completed(), self._target.now(or_last=True)

        def add() -> None:
            current = self._annotation(target())
            if current is None:
                return
            if span is None:
                self.hint.emit(self.tr("Select the words to add to the current annotation first."))
            elif self._reshape(current, united((*current.fragments, span))):
                self._view.selection.clear()
                self._view.make_current(current.id, reveal=False)

        self._session.do(add)

    def remove_fragment(self) -> None:
        """Take out of the current annotation what is selected, or else the fragment that the caret is in."""
        span, target, caret = self._view.selection.completed(), self._target.now(), self._view.selection.caret()

        def remove() -> None:
            current = self._annotation(target())
            if current is None:
                return
            gone = span or current.fragments[fragment_at(current.fragments, caret)]
            left = tuple(filter(None, (self._trimmed(s) for s in without(current.fragments, gone))))
            if not left:
                self.hint.emit(self.tr("Nothing would be left of it. Delete takes the whole annotation away."))
            elif self._reshape(current, left):
                self._view.selection.clear()

        self._session.do(remove)

    def _trimmed(self, span: Span) -> Span | None:
        document = self._session.document
        return trim_span(document.text, *span) if document is not None else None

    def _reshape_later(self, annotation_id: str, fragments: tuple[Span, ...]) -> None:
        def reshape() -> None:
            document = self._session.document
            if document is not None and annotation_id in document.annotations:
                self._reshape(document.annotations[annotation_id], fragments)

        self._session.do(reshape)

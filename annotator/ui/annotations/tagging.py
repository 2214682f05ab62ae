"""Tagging: what the marking keys mean, by the rules of selection and current annotation."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.model import CLAIM, TAGS, VERDICTS, Annotation, Delta, Scalar, Span
from annotator.ui.annotations.panel import Inspector
from annotator.ui.annotations.target import Creation, Target
from annotator.ui.reading.view import ReadingView
from annotator.ui.session.debouncer import Debouncer
from annotator.ui.session.session import Session

if TYPE_CHECKING:
    from annotator.ui.session.document import Document


_TYPED = 300
"""After how many milliseconds without another letter somebody who typed into the article is answered."""


class Marking(QObject):
    """Marking keys: a non-empty selection wins, and a digit creates; else a digit gives what is current another tag.

    ``tag_override`` takes a tag for something else than an annotation, if there is something else; it says whether.
    """

    hint = Signal(str)
    """A quiet sentence on why nothing was done, or on what was."""

    marker_changed = Signal()
    """``marker`` is another."""

    note_wanted = Signal()
    """The note of the current annotation is to be written."""

    def __init__(
        self,
        session: Session,
        view: ReadingView,
        inspector: Inspector,
        target: Target,
        tag_override: Callable[[str], bool],
    ) -> None:
        super().__init__(view)
        self._session, self._view, self._inspector, self._target = session, view, inspector, target
        self._tag_override = tag_override
        view.current_changed.connect(inspector.show_current)
        self._typing_ends = Debouncer(self, _TYPED, self._explain)  # a sentence would go with the next key
        view.typed.connect(self._letter_typed)
        inspector.chosen.connect(self._chosen)
        inspector.note.written.connect(self._write_note)
        inspector.details.described.connect(self._describe)
        inspector.details.waits.connect(session.note_waits)
        inspector.details.left.connect(session.annotations.end_visit)
        session.leaving.connect(inspector.details.flush)
        session.committing.connect(view.prepare_change)
        session.changed.connect(self._changed)
        session.history.revealed.connect(self._reveal)
        session.failed.connect(self._failed)
        self._explained = False
        self.marker: str | None = None
        """The tag that every mouse selection gets at once; "" while a digit is to choose it; None: no marker mode."""
        view.selected_by_mouse.connect(self._selected_by_mouse)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the commands of this kind do, by the id of the command."""
        return {
            **{f"tag_{t.id}": partial(self.tag, t.id) for t in TAGS},
            **{f"exact_{t.id}": partial(self.tag, t.id, inverted=True) for t in TAGS},
            **{f"check_{v}": partial(self.check, v) for v in VERDICTS},
            "note": self.note,
            "delete": self.delete,
            "marker": self._toggle_marker,
        }

    def tag(self, tag: str, *, inverted: bool = False) -> None:
        """The digit of ``tag`` was pressed, or its button; ``inverted``: words are to be completed if usually not.

        What was selected at that moment counts, however long the disk takes. The same selection once more, while it is
        on its way to the disk, is the new annotation: the digit gives it another tag.
        """
        document, made = self._session.document, self._view.selection.made()
        if document is None:
            return
        if made is None and self.marker != "" and self._tag_override(tag):
            return
        if self.marker == "":
            self._set_marker(tag)
        elif made is not None and len(self._several()) < 2 and made != self._target.asked:
            span = self._view.selection.completed(inverted=inverted)
            creation = self._target.begin(made, span)
            self._session.do(partial(self._create, document, creation, span, tag))
        else:
            targets = self._targets()
            self._session.do(lambda: self._retag(targets(), tag))

    # Marker mode

    def _toggle_marker(self) -> None:
        self._set_marker("" if self.marker is None else None)

    def leave_marker(self) -> bool:
        """Leave marker mode; whether it was on."""
        was_on = self.marker is not None
        self._set_marker(None)
        return was_on

    def _set_marker(self, tag: str | None) -> None:
        if tag != self.marker:
            self.marker = tag
            self.marker_changed.emit()

    def _selected_by_mouse(self) -> None:
        if self.marker:
            self.tag(self.marker)

    def _create(self, document: Document, creation: Creation, span: Span | None, tag: str) -> None:
        if document is not self._session.document:
            self._target.end(creation)
        elif span is None:
            self._target.end(creation)
            self.hint.emit(self.tr("Only white space is selected."))
        elif there := [a for a in document.same([span]) if a.tag == tag]:
            self._target.end(creation)
            self._view.make_current(there[0].id, reveal=False)  # the selection stays: another digit tags it once more
            self.hint.emit(self.tr("Already tagged as %1.").replace("%1", self._session.tags.name_of(tag)))
        else:
            self._session.annotations.tag([span], tag, partial(self._made, creation))

    def _made(self, creation: Creation, annotation: Annotation) -> None:
        """Tagging clears the selection and makes the new annotation current, unless the person has gone on since."""
        creation.id = annotation.id
        if self._view.selection.made() == creation.selected:
            self._view.selection.clear()
            self._view.make_current(annotation.id, reveal=False)
        self._target.end(creation)

    def _retag(self, targets: list[str], tag: str) -> None:
        free = self._free(targets, tag)
        if not targets:
            self.hint.emit(self.tr("Select the words to tag first, with the mouse or with Shift and the arrow keys."))
        elif not free:
            self.hint.emit(self.tr("Already tagged as %1.").replace("%1", self._session.tags.name_of(tag)))
        elif (gone := self._session.annotations.retag(free, tag)) == 1:
            self.hint.emit(self.tr("Its link went with the tag. Undo brings both back."))
        elif gone:
            self.hint.emit(self.tr("%1 links went with the tag. Undo brings them back.").replace("%1", str(gone)))

    def _free(self, targets: list[str], tag: str) -> list[str]:
        """Those that may have this tag: not two that would say the same with it."""
        document = self._session.document
        if document is None:
            return []
        changed = [document.annotations[id_]._replace(tag=tag) for id_ in targets]
        return list({(a.fragments, a.annotator): a.id for a in changed if not document.has_twin(a)}.values())

    def _failed(self) -> None:
        self._target.end()

    def delete(self) -> None:
        """Take the current annotation away, or those selected in the list."""
        targets = self._targets()
        self._session.do(lambda: self._delete(targets()))

    def _delete(self, targets: list[str]) -> None:
        if targets:
            self._session.annotations.delete(targets)
        else:
            self.hint.emit(self.tr("No annotation is current. Click one, or walk to it with Space."))

    def check(self, verdict: str) -> None:
        """Say what came out when the current claim was checked, or those selected in the list."""
        targets = self._targets()
        self._session.do(lambda: self._check(targets(), verdict))

    def _check(self, targets: list[str], verdict: str) -> None:
        document = self._session.document
        if document is not None and any(document.annotations[id_].tag == CLAIM.id for id_ in targets):
            self._session.annotations.check(targets, verdict)
        else:
            self.hint.emit(self.tr("Make the claim current first: click it, or walk to it with Space."))

    def note(self) -> None:
        """Go to the note of the current annotation."""
        self._session.do(self._note)

    def _note(self) -> None:
        if self._view.current:
            self.note_wanted.emit()
        else:
            self.hint.emit(self.tr("No annotation is current. Click one, or walk to it with Space."))

    def _several(self) -> list[str]:
        """The rows selected in the list while it has the focus."""
        return self._inspector.selected() if self._inspector.list.hasFocus() else []

    def _targets(self) -> Callable[[], list[str]]:
        """What a key pressed now is for: several rows selected in the list that has the focus, else its target."""
        several, target = self._several(), self._target.now()
        return lambda: self._there(several if len(several) > 1 else [target()])

    def _there(self, ids: list[str]) -> list[str]:
        """Those of the annotations that the open article still has."""
        document = self._session.document
        return [id_ for id_ in ids if document is not None and id_ in document.annotations]

    def _chosen(self, annotation_id: str) -> None:
        self._view.make_current(annotation_id)

    def _write_note(self, annotation_id: str, note: str) -> None:
        self._session.do(lambda: self._session.annotations.write_note(annotation_id, note), typed=True)

    def _describe(self, annotation_id: str, values: dict[str, Scalar]) -> None:
        def put_back() -> None:
            self._inspector.details.put_back(annotation_id, values)

        self._session.do(lambda: self._session.annotations.describe(annotation_id, values, failed=put_back), typed=True)

    def _changed(self, delta: Delta) -> None:
        self._view.apply_change(delta)
        self._inspector.apply_change(delta)

    def _reveal(self, annotation_id: str, offset: int) -> None:
        """Show what a step of the history was about; what is current stays so, unless it is gone or there is none."""
        document, current = self._session.document, self._view.current
        if document is not None and current not in ("", annotation_id):
            at = document.annotations[annotation_id].start if annotation_id in document.annotations else offset
            self._view.bring_into_sight((at, at + 1))
        elif annotation_id:
            self._view.make_current(annotation_id)
        else:
            self._view.show_place(offset)

    def _letter_typed(self) -> None:
        if not self._explained:
            self._typing_ends.start()

    def _explain(self) -> None:
        """Answer letters typed into the article, the first time that somebody does so and then no more."""
        self._explained = True
        self.hint.emit(
            self.tr("The text is never changed. 1 to 4 tag what is selected, N writes a note, F1 shows all keys.")
        )

"""Linking: from a claim to its sources, from a source to the one it speaks via, and to the author's own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotator.model import AUTHORS_OWN, CLAIM, SOURCE, Annotation, LinkKind, Span
from annotator.ui.annotations.panel import Inspector
from annotator.ui.annotations.target import Target
from annotator.ui.appearance.foreign_text import beginning, one_line
from annotator.ui.reading.view import ReadingView
from annotator.ui.session.document import Document
from annotator.ui.session.session import Session
from annotator.ui.widgets.picker import Choice, Picker, every_word

_SHOWN, _NAMED = 160, 60
"""How many characters of a source are shown in the list, and in a sentence."""


class Linking(QObject):
    """Linking: the key opens a picker of sources; a click on a source in the text, or a selection there, works too."""

    hint = Signal(str)
    """A quiet sentence on why nothing was done, or on what was."""

    def __init__(self, session: Session, view: ReadingView, inspector: Inspector, target: Target) -> None:
        super().__init__(view)
        self._session, self._view, self._target = session, view, target
        self.picker = Picker(view, self.tr("Sources"))
        self._for = ""
        """The annotation that a source is picked for."""
        self.picker.chosen.connect(lambda id_: self._link(self._for, id_))
        self.picker.closed.connect(view.setFocus)
        view.current_changed.connect(self._picked_in_text)
        view.selected_by_mouse.connect(self._selected_in_text)
        speakers = inspector.details.speakers
        speakers.link_wanted.connect(self.link)
        speakers.own_wanted.connect(self.authors_own)
        speakers.unlink_wanted.connect(lambda id_: session.do(lambda: session.annotations.unlink(id_)))
        session.document_changed.connect(self.picker.close_picker)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the commands of this kind do, by the id of the command."""
        return {"link": self.link, "authors_own": self.authors_own}

    def _speaker(self, id_: str) -> Annotation | None:
        """The claim or source with this id; if it is none, what is to be done first is said."""
        document = self._session.document
        found = document.annotations.get(id_) if document is not None else None
        if found is None or found.tag not in (CLAIM.id, SOURCE.id):
            self.hint.emit(self.tr("Make the claim current first: click it, or walk to it with Space."))
            return None
        return found

    def link(self) -> None:
        """Link the current claim (or source) to what is selected, or else to a source that the picker offers."""
        span = None if self._target.is_selected else self._view.selection.completed()
        target = self._target.now(or_last=self._view.selection.made() is not None)

        def begin() -> None:
            speaker = self._speaker(target())
            document = self._session.document
            if speaker is None or document is None:
                return
            if span is not None:
                self._link_to_passage(document, speaker, span)
            else:
                self._open_picker(document, speaker)

        self._session.do(begin)

    def authors_own(self) -> None:
        """Say of the current claim that it is the author's own, or no longer."""
        target = self._target.now(or_last=self._view.selection.made() is not None)

        def declare() -> None:
            speaker = self._speaker(target())
            if speaker is None:
                return
            if speaker.tag != CLAIM.id:
                self.hint.emit(self.tr("Only a claim can be the author’s own."))
                return
            is_own = speaker.attribute("attribution") == AUTHORS_OWN
            values = {"attribution": None if is_own else AUTHORS_OWN}
            self._session.annotations.describe(speaker.id, values, own_step=True)

        self._session.do(declare)

    def _open_picker(self, document: Document, speaker: Annotation) -> None:
        sources = [a for a in document.in_order if a.tag == SOURCE.id and a.id != speaker.id]
        kind = _kind_of(speaker)
        linked = {a.id: one_line(a.quote) for a in document.linked(speaker.id, kind)}
        choices = [
            Choice(a.id, beginning(a.quote, _SHOWN), f"¶{document.paragraphs.number_at(a.start)}", SOURCE)
            for a in _nearest_first(sources, speaker)
            if a.id not in linked
        ]
        self._for = speaker.id
        title = self.tr("Attributed to…") if speaker.tag == CLAIM.id else self.tr("Via…")
        more = self.tr("Or select its source in the text.")
        other = self.tr("No other source is marked yet. Select it in the text.")
        none = other if sources else self.tr("No source is marked yet. Select it in the text.")
        already = self.tr("“%1” is linked already.")

        def nothing(typed: str) -> str:
            found = next((quote for quote in linked.values() if every_word(typed, quote)), "")
            return (already.replace("%1", beginning(found, _NAMED)) if found else "") if typed else none

        self.picker.open(f"{title} {more}" if choices else title, choices, nothing)

    def _link(self, from_id: str, to_id: str) -> None:
        document = self._session.document
        speaker = document.annotations.get(from_id) if document is not None else None
        if speaker is not None:
            kind = _kind_of(speaker)
            self._session.do(lambda: self._session.annotations.link(kind, from_id, to_id))
            self._view.make_current(from_id, reveal=False)

    def _link_to_passage(self, document: Document, speaker: Annotation, span: Span) -> None:
        """The selected words are the source: one that is marked already, or a new one in the same step."""
        marked = [a for a in document.same([span]) if a.tag == SOURCE.id]
        if marked:
            self._session.annotations.link(_kind_of(speaker), speaker.id, marked[0].id)
        else:
            self._session.annotations.link_to_passage(_kind_of(speaker), speaker.id, span, SOURCE.id)
        self._view.selection.clear()
        self._view.make_current(speaker.id, reveal=False)

    def _picked_in_text(self, annotation_id: str) -> None:
        document = self._session.document
        if not self.picker.isVisible() or document is None or not annotation_id or annotation_id == self._for:
            return
        if document.annotations[annotation_id].tag == SOURCE.id:
            self.picker.close_picker()
            self._link(self._for, annotation_id)

    def _selected_in_text(self) -> None:
        document, span = self._session.document, self._view.selection.completed()
        speaker = document.annotations.get(self._for) if document is not None else None
        if self.picker.isVisible() and document is not None and speaker is not None and span is not None:
            self.picker.close_picker()
            self._session.do(lambda: self._link_to_passage(document, speaker, span))


def _kind_of(speaker: Annotation) -> LinkKind:
    return LinkKind.ATTRIBUTED_TO if speaker.tag == CLAIM.id else LinkKind.VIA


def _nearest_first(sources: list[Annotation], speaker: Annotation) -> list[Annotation]:
    """The sources by their distance from the speaker in the text: what stands within it has none."""

    def distance(source: Annotation) -> tuple[int, int]:
        return max(source.start - speaker.end, speaker.start - source.end, 0), source.start

    return sorted(sources, key=distance)

"""What a person does with what is marked in the open article: each is one Delta, handed to the session."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator import edits
from annotator.model import CLAIM, Action, Annotation, Article, Delta, Link, LinkKind, Scalar, Span, Suggestion

if TYPE_CHECKING:
    from annotator.storage.store import Applied
    from annotator.ui.session.document import Document


class AnnotationCommands(QObject):
    """The part of the session that makes changes of the open article."""

    saving_changed = Signal()
    """Whether something is not yet on the disk may have changed."""

    def __init__(self, annotator: str) -> None:
        super().__init__()
        self.annotator = annotator
        self.document: Document | None = None
        self.unsaved_notes: dict[str, str] = {}
        """Notes that could not be stored, by the id of their annotation."""
        self._visit: tuple[str, int] | None = None

    def apply(
        self,
        delta: Delta | Callable[[], Delta],
        *,
        amends: int | None = None,
        then: Callable[[Applied], None] | None = None,
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        """Commit a change; when it is on the disk, say so to everybody, then call ``then``; else ``failed``.

        What makes the change may be handed over instead: it is called on the store thread.
        """
        raise NotImplementedError

    def tag(self, fragments: Sequence[Span], tag: str, then: Callable[[Annotation], None]) -> None:
        """Mark a passage; ``then`` gets the annotation when it is stored."""
        assert self.document is not None
        delta = edits.tag_passage(self.document.article, fragments, tag, self.annotator)
        made = delta.added[0]
        assert isinstance(made, Annotation)
        self.apply(delta, then=lambda _: then(made))

    def tag_passages(self, passages: Sequence[tuple[Article, Span]], tag: str, then: Callable[[], None]) -> None:
        """Mark many passages, of one article or of several, in one step; the Delta is made on the store thread."""
        annotator = self.annotator
        self.apply(lambda: edits.tag_passages(passages, tag, annotator), then=lambda _: then())

    def retag(self, annotation_ids: Sequence[str], tag: str) -> int:
        """Give annotations another tag; how many links go because they would say what is no longer so."""
        links = self.document.links.values() if self.document is not None else ()
        delta = edits.retag(self._annotations(annotation_ids), tag, links)
        self.apply(delta)
        return sum(isinstance(record, Link) for record in delta.removed)

    def reshape(self, annotation_id: str, fragments: Sequence[Span]) -> None:
        """Give an annotation other fragments."""
        for annotation in self._annotations([annotation_id]):
            if self.document is not None and annotation.fragments != tuple(fragments):
                self.apply(edits.reshape(self.document.article, annotation, fragments))

    def link(self, kind: LinkKind, from_id: str, to_id: str) -> None:
        """Link two annotations of the open article."""
        ends = self._annotations([from_id, to_id])
        if self.document is not None and len(ends) == 2:
            self.apply(edits.link(kind, ends[0], ends[1], self.document.links_of(from_id), self.annotator))

    def link_to_passage(self, kind: LinkKind, from_id: str, span: Span, tag: str) -> None:
        """Mark a passage and link an annotation to it, in one step."""
        for start in self._annotations([from_id]):
            if self.document is not None:
                article = self.document.article
                self.apply(edits.tag_and_link(article, [span], tag, kind, start, self.annotator))

    def unlink(self, link_id: str) -> None:
        """Take a link away."""
        if self.document is not None and link_id in self.document.links:
            self.apply(edits.unlink([self.document.links[link_id]]))

    def delete(self, annotation_ids: Sequence[str]) -> None:
        """Take annotations away, with their links."""
        if self.document is not None:
            self.apply(edits.delete(self._annotations(annotation_ids), self.document.links.values()))

    def accept(self, chosen: Sequence[edits.Acceptance], then: Callable[[], None] = lambda: None) -> None:
        """Make annotations of suggestions, and of the sources that their claims are attributed to, in one step."""
        document = self.document
        if document is None or not chosen:
            return
        ends = dict.fromkeys(key for one in chosen for _, key in one.suggestion.links)
        wanted = ends.keys() - {one.suggestion.key for one in chosen}
        pending = {s.key: s for s in document.pending if s.key in wanted} if wanted else {}
        sources = [edits.Acceptance(pending[key], *key) for key in ends if key in pending]
        marked = document.marked
        marked.update((key, id_) for key in ends if key not in marked and (id_ := document.marked_at(key)))
        article, links, annotator = document.article, list(document.links.values()), self.annotator
        self.apply(lambda: edits.accept(article, [*chosen, *sources], marked, links, annotator), then=lambda _: then())

    def reject(self, suggestions: Sequence[Suggestion], then: Callable[[], None] = lambda: None) -> None:
        """Say of suggestions that they are wrong: they do not come back."""
        if self.document is not None:
            article_id, annotator = self.document.article.id, self.annotator
            self.apply(lambda: edits.reject(article_id, suggestions, annotator), then=lambda _: then())

    def check(self, annotation_ids: Sequence[str], verdict: str) -> None:
        """Say what came out when claims were checked, in one step."""
        self.apply(edits.check([a for a in self._annotations(annotation_ids) if a.tag == CLAIM.id], verdict))

    def write_note(self, annotation_id: str, note: str) -> None:
        """Replace the note of an annotation. Until ``end_visit`` that is one step of undo, however often."""
        found = self._annotations([annotation_id])
        if not found or found[0].note == note:
            self.unsaved_notes.pop(annotation_id, None)
            self.saving_changed.emit()
            return

        def hold() -> None:
            self.unsaved_notes[annotation_id] = note

        self._visiting(annotation_id, edits.write_note(found[0], note), hold)

    def describe(
        self,
        annotation_id: str,
        values: Mapping[str, Scalar],
        *,
        own_step: bool = False,
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        """Set attributes of an annotation; like its note, one step of undo until ``end_visit``, or ``own_step``."""
        for annotation in self._annotations([annotation_id]):
            if own_step:
                self.apply(edits.describe(annotation, values), failed=failed)
            else:
                self._visiting(annotation_id, edits.describe(annotation, values), failed)

    def _visiting(self, annotation_id: str, delta: Delta, failed: Callable[[], None] = lambda: None) -> None:
        """Apply a change to the details of an annotation, as one with those made since the person came to them."""
        amends = self._visit[1] if self._visit and self._visit[0] == annotation_id else None

        def keep(applied: Applied) -> None:
            self._visit = (annotation_id, applied.step.seq)
            if delta.action is Action.NOTE:
                self.unsaved_notes.pop(annotation_id, None)

        self.apply(delta, amends=amends, then=keep, failed=failed)

    def end_visit(self) -> None:
        """The person has left the note: what is written next is another step of undo."""
        self._visit = None

    def _annotations(self, ids: Sequence[str]) -> list[Annotation]:
        there = self.document.annotations if self.document is not None else {}
        return [there[i] for i in ids if i in there]

"""Annotation commands: what a person does with what is marked in the open article, one Delta each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from annotator import edits
from annotator.model import CLAIM, Action, Annotation, Article, Delta, Link, LinkKind, Scalar, Span, Suggestion

if TYPE_CHECKING:
    from annotator.storage.store import Applied
    from annotator.ui.session.changes import Changes


class AnnotationCommands:
    """Changes of what is marked in the open article, asked for by a person."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._visit: tuple[str, int] | None = None
        self._visits = 0

    def tag(self, fragments: Sequence[Span], tag: str, then: Callable[[Annotation], None]) -> None:
        """Mark a passage; ``then`` gets the annotation when it is stored."""
        assert self._changes.document is not None
        delta = edits.tag_passage(self._changes.document.article, fragments, tag, self._changes.annotator)
        made = delta.added[0]
        assert isinstance(made, Annotation)
        self._changes.apply(delta, then=lambda _: then(made))

    def tag_passages(self, passages: Sequence[tuple[Article, Span]], tag: str, then: Callable[[], None]) -> None:
        """Mark many passages, of one article or of several, in one step; the Delta is made on the store thread."""
        annotator = self._changes.annotator
        self._changes.apply(lambda: edits.tag_passages(passages, tag, annotator), then=lambda _: then())

    def retag(self, annotation_ids: Sequence[str], tag: str) -> int:
        """Give annotations another tag; how many links go because they would say what is no longer so."""
        links = self._changes.document.links.values() if self._changes.document is not None else ()
        delta = edits.retag(self._annotations(annotation_ids), tag, links)
        self._changes.apply(delta)
        return sum(isinstance(record, Link) for record in delta.removed)

    def reshape(self, annotation_id: str, fragments: Sequence[Span]) -> None:
        """Give an annotation other fragments."""
        for annotation in self._annotations([annotation_id]):
            if self._changes.document is not None and annotation.fragments != tuple(fragments):
                self._changes.apply(edits.reshape(self._changes.document.article, annotation, fragments))

    def link(self, kind: LinkKind, from_id: str, to_id: str) -> None:
        """Link two annotations of the open article."""
        ends, document = self._annotations([from_id, to_id]), self._changes.document
        if document is not None and len(ends) == 2:
            links = document.links_of(from_id)
            self._changes.apply(edits.link(kind, ends[0], ends[1], links, self._changes.annotator))

    def link_to_passage(self, kind: LinkKind, from_id: str, span: Span, tag: str) -> None:
        """Mark a passage and link an annotation to it, in one step."""
        for start in self._annotations([from_id]):
            if self._changes.document is not None:
                article = self._changes.document.article
                self._changes.apply(edits.tag_and_link(article, [span], tag, kind, start, self._changes.annotator))

    def unlink(self, link_id: str) -> None:
        """Take a link away."""
        if self._changes.document is not None and link_id in self._changes.document.links:
            self._changes.apply(edits.unlink([self._changes.document.links[link_id]]))

    def delete(self, annotation_ids: Sequence[str]) -> None:
        """Take annotations away, with their links."""
        if self._changes.document is not None:
            self._changes.apply(edits.delete(self._annotations(annotation_ids), self._changes.document.links.values()))

    def accept(self, chosen: Sequence[edits.Acceptance], then: Callable[[], None] = lambda: None) -> None:
        """Make annotations of suggestions, and of the sources that their claims are attributed to, in one step."""
        document = self._changes.document
        if document is None or not chosen:
            return
        ends = dict.fromkeys(key for one in chosen for _, key in one.suggestion.links)
        wanted = ends.keys() - {one.suggestion.key for one in chosen}
        pending = {s.key: s for s in document.pending if s.key in wanted} if wanted else {}
        sources = [edits.Acceptance(pending[key], *key) for key in ends if key in pending]
        marked = document.marked
        marked.update((key, id_) for key in ends if key not in marked and (id_ := document.marked_at(key)))
        article, links, annotator = document.article, list(document.links.values()), self._changes.annotator
        self._changes.apply(
            lambda: edits.accept(article, [*chosen, *sources], marked, links, annotator), then=lambda _: then()
        )

    def reject(self, suggestions: Sequence[Suggestion], then: Callable[[], None] = lambda: None) -> None:
        """Say of suggestions that they are wrong: they do not come back."""
        if self._changes.document is not None:
            article_id, annotator = self._changes.document.article.id, self._changes.annotator
            self._changes.apply(lambda: edits.reject(article_id, suggestions, annotator), then=lambda _: then())

    def check(self, annotation_ids: Sequence[str], verdict: str) -> None:
        """Say what came out when claims were checked, in one step."""
        self._changes.apply(edits.check([a for a in self._annotations(annotation_ids) if a.tag == CLAIM.id], verdict))

    def write_note(self, annotation_id: str, note: str) -> None:
        """Replace the note of an annotation. Until ``end_visit`` that is one step of undo, however often."""
        found = self._annotations([annotation_id])
        if not found or found[0].note == note:
            self._changes.unsaved_notes.pop(annotation_id, None)
            self._changes.saving_changed.emit()
        if not found:
            self._change_elsewhere(annotation_id, lambda annotation: edits.write_note(annotation, note))
        if not found or found[0].note == note:
            return

        def hold() -> None:
            self._changes.unsaved_notes[annotation_id] = note

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
        found = self._annotations([annotation_id])
        if not found:
            self._change_elsewhere(annotation_id, lambda annotation: edits.describe(annotation, values))
        for annotation in found:
            if own_step:
                self._changes.apply(edits.describe(annotation, values), failed=failed)
            else:
                self._visiting(annotation_id, edits.describe(annotation, values), failed)

    def _visiting(self, annotation_id: str, delta: Delta, failed: Callable[[], None] = lambda: None) -> None:
        """Apply a change to the details of an annotation, as one with those made since the person came to them."""
        amends = self._visit[1] if self._visit and self._visit[0] == annotation_id else None
        visit = self._visits

        def keep(applied: Applied) -> None:
            if visit == self._visits:  # it may have ended while this was on its way to the disk
                self._visit = (annotation_id, applied.step.seq)
            if delta.action is Action.NOTE:
                self._changes.unsaved_notes.pop(annotation_id, None)

        self._changes.apply(delta, amends=amends, then=keep, failed=failed)

    def end_visit(self) -> None:
        """The person has left the note: what is written next is another step of undo."""
        self._visit, self._visits = None, self._visits + 1

    def _change_elsewhere(self, annotation_id: str, change: Callable[[Annotation], Delta]) -> None:
        """Change an annotation of an article that is open no longer; nothing if it is gone, or would be the same."""
        store, annotator = self._changes.store, self._changes.annotator

        def work() -> Applied | None:
            stored = store.existing([(Annotation, annotation_id)]).get(annotation_id)
            delta = change(stored) if isinstance(stored, Annotation) else None
            return store.apply(delta, annotator) if delta is not None and delta.added else None

        self._changes.write(work, lambda applied: self._changes.show(applied) if applied is not None else None)

    def _annotations(self, ids: Sequence[str]) -> list[Annotation]:
        there = self._changes.document.annotations if self._changes.document is not None else {}
        return [there[i] for i in ids if i in there]

"""Changes on their way to the disk: each is committed on the store thread and shown before the next one is made."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from annotator.gc_control import gc_paused
from annotator.model import ArticleMetadata, Delta, Tag
from annotator.ui.session.tag_set import TagSet, tags_after
from annotator.ui.session.worker import Worker, wait_until

if TYPE_CHECKING:
    from annotator.storage.history import UndoState
    from annotator.storage.store import Applied, Store
    from annotator.ui.session.document import Document

T = TypeVar("T")

_FEW = 50
"""Up to how many changed records it is worth while to prepare for their being shown."""


class Changes(QObject):
    """Queue of changes: all is done on one store thread, in order, and what a person does is taken in order too.

    While a change is on its way to the disk the next one waits, so that each is built from what the one before it left.
    A view hears of a change by the signal that everybody hears, after it was committed.
    """

    applied = Signal(object)
    """A change of the library is committed and shown: an ``Applied``, which may be of a step taken back."""

    stored = Signal(Delta, set)
    """This was committed, of records of these types: for the parts of the session that keep up with the library."""

    committing = Signal(Delta)
    """The disk writes this change of the open document, which may still fail: time to prepare for ``changed``."""

    changed = Signal(Delta)
    """The open document has changed by this much."""

    leaving = Signal()
    """Another article is about to be opened: time to hand over what was typed about this one."""

    document_changed = Signal()
    """Another article is open, or none."""

    card_changed = Signal()
    """Metadata of the open article changed."""

    tags_changed = Signal()
    """``tags`` has others than before."""

    heads_changed = Signal()
    """Undo or redo would do something else now."""

    awaited = Signal()
    """A person asked for a change that is on its way to the disk: what is pressed next is about what comes of it."""

    saving_changed = Signal()
    """Whether something is not yet on the disk may have changed."""

    failed = Signal(str)
    """A sentence for the person: what did not work, what it means for the work, what to do."""

    def __init__(self, annotator: str) -> None:
        super().__init__()
        self.annotator = annotator
        self.tags = TagSet()
        self.document: Document | None = None
        self.heads: UndoState | None = None
        self.is_open = False
        self.gave_up = False
        """Whether something that waited was given up, with a change that could not be stored."""
        self.unsaved_notes: dict[str, str] = {}
        """Notes that could not be stored, by the id of their annotation."""
        self.lane = Worker("store", self)
        self.lane.failed.connect(self.failed)
        self._store: Store | None = None
        self._writing = 0
        self._waiting: deque[tuple[Callable[[], object], bool]] = deque()
        self._note_waits = False

    @property
    def store(self) -> Store:
        """The open library; what is asked of it is asked on its thread, by ``lane`` or ``write``."""
        assert self._store is not None, "the library is not open"
        return self._store

    # On their way

    @property
    def saving(self) -> bool:
        """Whether something is not yet on the disk."""
        return bool(self._writing or self._waiting or self._note_waits or self.unsaved_notes)

    def note_waits(self, waits: bool) -> None:
        """Say whether a note has letters that were not handed over yet."""
        if waits != self._note_waits:
            self._note_waits = waits
            self.saving_changed.emit()

    def settle(self) -> None:
        """Wait until everything that was asked for is stored, or is known not to be."""
        wait_until(lambda: not (self._writing or self._waiting))

    def when_stored(self, call: Callable[[], None]) -> None:
        """Call ``call`` when every change that was asked for is on the disk and shown, or is known not to be."""
        self.lane.when_idle(call)

    def do(self, request: Callable[[], object], *, typed: bool = False) -> None:
        """Carry out what a person asked for, now or as soon as the change before it is committed and shown.

        If that cannot be stored, it is not carried out: it may be about what is not there. ``typed``: it is a text that
        would be lost then, and is carried out all the same.
        """
        if self._writing:
            self._waiting.append((request, typed))
        elif self.is_open:
            request()
        if self._writing and not typed:
            self.awaited.emit()

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
        if isinstance(delta, Delta) and not delta.added and not delta.removed:
            return
        store, annotator = self.store, self.annotator

        def done(applied: Applied) -> None:
            self.show(applied)
            if then is not None:
                then(applied)

        if isinstance(delta, Delta):
            prepare = partial(self.lane.post, partial(self._prepare, delta))
            work = partial(store.apply, delta, annotator, amends=amends, meanwhile=prepare)
        else:
            work = partial(_make_and_apply, store, delta, annotator, amends)
        self.write(work, done, failed)

    def _prepare(self, delta: Delta) -> None:
        if self.document is not None and delta.size <= _FEW:
            self.committing.emit(self.document.part_of(delta))

    def write(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[], None] = lambda: None
    ) -> None:
        """Do ``work`` on the store thread, then ``done`` here; what a person asks for meanwhile waits."""
        self._writing += 1
        self.saving_changed.emit()

        def finish(result: T) -> None:
            self._writing -= 1
            done(result)
            self._next()

        def fail() -> None:
            self._writing -= 1
            texts = [waits for waits in self._waiting if waits[1]]
            self.gave_up = len(texts) < len(self._waiting)
            self._waiting = deque(texts)
            failed()
            self._next()

        self.lane.run(work, finish, failed=fail)

    def _next(self) -> None:
        while self._waiting and not self._writing:
            self._waiting.popleft()[0]()
        self.saving_changed.emit()

    # Shown

    def show(self, applied: Applied) -> None:
        """Bring what is shown up to what was committed."""
        self.heads = applied.heads
        delta = applied.delta
        kinds = {*map(type, delta.removed), *map(type, delta.added)}  # once: there may be very many
        if Tag in kinds:
            self.show_tags(tags_after(self.tags.all, delta))
        mine = self.document.apply_change(delta) if self.document is not None else None
        if mine is not None and (mine.removed or mine.added):
            self.changed.emit(mine)
        if ArticleMetadata in kinds:
            self._show_card(delta)
        self.stored.emit(delta, kinds)
        self.heads_changed.emit()
        self.applied.emit(applied)

    def _show_card(self, delta: Delta) -> None:
        cards = {r.article_id: r for r in delta.added if isinstance(r, ArticleMetadata)}
        if self.document is not None and self.document.article.id in cards:
            self.document.apply_metadata(cards[self.document.article.id])
            self.card_changed.emit()

    def show_tags(self, tags: list[Tag]) -> None:
        """Have other tags than before, if they are others."""
        if tuple(tags) != self.tags.all:
            self.tags.replace(tags)
            self.tags_changed.emit()

    def show_heads(self, heads: UndoState) -> None:
        """Have other steps to undo and redo than before."""
        self.heads = heads
        self.heads_changed.emit()

    def show_document(self, document: Document | None) -> None:
        """Have another article open, or none."""
        self.document = document
        self.document_changed.emit()


def _make_and_apply(store: Store, make: Callable[[], Delta], annotator: str, amends: int | None) -> Applied:
    with gc_paused():
        return store.apply(make(), annotator, amends=amends)

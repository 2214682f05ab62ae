"""Import of a batch of parsed files: what is new comes in, what is there stays, what contradicts is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.edits import add_articles, bring_back
from annotator.formats.importing.result import Entry, Parsed
from annotator.model import Action, Annotation, ArticleState, Delta, Link, NewArticle, Record, Span, Tag
from annotator.storage.import_queries import joined, older_version, states_by_text
from annotator.storage.store import Applied, Store

KEYS = "567890QWERTYUIADFGHJKZXCVB"
"""The keys that tags of a file get, of those that nothing else is on."""


@dataclass
class Outcome:
    """Outcome for one file: the articles it led to, in its order, and what did not fit."""

    name: str
    article_ids: list[str] = field(default_factory=list)
    added: int = 0
    already_there: int = 0
    annotations: int = 0
    links: int = 0
    problems: list[str] = field(default_factory=list)
    guessed_encoding: str | None = None
    left_out: list[str] = field(default_factory=list)
    needs_password: bool = False
    unmapped: dict[str, int] = field(default_factory=dict)
    """Labels that are no tags, each with how many annotations have it."""
    ambiguous: bool = False
    """Whether it has to be said what places are counted in."""
    continues: bool = False
    """It is of a further part of the file before."""
    source: Path | str | None = None
    """The file, or the address of the page; None if it is neither."""
    older_version: str | None = None
    """An article from the same address in which something is marked, if an article is new here."""

    @property
    def ok(self) -> bool:
        """Whether everything in the file is in the library now."""
        return not self.problems


def of_files(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Outcomes, one for each file, where some are of its parts."""
    whole: Outcome | None = None
    for outcome in outcomes:
        if whole is not None and outcome.continues:
            whole.article_ids += outcome.article_ids
            whole.problems += outcome.problems
            whole.added += outcome.added
            whole.already_there += outcome.already_there
            whole.annotations += outcome.annotations
            whole.links += outcome.links
            whole.unmapped.update(outcome.unmapped)
            whole.ambiguous |= outcome.ambiguous
            continue
        if whole is not None:
            yield whole
        whole = outcome
    if whole is not None:
        yield whole


class _Batch:
    """The one Delta that a few files become."""

    def __init__(self, store: Store, files: Sequence[Parsed]) -> None:
        self._store = store
        self._there: dict[str, dict[tuple[str, tuple[Span, ...]], str]] = {}
        entries = [e for f in files for e in f.entries]
        wanted: list[tuple[type[Record], str]] = [(ArticleState, e.new.article.id) for e in entries]
        wanted += [(Annotation, a.id) for e in entries for a in e.annotations]
        wanted += [(Link, link.id) for e in entries for link in e.links]
        self.stored = store.existing(wanted)
        self.tags = {tag.id: tag for tag in store.tags()}
        self.new_tags: list[Tag] = []
        with store.reading() as connection:
            self.states = states_by_text(connection, {e.new.article.text_sha256 for e in entries})
            self.joined = joined(connection, {link.from_id for e in entries for link in e.links})
        self.new: dict[str, NewArticle] = {}
        self.back: list[ArticleState] = []
        self.records: list[Annotation | Link] = []

    def take_tags(self, tags: Sequence[Tag], outcome: Outcome) -> None:
        """Take in the tags that a file brings along; one whose key is taken gets a free digit."""
        for tag in tags:
            there = self.tags.values()
            if tag.id in self.tags:
                continue
            if any(tag.name.casefold() == other.name.casefold() for other in there):
                outcome.problems.append(f"tag {tag.id}: the library has another tag of the name “{tag.name}”")
                continue
            free = [key for key in (tag.key, *KEYS) if all(key.casefold() != o.key.casefold() for o in there)]
            if not free:
                outcome.problems.append(f"tag {tag.id}: there is no free key for it")
                continue
            self.tags[tag.id] = tag._replace(key=free[0])
            self.new_tags.append(self.tags[tag.id])

    def take(self, entry: Entry, outcome: Outcome) -> None:
        """Take in an article and what is marked in it, if its text is not there already, or joins what is."""
        article = entry.new.article
        known = self.states.get(article.text_sha256)
        if known is None:
            if article.id in self.stored:
                outcome.problems.append(f"article {article.id}: the library has another text under this id")
                return
            known = self.states[article.text_sha256] = ArticleState(article.id, entry.new.status)
            self.new[article.id] = entry.new
            self.stored[article.id] = known
            outcome.added += 1
        else:
            outcome.already_there += 1
            if known.removed_at is not None:
                self.back.append(known)
                self.states[article.text_sha256] = ArticleState(known.id, known.status)
        outcome.article_ids.append(known.id)
        bare = known in self.back and not self._places(known.id)  # its adding was undone
        if article.id in self.new or bare or not entry.only_if_new:
            self._take_records(entry, known.id, outcome)

    def _take_records(self, entry: Entry, article_id: str, outcome: Outcome) -> None:
        ids: dict[str, str] = {}
        places = self._places(article_id) if entry.by_place else {}
        fitting = set()
        for annotation in (a._replace(article_id=article_id) for a in entry.annotations):
            if annotation.tag not in self.tags:
                outcome.problems.append(f"annotation {annotation.id}: its tag “{annotation.tag}” was left out")
                continue
            same = places.get((annotation.tag, annotation.fragments))
            if same is not None:
                ids[annotation.id] = same
                fitting.add(same)
                continue
            there = self.stored.setdefault(annotation.id, annotation)
            if there is annotation:
                self.records.append(annotation)
                outcome.annotations += 1
            elif there != annotation:
                outcome.problems.append(f"annotation {annotation.id}: the library has another version of it")
                continue
            fitting.add(annotation.id)
        for one in entry.links:
            start, end = ids.get(one.from_id, one.from_id), ids.get(one.to_id, one.to_id)
            link = one._replace(article_id=article_id, from_id=start, to_id=end)
            ends = (link.kind, link.from_id, link.to_id)
            if not {link.from_id, link.to_id} <= fitting:
                outcome.problems.append(f"link {link.id}: an annotation that it joins was left out")
            elif link.id not in self.stored and ends not in self.joined:
                self.stored[link.id] = link
                self.joined.add(ends)
                self.records.append(link)
                outcome.links += 1

    def _places(self, article_id: str) -> dict[tuple[str, tuple[Span, ...]], str]:
        """The ids of what is marked in an article, by tag and place."""
        if article_id in self.new:
            return {}
        if article_id not in self._there:
            content = self._store.content(article_id)
            found = content.annotations if content is not None else []
            self._there[article_id] = {(a.tag, a.fragments): a.id for a in found}
            with self._store.reading() as connection:
                self.joined |= joined(connection, (a.id for a in found))
        return self._there[article_id]

    def delta(self) -> Delta:
        """The Delta of all that was taken in."""
        action = Action.IMPORT if self.records or self.new_tags else Action.ADD_ARTICLES
        adding = add_articles(self.new.values(), action)
        returning = bring_back(self.back)
        added = (*self.new_tags, *adding.added, *returning.added, *self.records)
        return Delta(action, adding.removed + returning.removed, added)


def take_in(store: Store, files: Sequence[Parsed], annotator: str) -> tuple[list[Outcome], Applied | None]:
    """Import what these files hold into the library as one step of undo; None if nothing was new.

    An article whose text is there already is not added again: its annotations join the one that is there. A record that
    is there already and the same is no news; one that differs is a problem, and what is there stays.
    """
    batch = _Batch(store, files)
    outcomes = []
    for file in files:
        outcome = Outcome(
            file.name,
            problems=list(file.problems),
            guessed_encoding=file.guessed_encoding,
            left_out=file.left_out,
            needs_password=file.needs_password,
            unmapped=dict(file.unmapped),
            ambiguous=file.ambiguous is not None,
            continues=file.continues,
        )
        batch.take_tags(file.tags, outcome)
        for entry in file.entries:
            batch.take(entry, outcome)
        outcomes.append(outcome)
    for file, outcome in zip(files, outcomes, strict=True):
        new = next((e.new.article for e in file.entries if e.new.article.id in batch.new), None)
        if new is not None and new.url and not file.entries[0].annotations:
            with store.reading() as connection:
                outcome.older_version = older_version(connection, new.url, new.id)
    delta = batch.delta()
    if not delta.added:
        return outcomes, None
    return outcomes, store.apply(delta, annotator, new=list(batch.new.values()))

"""Every change a person can make, as a pure function from records to a Delta.

Each checks what it builds: fragments inside the text, not empty, in order and apart; the quote is what stands there.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from annotator.model import (
    CLAIM,
    FIELDS,
    NOT_CHECKED,
    SOURCE,
    Action,
    Annotation,
    Article,
    ArticleMetadata,
    ArticleState,
    Delta,
    Judged,
    Link,
    LinkKind,
    NewArticle,
    Origin,
    Record,
    Scalar,
    Span,
    Status,
    Suggestion,
    SuggestionKey,
    Tag,
    Verdict,
    new_id,
    now,
)
from annotator.text.passages import check_fragments, quote_of

if TYPE_CHECKING:
    from annotator.text.reanchor import Carried


def tag_passage(article: Article, fragments: Sequence[Span], tag: str, annotator: str) -> Delta:
    """Mark ``fragments`` (code points) of the article with ``tag``. Raises ValueError if they are impossible."""
    check_fragments(article.text, fragments)
    moment = now()
    annotation = Annotation(
        id=new_id(),
        article_id=article.id,
        tag=tag,
        fragments=tuple(fragments),
        quote=quote_of(article.text, fragments),
        note="",
        attributes=(),
        annotator=annotator,
        origin=Origin.MANUAL.value,
        created_at=moment,
        updated_at=moment,
    )
    return Delta(Action.TAG, added=(annotation,))


class Acceptance(NamedTuple):
    """A suggestion to be accepted, with the tag and the fragments (code points) that it is to have."""

    suggestion: Suggestion
    tag: str
    fragments: tuple[Span, ...]

    @property
    def judged(self) -> Judged:
        """Accepted as it was, or corrected."""
        is_same = self.suggestion.key == (self.tag, self.fragments)
        return Judged.ACCEPTED if is_same else Judged.CORRECTED


def accept(
    article: Article,
    accepted: Sequence[Acceptance],
    there: Mapping[SuggestionKey, str],
    links: Iterable[Link],
    annotator: str,
) -> Delta:
    """Make annotations of suggestions, with the links among them and to what is there already, in one step.

    ``there`` has the ids of annotations by tag and fragments, and of those that suggestions became by what these were.
    Raises ValueError if fragments are impossible.
    """
    ids, made, verdicts = dict(there), list[Annotation](), list[Verdict]()
    for one in accepted:
        key = one.tag, one.fragments
        if key not in ids:
            (new,) = tag_passage(article, one.fragments, one.tag, annotator).added
            assert isinstance(new, Annotation)
            known = {field.name for field in FIELDS.get(one.tag, ())}
            attributes = tuple((name, value) for name, value in one.suggestion.attributes if name in known)
            made.append(new._replace(attributes=attributes, origin=Origin.SUGGESTION.value))
            ids[key] = new.id
        ids[one.suggestion.key] = ids[key]
        verdicts.append(_verdict(article.id, one.suggestion, one.judged, ids[key], annotator))
    joined = {(k.kind, k.from_id, k.to_id) for k in links}
    new_links = []
    for one in accepted:
        for kind, to in one.suggestion.links:
            ends = kind, ids[one.suggestion.key], ids.get(to, "")
            if ends[2] and ends[1] != ends[2] and ends not in joined:
                joined.add(ends)
                new_links.append(Link(new_id(), article.id, *ends, annotator, now()))
    return Delta(Action.ACCEPT, added=(*made, *new_links, *verdicts))


def reject(article_id: str, suggestions: Iterable[Suggestion], annotator: str) -> Delta:
    """Say of suggestions that they are wrong, so that they do not come back."""
    return Delta(
        Action.REJECT,
        added=tuple(_verdict(article_id, one, Judged.REJECTED, None, annotator) for one in suggestions),
    )


def _verdict(article_id: str, one: Suggestion, judged: Judged, made: str | None, annotator: str) -> Verdict:
    return Verdict(new_id(), article_id, one.rule, one.tag, one.fragments, judged, made, annotator, now())


_ENDS = {LinkKind.ATTRIBUTED_TO: (CLAIM.id, SOURCE.id), LinkKind.VIA: (SOURCE.id, SOURCE.id)}
"""The tags of what a link of each kind goes from and to."""


def retag(annotations: Iterable[Annotation], tag: str, links: Iterable[Link] = ()) -> Delta:
    """Give these annotations another tag; those that have it already are left alone.

    Those of ``links`` go whose meaning goes with the tag: nothing is attributed to what is no source any more.
    """
    changed = {a.id: a for a in annotations if a.tag != tag}

    def is_loose(link: Link) -> bool:
        ends = zip((link.from_id, link.to_id), _ENDS[link.kind], strict=True)
        return any(id_ in changed and changed[id_].tag == needed != tag for id_, needed in ends)

    moment, old = now(), tuple(changed.values())
    loose = tuple(link for link in links if is_loose(link))
    return Delta(Action.RETAG, (*loose, *old), tuple(a._replace(tag=tag, updated_at=moment) for a in old))


def delete(annotations: Iterable[Annotation], links: Iterable[Link]) -> Delta:
    """Take these annotations away, with every one of ``links`` that begins or ends at one of them."""
    gone = tuple(annotations)
    ids = {a.id for a in gone}
    loose = tuple(link for link in links if link.from_id in ids or link.to_id in ids)
    return Delta(Action.DELETE, removed=(*loose, *gone))


def write_note(annotation: Annotation, note: str) -> Delta:
    """Replace the note of an annotation."""
    return Delta(Action.NOTE, (annotation,), (annotation._replace(note=note, updated_at=now()),))


def reshape(article: Article, annotation: Annotation, fragments: Sequence[Span]) -> Delta:
    """Give an annotation other fragments (code points). Raises ValueError if they are impossible."""
    check_fragments(article.text, fragments)
    changed = annotation._replace(fragments=tuple(fragments), quote=quote_of(article.text, fragments), updated_at=now())
    return Delta(Action.RESIZE, (annotation,), (changed,))


def describe(annotation: Annotation, values: Mapping[str, Scalar]) -> Delta:
    """Set attributes of an annotation; those that become None or empty go."""
    kept = {**dict(annotation.attributes), **values}
    attributes = tuple((name, value) for name, value in kept.items() if value not in (None, ""))
    if attributes == annotation.attributes:
        return Delta(Action.DESCRIBE)
    action = Action.CHECK if set(values) == {"check"} else Action.DESCRIBE
    return Delta(action, (annotation,), (annotation._replace(attributes=attributes, updated_at=now()),))


def check(claims: Iterable[Annotation], verdict: str) -> Delta:
    """Say what came out when claims were checked, or that they were not."""
    value = None if verdict == NOT_CHECKED else verdict
    before = tuple(claim for claim in claims if claim.attribute("check") != value)
    after = (record for claim in before for record in describe(claim, {"check": value}).added)
    return Delta(Action.CHECK, before, tuple(after))


def rename_annotator(records: Iterable[Annotation | Link], name: str) -> Delta:
    """Put another annotator's name to annotations and links."""
    before, moment = tuple(records), now()
    after = (
        r._replace(annotator=name, updated_at=moment) if isinstance(r, Annotation) else r._replace(annotator=name)
        for r in before
    )
    return Delta(Action.DESCRIBE, before, tuple(after))


def link(kind: LinkKind, start: Annotation, end: Annotation, there: Iterable[Link], annotator: str) -> Delta:
    """Link two annotations of one article; an empty Delta if they are linked so already or are the same."""
    if start.id == end.id or any((k.kind, k.from_id, k.to_id) == (kind, start.id, end.id) for k in there):
        return Delta(Action.LINK)
    return Delta(Action.LINK, added=(Link(new_id(), start.article_id, kind, start.id, end.id, annotator, now()),))


def unlink(links: Iterable[Link]) -> Delta:
    """Take links away."""
    return Delta(Action.UNLINK, removed=tuple(links))


def tag_and_link(
    article: Article, fragments: Sequence[Span], tag: str, kind: LinkKind, start: Annotation, annotator: str
) -> Delta:
    """Mark a passage and link an annotation to it, in one step."""
    (made,) = tag_passage(article, fragments, tag, annotator).added
    assert isinstance(made, Annotation)
    return Delta(Action.LINK, added=(made, *link(kind, start, made, (), annotator).added))


def tag_passages(passages: Iterable[tuple[Article, Span]], tag: str, annotator: str) -> Delta:
    """Mark many passages, of one article or of several, in one step."""
    return Delta(
        Action.TAG,
        added=tuple(r for article, span in passages for r in tag_passage(article, [span], tag, annotator).added),
    )


def carry_over(carried: "Iterable[Carried]", to: Article, links: Iterable[Link]) -> Delta:
    """Mark in another version of an article what was found there again, with the links between what was found."""
    moment = now()
    ids: dict[str, str] = {}
    made: list[Annotation | Link] = []
    for annotation, _, fragments in carried:
        check_fragments(to.text, fragments)
        ids[annotation.id] = new_id()
        quote = quote_of(to.text, fragments)
        made.append(
            annotation._replace(
                id=ids[annotation.id], article_id=to.id, fragments=fragments, quote=quote, updated_at=moment
            )
        )
    for one in links:
        if one.from_id in ids and one.to_id in ids:
            ends = ids[one.from_id], ids[one.to_id]
            made.append(one._replace(id=new_id(), article_id=to.id, from_id=ends[0], to_id=ends[1]))
    return Delta(Action.CARRY_OVER, added=tuple(made))


def add_tag(tag: Tag) -> Delta:
    """Make a tag of the person's own."""
    return Delta(Action.ADD_TAG, added=(tag,))


def change_tag(tag: Tag, changed: Tag) -> Delta:
    """Give a tag another name, colour, underline or key; its id stays."""
    return Delta(Action.CHANGE_TAG, (tag,), (changed,)) if tag != changed else Delta(Action.CHANGE_TAG)


def order_tags(tags: Sequence[Tag], ids: Sequence[str]) -> Delta:
    """Have tags follow each other in the order of these ids, which is that in which the change has them."""
    by_id = {tag.id: tag for tag in tags}
    ordered = tuple(by_id[id_] for id_ in ids)
    return Delta(Action.CHANGE_TAG, tuple(tags), ordered) if ordered != tuple(tags) else Delta(Action.CHANGE_TAG)


def delete_tag(
    tag: Tag,
    annotations: Iterable[Annotation],
    links: Iterable[Link],
    to: str | None,
    there: Iterable[Annotation] = (),
) -> Delta:
    """Take a tag away. What has it gets the tag ``to``, or with None goes too, with every one of ``links`` at it.

    Of what would say the same as one of ``there``, which have the tag ``to`` already, that one stays: it takes the note
    and the links over.
    """
    held = tuple(annotations)
    if to is None:
        return Delta(Action.DELETE_TAG, removed=(*delete(held, links).removed, tag))
    moment, before = now(), {(a.article_id, a.fragments, a.annotator): a for a in there}
    twins, moved = dict(before), []
    for one in held:
        key = one.article_id, one.fragments, one.annotator
        twin = twins.get(key)
        if twin is None:
            moved.append(one._replace(tag=to, updated_at=moment))
        elif one.note and one.note != twin.note:
            note = "\n".join(filter(None, (twin.note, one.note)))
            twins[key] = twin._replace(note=note, updated_at=moment)
    changed = [key for key, twin in twins.items() if twin is not before[key]]
    stays = {a.id: twins[key].id for a in held if (key := (a.article_id, a.fragments, a.annotator)) in twins}
    old = [link for link in links if link.from_id in stays or link.to_id in stays]
    new = [k._replace(from_id=stays.get(k.from_id, k.from_id), to_id=stays.get(k.to_id, k.to_id)) for k in old]
    removed: tuple[Record, ...] = (*held, *(before[key] for key in changed), *old, tag)
    return Delta(Action.DELETE_TAG, removed, (*moved, *(twins[key] for key in changed), *new))


def add_articles(new: Iterable[NewArticle], action: Action = Action.ADD_ARTICLES) -> Delta:
    """Make articles that are stored in the same transaction appear in the library."""
    there = tuple(ArticleState(n.article.id, n.status) for n in new)
    hidden = tuple(ArticleState(n.article.id, n.status, n.article.imported_at) for n in new)
    return Delta(action, hidden, there)


def describe_article(card: ArticleMetadata, **values: object) -> Delta:
    """Correct what is known of an article, or add to it: fields of its card, by name."""
    changed = card._replace(**values)  # type: ignore[arg-type]
    return Delta(Action.DESCRIBE_ARTICLE, (card,), (changed,)) if changed != card else Delta(Action.DESCRIBE_ARTICLE)


def collect(cards: Iterable[ArticleMetadata], *, into: Iterable[str] = (), out_of: Iterable[str] = ()) -> Delta:
    """Put articles, by their cards, into collections and take them out of others."""
    gone = frozenset(out_of)
    before, after = [], []
    for card in cards:
        names = dict.fromkeys((*(n for n in card.collections if n not in gone), *into))
        if tuple(names) != card.collections:
            before.append(card)
            after.append(card._replace(collections=tuple(names)))
    return Delta(Action.COLLECT, tuple(before), tuple(after))


def set_status(states: Iterable[ArticleState], status: Status) -> Delta:
    """Say how far the work on articles has come."""
    changed = tuple(s for s in states if s.status != status)
    return Delta(Action.STATUS, changed, tuple(s._replace(status=status) for s in changed))


def remove_articles(states: Iterable[ArticleState]) -> Delta:
    """Put articles away, with everything marked in them, until that is undone."""
    there = tuple(s for s in states if s.removed_at is None)
    moment = now()
    return Delta(Action.REMOVE_ARTICLES, there, tuple(ArticleState(s.id, s.status, moment) for s in there))


def bring_back(states: Iterable[ArticleState]) -> Delta:
    """Make removed articles appear again, as when a person opens the same text once more."""
    gone = tuple(s for s in states if s.removed_at is not None)
    return Delta(Action.ADD_ARTICLES, gone, tuple(ArticleState(s.id, s.status) for s in gone))

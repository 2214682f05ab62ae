"""The tags of the open library, for whoever names, colours or lists them. There is one library in the program."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model import TAGS, Delta, Tag, Underline

_known: dict[str, Tag] = {tag.id: tag for tag in TAGS}


def learn(tags: Iterable[Tag]) -> None:
    """These are the tags from now on: the four that are always there, and the person's own."""
    _known.clear()
    _known.update((tag.id, tag) for tag in tags)


def all_tags() -> tuple[Tag, ...]:
    """Every tag, in the order of lists and bars."""
    return tuple(_known.values())


def own_tags() -> tuple[Tag, ...]:
    """The tags that are the person's own."""
    return tuple(tag for tag in _known.values() if tag not in TAGS)


def name_of(tag_id: str) -> str:
    """What a tag is called."""
    tag = _known.get(tag_id)
    return tag.name if tag is not None else tag_id


def underline_of(tag_id: str) -> Underline:
    """The shape of a tag's underline."""
    tag = _known.get(tag_id)
    return tag.underline if tag is not None else Underline.SOLID


def color_of(tag_id: str) -> str:
    """The colour a tag was given, ``#rrggbb``; what it looks like is the theme's business."""
    tag = _known.get(tag_id)
    return tag.color if tag is not None else "#808080"


def tags_after(tags: Iterable[Tag], delta: Delta) -> list[Tag]:
    """The tags of a library after a change: those that stay have its order, those that are new come last."""
    there = list(tags)
    ids = {tag.id for tag in there}
    gone = {r.id for r in delta.removed if isinstance(r, Tag)}
    added = [r for r in delta.added if isinstance(r, Tag)]
    changed = {tag.id for tag in added} & ids
    staying = iter([tag for tag in added if tag.id in changed])
    kept = [next(staying) if tag.id in changed else tag for tag in there if tag.id in changed or tag.id not in gone]
    return [*kept, *(tag for tag in added if tag.id not in ids)]

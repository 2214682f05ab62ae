"""Tag set: the tags of the open library, for whoever names, colours or lists them."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model import TAGS, Delta, Tag, Underline


class TagSet:
    """Every tag that an annotation may have: the four that are always there, and the person's own.

    It stays the same object while the tags change, so that whoever paints or names them can hold it.
    """

    def __init__(self, tags: Iterable[Tag] = TAGS) -> None:
        self.replace(tags)

    def replace(self, tags: Iterable[Tag]) -> None:
        """Have these tags from now on."""
        self.all = tuple(tags)
        """In the order of lists and bars."""
        self.own = tuple(tag for tag in self.all if tag not in TAGS)
        """Those that are the person's own."""
        self._by_id = {tag.id: tag for tag in self.all}

    def of(self, tag_id: str) -> Tag:
        """The tag of an id; a grey one that is called as the id is, where there is none."""
        return self._by_id.get(tag_id) or Tag(tag_id, tag_id, "#808080", Underline.SOLID, "")

    def name_of(self, tag_id: str) -> str:
        """What a tag is called."""
        return self.of(tag_id).name


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

"""Labels of other tools and our tags: what is called the same is the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence

from annotator.model import LinkKind, Tag, Underline

_COLORS = ("#7a5c00", "#5b3fd1", "#a3285b", "#00707a", "#6b6b00", "#8a3b12", "#3d5a80", "#7b2d8e")


def plain(label: str) -> str:
    """A label without case, spaces and signs: ``Image Credit``, ``image_credit`` and ``ImageCredit`` are one."""
    return re.sub(r"[\W_]+", "", label).casefold()


def camel(tag_id: str, tags: Sequence[Tag]) -> str:
    """A label of ASCII letters and digits alone, for formats that allow no more: ``ImageCredit``."""
    name = next((t.name for t in tags if t.id == tag_id), tag_id)
    label = "".join(word[:1].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", name))
    return label if label and plain(label) == plain(name) else "".join(re.findall(r"[A-Za-z0-9_]+", tag_id)) or "Tag"


class Labels:
    """Our tags by foreign labels: as the person says, else by name; what is left over is kept with its count."""

    def __init__(self, tags: Iterable[Tag], mapped: Mapping[str, str], *, new_tags: bool) -> None:
        self._tags = {tag.id: tag for tag in tags}
        self._by_name = {plain(name): tag.id for tag in self._tags.values() for name in (tag.id, tag.name)}
        self._mapped, self._new = mapped, new_tags
        self.made: list[Tag] = []
        self.unmapped: dict[str, int] = {}

    def tag(self, label: str) -> str | None:
        """The id of the tag that a label stands for; None if it stands for none."""
        if label in self._mapped:
            return self._mapped[label] or None
        known = self._by_name.get(plain(label))
        if known is None and self._new and label.strip():
            tag = own_tag(label, len(self._tags))
            self._tags[tag.id] = tag
            self._by_name[plain(label)] = self._by_name[plain(tag.name)] = known = tag.id
            self.made.append(tag)
        if known is None:
            self.unmapped[label] = self.unmapped.get(label, 0) + 1
        return known


def own_tag(label: str, number: int) -> Tag:
    """A tag of the library for a foreign label; the same label always makes the same id."""
    name = " ".join(label.split())[:40]
    ident = "own_" + hashlib.sha256(plain(label).encode() or label.encode()).hexdigest()[:12]
    return Tag(ident, name, _COLORS[number % len(_COLORS)], Underline.SOLID, "5")


_LINKS = {
    **dict.fromkeys(("attributedto", "attribution", "source", "hassource", "saidby"), LinkKind.ATTRIBUTED_TO),
    "via": LinkKind.VIA,
}


def link_kind(label: str, mapped: Mapping[str, str]) -> LinkKind | None:
    """The link that a relation of another tool is: as the person says, else by its name; None if it is none."""
    return _LINKS.get(plain(mapped.get(label, label)))

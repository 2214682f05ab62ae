"""An article and its annotations for what people read: its lines, and details and links in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from annotator.model import (
    FIELDS,
    IMAGE_CREDIT,
    LOCATION,
    NOT_CHECKED,
    SOURCE,
    Annotation,
    Article,
    Content,
    Field,
    LinkKind,
    Role,
    Scalar,
)
from annotator.text.headline import headline_among, headline_number

_LINKS = {LinkKind.ATTRIBUTED_TO: "attributed to", LinkKind.VIA: "via"}


def about_in_words(content: Content) -> Iterator[str]:
    """What the head of an article says: who wrote it where and when, its address, and how much who marked in it."""
    article, count = content.article, len(content.annotations)
    yield from filter(None, (" · ".join(filter(None, _origin(article))), article.url))
    by = ", ".join(dict.fromkeys(a.annotator for a in content.annotations if a.annotator))
    if count:
        yield ("1 annotation" if count == 1 else f"{count:,} annotations") + (f" by {by}" if by else "")


def _origin(article: Article) -> Iterator[str]:
    yield from (article.site or "", ", ".join(article.authors), _day_in_words(article.published_at or ""))


def _day_in_words(moment: str) -> str:
    """ "12 March 2024" of a moment in RFC 3339; as it is if it is none."""
    try:
        day = date.fromisoformat(moment[:10])
    except ValueError:
        return moment[:10]
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    "December",
)


def remarks_in_words(article: Article) -> Iterator[tuple[str, str]]:
    """What was noted of an article, each with its label."""
    yield from (
        (label, text) for label, text in (("Keywords", ", ".join(article.keywords)), ("Note", article.note)) if text
    )


def names_to_say(content: Content) -> dict[str, str]:
    """By the annotation's id who made it, where that is not the same one of all, whom the head names."""
    several = len({a.annotator for a in content.annotations}) > 1
    return {a.id: a.annotator for a in content.annotations if a.annotator and several}


_PLAIN = {SOURCE.id: "kind", IMAGE_CREDIT.id: "role", LOCATION.id: "role"}
"""The attribute of a tag whose words need no label, as in the list of annotations: “featured image”."""


def details_in_words(annotation: Annotation) -> Iterator[str]:
    """What is known of it, each as “Check: refuted”; what is empty, or says no more than nothing, is left out."""
    known: dict[str, Scalar] = {name: value for name, value in annotation.attributes if value not in (None, "")}
    if known.get("check") == NOT_CHECKED:
        del known["check"]
    fields = {field.name: field for field in FIELDS.get(annotation.tag, ())}
    plain = _PLAIN.get(annotation.tag)
    if plain in known:
        yield fields[plain].words_for(known.pop(plain))
    if annotation.tag == LOCATION.id:
        yield from _place(known, annotation.quote)
    for name, value in known.items():
        field = fields.get(name, Field(name, name.replace("_", " ").capitalize()))
        yield f"{field.label}: {_YES_OR_NO[value] if isinstance(value, bool) else field.words_for(value)}"


_YES_OR_NO = {True: "yes", False: "no"}


def _place(known: dict[str, Scalar], quote: str) -> Iterator[str]:
    """The place of what is known, which is taken out of it; its name where the quote does not say it already."""
    from annotator.suggesters.places.place_words import kind_of, place_in_parts, where_in_words

    names = ["name", "country"]
    if where_in_words(known.get("latitude"), known.get("longitude")):
        names += ["latitude", "longitude"]
    if kind_of(str(known.get("gazetteer_id", ""))):
        names.append("gazetteer_id")
    place = {name: known.pop(name) for name in names if name in known}
    said = " ".join(quote.split()).casefold()
    yield from (part for part in place_in_parts(place) if part.casefold() != said)


def links_in_words(content: Content, numbers: dict[str, int]) -> defaultdict[str, list[tuple[str, int, str]]]:
    """What each link from an annotation says, the number of its other end, and its words; by the annotation's id."""
    quotes = {a.id: a.quote for a in content.annotations}
    said: defaultdict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for link in content.links:
        if link.to_id in numbers:
            said[link.from_id].append((_LINKS[link.kind], numbers[link.to_id], quotes[link.to_id]))
    return said


def end_of_words(annotation: Annotation, text: str) -> int:
    """Where the last word of an annotation ends, which its number stands behind."""
    start, end = annotation.fragments[-1]
    return start + len(text[start:end].rstrip())


def lines_of(article: Article) -> Iterator[tuple[Role | None, int, int]]:
    """The lines of an article that are not blank: what each is, None if a paragraph, and where it stands.

    The headline is a title wherever it stands, also where the article does not say so.
    """
    start = block = 0
    headline = headline_number(article)
    for number, line in enumerate(article.text.replace("\u2029", "\n").split("\n")):
        end = start + len(line)
        while block < len(article.blocks) and article.blocks[block].end <= start:
            block += 1
        if line.strip():
            inside = block < len(article.blocks) and article.blocks[block].start <= start
            is_headline = number == headline and headline_among([line], article.title) == 0
            yield (article.blocks[block].role if inside else Role.TITLE if is_headline else None), start, end
        start = end + 1

"""An article as a page that shows what is marked in it: complete in itself, without scripts and anything from afar.

Overlapping annotations are cut into pieces at each other's edges; a piece names every annotation it belongs to.
Nothing of the article is markup: its text is escaped, always.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from operator import itemgetter

from annotator.formats.base import ALL, Certainty, FileHead, Format, Preview, Purpose, Writer
from annotator.formats.exporting.prose import (
    about_in_words,
    details_in_words,
    lines_of,
    links_in_words,
    names_to_say,
    remarks_in_words,
)
from annotator.model import TAGS, Annotation, Article, Content, Role, Tag, Underline
from annotator.text.boilerplate import boilerplate

_ELEMENTS = {Role.TITLE: "h1", Role.HEADING: "h2", Role.CAPTION: "figcaption", Role.QUOTE: "blockquote"}
_GENERATOR = '<meta name="generator" content="Annotator">'
_STYLE = """
:root{color-scheme:light dark}
body{font:1.06rem/1.62 Georgia,"Noto Serif",serif;max-width:44rem;margin:2.5rem auto;padding:0 1.2rem;
background:#fff;color:#1d1d1b}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .5rem}
p,blockquote,figcaption,ul,h2{margin:0 0 1em;white-space:pre-wrap;overflow-wrap:anywhere}
figcaption,.filler{font-size:.9em;opacity:.8}blockquote{font-style:italic;padding-left:1.5em}
.item{padding-left:1.3em;text-indent:-.8em}.item::before{content:"•\\00a0\\00a0"}
.about,.legend,.list{font:.86rem/1.5 "Noto Sans",system-ui,sans-serif}.about{opacity:.75;margin-bottom:1.6rem}
.legend{margin:0 0 1.6rem;display:flex;gap:1.2rem;flex-wrap:wrap}
mark{color:inherit;background:none;padding:.06em 0;border-radius:2px}
sup{font:.7rem "Noto Sans",system-ui,sans-serif;padding-left:.1em}sup a,.list a{color:inherit}
sup a{text-decoration:none;font-weight:bold}.list h2{font-size:1.15rem;margin-bottom:.6rem}
.list{border-top:1px solid #8885;margin-top:2.4rem;padding-top:1rem}.list li{margin-bottom:.8em}
.note{display:block;white-space:pre-wrap;border-left:2px solid #8888;padding-left:.7em;margin-top:.25em}
.more{display:block;opacity:.75}
@media (prefers-color-scheme:dark){body{background:#1b1c1f;color:#e6e4df}}
@media print{body{margin:0;max-width:none}}
"""


def write_one(content: Content, tags: Sequence[Tag] = TAGS) -> dict[str, bytes]:
    """The page of an article."""
    article = content.article
    used = [tag for tag in tags if any(a.tag == tag.id for a in content.annotations)]
    numbers = {a.id: number for number, a in enumerate(content.annotations, 1)}
    body = list(_body(content, tags, numbers))
    titled = int(bool(body) and body[0].startswith("<h1"))
    language = f' lang="{escape(article.language)}"' if article.language else ""
    page = [
        f'<!DOCTYPE html>\n<html{language}>\n<head>\n<meta charset="utf-8">\n{_GENERATOR}\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(article.title)}</title>\n<style>{_STYLE}{''.join(map(_tag_style, enumerate(tags)))}</style>\n"
        '</head>\n<body>\n<main dir="auto">\n',
        "" if any(line.startswith("<h1") for line in body) else f"<h1>{escape(article.title)}</h1>\n",
        *body[:titled],
        *_about(content),
        *_legend(used, tags),
        *body[titled:],
        "</main>\n",
        *_list(content, tags, numbers),
        *_remarks(article),
        "</body>\n</html>\n",
    ]
    return {".html": "".join(page).encode()}


def _tag_style(numbered: tuple[int, Tag]) -> str:
    number, tag = numbered
    size = 3 if tag.underline is Underline.DOUBLE else 2
    return f".t{number}{{background:{tag.color}26;border-bottom:{size}px {tag.underline} {tag.color}}}\n"


def _about(content: Content) -> Iterator[str]:
    lines = "<br>".join(escape(" ".join(line.split())) for line in about_in_words(content))
    yield f'<p class="about">{lines}</p>\n' if lines else ""


def _legend(used: Sequence[Tag], tags: Sequence[Tag]) -> Iterator[str]:
    if not used:
        return
    yield '<p class="legend">'
    for tag in used:
        yield f'<span><mark class="t{tags.index(tag)}">{escape(tag.name)}</mark></span> '
    yield "</p>\n"


def _body(content: Content, tags: Sequence[Tag], numbers: dict[str, int]) -> Iterator[str]:
    spans = sorted((start, end, a) for a in content.annotations for start, end in a.fragments)
    places = {tag.id: number for number, tag in enumerate(tags)}
    fillers = {start for start, _ in boilerplate(content.article.text, content.article.reinstated)}
    first = 0
    for role, start, end in lines_of(content.article):
        element = _ELEMENTS.get(role, "p") if role is not None else "p"
        filler = start in fillers and role is not Role.TITLE
        kind = ' class="filler"' if filler else ' class="item"' if role is Role.LIST_ITEM else ""
        while first < len(spans) and spans[first][1] <= start and all(s[1] <= start for s in spans[: first + 1]):
            first += 1
        inside = [s for s in spans[first : bisect_left(spans, end, first, key=itemgetter(0))] if s[1] > start]
        line = "".join(_line(content.article.text, start, end, inside, places, numbers))
        yield f'<{element} dir="auto"{kind}>{line}</{element}>\n'


def _line(
    text: str,
    start: int,
    end: int,
    spans: Sequence[tuple[int, int, Annotation]],
    places: dict[str, int],
    numbers: dict[str, int],
) -> Iterator[str]:
    edges = sorted({start, end, *(e for s in spans for e in s[:2] if start < e < end)})
    for begin, stop in pairwise(edges):
        here = [a for s, e, a in spans if s <= begin and stop <= e]
        piece = escape(text[begin:stop])
        for annotation in reversed(here):
            number = numbers[annotation.id]
            piece = f'<mark class="t{places[annotation.tag]}" data-annotation="{number}">{piece}</mark>'
        yield piece
        ended = [numbers[a.id] for a in here if stop == a.end]
        for number in ended:
            comma = ", " if number != ended[-1] else ""  # or 1 and 2 that touch are read as 12
            yield f'<sup id="m{number}"><a href="#a{number}">{number}</a>{comma}</sup>'


def _list(content: Content, tags: Sequence[Tag], numbers: dict[str, int]) -> Iterator[str]:
    if not content.annotations:
        return
    names = {tag.id: tag.name for tag in tags}
    places = {tag.id: number for number, tag in enumerate(tags)}
    linked, made_by = links_in_words(content, numbers), names_to_say(content)
    yield '<section class="list">\n<h2>Annotations</h2>\n<ol>\n'
    for annotation in content.annotations:
        number = numbers[annotation.id]
        yield (
            f'<li id="a{number}" value="{number}"><mark class="t{places[annotation.tag]}">'
            f'{escape(names[annotation.tag])}</mark> <a href="#m{number}">“{escape(annotation.quote)}”</a>'
        )
        said = [escape(word) for word in details_in_words(annotation)]
        said += (
            f'{kind} <a href="#a{other}">{other} “{escape(quote)}”</a>' for kind, other, quote in linked[annotation.id]
        )
        said += [escape(made_by[annotation.id])] if annotation.id in made_by else []
        yield f' <span class="more">{" · ".join(said)}</span>' if said else ""
        yield f'<span class="note">Note: {escape(annotation.note)}</span>' if annotation.note else ""
        yield "</li>\n"
    yield "</ol>\n</section>\n"


def _remarks(article: Article) -> Iterator[str]:
    remarks = [f'<p class="note">{label}: {escape(text)}</p>\n' for label, text in remarks_in_words(article)]
    if remarks:
        yield from ('<section class="list">\n<h2>About the article</h2>\n', *remarks, "</section>\n")


def recognise(head: FileHead) -> Certainty:
    """Recognises a page that was written here."""
    fits = head.start.startswith(b"<!DOCTYPE html") and _GENERATOR.encode() in head.start[:512]
    return Certainty.SURE if fits else Certainty.NO


_WRITER = Writer(write_one=write_one, preview=Preview.PAGE, recognise=recognise)
FORMAT = Format("html", "Annotated web page", ".html", ALL, writer=_WRITER, unit="", purpose=Purpose.PEOPLE)

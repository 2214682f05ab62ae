"""Report of the attribution coverage: JSON for programs, a table for spreadsheets, a page for people.

The page is complete in itself, without scripts and anything from afar; nothing of an article is markup in it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from annotator.analysis.attribution import FIGURES, Coverage, Said
from annotator.analysis.pictures import Pictures
from annotator.formats.codecs.table import safe
from annotator.model import NOT_CHECKED, VERDICTS
from annotator.text.length import count_words

_LISTED = 200
"""How many claims, sources or pictures of one kind a page lists."""

_STYLE = """
:root{color-scheme:light dark}
body{font:15px/1.5 "Noto Sans",system-ui,sans-serif;max-width:50rem;margin:2.2rem auto;padding:0 1.2rem;color:#1f2328;
background:#fff}
h1{font-size:1.6rem;margin:0 0 .3rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}.about{color:#666b70;margin:0 0 1.4rem}
table{border-collapse:collapse;width:100%}td,th{padding:.32rem .5rem;border-bottom:1px solid #8884;text-align:left}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.claims td{vertical-align:top}.claims td:nth-child(3),.claims td:nth-child(4){white-space:nowrap}
.supported{color:#1a6b3c}.disputed{color:#8a5200}.refuted{color:#b3261e}
li{margin:.35rem 0;overflow-wrap:anywhere}.more{color:#666b70}
@media (prefers-color-scheme:dark){body{background:#1b1c1f;color:#e6e4df}.about,.more{color:#a0a4a8}
.supported{color:#7fdca4}.disputed{color:#ffc46b}.refuted{color:#ff9d94}}
@media print{body{margin:0;max-width:none}}
"""

_SIGNS = {"supported": "✓", "disputed": "≈", "refuted": "✗", "unverifiable": "?"}
"""The shape of each verdict, so that colour is never alone."""

Images = dict[str, Pictures]
"""The pictures of the articles, by their ids."""


def as_record(found: Coverage, images: Images) -> dict[str, Any]:
    """Report as a record for JSON: figures, the ids of the annotations behind each, and every claim."""
    standing = _standing(found)
    return {
        "articles": found.articles,
        "claims": len(found.claims),
        **{name: getattr(found, name) for name, _ in FIGURES},
        "unused_sources": found.unused_sources,
        "share_attributed": round(found.share, 4),
        "words": found.words,
        "words_attributed": found.words_attributed,
        "claims_by_kind": dict(found.claims_by_kind.most_common()),
        "words_by_kind": dict(found.words_by_kind.most_common()),
        "checks": dict(found.checks),
        "all_claims": [
            {
                "id": id_,
                "article": said.article_id,
                "start": said.start,
                "quote": said.quote,
                "standing": standing[id_],
                "sources": list(said.sources),
                "kinds": list(said.kinds),
                "verdict": said.verdict or NOT_CHECKED,
                "review_url": said.review_url or None,
                "annotator": said.annotator,
                "updated_at": said.updated_at,
            }
            for id_, said in _claims(found)
        ],
        "heard": [{"name": h.name, "claims": h.claims, "articles": sorted(h.articles)} for h in found.loudest],
        "images": [
            {
                "article": id_,
                "images": len(one.slots),
                "without_credit": [[slot.start, slot.end] for slot in one.uncredited],
                "credits": [{"words": c.words, "says": c.number, "found": c.used} for c in one.credits],
            }
            for id_, one in images.items()
        ],
    }


def write_json(found: Coverage, images: Images) -> bytes:
    """Report as JSON, in UTF-8."""
    return json.dumps(as_record(found, images), ensure_ascii=False, indent=1).encode() + b"\n"


def write_csv(found: Coverage, images: Images) -> bytes:
    """Report as CSV (RFC 4180, in UTF-8 with a byte order mark).

    A row for each claim, each source that is not used, each image without a credit and each credit without an image.
    """
    lines = io.StringIO()
    table = csv.writer(lines, lineterminator="\r\n")
    table.writerow(_COLUMNS)
    standing = _standing(found)
    for id_, said in found.said.items():
        what = "source" if standing[id_] == "not used" else "claim"
        cells = (said.quote, count_words(said.quote), standing[id_], "; ".join(said.sources), "; ".join(said.kinds))
        check = VERDICTS[said.verdict or NOT_CHECKED] if what == "claim" else ""
        checked = (check, said.review_url, said.annotator, said.updated_at)
        where = (said.article_id, found.titles[said.article_id], what, said.start)
        table.writerow(map(safe, (*where, *cells, *checked)))
    for article_id, one in images.items():
        rows = [("image", slot.start, slot.kind, "", "without a credit") for slot in one.uncredited]
        rows += [("image credit", c.start, c.words, "", f"says {c.number}, found {c.used}") for c in one.unused]
        for row in rows:
            table.writerow(map(safe, (article_id, found.titles[article_id], *row, *("",) * 6)))
    return b"\xef\xbb\xbf" + lines.getvalue().encode()


_COLUMNS = (
    *("article_id", "title", "what", "start", "quote", "words", "standing", "sources", "kinds"),
    *("verdict", "review_url", "annotator", "updated_at"),
)


def _standing(found: Coverage) -> dict[str, str]:
    """What the figures say of each claim and each source that is not used."""
    # The figures that end in "only" are about claims that another figure counts too.
    apart = [(words, getattr(found, name)) for name, words in FIGURES if not name.endswith("_only")]
    return {id_: words for words, ids in (*apart, ("not used", found.unused_sources)) for id_ in ids}


def _claims(found: Coverage) -> Iterable[tuple[str, Said]]:
    """The ids of the claims, with what was said."""
    return ((id_, found.said[id_]) for id_ in found.claims)


def write_html(found: Coverage, images: Images, *, styled: bool = True) -> bytes:
    """Report as a page of HTML; without ``styled`` in the plain markup that a printer's view of it needs."""
    title = next(iter(found.titles.values())) if found.articles == 1 else f"{found.articles:,} articles"
    style = f"<style>{_STYLE}</style>" if styled else ""
    page = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>Who says so? {escape(title)}</title>\n{style}</head>\n<body>\n<main>\n<h1>Who says so?</h1>\n"
        f'<p class="about" dir="auto">{escape(title)}</p>\n',
        *_figures(found),
        *_all_claims(found),
        *_table("By kind of source", ("Kind", "Claims", "Words"), _kinds(found)),
        *_table("Who is heard", ("Source", "Claims", "Articles"), _heard(found)),
        *_lists(found),
        *_images(found, images),
        "</main>\n</body>\n</html>\n",
    ]
    return "".join(page).encode()


def _figures(found: Coverage) -> Iterable[str]:
    """The numbers of claims, and what share of their words has a source."""
    rows = [("Claims", f"{len(found.claims):,}"), ("of them attributed", f"{found.attributed:,}")]
    rows += [(words, f"{len(getattr(found, name)):,}") for name, words in FIGURES]
    rows += [
        ("sources that no claim is attributed to", f"{len(found.unused_sources):,}"),
        ("of the words of claims have a source", f"{found.share_of_words:.0%}"),
    ]
    return _table("", (), rows)


def _all_claims(found: Coverage) -> Iterable[str]:
    """Every claim with who says it, what came out of its check, when and by whom."""
    if not found.claims:
        return
    checked = [
        (f"{_SIGNS[v]} {VERDICTS[v]}", f"{len(ids):,}") for v, ids in found.checks.items() if ids and v in _SIGNS
    ]
    checked += [(VERDICTS[NOT_CHECKED], f"{len(found.checks[NOT_CHECKED]):,}")] if checked else []
    yield from _table("Checks", (), checked)
    standing = _standing(found)
    yield '<h2>All claims</h2>\n<table class="claims" width="100%">\n<thead><tr>'
    yield "".join(f"<th>{words}</th>" for words in ("Claim", "Who says so", "Check", "Annotator")) + "</tr></thead>\n"
    for id_, said in _claims(found):
        who = "; ".join(said.sources) or standing[id_]
        title = f'<br><span class="more">{escape(found.titles[said.article_id])}</span>' if found.articles > 1 else ""
        by = f'{escape(said.annotator)}<br><span class="more">{escape(said.updated_at[:10])}</span>'
        yield f'<tr><td dir="auto">{escape(" ".join(said.quote.split()))}{title}</td><td dir="auto">{escape(who)}</td>'
        yield f"<td>{_check(said)}</td><td>{by}</td></tr>\n"
    yield "</table>\n"


def _check(said: Said) -> str:
    """The verdict with its shape, and where the check is published; as text, not as a link."""
    if not said.verdict:
        return f'<div class="more verdict">{VERDICTS[NOT_CHECKED]}</div>'
    review = f'<div class="more">{escape(said.review_url)}</div>' if said.review_url else ""
    return f'<div class="{said.verdict} verdict">{_SIGNS[said.verdict]}&nbsp;{VERDICTS[said.verdict]}</div>{review}'


def _kinds(found: Coverage) -> list[tuple[str, str, str]]:
    """The rows of the kinds of sources: kind, claims, words."""
    return [(k, f"{n:,}", f"{found.words_by_kind[k]:,}") for k, n in found.claims_by_kind.most_common()]


def _heard(found: Coverage) -> list[tuple[str, str, str]]:
    """The rows of the sources: name, claims, articles."""
    return [(h.name, f"{h.claims:,}", f"{len(h.articles):,}") for h in found.loudest[:_LISTED]]


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """A table with a heading and a row of heads, each if it is not empty; nothing without rows."""
    if not rows:
        return
    if title:
        yield f"<h2>{escape(title)}</h2>\n"
    yield "<table>\n"
    if head:
        yield f"<tr><th>{escape(head[0])}</th>{''.join(f'<th class=n>{escape(h)}</th>' for h in head[1:])}</tr>\n"
    for first, *numbers in rows:
        cells = "".join(f'<td class="n">{escape(n)}</td>' for n in numbers)
        yield f'<tr><td dir="auto">{escape(first)}</td>{cells}</tr>\n'
    yield "</table>\n"


def _lists(found: Coverage) -> Iterable[str]:
    """The claims that each figure counts, and the sources that are not used."""
    lists = [(f"Claims {words}", getattr(found, name)) for name, words in FIGURES if name != "one_source"]
    for title, ids in (*lists, ("Sources that no claim is attributed to", found.unused_sources)):
        items = []
        for said in map(found.said.__getitem__, ids[:_LISTED]):
            about = [*said.sources, found.titles[said.article_id] if found.articles > 1 else ""]
            items.append((said.quote, " · ".join(filter(None, about))))
        yield from _list(title, items, len(ids))


def _images(found: Coverage, images: Images) -> Iterable[str]:
    """The images without a credit and the credits without an image."""
    bare = [(slot.kind, found.titles[id_]) for id_, one in images.items() for slot in one.uncredited]
    yield from _list("Images without a credit", bare[:_LISTED], len(bare))
    loose = [
        (c.words, f"says {c.number}, found {c.used} · {found.titles[id_]}")
        for id_, one in images.items()
        for c in one.unused
    ]
    yield from _list("Credits without an image", loose[:_LISTED], len(loose))


def _list(title: str, items: Sequence[tuple[str, str]], total: int) -> Iterable[str]:
    """A list of texts, each with more about it; ``total`` says how many there are, listed or not. Nothing of none."""
    if not total:
        return
    yield f"<h2>{escape(title)} ({total:,})</h2>\n<ul>\n"
    for text, more in items:
        about = f' <span class="more">{escape(" ".join(more.split()))}</span>' if more else ""
        yield f'<li dir="auto">{escape(" ".join(text.split()))}{about}</li>\n'
    if total > len(items):
        yield f'<li class="more">and {total - len(items):,} more</li>\n'
    yield "</ul>\n"


WRITERS = {".html": write_html, ".csv": write_csv, ".json": write_json}
"""What writes a report, by the suffix of its file."""

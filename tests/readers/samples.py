"""Files of every kind, made anew for each test: one small article about a closed bridge."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

PAGE = """<!doctype html>
<html lang="en"><head>
<title>Storm closes bridge | Coastal Courier</title>
<link rel="canonical" href="https://courier.example/storm">
<meta property="og:site_name" content="Coastal Courier">
<meta name="description" content="A bridge is closed">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Storm closes bridge",
 "datePublished": "2024-03-12T10:00:00Z", "author": [{"@type": "Person", "name": "Staff reporter"}],
 "image": {"@type": "ImageObject", "creditText": "Openphoto archive"}}]}</script>
<style>p { color: red }</style></head>
<body><nav class="menu"><a href="/">Home</a> <a href="/world">World</a></nav>
<main><article>
<h1>Storm closes&nbsp;bridge</h1>
<p class="byline">By a staff reporter</p>
<figure><img src="bridge.jpg"><figcaption>The bridge on Sunday. <span class="credit">Photo: Ellery Radio/Pool</span>
</figcaption></figure>
<p>The swing bridge linking Port Ellery with the mainland will stay closed for at least six weeks, according to the
county roads authority, after the storm bent two of its bearings.</p>
<div class="ad-slot"><p>Advertisement: buy our boats today, they are cheaper than a bridge.</p></div>
<h2>Repairs</h2>
<p>Repairs are expected to cost 3.1 million, half of it paid by the state, the authority said on Monday evening.</p>
<ul><li>A ferry runs every twenty minutes from Stone Quay.</li><li>Cars take the detour by the northern road.</li></ul>
<blockquote><p>The bridge is safe, a spokesman said, but it cannot be opened for ships before summer.</p></blockquote>
<div class="wp-caption-text">Traders fear for the season. Northern Wire</div>
</article></main>
<aside class="related"><h3>More stories</h3><figure><figcaption>City council delays vote</figcaption></figure></aside>
<footer>Copyright <a href="/terms">Terms</a></footer><script>alert('no')</script></body></html>
"""

MARKDOWN = """---
title: Storm closes bridge
author: Staff reporter
date: 2024-03-12
---
# Storm closes bridge

The *swing bridge* linking [Port Ellery](https://x.example) with the mainland
is closed.

## Repairs

- A ferry runs.
- Cars take a detour.

> The bridge is safe.
"""

RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}\f0 Storm closes bridge\par "
    r"The bridge \b is\b0  closed, \ldblquote for now\rdblquote . Caf\'e9 \u8364?\par}"
)


def mhtml(page: str = PAGE) -> bytes:
    body = page.replace("=", "=3D").replace("\n", "\r\n")
    return (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://courier.example/saved\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="----B"\r\n\r\n'
        "------B\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: https://courier.example/saved\r\n\r\n{body}\r\n------B--\r\n"
    ).encode()


def docx() -> bytes:
    from docx import Document

    document = Document()
    for text, style in (
        ("Storm closes bridge", "Title"),
        ("The swing bridge is closed.", None),
        ("Repairs", "Heading 1"),
        ("The bridge on Sunday. Photo: Pool", "Caption"),
        ("A ferry runs.", "List Bullet"),
        ("It is safe.", "Quote"),
    ):
        document.add_paragraph(text, style=style)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Cost", "3.1 million"
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def plain_docx(paragraphs: Sequence[str], title: str) -> bytes:
    """A Word document without styles, whose properties have this title."""
    from docx import Document

    document = Document()
    document.core_properties.title = title
    for text in paragraphs:
        document.add_paragraph(text)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def epub() -> bytes:
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
            'container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
            "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            "<metadata><dc:title>Storm closes bridge</dc:title><dc:creator>Staff reporter</dc:creator>"
            '<dc:language>en</dc:language></metadata><manifest><item id="a" href="one.xhtml"/>'
            '<item id="b" href="two%20b.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine>'
            "</package>",
            "OEBPS/one.xhtml": "<html><body><h1>Storm closes bridge</h1><p>The bridge is closed.</p></body></html>",
            "OEBPS/two b.xhtml": "<html><body><p>A ferry runs.</p></body></html>",
        }
    )


def zipped(members: dict[str, str | bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return target.getvalue()


_ESCAPED = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})


def pdf(pages: Sequence[Sequence[str]], password: str | None = None) -> bytes:
    """A PDF whose pages hold these lines of ASCII text; what follows a tab stands in a second column.

    A line that begins with ``# `` is in larger letters, without these two; one that is empty leaves room.
    """
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        drawn = "".join(
            f"/F1 {16 if part.startswith('# ') else 11} Tf 1 0 0 1 {60 + 270 * column} {780 - 14 * row} Tm "
            f"({part.removeprefix('# ').translate(_ESCAPED)}) Tj\n"
            for row, line in enumerate(lines)
            for column, part in enumerate(line.split("\t") if line else [])
        )
        content = f"BT\n{drawn}ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        number = len(objects)
        kids.append(number + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % number
        )
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids))
    data, places = b"%PDF-1.4\n", []
    for number, value in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, value)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return data if password is None else _encrypted(data, password)


def described(data: bytes, title: str) -> bytes:
    """The same PDF, whose properties have this title."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.add_metadata({"/Title": title})
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def _encrypted(data: bytes, password: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt(password, algorithm="AES-256")
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


PDF_PAGES = [
    [
        "Coastal Courier 12 March 2024",
        "Storm closes bridge",
        "The swing bridge linking Port Ellery with the mainland will stay closed for at least six weeks, accor-",
        "ding to the county roads authority, after the storm bent two of its bearings on Sunday evening and the",
        "engineers found corrosion.",
        "Repairs are expected to cost 3.1 million (half of it paid by the state), the authority said on Monday in",
        "1",
    ],
    [
        "Coastal Courier 12 March 2024",
        "a statement. A ferry runs every twenty minutes from Stone Quay, and cars take the detour by the northern",
        "road.",
        "2",
    ],
]

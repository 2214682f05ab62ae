"""Web archives (MHTML, RFC 2557): a page saved as one file, in which it is a part of a message."""

from __future__ import annotations

import re
from email import message_from_bytes, policy

from annotator.errors import RefusedText
from annotator.readers import html
from annotator.readers.extracted_article import Reading
from annotator.readers.plain import decode

MEDIA_TYPE = "multipart/related"


def recognises(data: bytes) -> bool:
    """Whether the bytes begin with the head of a message of several related parts."""
    head = data[:4096].lower()
    return bool(re.match(rb"(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)+?", head)) and b"multipart/related" in head


def read(data: bytes) -> Reading:
    """Article of the first page among the parts. Raises RefusedText."""
    message = message_from_bytes(data, policy=policy.compat32)
    for part in message.walk():
        if part.get_content_type() in (html.MEDIA_TYPE, "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            assert isinstance(payload, bytes)
            try:
                markup = decode(payload, part.get_content_charset()).text
            except RefusedText:
                markup = decode(payload).text
            address = part.get("Content-Location") or message.get("Snapshot-Content-Location")
            url = str(address) if address and re.match(r"https?://", str(address)) else None
            reading = html.read_markup(markup, url=url)
            reading.media_type = MEDIA_TYPE
            return reading
    raise RefusedText("There is no page in this web archive.")

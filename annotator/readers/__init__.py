"""Readers: a file or a pasted text becomes a NewArticle, or is refused in a sentence."""

KINDS = ("text", "html", "mhtml", "markdown", "pdf", "docx", "rtf", "epub")
"""The kinds of articles, by their names: as in ``registry``, which loads what reads them."""

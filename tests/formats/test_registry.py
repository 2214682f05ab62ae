from annotator.formats import registry


def test_the_kind_is_found_from_the_content() -> None:
    text = registry.parse_bytes(b"{ this is a text about brackets", "x.json")
    assert [e.new.article.origin.media_type for e in text.entries] == ["text/plain"]
    native = registry.parse_bytes(b'\xef\xbb\xbf {"format": "annotator", "version": 1, "articles": []}', "x.txt")
    assert native.entries == [] and native.problems == []

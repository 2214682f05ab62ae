"""What an export would be and lose, and what is left where it is stopped."""

from pathlib import Path

import pytest

from annotator.errors import AnnotatorError, Cancelled
from annotator.formats.exporting.export import AnnotationSelection
from annotator.services.exporting import ExportRequest, Losses, export, format_to_write, losses, preview
from annotator.storage.store import Store
from tests.making import add, tag


@pytest.mark.parametrize("name", ["json", "csv", "conll"])
def test_a_preview_counts_what_is_wanted_and_begins_with_the_first_article(store: Store, name: str) -> None:
    article = add(store)
    tag(store, article, "Port Ellery", "location")
    tag(store, article, "The bridge is safe")
    ids = [article.id, add(store, "Zebra\n\nText.\n").id]
    for tags, marked in ((frozenset[str](), 2), (frozenset({"claim"}), 1)):
        request = ExportRequest(name, only=AnnotationSelection(tags))
        seen = preview(store, ids, request, lambda format_, content, *_: (format_.name, content.article.title))
        assert seen.beginning == (name, article.title) and seen.marked == marked
        assert seen.losses == losses(store, ids, request)
    assert preview(store, [], ExportRequest(name), lambda *_: "").beginning is None


def test_nothing_is_said_to_be_lost_by_a_format_that_carries_everything(store: Store) -> None:
    assert losses(store, [add(store).id], ExportRequest("json")) == Losses([], [])


def test_an_export_that_is_stopped_leaves_what_was_there(store: Store, tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    target = tmp_path / "out.json"
    target.write_bytes(b"as it was")
    with pytest.raises(Cancelled):
        export(store, [add(store).id], target, ExportRequest("json"), stop)
    assert target.read_bytes() == b"as it was" and list(tmp_path.glob("*.json")) == [target]


def test_a_format_that_can_only_be_read_is_refused() -> None:
    with pytest.raises(AnnotatorError, match="can only be read"):
        format_to_write("taguette")

"""Articles of one title are told apart in the list."""

from pathlib import Path

from PySide6.QtCore import Qt

from annotator.model import ArticleState, ArticleSummary
from annotator.ui.library.article_versions import versions_among
from tests.making import BRIDGE
from tests.ui.conftest import Desk


def summary(id_: str, title: str, added: str, site: str | None = None) -> ArticleSummary:
    return ArticleSummary(ArticleState(id_), title, site, None, added, f"{id_}.txt", (), {})


def test_versions_are_named_by_when_they_were_added() -> None:
    articles = [
        summary("new", "Bridge", "2024-03-14T12:00:00+00:00"),
        summary("b", "Bridge", "2024-03-12T14:03:00"),
        summary("a", "Bridge", "2024-03-12T09:30:00"),
        summary("first", "Bridge", "2024-03-10T12:00:00+00:00"),
        summary("other", "Bridge", "2024-03-09T12:00:00+00:00", "courier.example"),
        summary("alone", "Storm", "2024-03-10T12:00:00+00:00"),
    ]
    assert versions_among(articles) == {
        "new": "newest version",
        "b": "older version, 12 Mar 2024, 14:03",
        "a": "older version, 12 Mar 2024, 09:30",
        "first": "older version, 10 Mar 2024",
    }
    assert versions_among([]) == {}


def test_the_list_says_so_and_stops_when_one_gets_another_title(desk: Desk, tmp_path: Path) -> None:
    model = desk.window.library.model
    said = [model.version(article) for article in desk.session.articles.listed]
    assert said == [""]
    desk.bring(tmp_path, BRIDGE + "Corrected.\n", "bridge.txt")
    assert model.version(desk.session.articles.listed[0]) == "newest version"
    assert model.version(desk.session.articles.listed[1]).startswith("older version, ")
    spoken = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert "newest version" in spoken[0] and "older version" in spoken[1]
    desk.session.do(lambda: desk.session.articles.describe(desk.session.articles.listed[0].id, title="Another title"))
    desk.settle()
    desk.until(lambda: desk.session.articles.listed[0].title == "Another title")
    assert [model.version(article) for article in desk.session.articles.listed] == ["", ""]

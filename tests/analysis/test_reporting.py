"""The reports: what is in them, and that nothing foreign is markup or a formula."""

import csv
import json
from html.parser import HTMLParser

from annotator.analysis.attribution import Coverage, coverage
from annotator.analysis.pictures import pictures
from annotator.analysis.reporting import WRITERS, write_csv, write_html, write_json
from tests.analysis.test_attribution import article
from tests.formats.awkward import content


class Texts(HTMLParser):
    """The text of a page and the names of its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.elements: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        assert not any(name in ("src", "href") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_lists_what_each_figure_counts() -> None:
    page = Texts()
    page.feed(write_html(coverage([article()]), {}).decode())
    for words in ("Who says so?", "without a source", "Rain fell", "A leak", "Dan", "Bob", "of them attributed3"):
        assert words in page.text
    assert "script" not in page.elements


def test_foreign_text_is_no_markup_and_no_formula() -> None:
    text = "=1+1 <script>alert(1)</script> & co\n\n@cmd said so\n"
    hostile = content(text, ("claim", [(0, 4)]), ("source", [(text.index("@cmd"), text.index("@cmd") + 4)]))
    found = coverage([hostile])
    page = Texts()
    page.feed(write_html(found, {}).decode())
    assert "script" not in page.elements and "=1+1" in page.text
    rows = list(csv.DictReader(write_csv(found, {}).decode("utf-8-sig").splitlines()))
    assert [row["quote"] for row in rows] == ["'=1+1", "'@cmd"]
    assert [(row["what"], row["standing"]) for row in rows] == [("claim", "without a source"), ("source", "not used")]


def test_the_table_has_a_row_for_each_claim_and_each_picture_that_is_left_over() -> None:
    made = article()
    text = made.article.text + "Image placeholder title\n"
    made = made._replace(article=made.article._replace(text=text))
    rows = list(
        csv.DictReader(write_csv(coverage([made]), {made.article.id: pictures(made)}).decode("utf-8-sig").splitlines())
    )
    assert sorted(row["what"] for row in rows) == ["claim"] * 5 + ["image", "source"]
    assert {row["sources"] for row in rows if row["standing"] == "with several sources"} == {"Ann; Bob"}


def test_words_are_counted_in_one_way_in_every_report() -> None:
    said = "韩国总统周二说这座桥是安全的"
    found = coverage([content(f"{said}\n", ("claim", [(0, len(said))]))])
    (row,) = csv.DictReader(write_csv(found, {}).decode("utf-8-sig").splitlines())
    assert int(row["words"]) == json.loads(write_json(found, {}))["words"] == len(said)


def test_the_record_is_json_and_every_writer_has_a_suffix() -> None:
    made = article()
    record = json.loads(write_json(coverage([made]), {made.article.id: pictures(made)}))
    assert record["claims"] == 5 and record["share_attributed"] == 0.5
    assert set(WRITERS) == {".html", ".csv", ".json"}


def checked() -> Coverage:
    """An article whose claims were checked, each with another result."""
    made = article()
    verdicts = ("supported", "disputed", "refuted", "unverifiable", "not_checked")
    claims = iter(verdicts)
    marks = [
        a._replace(attributes=(("check", next(claims)), ("review_url", "https://check.example")))
        if a.tag == "claim"
        else a
        for a in made.annotations
    ]
    return coverage([made._replace(annotations=marks)])


def test_every_claim_is_listed_with_its_source_its_verdict_its_date_and_its_annotator() -> None:
    found = checked()
    page = Texts()
    page.feed(write_html(found, {}).decode())
    table = page.text.partition("All claims")[2]
    for words in (
        "the bridge shut",
        "Ann; Bob",
        "✗\xa0refuted",
        "≈\xa0disputed",
        "✓\xa0supported",
        "?\xa0cannot be verified",
    ):
        assert words in table, words
    said = [found.said[id_] for id_ in found.claims]
    assert all(one.annotator in table and one.updated_at[:10] in table for one in said)
    rows = list(csv.DictReader(write_csv(found, {}).decode("utf-8-sig").splitlines()))
    assert [row["verdict"] for row in rows if row["what"] == "claim"] == [
        *("supported", "disputed", "refuted", "cannot be verified", "not checked")
    ]
    assert all(row["annotator"] and row["updated_at"] for row in rows if row["what"] == "claim")
    record = json.loads(write_json(found, {}))
    assert [one["verdict"] for one in record["all_claims"]] == [*list(record["checks"])[1:], "not_checked"]
    assert all(one["annotator"] and one["updated_at"] and one["review_url"] for one in record["all_claims"])
    assert all(len(ids) == 1 for ids in record["checks"].values())

"""Who says so: links and attributes by real events, held against the database."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QToolButton

from annotator.model import Link, LinkKind
from annotator.storage.store import Store
from annotator.ui.annotations.annotation_list import said_of
from tests.making import BRIDGE
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, KEYS, click, drag


def links(desk: Desk) -> list[Link]:
    desk.settle()
    document = desk.session.document
    assert document is not None
    with Store.open(desk.path, read_only=True) as store:
        content = store.content(document.article.id)
        assert content is not None
        assert {link.id for link in content.links} == set(document.links)
        return content.links


def said(desk: Desk, annotation_id: str) -> str:
    document = desk.session.document
    assert document is not None
    return said_of(document, document.annotations[annotation_id])[0]


def test_l_offers_the_nearest_source_first_and_enter_links(desk: Desk) -> None:
    far = desk.mark("Ellery Radio", KEYS["source"])
    near = desk.mark("the county roads authority", KEYS["source"])
    claim = desk.mark("The swing bridge linking Port Ellery", KEYS["claim"])
    assert desk.window.status.open.text() == "0 of 1 claim attributed · 1 without a source"
    assert said(desk, claim.id) == "no source linked"
    desk.press(Qt.Key.Key_L)
    desk.settle()
    picker = desk.window.bench.linking.picker
    assert [c.id for c in picker.model.shown] == [near.id, far.id]
    desk.press(Qt.Key.Key_Return, on=picker.line)
    (link,) = links(desk)
    assert (link.kind, link.from_id, link.to_id) == (LinkKind.ATTRIBUTED_TO, claim.id, near.id)
    assert not picker.isVisible() and desk.window.view.current == claim.id
    assert said(desk, claim.id) == "attributed to the county roads authority"
    assert said(desk, near.id) == "1 claim"
    assert desk.window.status.open.text() == "1 of 1 claim attributed"
    assert desk.window.view.grab().toImage() is not None
    desk.press(Qt.Key.Key_Z, CONTROL, on=desk.window.view)
    assert links(desk) == []
    assert desk.window.view.current == claim.id


def test_of_a_source_that_is_linked_already_the_picker_says_so(desk: Desk) -> None:
    desk.mark("the county roads authority", KEYS["source"])
    desk.mark("The swing bridge linking Port Ellery", KEYS["claim"])
    picker = desk.window.bench.linking.picker
    desk.press(Qt.Key.Key_L)
    desk.settle()
    desk.press(Qt.Key.Key_Return, on=picker.line)
    desk.settle()
    desk.press(Qt.Key.Key_L)
    desk.settle()
    assert picker.empty.said.text() == "No other source is marked yet. Select it in the text."
    desk.type("roads", picker.line)
    assert picker.empty.said.text() == "“the county roads authority” is linked already."
    desk.type("x", picker.line)
    assert picker.empty.said.text() == "Nothing is called “roadsx”."


def test_typing_filters_arrows_choose_and_escape_leaves(desk: Desk) -> None:
    desk.mark("the county roads authority", KEYS["source"])
    radio = desk.mark("Ellery Radio", KEYS["source"])
    wire = desk.mark("Northern Wire", KEYS["source"])
    claim = desk.mark("The bridge is safe", KEYS["claim"])
    desk.press(Qt.Key.Key_L)
    desk.settle()
    picker = desk.window.bench.linking.picker
    desk.type("r", picker.line)
    assert len(picker.model.shown) == 3
    desk.type("adio", picker.line)
    assert [c.id for c in picker.model.shown] == [radio.id]
    desk.press(Qt.Key.Key_Escape, on=desk.window)
    assert not picker.isVisible() and links(desk) == []
    desk.press(Qt.Key.Key_L)
    desk.settle()
    wanted = [c.id for c in picker.model.shown].index(wire.id)
    for _ in range(wanted):
        desk.press(Qt.Key.Key_Down, on=picker.line)
    desk.press(Qt.Key.Key_Return, on=picker.line)
    assert [(k.from_id, k.to_id) for k in links(desk)] == [(claim.id, wire.id)]
    desk.press(Qt.Key.Key_L)
    desk.settle()
    assert wire.id not in [c.id for c in picker.model.shown]


def test_a_source_selected_in_the_text_is_tagged_and_linked_in_one_step(desk: Desk) -> None:
    claim = desk.mark("The bridge is safe", KEYS["claim"])
    desk.select("a spokesman")
    desk.press(Qt.Key.Key_L)
    (link,) = links(desk)
    source = next(a for a in desk.stored() if a.id == link.to_id)
    assert (source.quote, source.tag, link.from_id) == ("a spokesman", "source", claim.id)
    assert desk.window.actions_by_id["undo"].text() == "&Undo: link to a source"
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert links(desk) == [] and desk.stored() == [claim]


def test_with_the_picker_open_a_click_or_a_selection_in_the_text_links(desk: Desk) -> None:
    source = desk.mark("the county roads authority", KEYS["source"])
    claim = desk.mark("The bridge is safe", KEYS["claim"])
    desk.press(Qt.Key.Key_L)
    desk.settle()
    click(desk, source.start + 3)
    assert [(k.from_id, k.to_id) for k in links(desk)] == [(claim.id, source.id)]
    desk.press(Qt.Key.Key_L, on=desk.window.view)
    desk.settle()
    start = BRIDGE.index("a spokesman")
    drag(desk, start, start + len("a spokesman"))
    assert len(links(desk)) == 2
    assert not desk.window.bench.tagbar.isVisible()


def test_one_source_via_another_and_a_link_taken_away(desk: Desk) -> None:
    radio = desk.mark("Ellery Radio", KEYS["source"])
    spokesman = desk.mark("a spokesman", KEYS["source"])
    desk.press(Qt.Key.Key_L)
    desk.settle()
    desk.press(Qt.Key.Key_Return, on=desk.window.bench.linking.picker.line)
    (link,) = links(desk)
    assert (link.kind, link.from_id, link.to_id) == (LinkKind.VIA, spokesman.id, radio.id)
    assert said(desk, spokesman.id) == "0 claims · via Ellery Radio"
    remove = next(
        b
        for b in desk.window.inspector.details.findChildren(QToolButton)
        if b.isVisible() and b.toolTip() == "Take this link away"
    )
    QTest.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert links(desk) == []


def test_authors_own_is_a_state_of_the_claim(desk: Desk) -> None:
    claim = desk.mark("The bridge is safe", KEYS["claim"])
    desk.press(Qt.Key.Key_O)
    desk.settle()
    assert desk.stored()[0].attributes == (("attribution", "authors_own"),)
    assert said(desk, claim.id) == "the author’s own"
    assert desk.window.status.open.text() == "1 of 1 claim attributed"
    desk.press(Qt.Key.Key_O)
    desk.settle()
    assert desk.stored()[0].attributes == ()


def test_deleting_a_source_takes_its_links_and_undo_brings_both_back(desk: Desk) -> None:
    claim = desk.mark("The bridge is safe", KEYS["claim"])
    desk.select("a spokesman")
    desk.press(Qt.Key.Key_L)
    before = links(desk)
    desk.window.view.make_current(before[0].to_id)
    desk.press(Qt.Key.Key_Delete)
    assert links(desk) == [] and desk.stored() == [claim]
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert links(desk) == before and len(desk.stored()) == 2


def test_attributes_are_written_in_a_form_as_one_step_for_each_visit(desk: Desk) -> None:
    desk.mark("The bridge is safe", KEYS["claim"])
    form = desk.window.inspector.details.form("claim")
    check, review = form.widgets["check"], form.widgets["review_url"]
    assert isinstance(check, QComboBox) and isinstance(review, QLineEdit)
    check.setFocus()
    for _ in range(3):
        desk.press(Qt.Key.Key_Down, on=check)
    desk.settle()
    assert desk.stored()[0].attributes == (("check", "refuted"),)
    review.setFocus()
    desk.type("1.example", review)
    assert desk.session.saving
    desk.until(lambda: not desk.session.saving)
    assert dict(desk.stored()[0].attributes) == {"check": "refuted", "review_url": "1.example"}
    desk.window.view.setFocus()
    desk.settle()
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert desk.stored()[0].attributes == ()
    assert check.currentData() is None and review.text() == ""


def test_a_number_is_a_number_and_leaving_commits_at_once(desk: Desk) -> None:
    desk.mark("Openphoto archive", KEYS["image_credit"])
    form = desk.window.inspector.details.form("image_credit")
    count = form.widgets["count"]
    count.setFocus()
    desk.type("2", count)
    desk.window.view.setFocus()
    desk.settle()
    assert desk.stored()[0].attributes == (("count", 2),)


def test_the_form_of_one_annotation_never_writes_into_another(desk: Desk, tmp_path: Path) -> None:
    first = desk.mark("Port Ellery", KEYS["location"])
    name = desk.window.inspector.details.form("location").widgets["name"]
    name.setFocus()
    desk.type("Ellery", name)
    click(desk, BRIDGE.index("storm"))
    desk.window.view.setFocus()
    second = desk.mark("mainland", KEYS["location"])
    desk.settle()
    stored = {a.id: dict(a.attributes) for a in desk.stored()}
    assert stored == {first.id: {"name": "Ellery"}, second.id: {}}


def test_attributes_that_could_not_be_stored_stay_in_their_fields(desk: Desk) -> None:
    desk.mark("Port Ellery", KEYS["location"])
    name = desk.window.inspector.details.form("location").widgets["name"]
    assert isinstance(name, QLineEdit)
    desk.refuse_writes(True)
    name.setFocus()
    desk.type("Ellery", name)
    desk.until(lambda: desk.window.notice.text)
    desk.refuse_writes(False)
    assert name.text() == "Ellery" and desk.session.saving
    desk.type("!", name)
    desk.until(lambda: not desk.session.saving)
    assert desk.stored()[0].attributes == (("name", "Ellery!"),)


def test_the_picker_goes_when_work_goes_on_in_another_field_but_not_for_the_text(desk: Desk) -> None:
    desk.mark("Ellery Radio", KEYS["source"])
    claim = desk.mark("The bridge is safe", KEYS["claim"])
    desk.press(Qt.Key.Key_L)
    desk.settle()
    picker, search = desk.window.bench.linking.picker, desk.window.inspector.search
    QTest.mouseClick(search, Qt.MouseButton.LeftButton)
    desk.type("rad", search)
    assert not picker.isVisible() and search.hasFocus() and search.text() == "rad"
    search.clear()
    desk.window.view.setFocus()
    desk.window.view.make_current(claim.id)
    desk.press(Qt.Key.Key_L)
    desk.settle()
    words = "the county roads authority"
    drag(desk, BRIDGE.index(words), BRIDGE.index(words) + len(words))
    (link,) = links(desk)
    assert link.from_id == claim.id and not picker.isVisible()


def test_the_picker_without_sources_says_where_one_can_be_had(desk: Desk) -> None:
    desk.mark("The bridge is safe", KEYS["claim"])
    desk.press(Qt.Key.Key_L)
    desk.settle()
    picker = desk.window.bench.linking.picker
    assert picker.empty.said.text() == "No source is marked yet. Select it in the text."
    assert "select" not in picker._title.text().casefold()


def test_a_link_goes_when_one_end_gets_another_tag_and_undo_brings_both_back(desk: Desk) -> None:
    source = desk.mark("Ellery Radio", KEYS["source"])
    claim = desk.mark("The bridge is safe", KEYS["claim"])
    desk.session.annotations.link(LinkKind.ATTRIBUTED_TO, claim.id, source.id)
    (link,) = links(desk)
    for end, tag in ((source, "image_credit"), (claim, "source")):
        desk.window.view.make_current(end.id)
        desk.press(KEYS[tag])
        assert links(desk) == [] and desk.window.status.hint.text().startswith("Its link went")
        assert said(desk, claim.id) != "attributed to Ellery Radio"
        desk.press(Qt.Key.Key_Z, CONTROL, on=desk.window.view)
        assert links(desk) == [link] and said(desk, claim.id) == "attributed to Ellery Radio"

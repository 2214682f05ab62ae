"""The main job from end to end by the services alone, as a script or a server does it: no window, no command line."""

import subprocess
import sys
from pathlib import Path

from annotator import edits
from annotator.formats.importing.draft import Choices
from annotator.model import Annotation, LinkKind
from annotator.readers.sandbox import Sandbox
from annotator.services.attribution import attribution, write_report, writer_for
from annotator.services.exporting import ExportRequest, export, losses
from annotator.services.importing import ImportRequest, add, from_sources, into
from annotator.services.occurrences import find_occurrences
from annotator.services.versions import compare, step_of_adding
from annotator.storage.import_batch import Outcome
from annotator.storage.store import Store
from annotator.text.reanchor import Fate
from annotator.text.search import Query
from tests.making import BRIDGE, tag

ROOT = Path(__file__).parents[2]
ANN = "tester"


def bring(store: Store, *places: Path, request: ImportRequest | None = None) -> list[Outcome]:
    with Sandbox() as sandbox:
        return add(from_sources(places, request or ImportRequest(), sandbox), into(store, ANN))


def do_the_main_job(folder: Path) -> None:
    """Articles in, marked, linked, out in several formats, annotations back in, and a corrected version taken."""
    (folder / "in").mkdir()
    (folder / "in" / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    (folder / "in" / "port.txt").write_text("Port Ellery\n\nThe port is open, Northern Wire says.\n")
    (folder / "in" / "picture.png").write_bytes(b"\x89PNG\0")
    with Store.open(folder / "library.sqlite3") as store:
        bridge_file, picture, port_file = bring(store, folder / "in")
        assert bridge_file.added == port_file.added == 1 and not picture.ok
        (bridge_id,) = bridge_file.article_ids

        # Mark a span and all its equals, and link one to another
        content = store.content(bridge_id)
        assert content is not None
        claim = tag(store, content.article, "The bridge is safe")
        places = find_occurrences(store, store.article_ids(), Query("Northern Wire"), "source")
        assert len(places) == 2
        delta = edits.tag_passages([(article, span) for article, span, _ in places], "source", ANN)
        sources = [r for r in store.apply(delta, ANN).delta.added if isinstance(r, Annotation)]
        source = next(one for one in sources if one.article_id == bridge_id)
        store.apply(edits.link(LinkKind.ATTRIBUTED_TO, claim, source, (), ANN), ANN)

        # Out, in several formats, with what they lose
        everything = store.article_ids()
        for name, target, lost in (
            ("json", "all.json", []),
            ("csv", "all.csv", []),
            ("spacy-jsonl", "all.jsonl", ["1 link", "1 annotator’s name"]),
            ("brat", "brat", ["1 annotator’s name"]),
        ):
            assert losses(store, everything, ExportRequest(name)).kinds == lost
            export(store, everything, folder / target, ExportRequest(name))
            assert (folder / target).exists()

        # Who says so
        attributed = attribution(store, everything)
        assert (len(attributed.coverage.claims), attributed.coverage.share) == (1, 1.0)
        write_report(attributed, folder / "report.html", writer_for(folder / "report.html"))
        assert b"Northern Wire" in (folder / "report.html").read_bytes()

        # Annotations back in: ours are there already, those of another program are new
        (ours,) = bring(store, folder / "all.json")
        assert (ours.already_there, ours.annotations, ours.problems) == (2, 0, [])
        (folder / "theirs.jsonl").write_text('{"text": "Ann lives in Rome.", "label": [[0, 3, "PER"]]}\n')
        said = ImportRequest(choices=lambda _: Choices(labels={"PER": "source"}))
        (theirs,) = bring(store, folder / "theirs.jsonl", request=said)
        assert (theirs.added, theirs.annotations) == (1, 1)

        # A corrected version
        (folder / "new.txt").write_text("Corrected: " + BRIDGE.replace("three", "four"), encoding="utf-8")
        (newer,) = bring(store, folder / "new.txt")
        comparison = compare(store, bridge_id, newer.article_ids[0])
        assert {one.fate for one in comparison.carried} == {Fate.MOVED}
        amends = step_of_adding(comparison, newer.article_ids[0], store.heads())
        carried = edits.carry_over(comparison.carried, comparison.article, comparison.links)
        store.apply(carried, ANN, amends=amends)
        corrected = store.content(newer.article_ids[0])
        assert corrected is not None
        assert {a.quote for a in corrected.annotations} == {claim.quote, source.quote} and len(corrected.links) == 1
        store.undo(ANN)
        assert bridge_id in store.article_ids() and newer.article_ids[0] not in store.article_ids()


def test_the_main_job_needs_neither_a_window_nor_the_command_line(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.services.test_without_a_window import do_the_main_job;"
        "do_the_main_job(Path(sys.argv[1]));"
        "print({m.split('.')[0] for m in sys.modules} & {'PySide6', 'shiboken6', 'click'})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert (done.stdout, done.returncode) == ("set()\n", 0), done.stderr

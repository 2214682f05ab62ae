"""The command line as a script meets it: a process of its own, its output and its exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator import edits
from annotator.settings import ANNOTATOR, account_name
from annotator.storage.store import Store
from tests.blocking import without
from tests.formats.outside import install
from tests.making import BRIDGE, add, behind_the_back, new_article, tag
from tests.readers.samples import PAGE

ROOT = Path(__file__).parents[2]


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "annotator", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False, encoding="utf-8")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with two articles, one of them in a folder, and a picture."""
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    (folder / "sub" / "zebra.txt").write_text("Zebra\n\nText.\n")
    (folder / "picture.png").write_bytes(b"\x89PNG\0")
    return folder


def test_import_list_export_check_and_import_again(files: Path, tmp_path: Path) -> None:
    done = run("import", files)
    assert done.returncode == 1
    assert "bridge.txt: 1 added" in done.stdout and "picture.png: left out" in done.stderr
    listed = json.loads(run("list", "--json").stdout)
    assert {a["title"] for a in listed} == {"Zebra", "Harbour bridge closed after storm damage"}
    target = tmp_path / "out.json"
    assert run("export", "--format", "json", "-o", target).returncode == 0
    assert json.loads(target.read_bytes())["articles"][0]["text"] in (BRIDGE, "Zebra\n\nText.\n")
    one = run("export", "--format", "json", "--article", listed[0]["id"])
    assert [a["id"] for a in json.loads(one.stdout)["articles"]] == [listed[0]["id"]]
    again = run("import", target, "--json")
    (outcome,) = json.loads(again.stdout)
    assert again.returncode == 0 and (outcome["added"], outcome["already_there"]) == (0, 2)
    checked = run("check", "--json")
    assert checked.returncode == 0 and json.loads(checked.stdout)["ok"] is True


def test_an_address_may_be_typed_without_its_scheme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = run("import", "127.0.0.1:9/x")
    assert refused.returncode != 0 and "private network" in refused.stderr
    monkeypatch.chdir(tmp_path)
    (tmp_path / "example.org").write_text("A title\n\nA text.")
    assert "example.org: 1 added" in run("import", "example.org").stdout
    assert "no file" in run("import", "gone.txt").stderr


def test_an_export_carries_what_is_marked(library: Path) -> None:
    with Store.open(library) as store:
        article = add(store)
        tag(store, article, "Port Ellery", "location")
    (exported,) = json.loads(run("export", "--format", "json").stdout)["articles"]
    (annotation,) = exported["annotations"]
    assert exported["text"][annotation["start"] : annotation["end"]] == annotation["quote"] == "Port Ellery"
    assert "Harbour bridge" in run("list").stdout


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["import", "missing.txt"], 2, "no file"),
        (["import"], 2, "Missing argument"),
        (["import", "x", "--as", "xyz"], 2, "no format “xyz”"),
        (["export", "--format", "xml"], 2, "no format “xml”"),
        (["export", "--format", "json"], 2, "no library"),
        (["list"], 2, "no library"),
        (["check"], 2, "no library"),
        (["fly"], 2, "No such command"),
        (["--help"], 0, ""),
        (["--version"], 0, ""),
    ],
)
def test_wrong_usage_and_nothing_to_do_end_with_two(arguments: list[str], status: int, said: str) -> None:
    done = run(*arguments)
    assert done.returncode == status
    assert said in done.stderr and "Traceback" not in done.stderr


def test_a_missing_article_is_named_and_the_rest_exported(files: Path) -> None:
    run("import", files / "bridge.txt")
    (article,) = json.loads(run("list", "--json").stdout)
    done = run("export", "--format", "json", "--article", article["id"], "--article", "nothing")
    assert done.returncode == 1 and "no article nothing" in done.stderr
    assert len(json.loads(done.stdout)["articles"]) == 1
    assert run("export", "--format", "json", "--article", "nothing").returncode == 2


def test_the_library_is_chosen_by_option_then_variable_then_home(files: Path, tmp_path: Path, home: Path) -> None:
    bridge = files / "bridge.txt"
    option, variable = tmp_path / "o.sqlite3", tmp_path / "v.sqlite3"
    run("--database", option, "import", bridge, ANNOTATOR_DATABASE=str(variable))
    assert option.exists() and not variable.exists() and not home.exists()
    run("import", bridge, ANNOTATOR_DATABASE=str(variable))
    assert variable.exists() and not (home / "library.sqlite3").exists()
    run("import", bridge)
    assert (home / "library.sqlite3").exists()


def test_a_writer_beside_an_open_library_is_refused_and_readers_are_not(store: Store, files: Path) -> None:
    add(store)
    done = run("import", files / "bridge.txt")
    assert done.returncode == 2 and "open in another window" in done.stderr
    assert len(json.loads(run("list", "--json").stdout)) == 1
    assert run("check").returncode == 0


def test_check_lists_problems_and_ends_with_one(library: Path) -> None:

    with Store.open(library) as store:
        tag(store, add(store), "Port Ellery")
    with behind_the_back(library) as connection:
        connection.execute("UPDATE annotations SET quote = 'x'")
    done = run("check")
    assert done.returncode == 1 and "quote" in done.stdout


def test_the_encoding_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes("Žluťoučký kůň".encode("iso-8859-2"))
    assert run("import", tmp_path / "x.txt", "--encoding", "iso-8859-2").returncode == 0
    assert json.loads(run("list", "--json").stdout)[0]["title"] == "Žluťoučký kůň"


def test_no_command_without_a_window_loads_qt(files: Path) -> None:
    script = (
        "import sys; sys.argv = ['annotator', *sys.argv[1:]]; from annotator.__main__ import main; main();"
        "print('PySide6' in sys.modules, file=sys.stderr)"
    )
    for arguments in (["import", str(files)], ["list"], ["export", "--format", "json"], ["check"]):
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False, cwd=ROOT
        )
        assert done.stderr.endswith("False\n"), arguments


def test_the_annotator_is_the_account_until_another_name_is_chosen() -> None:
    from annotator.settings import Settings

    assert Settings().annotator == account_name()
    Settings().set({ANNOTATOR: "Desk 3"})
    assert Settings().annotator == "Desk 3"


def test_pages_are_imported_by_their_kind_and_addresses_inside_are_refused(files: Path) -> None:
    (files / "page.html").write_text(PAGE, encoding="utf-8")
    done = run("import", files / "page.html")
    assert done.returncode == 0 and "without navigation" in done.stdout
    assert run("import", "--whole-page", files / "page.html").returncode == 0
    refused = run("import", "http://127.0.0.1:1/x")
    assert refused.returncode == 2 and "private network or to this machine" in refused.stderr
    found = run("search", "swing", "--json")
    hits = json.loads(found.stdout)
    assert {hit["title"] for hit in hits} >= {"Storm closes bridge"}
    assert "\x02" not in hits[0]["snippet"]
    assert run("search", "zzzz").stdout == ""
    assert run("search", "tag:").returncode == 2
    assert "Storm closes bridge" in run("list", "site:coastal").stdout
    assert run("list", "site:nowhere").stdout == ""


def test_a_list_of_what_a_query_finds_is_whole(library: Path) -> None:
    with Store.open(library) as store:
        new = [new_article(f"Bridge {n}\n\nClosed.\n", f"{n}.txt") for n in range(203)]
        store.apply(edits.add_articles(new), "tester", new=new)
    assert len(run("list", "bridge").stdout.splitlines()) == 203


def test_a_tag_that_there_is_not_is_named_before_anything_is_imported(files: Path) -> None:
    (files / "z.jsonl").write_text('{"text": "Ann waits.", "label": [[0, 3, "PER"]]}\n')
    done = run("import", files, "--map", "PER=person")
    assert done.returncode == 2 and done.stderr.startswith("There is no tag “person”.")
    assert run("list").stdout == ""
    assert run("import", files / "z.jsonl", "--map", "PER=source").stdout.endswith("1 added, 1 annotation\n")
    (files / "y.jsonl").write_text('{"text": "Ben waits.", "label": [[0, 3, "PER"]]}\n')
    assert run("import", files / "y.jsonl").returncode == 0


def test_attribution_of_the_library_and_of_what_a_query_finds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The bridge is closed, says Ann.\n")
    assert run("import", str(tmp_path / "a.txt")).returncode == 0
    done = json.loads(run("attribution", "--json").stdout)
    assert (done["articles"], done["claims"], done["share_attributed"]) == (1, 0, 1.0)
    assert json.loads(run("attribution", "harbour", "--json").stdout)["articles"] == 0
    assert "1 articles, 0 claims" in run("attribution").stdout


def test_a_part_that_is_missing_is_a_sentence_and_no_traceback(files: Path, tmp_path: Path) -> None:
    for command in (("import", files), ("list",), ("suggest", files / "bridge.txt")):
        done = run(*command, PYTHONPATH=without(tmp_path / command[0], "sqlalchemy", "annotator.suggesters"))
        assert done.returncode == 2
        assert done.stderr.startswith("A part of the program could not be loaded: libmissing.so.2")
        assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("format_", ["json", "pdf", "brat"])
def test_where_nothing_can_be_written_an_export_is_refused_in_a_sentence(
    store: Store, tmp_path: Path, format_: str
) -> None:
    add(store)
    (tmp_path / "a.txt").write_text("no folder")
    for target in ("a.txt/out", "not there/out"):
        done = run("export", "--format", format_, "-o", tmp_path / target)
        assert done.returncode == 2 and "out could not be written: " in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
@pytest.mark.parametrize("name", [b"caf\xe9", b"a?b", b"a#b", b"a%20b", b"a b", "😀".encode(), b"x" * 200])
def test_a_library_may_be_called_anything(files: Path, tmp_path: Path, name: bytes) -> None:
    library = tmp_path / os.fsdecode(name + b".sqlite3")
    assert run("--database", library, "import", files / "bridge.txt").returncode == 0
    assert library.exists() and "no problems" in run("--database", library, "check").stdout


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_a_name_in_another_encoding_does_not_keep_its_file_or_others_out(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text("Caf\u00e9\n\nText.\n", encoding="utf-8")
    (folder / os.fsdecode(b"\xe9.ann")).write_text("T1\tClaim 0 3\tAnn\n")
    (folder / "b.txt").write_text("B\n\nText.\n")
    done = run("import", *sorted(folder.iterdir()), os.fsdecode(b"gone\xe9"))
    assert done.returncode == 1 and done.stdout.count("1 added") == 2 and "Traceback" not in done.stderr
    assert "caf\ufffd.txt: 1 added" in done.stdout and "\ufffd.ann: there is no .txt file beside it" in done.stderr
    assert json.loads(run("import", "--json", folder / os.fsdecode(b"caf\xe9.txt")).stdout)[0]["already_there"] == 1


def test_an_article_that_is_not_read_back_as_it_is_stored_is_named_and_the_others_are_written(
    store: Store, tmp_path: Path
) -> None:
    site, target = tmp_path / "site", tmp_path / "out.outside"
    site.mkdir()
    install(site)
    for title in ("Forget", "Bridge"):
        tag(store, add(store, f"{title}\n\n{BRIDGE}"), "Port Ellery", "location")
    done = run("export", "--format", "outside", "-o", target, PYTHONPATH=os.pathsep.join((str(ROOT), str(site))))
    assert done.returncode == 1 and "1 article written to" in done.stderr
    assert "left out: The Outside lines does not hold what is stored: “Port Ellery” of “Forget”" in done.stderr
    assert target.read_text().count("\n") == 1 and "Bridge" in target.read_text()


def test_a_format_of_another_package_is_offered_written_and_read(store: Store, tmp_path: Path) -> None:
    site, target = tmp_path / "site", tmp_path / "out.outside"
    site.mkdir()
    install(site)
    there = {"PYTHONPATH": os.pathsep.join((str(ROOT), str(site)))}
    tag(store, add(store), "Port Ellery", "location")
    offered = run("formats", **there).stdout
    assert "outside       read, write code points Outside lines: line ends, overlaps" in offered
    assert "--option loud=no|yes" in offered and "outside" not in run("formats").stdout
    done = run("export", "--format", "outside", "-o", target, **there)
    assert done.returncode == 0 and "Outside lines cannot hold: 1 annotator’s name" in done.stderr
    loud = run("export", "--format", "outside", "-o", target, "--option", "loud=yes", **there)
    assert loud.returncode == 2 and "could not be read back" in loud.stderr
    again = run("--database", tmp_path / "other.sqlite3", "import", target, **there)
    assert "out.outside: 1 added, 1 annotation" in again.stdout

"""Who may import whom: each test is a sentence about the source, read from its syntax trees."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from annotator.formats.registry import OURS, own_entry_points

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "annotator"
STANDARD = sys.stdlib_module_names


def sources(*parts: str) -> list[Path]:
    """The modules of a package, or the one module, named by its path below annotator/."""
    path = PACKAGE.joinpath(*parts)
    found = sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]
    assert found and all(f.exists() for f in found)
    return found


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imports(file: Path, *, checking: bool = False) -> Iterator[str]:
    """Every module that a file imports, wherever in it; those for type checking alone if ``checking`` says so."""
    pending: list[ast.AST] = [tree_of(file)]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING" and not checking:
            pending += node.orelse
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        pending += ast.iter_child_nodes(node)


def names_of(*parts: str) -> set[tuple[str, str]]:
    return {(str(f.relative_to(ROOT)), name) for f in sources(*parts) for name in imports(f)}


def starts(name: str, *prefixes: str) -> bool:
    return any(name == p or name.startswith(p + ".") for p in prefixes)


MODULES = {".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file for file in sources()}


def arrows() -> dict[str, set[str]]:
    """The modules of the package, each with those that it imports, for type checking too."""

    def module_of(name: str) -> str:
        return name if name in MODULES else name.rpartition(".")[0]

    found = {m: {module_of(n) for n in imports(file, checking=True)} & MODULES.keys() for m, file in MODULES.items()}
    return {module: names - {module} for module, names in found.items()}


def test_no_module_imports_itself_by_way_of_others() -> None:
    TopologicalSorter(arrows()).prepare()  # or CycleError names the circle


FLOORS = (
    *("app", "window", "suggestions exchange attribution", "library annotations"),
    *("reading", "commands", "widgets", "appearance", "session"),
)
"""The rooms of the window, from the top down: a room knows those on the floors below it."""


def test_the_rooms_of_the_window_know_those_below_them_only() -> None:
    floor_of = {room: number for number, rooms in enumerate(FLOORS) for room in rooms.split()}

    def room_of(module: str) -> str:
        return module.split(".")[2] if starts(module, *(f"annotator.ui.{room}" for room in floor_of)) else ""

    there = {room_of(m) for m in MODULES if m.startswith("annotator.ui.") and m != "annotator.ui.display"}
    assert there == floor_of.keys()
    pairs = {(m, n) for m, names in arrows().items() for n in names if room_of(m) and room_of(n)}
    assert not {(m, n) for m, n in pairs if room_of(m) != room_of(n) and floor_of[room_of(m)] >= floor_of[room_of(n)]}


CHANGES = {
    *("add", "append", "appendleft", "clear", "discard", "extend", "insert", "pop", "popitem", "popleft"),
    *("remove", "reverse", "setdefault", "sort", "update"),
}
"""The methods that change a list, a dictionary or a set."""


def root_of(node: ast.expr) -> str:
    """The name that an expression like ``name.part[place]`` begins with, "" if it begins with something else."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def changed_in(function: ast.AST) -> set[str]:
    """The names of what a function changes that was there before it was called, be it ``self`` or ``cls``."""
    nodes = list(ast.walk(function))
    found = {name for n in nodes if isinstance(n, ast.Global) for name in n.names}
    own = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)} - found
    own |= {n.arg for n in nodes if isinstance(n, ast.arg)} - {"self", "cls"}
    for node in nodes:
        if isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(node.ctx, ast.Load):
            found.add(root_of(node))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES:
            found.add(root_of(node.func))
    return found - own - {""}


def kept_by(tree: ast.Module) -> dict[str, ast.expr | None]:
    """What a module keeps: its variables with their values, its classes and its functions."""
    kept: dict[str, ast.expr | None] = {}
    pending: list[ast.AST] = [*tree.body]
    while pending:
        node = pending.pop()
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            kept[node.name] = None
            continue
        if isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            kept.update({n.id: node.value for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)})
        pending += ast.iter_child_nodes(node)
    return kept


def test_no_variable_of_a_module_changes_after_it_was_imported() -> None:
    """Neither is it given another value or other contents, nor is it an object of ours that changes itself.

    What a function remembers by ``functools.cache`` is allowed: it says the same at every call.
    """
    trees = {module: tree_of(file) for module, file in MODULES.items()}
    kept = {module: kept_by(tree) for module, tree in trees.items()}
    changing, bad = set(), set()
    for module, tree in trees.items():
        for made in (n for n in tree.body if isinstance(n, ast.ClassDef)):
            methods = [m for m in made.body if isinstance(m, ast.FunctionDef) and m.name != "__init__"]
            changing |= {(module, made.name) for m in methods if "self" in changed_in(m)}
    for module, tree in trees.items():
        there = {name: (module, name) for name in kept[module]}
        for name in imports(MODULES[module]):
            home, _, own = name.rpartition(".")
            if own in kept.get(home, ()):
                there[own] = home, own
        functions = [n for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))]
        changed = {name for function in functions for name in changed_in(function)}
        bad |= {there[name] for name in changed & there.keys()} | {(module, "cls") for _ in changed & {"cls"}}
        calls = {name: value.func for name, value in kept[module].items() if isinstance(value, ast.Call)}
        bad |= {(module, name) for name, made_by in calls.items() if there.get(ast.unparse(made_by)) in changing}
    assert not bad


MOST_METHODS = 25
"""How many a class may have, those of its bases of ours and its properties included; what Qt calls is not counted."""


def test_no_class_has_too_many_public_methods() -> None:
    from PySide6 import QtCore, QtGui, QtWidgets

    found = [(f, n) for f in sources() for n in ast.walk(tree_of(f)) if isinstance(n, ast.ClassDef)]
    ours = {(f, n.name): (f, n) for f, n in found}

    def bases_of(file: Path, node: ast.ClassDef) -> Iterator[tuple[Path, ast.ClassDef]]:
        """A class and those it inherits from, as far as they are ours."""
        yield file, node
        homes = {own: MODULES.get(home) for home, _, own in (name.rpartition(".") for name in imports(file))}
        for base in (ast.unparse(b).partition("[")[0] for b in node.bases):
            place = homes.get(base) or file
            if (place, base) in ours:
                yield from bases_of(*ours[place, base])

    def methods_of(file: Path, node: ast.ClassDef) -> set[str]:
        family = list(bases_of(file, node))
        names = {m.name for _, n in family for m in n.body if isinstance(m, ast.FunctionDef) and m.name[0] != "_"}
        theirs = {ast.unparse(b).rpartition(".")[2] for _, n in family for b in n.bases}
        qt = [getattr(room, name) for name in theirs for room in (QtCore, QtGui, QtWidgets) if hasattr(room, name)]
        return {name for name in names if not any(hasattr(base, name) for base in qt)}

    counts = {(file.name, node.name): len(methods_of(file, node)) for file, node in found}
    assert not {one: count for one, count in counts.items() if count > MOST_METHODS}


def homes() -> dict[str, str]:
    """The file in which each of our formats is defined, by its name."""
    found = {}
    for point in own_entry_points():
        found[point.load().name] = point.module.replace(".", "/") + ".py"
    return found


def test_a_codec_is_imported_by_other_codecs_alone() -> None:
    known = {(f, n) for f, n in names_of("formats") if starts(n, "annotator.formats.codecs")}
    assert not {(f, n) for f, n in known if not f.startswith("annotator/formats/codecs/")}


def test_a_format_is_named_in_its_own_module_alone() -> None:
    home, elsewhere = homes(), set()
    assert len(home) == len(OURS)
    for file in sources():
        where = file.relative_to(ROOT).as_posix()
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and home.get(node.value, where) != where:
                elsewhere.add((where, node.value))
    others = ("annotator/readers/", "annotator/suggesters/", "annotator/ui/suggestions/rule_titles.py")
    column = {("annotator/formats/codecs/table.py", "json")}
    """Where the same words are kinds of articles, names of rules, and the name of a column."""
    assert not {(f, n) for f, n in elsewhere if not f.startswith(others)} - column


def test_no_format_is_looked_at_with_getattr() -> None:
    trees = [(file, tree_of(file)) for file in sources("formats")]
    names = {(f.name, node.id) for f, tree in trees for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert not {(f, name) for f, name in names if name in ("getattr", "hasattr")}


@pytest.mark.parametrize(
    ("room", "unknown"), [("credits", "attribution places"), ("places", "attribution credits"), ("language", "credits")]
)
def test_a_suggester_knows_its_own_room_and_what_language_knows(room: str, unknown: str) -> None:
    others = [f"annotator.suggesters.{name}" for name in (*unknown.split(), "engine", "rule_catalogue")]
    assert not {(f, n) for f, n in names_of("suggesters", room) if starts(n, *others)}


@pytest.mark.parametrize("part", ["model", "text", "errors", "edits", "queries", "resources"])
def test_the_core_imports_the_standard_library_and_itself_only(part: str) -> None:
    core = tuple(f"annotator.{m}" for m in ("model", "text", "errors"))
    core += ("regex",) if part == "text" else ()  # patterns of a person's own, which must not explode
    bad = {(f, n) for f, n in names_of(part) if n.split(".")[0] not in STANDARD and not starts(n, *core)}
    assert not bad


ABOVE = ("annotator.services", "annotator.cli", "annotator.ui")


@pytest.mark.parametrize("part", ["readers", "formats", "analysis", "suggesters"])
def test_readers_formats_analysis_and_suggesters_know_neither_the_store_nor_what_is_done_with_it(part: str) -> None:
    assert not {(f, n) for f, n in names_of(part) if starts(n, "annotator.storage", *ABOVE)}


def test_the_store_does_not_know_what_is_done_with_it() -> None:
    assert not {(f, n) for f, n in names_of("storage") if starts(n, *ABOVE)}


def test_the_services_know_neither_the_window_nor_the_command_line() -> None:
    assert not {(f, n) for f, n in names_of("services") if starts(n, "annotator.cli", "annotator.ui", "click")}


def test_what_the_services_do_is_done_by_them_alone() -> None:
    done = (
        *("annotator.formats.importing.parsing", "annotator.formats.importing.detection.format_of"),
        *("annotator.formats.exporting.export.export", "annotator.formats.exporting.loss_report"),
        *("annotator.storage.import_batch", "annotator.analysis.attribution.coverage", "annotator.text.reanchor.carry"),
    )
    assert not {(f, n) for part in ("cli", "ui") for f, n in names_of(part) if starts(n, *done)}


def test_only_storage_imports_sqlalchemy_and_alembic() -> None:
    bad = {
        (f, n) for f, n in names_of() if starts(n, "sqlalchemy", "alembic") and not f.startswith("annotator/storage/")
    }
    assert not bad


def test_only_ui_imports_qt() -> None:
    assert not {(f, n) for f, n in names_of() if starts(n, "PySide6") and not f.startswith("annotator/ui/")}


def test_in_ui_only_the_session_speaks_to_the_store() -> None:
    allowed = ("annotator.storage.lock",)
    bad = {
        (f, n)
        for f, n in names_of("ui")
        if starts(n, "annotator.storage") and not starts(n, *allowed) and not f.startswith("annotator/ui/session/")
    }
    assert not bad


def test_the_command_line_imports_the_window_only_to_open_it() -> None:
    assert not {(f, n) for f, n in names_of("cli") if starts(n, "annotator.ui")}


def test_by_the_list_of_formats_it_reaches_the_one_module_that_writes_a_pdf() -> None:
    modules = {point.module for point in own_entry_points() if starts(point.module, "annotator.ui")}
    assert modules == {"annotator.ui.exchange.article_pdf"}
    assert not {"PySide6", "sqlalchemy"} & loaded_by("import annotator.ui.exchange.article_pdf")


def loaded_by(statement: str) -> set[str]:
    script = f"import sys; {statement}; print(*sorted({{m.split('.')[0] for m in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.split())


def test_the_command_line_loads_neither_qt_nor_a_database_nor_a_parser() -> None:
    heavy = {"PySide6", "sqlalchemy", "alembic", "orjson", "charset_normalizer"}
    assert not heavy & loaded_by("import annotator.cli")


def test_the_way_to_the_window_loads_neither_click_nor_a_database() -> None:
    heavy = {"click", "sqlalchemy", "alembic", "orjson", "charset_normalizer"}
    assert not heavy & loaded_by("import annotator.__main__, annotator.ui.app.application")


def test_no_file_of_the_window_is_too_long() -> None:
    assert not [f.name for f in sources("ui") if len(f.read_text(encoding="utf-8").splitlines()) > 400]

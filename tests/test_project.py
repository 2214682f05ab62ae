"""The project's own promises: its files, its README, what travels in a wheel."""

import re
import tomllib
from pathlib import Path

from annotator import __version__
from annotator.resources import resource

ROOT = Path(__file__).parent.parent


def test_the_top_level_is_what_it_is_said_to_be() -> None:
    allowed = {"pyproject.toml", "README.md", "LICENSE", "annotator", "resources", "tests", "packaging", ".gitignore"}
    hidden = {p.name for p in ROOT.iterdir() if p.name.startswith(".")} | {"build", "dist"}
    assert {p.name for p in ROOT.iterdir()} - hidden == allowed - {".gitignore"}


def test_every_resource_is_found() -> None:
    for file in (ROOT / "resources").rglob("*"):
        if file.is_file():
            assert resource(file.relative_to(ROOT / "resources").as_posix()).read_bytes() == file.read_bytes()


def test_the_readme_says_how_to_install_and_test_and_its_pictures_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "pip install" in readme and "-m pytest" in readme
    for picture in re.findall(r"!\[[^]]*]\(([^)]+)\)", readme):
        assert (ROOT / picture).is_file(), picture


def test_the_readme_names_the_system_libraries_that_the_program_and_its_checks_name() -> None:
    packages = resource("debian-packages.txt").read_text(encoding="ascii").split()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"\nsudo apt install python3-venv {' '.join(packages)}\n" in readme
    assert f"`{' '.join((ROOT / '.ci' / 'debian-packages.txt').read_text(encoding='ascii').split())}`" in readme
    places = ("annotator/ui/display.py", ".ci/run")
    others = [p for p in places if "libegl1" in (ROOT / p).read_text(encoding="utf-8")]
    assert not others, "a second list"


def test_the_typefaces_are_few_and_their_licence_stands_beside_them() -> None:
    faces = list((ROOT / "resources" / "fonts").glob("*.ttf"))
    assert 0 < len(faces) <= 4
    licence = resource("fonts/OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence and "No Reserved Font Name" in licence
    files = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["license-files"]
    assert files == ["LICENSE", "resources/fonts/OFL.txt"]
    assert "resources/fonts/OFL.txt" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_the_changelog_has_this_version() -> None:
    assert f"## {__version__}" in (ROOT / "packaging" / "changelog.md").read_text(encoding="utf-8")


def test_the_project_is_named_as_promised() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == "article-annotator"
    assert project["scripts"]["annotator"] and project["gui-scripts"]["annotator-gui"]
    assert any("<6.12" in d and "python_version < '3.12'" in d for d in project["dependencies"])

"""Bringing articles in: files, folders, what is pasted and dropped, and the report on what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from annotator.bundled import resource
from annotator.ui.notice import Notice
from annotator.ui.workspace import Workspace

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

    from annotator.readers.kinds import Options
    from annotator.storage.intake import Outcome
    from annotator.ui.jobs import Job

ENCODINGS = (
    *("utf-8", "windows-1252", "iso-8859-15", "windows-1250", "iso-8859-2", "windows-1251", "koi8-r", "windows-1253"),
    *("windows-1254", "windows-1255", "windows-1256", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr", "utf-16"),
)
"""What a person is offered; any other that Python knows may be typed."""


class Intake(QObject):
    """The ways in, all ending in one place."""

    hint = Signal(str)

    def __init__(self, workspace: Workspace, notice: Notice, window: QWidget) -> None:
        super().__init__(window)
        self._workspace, self._notice, self._window = workspace, notice, window
        self._early: list[Path] = []
        self._paths: dict[str, Path] = {}
        workspace.opened.connect(self._library_opened)

    def ask(self, folder: str) -> str:
        """Ask for files and bring them in; the folder they were in, "" if the person changed their mind."""
        from PySide6.QtWidgets import QFileDialog

        title, kinds = self.tr("Open articles"), self.tr("Text and Annotator JSON (*.txt *.text *.json);;All files (*)")
        names, _ = QFileDialog.getOpenFileNames(self._window, title, folder, kinds)
        if not names:
            return ""
        self.files([Path(n) for n in names])
        return str(Path(names[0]).parent)

    def files(self, paths: Sequence[Path]) -> None:
        """Bring in these files, as soon as the library is open."""
        if not paths:
            return
        if self._workspace.is_open:
            self._follow(self._workspace.add_files(paths), paths)
        else:
            self._early += paths

    def _library_opened(self) -> None:
        early, self._early = self._early, []
        self.files(early)

    def sample(self) -> None:
        """Bring in the sample article."""
        self.files([resource("sample-article.txt")])

    def paste(self) -> None:
        """Make an article of the text on the clipboard; of the files, if it holds files."""
        data = QApplication.clipboard().mimeData()
        paths = local_files(data.urls()) if data is not None and data.hasUrls() else []
        text = data.text() if data is not None else ""
        if paths:
            self.files(paths)
        elif text.strip():
            self._follow(self._workspace.add_text(text, self.tr("Pasted text")))
        else:
            self.hint.emit(self.tr("There is no text on the clipboard. Copy an article first."))

    def _follow(self, job: Job, paths: Sequence[Path] = ()) -> None:
        self._paths = {p.name: p for p in paths}
        self._notice.follow(job)  # first: when the job ends it clears the strip for the report
        job.finished.connect(lambda outcomes: self._report(outcomes, stopped=job.stopped))
        job.start()

    def _report(self, outcomes: list[Outcome], *, stopped: bool) -> None:
        """Open the first article and say what became of the rest."""
        ids = [i for o in outcomes for i in o.article_ids]
        if ids:
            self._workspace.open_article(ids[0])
        problems = [f"{o.name}: {p}" for o in outcomes for p in o.problems]
        guessed = [o for o in outcomes if o.guessed_encoding]
        if stopped:
            text = self.tr("Stopped. The %1 articles added until then are in the library.")
            self._notice.say(text.replace("%1", str(sum(o.added for o in outcomes))))
        elif len(outcomes) == 1 and outcomes[0].needs_password:
            self._ask_password(outcomes[0])
        elif problems:
            self._say_problems(problems)
        elif guessed:
            self._say_guess(guessed[0])
        elif len(outcomes) > 1:
            added, known = sum(o.added for o in outcomes), sum(o.already_there for o in outcomes)
            text = self.tr("%1 articles added, %2 were already there.")
            self._notice.say(text.replace("%1", str(added)).replace("%2", str(known)))
        elif outcomes and outcomes[0].left_out:
            self._say_left_out(outcomes[0])
        elif outcomes and outcomes[0].already_there and not outcomes[0].annotations:
            self.hint.emit(self.tr("This article was already in the library."))

    def _say_guess(self, outcome: Outcome) -> None:
        """Say that an encoding was guessed, and let the person choose another while nothing is marked yet."""
        text = self.tr("%1 names no encoding and was read as %2. If letters look wrong, choose another.")
        text = text.replace("%1", outcome.name).replace("%2", str(outcome.guessed_encoding))
        path = self._paths.get(outcome.name)
        if path is None or not outcome.added:
            self._notice.say(text)
            return
        button = self.tr("Another encoding…")
        self._notice.say(text, button=button, act=lambda: self._read_again(path, outcome.article_ids[0]))

    def _read_again(self, path: Path, article_id: str) -> None:
        """Read a file anew in the encoding the person names, in the place of the article it became."""
        from PySide6.QtWidgets import QInputDialog

        from annotator.readers.kinds import Options

        title, label = self.tr("Another encoding"), self.tr("The encoding of %1:").replace("%1", path.name)
        encoding, ok = QInputDialog.getItem(self._window, title, label, ENCODINGS, 0, True)
        if ok and encoding.strip():
            self._read_anew(path, article_id, Options(encoding=encoding.strip()))

    def _read_anew(
        self, path: Path, article_id: str, options: Options | None = None, *, whole_page: bool = False
    ) -> None:
        """Read a file in another way, in the place of the article that it became."""
        self._notice.hide()
        self._workspace.do(lambda: self._workspace.remove_articles([article_id]))
        self._follow(self._workspace.add_files([path], options, whole_page=whole_page), [path])

    def _say_left_out(self, outcome: Outcome) -> None:
        """Say what of a page is not in its article, and offer to take all of it."""
        text = self.tr("%1 was added without %2.").replace("%1", outcome.name)
        text = text.replace("%2", ", ".join(outcome.left_out))
        path = self._paths.get(outcome.name)
        if path is None or not outcome.added:
            self._notice.say(text)
            return
        button = self.tr("Take the whole page")
        article = outcome.article_ids[0]
        self._notice.say(text, button=button, act=lambda: self._read_anew(path, article, whole_page=True))

    def _ask_password(self, outcome: Outcome) -> None:
        """Say that a file needs a password, and let the person type it."""
        path = self._paths.get(outcome.name)
        if path is None:
            self._say_problems([f"{outcome.name}: {p}" for p in outcome.problems])
            return
        text = f"{outcome.name}: {outcome.problems[0]}"
        self._notice.say(
            text, warning=True, button=self.tr("Type the password…"), act=lambda: self._type_password(path)
        )

    def _type_password(self, path: Path) -> None:
        from PySide6.QtWidgets import QInputDialog, QLineEdit

        from annotator.readers.kinds import Options

        label = self.tr("The password of %1:").replace("%1", path.name)
        hidden = QLineEdit.EchoMode.Password
        password, ok = QInputDialog.getText(self._window, self.tr("Password"), label, hidden)
        if ok:
            self._notice.hide()
            self._follow(self._workspace.add_files([path], Options(password=password)), [path])

    def _say_problems(self, problems: list[str]) -> None:
        if len(problems) == 1:
            self._notice.say(problems[0], warning=True)
            return
        from annotator.ui.report import Report

        text = self.tr("%1 things did not fit and were left out; everything else is in the library.")
        self._notice.say(
            text.replace("%1", str(len(problems))),
            warning=True,
            button=self.tr("Show them"),
            act=lambda: Report(problems, self._window).exec(),
        )


def local_files(urls: Sequence[QUrl]) -> list[Path]:
    """The local files among dropped or pasted addresses."""
    return [Path(u.toLocalFile()) for u in urls if u.isLocalFile()]

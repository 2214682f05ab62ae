"""Importing: files, folders, what is pasted and dropped, and the report on what became of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.session.key_queue import KeyQueue
from annotator.ui.session.session import Session
from annotator.ui.widgets.message_bar import MessageBar
from annotator.ui.widgets.text_field_keys import is_typed_into

if TYPE_CHECKING:
    from annotator.formats.importing.result import Parsed
    from annotator.services.importing import ImportRequest, Source
    from annotator.services.versions import Comparison
    from annotator.settings import Settings
    from annotator.storage.import_batch import Outcome
    from annotator.ui.appearance.theme import Theme
    from annotator.ui.exchange.foreign_import import Foreign
    from annotator.ui.exchange.page_preview import PreviewDialog
    from annotator.ui.exchange.version_review import CarryDialog
    from annotator.ui.session.jobs import Job

ENCODINGS = (
    *("utf-8", "windows-1252", "iso-8859-15", "windows-1250", "iso-8859-2", "windows-1251", "koi8-r", "windows-1253"),
    *("windows-1254", "windows-1255", "windows-1256", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr", "utf-16"),
)
"""What a person is offered; any other that Python knows may be typed."""


_KINDS = "*.txt *.text *.md *.html *.htm *.xhtml *.mhtml *.mht *.pdf *.docx *.rtf *.epub *.json"


class Intake(QObject):
    """The intake: the ways in, all ending in one place."""

    hint = Signal(str)

    def __init__(
        self,
        session: Session,
        settings: Settings,
        notice: MessageBar,
        keys: KeyQueue,
        theme: Callable[[], Theme],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._keys = keys
        self._theme = theme
        self._session, self._notice, self._window = session, notice, window
        self._early: list[Path | str] = []
        self.preview: PreviewDialog | None = None
        self.review: CarryDialog | None = None
        self._settings = settings
        self._refused = ""
        session.opened.connect(self._library_opened)

    @cached_property
    def foreign(self) -> Foreign:
        """The way in for annotations of other tools."""
        from annotator.ui.exchange.foreign_import import Foreign

        return Foreign(self._session, self._settings, self._notice, partial(self._follow, holds=True), self._window)

    def ask(self, folder: str) -> str:
        """Ask for files and bring them in; the folder they were in, "" if the person changed their mind."""
        from PySide6.QtWidgets import QFileDialog

        title, kinds = self.tr("Open articles"), self.tr("Articles (%1);;All files (*)").replace("%1", _KINDS)
        names, _ = QFileDialog.getOpenFileNames(self._window, title, folder, kinds)
        if not names:
            return ""
        self.bring([Path(n) for n in names])
        return str(Path(names[0]).parent)

    def ask_folder(self, folder: str) -> str:
        """Ask for a folder and bring in all files in it, as if it was dropped; the folder, or "" if there is none."""
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(self._window, self.tr("Open all articles in a folder"), folder)
        if name:
            self.bring([Path(name)])
        return name

    def bring(self, sources: Sequence[Path | str]) -> None:
        """Bring in these files and the pages at these addresses, as soon as the library is open."""
        if not self._session.is_open:
            self._early += sources
        elif len(sources) == 1:
            self._bring_one(sources[0])
        elif sources:
            self.add(sources)

    def add(self, sources: Sequence[Path | str]) -> None:
        """Bring these in while the person goes on with something else."""
        self._follow(self._session.transfers.add(sources))

    def _bring_one(self, place: Path | str) -> None:
        """Bring in one file, page or folder: of what only one of them needs the person is asked first."""
        from annotator.services.importing import identify

        # On the worker's thread: to ask every format loads them all, and a folder is searched.
        job = self._session.transfers.job(self.tr("Opening"), lambda _: identify(place))
        self._notice.follow(job)
        job.is_wanted = True
        job.finished.connect(self._bring_identified)
        self._keys.hold_for(job)
        job.start()

    def _bring_identified(self, source: Source) -> None:
        from annotator.services.importing import SourceKind

        if source.kind is SourceKind.ANNOTATIONS:
            self.foreign.bring(source)
        elif source.kind is SourceKind.PAGE:
            self._look(source.place)
        else:
            self._follow(self._session.transfers.add([source.place]), holds=True)

    def _look(self, source: Path | str) -> None:
        """Read one page and let the person see what of it is taken for the article, before it is added."""
        job = self._session.transfers.look(source)
        self._notice.follow(job)
        job.finished.connect(lambda parsed: self._looked(source, parsed))
        self._keys.hold_for(job)
        job.start()

    def _looked(self, source: Path | str, parsed: Parsed) -> None:
        if not parsed.entries or parsed.whole is None:
            self._add(source, parsed)
            return
        from annotator.ui.exchange.page_preview import PreviewDialog

        dialog = self.preview = PreviewDialog(parsed, parsed.whole, self._window)
        dialog.accepted.connect(lambda: self._add(source, dialog.chosen()))
        dialog.rejected.connect(lambda: self.hint.emit(self.tr("Nothing was added.")))
        dialog.finished.connect(lambda _: setattr(self, "preview", None))
        dialog.open()

    def _add(self, source: Path | str, parsed: Parsed) -> None:
        self._follow(self._session.transfers.add_parsed(lambda: parsed, source), holds=True)

    def ask_address(self) -> None:
        """Ask for the address of a page and bring it in."""
        from annotator.readers.files import address_of
        from annotator.ui.exchange.address_dialog import AddressDialog

        held = address_of(QApplication.clipboard().text())
        dialog = AddressDialog(self._refused or held or "https://", self._window)
        dialog.accepted.connect(lambda: self._fetch(dialog.line.text(), dialog.address))
        dialog.open()

    def _fetch(self, typed: str, address: str) -> None:
        self._refused = typed  # until it has become an article
        self.bring([address])

    def _library_opened(self) -> None:
        early, self._early = self._early, []
        self.bring(early)

    def sample(self) -> None:
        """Bring in the sample article, with what is marked in it."""
        from annotator.formats.exporting.sample import parse_sample

        self._follow(self._session.transfers.add_parsed(parse_sample))

    def take(self, data: QMimeData) -> bool:
        """Bring in the files and pages in what was dropped or pasted; whether there are any."""
        from annotator.ui.exchange.mime_sources import sources_in

        sources = sources_in(data)
        self.bring(sources)
        return bool(sources)

    def paste(self) -> None:
        """Make an article of the text on the clipboard; of files or the page at an address, if it holds these."""
        from annotator.text.normalise import is_blank

        data = QApplication.clipboard().mimeData() or QMimeData()
        if self.take(data):
            return
        text = data.text()
        if is_blank(text) and not data.hasHtml():
            self.hint.emit(self.tr("There is no text on the clipboard. Copy an article first."))
            return
        markup = data.html() if is_blank(text) else None
        self._follow(self._session.transfers.add_text(text, self.tr("Pasted text"), markup))

    def update(self, folder: str) -> None:
        """Ask for a file with a corrected version of the open article, bring it in, and carry what is marked over."""
        from PySide6.QtWidgets import QFileDialog

        document = self._session.document
        if document is None:
            return
        older = document.article.id
        title, kinds = self.tr("The corrected version"), self.tr("Articles (%1);;All files (*)").replace("%1", _KINDS)
        name, _ = QFileDialog.getOpenFileName(self._window, title, folder, kinds)
        if not name:
            return
        job = self._session.transfers.add([Path(name)])
        self._notice.follow(job)
        job.finished.connect(lambda outcomes: self._updated(older, outcomes))
        job.start()

    def _updated(self, older: str, outcomes: list[Outcome]) -> None:
        ids = [i for o in outcomes for i in o.article_ids]
        if not ids:
            self._report(outcomes, stopped=False)
        elif ids[0] == older:
            self.hint.emit(self.tr("The text is the same, so there is nothing to carry over."))
        else:
            self._session.open_article(ids[0])
            self._carry(older, ids[0])

    def _offer_carrying(self, older: str, newer: str) -> None:
        text = self.tr("An older version of this page is in the library, with annotations. It stays there.")
        self._notice.say(text, button=self.tr("Carry them over…"), act=lambda: self._carry(older, newer))

    def _carry(self, older: str, newer: str) -> None:
        self._notice.hide()
        job = self._session.queries.compare(older, newer)
        self._notice.follow(job)
        job.finished.connect(self._review)
        job.start()

    def _review(self, comparison: Comparison) -> None:
        from annotator.ui.exchange.version_review import CarryDialog

        if not comparison.carried:
            self.hint.emit(self.tr("There is nothing to carry over."))
            return
        dialog = self.review = CarryDialog(comparison, self._theme(), self._session, self._window)
        dialog.finished.connect(lambda _: setattr(self, "review", None))
        dialog.open()

    def _follow(self, job: Job, *, holds: bool = False) -> None:
        """Tell of a job and of its outcome; what is typed waits for it, if it ``holds``."""
        self._notice.follow(job)  # first: when the job ends it clears the strip for the report
        job.finished.connect(lambda outcomes: self._report(outcomes, stopped=job.stopped, was_awaited=holds))
        if holds:  # else the person can go on with another article meanwhile
            self._keys.hold_for(job)
        job.start()

    def _report(self, outcomes: list[Outcome], *, stopped: bool, was_awaited: bool = True) -> None:
        """Open the first article, unless somebody is typing who does not await it, and say what became of the rest."""
        ids = [i for o in outcomes for i in o.article_ids]
        self._refused = "" if ids else self._refused
        if ids and (was_awaited or not is_typed_into(QApplication.focusWidget())):
            self._session.open_article(ids[0])
        elif ids:
            self.hint.emit(self._added_in_words(sum(o.added for o in outcomes), sum(o.already_there for o in outcomes)))
        problems = [f"{o.name}: {p}" for o in outcomes for p in o.problems]
        guessed = [o for o in outcomes if o.guessed_encoding]
        if stopped:
            text = self.tr("Stopped. The %1 articles added until then are in the library.")
            self._notice.say(text.replace("%1", str(sum(o.added for o in outcomes))))
        elif len(outcomes) == 1 and outcomes[0].needs_password:
            self._ask_password(outcomes[0])
        elif problems:
            self._say_problems(problems, outcomes)
        elif guessed:
            self._say_guess(guessed[0])
        elif len(outcomes) > 1:
            added, known = sum(o.added for o in outcomes), sum(o.already_there for o in outcomes)
            text = self._added_in_words(added, known)
            self._notice.say(text, button=self.tr("Report…"), act=lambda: self._show_report(outcomes))
        elif outcomes and outcomes[0].older_version:
            self._offer_carrying(outcomes[0].older_version, outcomes[0].article_ids[0])
        elif outcomes and outcomes[0].left_out:
            self._say_left_out(outcomes[0])
        elif outcomes and outcomes[0].already_there and not outcomes[0].annotations:
            self.hint.emit(self.tr("This article was already in the library."))

    def _added_in_words(self, added: int, known: int) -> str:
        """How many articles came, and how many were there; nothing is said of none."""
        one, many = self.tr("1 article added"), self.tr("%1 articles added").replace("%1", f"{added:,}")
        there = self.tr("1 was already there"), self.tr("%1 were already there").replace("%1", f"{known:,}")
        came = one if added == 1 else many
        if not known:
            return f"{came}."
        if not added:
            return self.tr("All %1 articles were already in the library.").replace("%1", f"{known:,}")
        return f"{came}, {there[0] if known == 1 else there[1]}."

    def _say_guess(self, outcome: Outcome) -> None:
        """Say that an encoding was guessed, and let the person choose another while nothing is marked yet."""
        text = self.tr("%1 names no encoding and was read as %2. If letters look wrong, choose another.")
        text = text.replace("%1", outcome.name).replace("%2", str(outcome.guessed_encoding))
        source = outcome.source
        if source is None or not outcome.added:
            self._notice.say(text)
            return
        button = self.tr("Another encoding…")
        self._notice.say(text, button=button, act=lambda: self._read_again(source, outcome.article_ids[0]))

    def _read_again(self, source: Path | str, article_id: str) -> None:
        """Read a file anew in the encoding the person names, in the place of the article it became."""
        from PySide6.QtWidgets import QInputDialog

        from annotator.readers.registry import Options
        from annotator.services.importing import ImportRequest
        from annotator.ui.appearance.foreign_text import as_tip

        title, label = self.tr("Another encoding"), self.tr("The encoding of %1:").replace("%1", _name_of(source))
        encoding, ok = QInputDialog.getItem(self._window, title, as_tip(label), ENCODINGS, 0, True)
        if ok and encoding.strip():
            self._read_anew(source, article_id, ImportRequest(options=Options(encoding=encoding.strip())))

    def _read_anew(self, source: Path | str, article_id: str, request: ImportRequest) -> None:
        """Read a file in another way, in the place of the article that it became."""
        self._notice.hide()
        self._session.do(lambda: self._session.articles.remove([article_id]))
        self._follow(self._session.transfers.add([source], request), holds=True)

    def _say_left_out(self, outcome: Outcome) -> None:
        """Say what of a page is not in its article, and offer to take all of it."""
        from annotator.services.importing import ImportRequest

        text = self.tr("%1 was added without %2.").replace("%1", outcome.name)
        text = text.replace("%2", ", ".join(outcome.left_out))
        source = outcome.source
        if source is None or not outcome.added:
            self._notice.say(text)
            return
        button, article = self.tr("Take the whole page"), outcome.article_ids[0]
        request = ImportRequest(whole_page=True)
        self._notice.say(text, button=button, act=lambda: self._read_anew(source, article, request))

    def _ask_password(self, outcome: Outcome) -> None:
        """Say that a file needs a password, and let the person type it."""
        source = outcome.source
        if source is None:
            self._say_problems([f"{outcome.name}: {p}" for p in outcome.problems])
            return
        text, button = f"{outcome.name}: {outcome.problems[0]}", self.tr("Type the password…")
        self._notice.say(text, warning=True, button=button, act=lambda: self._type_password(source))

    def _type_password(self, source: Path | str) -> None:
        from PySide6.QtWidgets import QInputDialog, QLineEdit

        from annotator.readers.registry import Options
        from annotator.services.importing import ImportRequest
        from annotator.ui.appearance.foreign_text import as_tip

        label = self.tr("The password of %1:").replace("%1", _name_of(source))
        hidden = QLineEdit.EchoMode.Password
        password, ok = QInputDialog.getText(self._window, self.tr("Password"), as_tip(label), hidden)
        if ok:
            self._notice.hide()
            request = ImportRequest(options=Options(password=password))
            self._follow(self._session.transfers.add([source], request), holds=True)

    def _show_report(self, outcomes: Sequence[Outcome]) -> None:
        """Say of every file what became of it."""
        from annotator.services.importing import facts
        from annotator.ui.exchange.import_report import Report

        lines: list[str] = []
        for outcome in outcomes:
            told = ", ".join(self._in_words(fact, value) for fact, value in facts(outcome))
            lines += [f"{outcome.name}: {told}"] if told else []
            left = self.tr("left out: %1")
            lines += [f"{outcome.name}: {left.replace('%1', problem)}" for problem in outcome.problems]
        Report(lines, self._window).exec()

    def _in_words(self, fact: str, value: int | str) -> str:
        one, many = {
            "added": (self.tr("added"), self.tr("%1 added")),
            "already there": (self.tr("already there"), self.tr("%1 already there")),
            "annotation": (self.tr("1 annotation"), self.tr("%1 annotations")),
            "link": (self.tr("1 link"), self.tr("%1 links")),
            "guessed": ("", self.tr("read as %1, a guess")),
            "left out": ("", self.tr("without %1")),
        }[fact]
        return one if value == 1 else many.replace("%1", f"{value:,}" if isinstance(value, int) else value)

    def _say_problems(self, problems: list[str], outcomes: Sequence[Outcome] = ()) -> None:
        if len(problems) == 1 and len(outcomes) < 2:
            self._notice.say(problems[0], warning=True)
            return
        one = self.tr("1 thing did not fit and was left out; everything else is in the library.")
        many = self.tr("%1 things did not fit and were left out; everything else is in the library.")
        text = one if len(problems) == 1 else many.replace("%1", f"{len(problems):,}")
        button = self.tr("Show it") if len(problems) == 1 else self.tr("Show them")
        self._notice.say(text, warning=True, button=button, act=lambda: self._show_report(outcomes))


def _name_of(source: Path | str) -> str:
    from annotator.readers.files import shown

    return shown(source.name) if isinstance(source, Path) else source

"""Every command in one table: menus, shortcuts and the sheet of keys are made from it and cannot disagree."""

from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from annotator.model import TAGS, VERDICTS, Action, Status
from annotator.settings import INTERFACE_SIZE
from annotator.ui.appearance.wording import QT_TRANSLATE_NOOP


class Scope(Enum):
    """Where a command's keys are heard."""

    WINDOW = auto()
    """Everywhere in the window."""

    TEXT = auto()
    """In the reading view."""

    MARKS = auto()
    """In the reading view and in the list of annotations."""

    SUGGESTED = auto()
    """In the reading view and in the list of suggestions."""


FILE, EDIT, ANNOTATE, VIEW, LIBRARY, HELP = (
    QT_TRANSLATE_NOOP("Commands", "&File"),
    QT_TRANSLATE_NOOP("Commands", "&Edit"),
    QT_TRANSLATE_NOOP("Commands", "&Annotate"),
    QT_TRANSLATE_NOOP("Commands", "&View"),
    QT_TRANSLATE_NOOP("Commands", "&Library"),
    QT_TRANSLATE_NOOP("Commands", "&Help"),
)
EXACT = QT_TRANSLATE_NOOP("Commands", "Tag &exactly what is selected")
EDGES = QT_TRANSLATE_NOOP("Commands", "M&ove the ends")
SUGGESTIONS = QT_TRANSLATE_NOOP("Commands", "Su&ggestions")
CHECK = QT_TRANSLATE_NOOP("Commands", "&Check")
STATUS = QT_TRANSLATE_NOOP("Commands", "&Status")
SIZE = QT_TRANSLATE_NOOP("Commands", "Int&erface size")
MENUS = (FILE, EDIT, ANNOTATE, VIEW, LIBRARY, HELP)


class Command(NamedTuple):
    """One thing a person can do. ``keys`` are in Qt's portable notation; ``separated``: a line above it in its menu.

    With ``submenu`` it stands in that menu of its menu.
    """

    id: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    scope: Scope = Scope.WINDOW
    checkable: bool = False
    separated: bool = False
    submenu: str = ""

    @property
    def keys_wait(self) -> bool:
        """Whether the next key is for what this command shows, which may take a moment.

        Marks are made in the order of the keys, but the text can be moved and selected in while they are stored.
        """
        return self.scope is Scope.WINDOW or self.id in ("note", "link")

    @property
    def icon(self) -> str:
        """The line icon before it in menus, "" if it has none."""
        return _ICONS.get(self.id, "")


_ICONS = {
    "open": "folder",
    "open_address": "globe",
    "paste_article": "clipboard",
    "open_library": "library",
    "import_annotations": "import",
    "export": "export",
    "print": "printer",
    "undo": "undo",
    "redo": "redo",
    "history": "clock",
    "copy": "copy",
    "find": "search",
    "tag_all": "tags",
    "note": "pencil",
    "link": "link",
    "authors_own": "person",
    "suggest": "sparkle",
    "accept_suggestion": "check",
    "reject_suggestion": "close",
    "delete": "trash",
    "reading": "type",
    "present": "screen",
    "attribution": "chart",
    "done": "done",
    "card": "info",
    "collect": "collection",
    "update": "refresh",
    "search_library": "search",
    "remove": "trash",
    "tags": "tag",
    "sample": "file",
    "keys": "keyboard",
    "about": "question",
}


COMMANDS = (
    Command("open", FILE, QT_TRANSLATE_NOOP("Commands", "&Open…"), ("Ctrl+O",)),
    Command("open_folder", FILE, QT_TRANSLATE_NOOP("Commands", "Open &folder…")),
    Command("open_address", FILE, QT_TRANSLATE_NOOP("Commands", "Open &web page…"), ("Ctrl+Shift+O",)),
    Command("paste_article", FILE, QT_TRANSLATE_NOOP("Commands", "&Paste as new article"), ("Ctrl+Shift+V",)),
    Command("open_library", FILE, QT_TRANSLATE_NOOP("Commands", "Open &library…"), separated=True),
    Command(
        "import_annotations",
        FILE,
        QT_TRANSLATE_NOOP("Commands", "&Import annotations…"),
        ("Ctrl+Shift+I",),
        separated=True,
    ),
    Command("export", FILE, QT_TRANSLATE_NOOP("Commands", "&Export…"), ("Ctrl+E",)),
    Command("print", FILE, QT_TRANSLATE_NOOP("Commands", "P&rint…"), ("Ctrl+P",)),
    Command("quit", FILE, QT_TRANSLATE_NOOP("Commands", "&Quit"), ("Ctrl+Q",), separated=True),
    Command("undo", EDIT, QT_TRANSLATE_NOOP("Commands", "&Undo"), ("Ctrl+Z",)),
    Command("redo", EDIT, QT_TRANSLATE_NOOP("Commands", "&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
    Command("history", EDIT, QT_TRANSLATE_NOOP("Commands", "&History…"), ("Ctrl+H",)),
    Command("copy", EDIT, QT_TRANSLATE_NOOP("Commands", "&Copy"), ("Ctrl+C",), Scope.TEXT, separated=True),
    Command("select_all", EDIT, QT_TRANSLATE_NOOP("Commands", "Select &all"), ("Ctrl+A",), Scope.TEXT),
    Command("select_sentence", EDIT, QT_TRANSLATE_NOOP("Commands", "Select &sentence"), ("S",), Scope.TEXT),
    Command("select_paragraph", EDIT, QT_TRANSLATE_NOOP("Commands", "Select &paragraph"), ("P",), Scope.TEXT),
    Command("find", EDIT, QT_TRANSLATE_NOOP("Commands", "&Find…"), ("Ctrl+F", "/"), separated=True),
    Command("find_next", EDIT, QT_TRANSLATE_NOOP("Commands", "Find &next"), ("F3",)),
    Command("find_previous", EDIT, QT_TRANSLATE_NOOP("Commands", "Find pre&vious"), ("Shift+F3",)),
    Command("snap", EDIT, QT_TRANSLATE_NOOP("Commands", "Snap to &words"), checkable=True, separated=True),
    *(Command(f"tag_{tag.id}", ANNOTATE, tag.name, (tag.key,), Scope.MARKS) for tag in TAGS),
    *(
        Command(f"exact_{tag.id}", ANNOTATE, f"{tag.name}, exactly", (f"Ctrl+{tag.key}",), Scope.TEXT, submenu=EXACT)
        for tag in TAGS
    ),
    Command("marker", ANNOTATE, QT_TRANSLATE_NOOP("Commands", "&Marker mode"), ("M",), Scope.TEXT, checkable=True),
    Command("tag_all", ANNOTATE, QT_TRANSLATE_NOOP("Commands", "Tag &all occurrences…"), ("Ctrl+Return",), Scope.MARKS),
    Command("note", ANNOTATE, QT_TRANSLATE_NOOP("Commands", "&Note"), ("N",), Scope.MARKS, separated=True),
    Command("link", ANNOTATE, QT_TRANSLATE_NOOP("Commands", "&Link to a source…"), ("L",), Scope.MARKS),
    Command("authors_own", ANNOTATE, QT_TRANSLATE_NOOP("Commands", "The a&uthor’s own"), ("O",), Scope.MARKS),
    *(
        Command(f"check_{verdict}", ANNOTATE, text, scope=Scope.MARKS, submenu=CHECK)
        for verdict, text in zip(
            VERDICTS,
            (
                QT_TRANSLATE_NOOP("Commands", "Claim is &not checked"),
                QT_TRANSLATE_NOOP("Commands", "Claim is &supported"),
                QT_TRANSLATE_NOOP("Commands", "Claim is &disputed"),
                QT_TRANSLATE_NOOP("Commands", "Claim is &refuted"),
                QT_TRANSLATE_NOOP("Commands", "Claim &cannot be verified"),
            ),
            strict=True,
        )
    ),
    Command("add_fragment", ANNOTATE, QT_TRANSLATE_NOOP("Commands", "Add &fragment"), ("+",), Scope.MARKS),
    Command("remove_fragment", ANNOTATE, QT_TRANSLATE_NOOP("Commands", "&Take fragment out"), ("-",), Scope.MARKS),
    *(
        Command(id_, ANNOTATE, text, keys, Scope.MARKS, submenu=EDGES)
        for id_, text, keys in (
            ("start_back_word", QT_TRANSLATE_NOOP("Commands", "Start one word back"), ("[", "Alt+Left")),
            ("start_on_word", QT_TRANSLATE_NOOP("Commands", "Start one word on"), ("]", "Alt+Right")),
            ("end_back_word", QT_TRANSLATE_NOOP("Commands", "End one word back"), ("{", "Alt+Shift+Left")),
            ("end_on_word", QT_TRANSLATE_NOOP("Commands", "End one word on"), ("}", "Alt+Shift+Right")),
            ("start_back_character", QT_TRANSLATE_NOOP("Commands", "Start one character back"), ("Ctrl+[",)),
            ("start_on_character", QT_TRANSLATE_NOOP("Commands", "Start one character on"), ("Ctrl+]",)),
            ("end_back_character", QT_TRANSLATE_NOOP("Commands", "End one character back"), ("Ctrl+{",)),
            ("end_on_character", QT_TRANSLATE_NOOP("Commands", "End one character on"), ("Ctrl+}",)),
        )
    ),
    Command("suggest", ANNOTATE, QT_TRANSLATE_NOOP("Commands", "&Suggest"), ("Ctrl+J",), separated=True),
    Command(
        "accept_suggestion",
        ANNOTATE,
        QT_TRANSLATE_NOOP("Commands", "A&ccept suggestion"),
        ("Return", "Enter"),
        Scope.SUGGESTED,
        submenu=SUGGESTIONS,
    ),
    Command(
        "reject_suggestion",
        ANNOTATE,
        QT_TRANSLATE_NOOP("Commands", "&Reject suggestion"),
        ("Backspace",),
        Scope.SUGGESTED,
        submenu=SUGGESTIONS,
    ),
    Command(
        "suggest_on_opening",
        ANNOTATE,
        QT_TRANSLATE_NOOP("Commands", "Suggest &whenever an article is opened"),
        checkable=True,
        submenu=SUGGESTIONS,
    ),
    Command("rules", ANNOTATE, QT_TRANSLATE_NOOP("Commands", "W&hich rules to trust…"), submenu=SUGGESTIONS),
    Command("delete", ANNOTATE, QT_TRANSLATE_NOOP("Commands", "&Delete annotation"), ("Del",), Scope.MARKS),
    Command(
        "next",
        ANNOTATE,
        QT_TRANSLATE_NOOP("Commands", "Ne&xt annotation"),
        ("Space", "Tab"),
        Scope.TEXT,
        separated=True,
    ),
    Command(
        "previous",
        ANNOTATE,
        QT_TRANSLATE_NOOP("Commands", "&Previous annotation"),
        ("Shift+Space", "Shift+Tab"),
        Scope.TEXT,
    ),
    Command("deselect", ANNOTATE, QT_TRANSLATE_NOOP("Commands", "Select noth&ing"), ("Esc",)),
    Command("palette", VIEW, QT_TRANSLATE_NOOP("Commands", "&Commands…"), ("Ctrl+K",)),
    Command("zoom_in", VIEW, QT_TRANSLATE_NOOP("Commands", "Zoom &in"), ("Ctrl++", "Ctrl+="), separated=True),
    Command("zoom_out", VIEW, QT_TRANSLATE_NOOP("Commands", "Zoom o&ut"), ("Ctrl+-",)),
    Command("zoom_reset", VIEW, QT_TRANSLATE_NOOP("Commands", "&Normal size"), ("Ctrl+0",)),
    Command("reading", VIEW, QT_TRANSLATE_NOOP("Commands", "&Reading…")),
    Command("present", VIEW, QT_TRANSLATE_NOOP("Commands", "Pre&sent"), ("F11",)),
    Command("show_library", VIEW, QT_TRANSLATE_NOOP("Commands", "&Library"), ("F7",), checkable=True, separated=True),
    Command("show_inspector", VIEW, QT_TRANSLATE_NOOP("Commands", "&Annotations"), ("F8",), checkable=True),
    Command("show_marked", VIEW, QT_TRANSLATE_NOOP("Commands", "List of annotati&ons"), ("Ctrl+Shift+L",)),
    Command("attribution", VIEW, QT_TRANSLATE_NOOP("Commands", "A&ttribution"), ("F9",)),
    Command("next_pane", VIEW, QT_TRANSLATE_NOOP("Commands", "Next &pane"), ("F6",), separated=True),
    Command("previous_pane", VIEW, QT_TRANSLATE_NOOP("Commands", "Pre&vious pane"), ("Shift+F6",)),
    Command(
        "theme_system", VIEW, QT_TRANSLATE_NOOP("Commands", "Colours of the des&ktop"), checkable=True, separated=True
    ),
    Command("theme_light", VIEW, QT_TRANSLATE_NOOP("Commands", "Li&ght"), checkable=True),
    Command("theme_dark", VIEW, QT_TRANSLATE_NOOP("Commands", "&Dark"), checkable=True),
    Command("theme_contrast", VIEW, QT_TRANSLATE_NOOP("Commands", "&High contrast"), checkable=True),
    *(
        Command(f"size_{percent}", VIEW, f"{percent} %", checkable=True, submenu=SIZE)
        for percent in INTERFACE_SIZE.allowed
    ),
    Command("done", LIBRARY, QT_TRANSLATE_NOOP("Commands", "Mark &done, open the next one to do"), ("Ctrl+D",)),
    *(
        Command(f"status_{status}", LIBRARY, text, submenu=STATUS)
        for status, text in (
            (Status.TODO, QT_TRANSLATE_NOOP("Commands", "&To do")),
            (Status.IN_PROGRESS, QT_TRANSLATE_NOOP("Commands", "&Started")),
            (Status.DONE, QT_TRANSLATE_NOOP("Commands", "&Done")),
        )
    ),
    Command("card", LIBRARY, QT_TRANSLATE_NOOP("Commands", "Article d&etails…"), ("Ctrl+I",)),
    Command("collect", LIBRARY, QT_TRANSLATE_NOOP("Commands", "Co&llections…"), ("Ctrl+L",)),
    Command("update", LIBRARY, QT_TRANSLATE_NOOP("Commands", "&Update from file…")),
    Command("keep_line", LIBRARY, QT_TRANSLATE_NOOP("Commands", "Line &belongs to the article")),
    Command(
        "search_library", LIBRARY, QT_TRANSLATE_NOOP("Commands", "Sear&ch articles"), ("Ctrl+Shift+F",), separated=True
    ),
    Command("remove", LIBRARY, QT_TRANSLATE_NOOP("Commands", "&Remove article")),
    Command("trash", LIBRARY, QT_TRANSLATE_NOOP("Commands", "Tras&h…")),
    Command("tags", LIBRARY, QT_TRANSLATE_NOOP("Commands", "&Tags…"), separated=True),
    Command("annotator", LIBRARY, QT_TRANSLATE_NOOP("Commands", "&Annotator’s name…"), separated=True),
    Command("sample", HELP, QT_TRANSLATE_NOOP("Commands", "Open the &sample article")),
    Command("show_around", HELP, QT_TRANSLATE_NOOP("Commands", "Show me a&round")),
    Command("keys", HELP, QT_TRANSLATE_NOOP("Commands", "&Keys"), ("F1",), separated=True),
    Command("shortcuts", HELP, QT_TRANSLATE_NOOP("Commands", "&Change shortcuts…")),
    Command("about", HELP, QT_TRANSLATE_NOOP("Commands", "&About Annotator")),
)
"""In the order of the menus."""

_STEPS = {
    Action.ADD_ARTICLES: QT_TRANSLATE_NOOP("Commands", "add %n article(s)"),
    Action.DESCRIBE_ARTICLE: QT_TRANSLATE_NOOP("Commands", "change what is known of %n article(s)"),
    Action.CARRY_OVER: QT_TRANSLATE_NOOP("Commands", "carry %n annotation(s) over to another version"),
    Action.COLLECT: QT_TRANSLATE_NOOP("Commands", "change the collections of %n article(s)"),
    Action.REMOVE_ARTICLES: QT_TRANSLATE_NOOP("Commands", "remove %n article(s)"),
    Action.IMPORT: QT_TRANSLATE_NOOP("Commands", "import %n annotation(s)"),
    Action.TAG: QT_TRANSLATE_NOOP("Commands", "tag %n passage(s)"),
    Action.RETAG: QT_TRANSLATE_NOOP("Commands", "change the tag of %n annotation(s)"),
    Action.DELETE: QT_TRANSLATE_NOOP("Commands", "delete %n annotation(s)"),
    Action.NOTE: QT_TRANSLATE_NOOP("Commands", "write %n note(s)"),
    Action.RESIZE: QT_TRANSLATE_NOOP("Commands", "change the extent of %n annotation(s)"),
    Action.LINK: QT_TRANSLATE_NOOP("Commands", "link to a source"),
    Action.UNLINK: QT_TRANSLATE_NOOP("Commands", "remove %n link(s)"),
    Action.STATUS: QT_TRANSLATE_NOOP("Commands", "change the status of %n article(s)"),
    Action.ADD_TAG: QT_TRANSLATE_NOOP("Commands", "make a tag"),
    Action.CHANGE_TAG: QT_TRANSLATE_NOOP("Commands", "change a tag"),
    Action.DELETE_TAG: QT_TRANSLATE_NOOP("Commands", "delete a tag"),
    Action.ACCEPT: QT_TRANSLATE_NOOP("Commands", "accept %n suggestion(s)"),
    Action.REJECT: QT_TRANSLATE_NOOP("Commands", "reject %n suggestion(s)"),
    Action.DESCRIBE: QT_TRANSLATE_NOOP("Commands", "change the details of %n annotation(s)"),
    Action.CHECK: QT_TRANSLATE_NOOP("Commands", "set the check of %n annotation(s)"),
}


def translated(text: str) -> str:
    """A text of this table in the person's language."""
    return QCoreApplication.translate("Commands", text)


def step_in_words(action: Action, size: int) -> str:
    """A step of the history as the undo menu names it: “delete 3 annotations”."""
    text = QCoreApplication.translate("Commands", _STEPS[action], None, size)
    return text.replace("(s)", "" if size == 1 else "s")

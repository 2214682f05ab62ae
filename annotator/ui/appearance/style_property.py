"""Style property: a property of a widget that the style sheet looks at."""

from PySide6.QtWidgets import QWidget


def set_style_property(widget: QWidget, name: str, value: object) -> None:
    """Give a property another value, and have the widget look so."""
    before = widget.property(name)
    if before != value and (before or value):  # one that was never set is as good as False
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)

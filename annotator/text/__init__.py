"""Text and places in it: normalised once at import, then measured in Unicode code points, half-open.

Import from the module you need: the window is painted before a text is normalised.
"""

"""A list of options in which the chosen one can be read, whatever colours its parts have."""

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widgets import OptionList


# Textual's own lets the colours of an option's parts stand on the ground of the cursor: grey on green can't be read.
class ReadableOptions(OptionList):
    """Textual's list of options, with all of the chosen one in the colours of the cursor."""

    def render_line(self, y: int) -> Strip:
        """The line, in one ink on one ground where the cursor is."""
        return in_one_ink(self, super().render_line(y))


def in_one_ink(options: OptionList, line: Strip) -> Strip:
    """A line of the list; that of the chosen option in the ink of the cursor."""
    if options.highlighted is None:
        return line
    cursor = options.get_visual_style("option-list--option", "option-list--option-highlighted").rich_style
    ink = Style(color=cursor.color, bgcolor=cursor.bgcolor)
    is_chosen = any(one.style is not None and one.style.meta.get("option") == options.highlighted for one in line)
    if not is_chosen:
        return line
    return Strip(
        [Segment(wording, (style or Style()) + ink, control) for wording, style, control in line], line.cell_length
    )

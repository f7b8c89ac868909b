"""What can be said of the terminal itself before a session: its size, its colours, and what must be looked at."""

from textual.app import App
from textual.geometry import Size

from kompas_tui.tui.drawing.sizing import WIDE
from kompas_tui.tui.ports import Check, Verdict
from kompas_tui.tui.program import TerminalProgram
from kompas_tui.tui.widgets import SMALLEST_WINDOW, is_too_small

_COLOURS = {"truecolor": "miljoenen", "256": "256"}


def terminal_checks(app: App[object], glyphs: bool | None) -> list[Check]:
    """How this terminal is; `glyphs` is what somebody said who looked at the signs."""
    system = None if app.no_color else app.console.color_system
    way = app.picture_way if isinstance(app, TerminalProgram) else "blokjes"
    return [size_check(app.size), colour_check(system), picture_check(way), glyph_check(glyphs)]


def picture_check(way: str) -> Check:
    """How sharp pictures are."""
    return Check("plaatjes", Verdict.FINE, "in blokjes" if way == "blokjes" else f"scherp, met {way}")


def size_check(size: Size) -> Check:
    """Whether the window is large enough, and its letters too."""
    name, measure = "venster", f"{size.width} bij {size.height}"
    if is_too_small(size):
        least = f"{SMALLEST_WINDOW.width} bij {SMALLEST_WINDOW.height}"
        return Check(name, Verdict.WRONG, f"{measure} is te klein.", f"Maak er minstens {least} van, met Ctrl en -.")
    if size.width > WIDE:
        return Check(name, Verdict.FINE, f"{measure}. Kan de achterste rij dit lezen? Groter kan met Ctrl en +.")
    return Check(name, Verdict.FINE, measure)


def colour_check(system: str | None) -> Check:
    """How many colours there are."""
    if system in _COLOURS:
        return Check("kleuren", Verdict.FINE, _COLOURS[system])
    sentence = "weinig kleuren." if system else "geen kleuren."
    return Check("kleuren", Verdict.CARE, sentence, "De praatplaat is dan eenvoudig.")


def glyph_check(looked: bool | None) -> Check:
    """What somebody saw of the signs that the screens are drawn with."""
    if looked is None:
        return Check("tekens", Verdict.UNSEEN, "Druk op k en kijk.")
    if looked:
        return Check("tekens", Verdict.FINE, "goed te zien")
    return Check("tekens", Verdict.CARE, "niet alles is te zien.", "Kies een ander lettertype, zoals Cascadia Mono.")

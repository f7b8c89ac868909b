"""The parts of every screen: the band on top, the stage, a message over its foot, and the keys that apply now."""

import contextlib
import logging
import re
from collections.abc import Callable, Collection, Sequence

from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from kompas_tui.tui.drawing.lines import BADGE, NOW_BADGE, Lines, cut, joined, text, wrapped
from kompas_tui.tui.drawing.painting import Painting
from kompas_tui.tui.drawing.sheet import LinedPage
from kompas_tui.tui.graphics.spots import PageRow, SeenPicture, changed, spots
from kompas_tui.tui.keymap import KeyNames
from kompas_tui.tui.keys import Hint

SMALLEST_WINDOW, SMALLEST_UPRIGHT = Size(80, 24), Size(60, 36)
"""The second one is higher than wide, such as a tablet or a screen that stands upright."""

StagePage = Lines | Painting
"""What the stage shows at one time: lines within its margins, or a painting from edge to edge."""

MARGIN_SIDE, MARGIN_TOP = 2, 1
"""The margins of the stage, in cells."""

_log = logging.getLogger(__name__)


_LEAST_AROUND = 8
"""With less room for it the session's title stands on no band."""


def is_too_small(size: Size) -> bool:
    """Whether a window has no room for what Kompas shows."""
    ways = (SMALLEST_WINDOW, SMALLEST_UPRIGHT)
    return not any(size.width >= least.width and size.height >= least.height for least in ways)


class Band(Widget):
    """The line on top: where we are on the left, what is going on on the right."""

    DEFAULT_CSS = "Band { height: 1; dock: top; background: $band; color: $on-band; }"

    around = ""
    here = ""
    right = ""

    def put(self, around: str, here: str, right: str) -> None:
        """Show where we are, after what that is a part of, and what is going on."""
        if (around, here, right) != (self.around, self.here, self.right):
            self.around, self.here, self.right = around, here, right
            self.refresh()

    def render(self) -> Content:
        """The line; where there is little room, what is around gives way first."""
        width = self.size.width
        right = cut(self.right, width - 2)
        room = max(width - text(right).cell_length - 4, 0)
        around = cut(self.around, room - text(self.here).cell_length - 3) if self.around else ""
        left = f"{around} · {self.here}" if len(around) >= _LEAST_AROUND or around == self.around != "" else self.here
        left = cut(left, room)
        gap = max(width - text(left).cell_length - text(right).cell_length - 2, 1)
        return joined(text(f" {left}", "bold"), text(" " * gap), text(f"{right} ", "bold"))


SPARED_FIRST = ("verslag", "inhoud", "meedoen", "handen", "wegen", "nog een ronde", "actiepunt", "terug", "besluit")
"""What is left out of a narrow key bar, in this order; a note and what the card itself asks for stay longest."""


# Textual's own Footer keeps the order of the bindings and cuts off what does not fit: help would go before a note.
class KeyBar(Widget):
    """The line below: the keys that do something now; where they don't all fit, the least needed are left out."""

    DEFAULT_CSS = "KeyBar { height: 1; dock: bottom; background: $panel; color: $foreground; }"

    keys: Sequence[Hint] = ()

    class Pressed(Message):
        """A key was clicked on the bar."""

        def __init__(self, hint: Hint) -> None:
            super().__init__()
            self.hint = hint

    def on_click(self, event: Click) -> None:
        """Tell which key was clicked."""
        end = 0
        for hint in fitting(self.keys, self.size.width):
            end += text(f" {hint.key} {hint.does}  ").cell_length
            if event.x < end:
                self.post_message(self.Pressed(hint))
                return

    def put(self, keys: Sequence[Hint]) -> None:
        """Show these keys, each with what it does."""
        if keys != self.keys:
            self.keys = keys
            self.refresh()

    def render(self) -> Content:
        """The keys; the last one (help) always stays."""
        hints = fitting(self.keys, self.size.width)
        return joined(*(joined(text(f" {key}", "bold"), text(f" {does}  ")) for _, key, does in hints))


def fitting(keys: Sequence[Hint], width: int) -> list[Hint]:
    """The keys that fit on a line of this width, in their order."""
    hints = list(keys)
    while len(hints) > 1 and sum(len(key) + len(does) + 4 for _, key, does in hints) - 2 > width:
        spared = (index for one in SPARED_FIRST for index, hint in enumerate(hints) if one in (hint.id, hint.does))
        del hints[next(spared, len(hints) - 2)]
    return hints


# Textual's own toasts pile up over what the room reads; here is one line at a time.
class MessageLine(Widget):
    """What the facilitator should know, over the foot of the stage: one message at a time."""

    DEFAULT_CSS = """
    MessageLine {
        layer: above; dock: bottom; margin: 0 0 1 0; padding: 0 2; display: none;
        background: $background; color: $foreground;
    }
    MessageLine.-at-foot { margin: 0; }
    MessageLine.-wrong { color: $warning; text-style: bold; }
    """

    class Fitted(Message):
        """It takes another part of the stage, or none."""

    sentence = ""
    _lasting = False
    _timer: Timer | None = None

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[tuple[str, bool, float, bool]] = []

    def put(self, sentence: str, *, wrong: bool = False, seconds: float = 5, lasting: bool = False) -> None:
        """Show this sentence in the place of another; lasting ones wait for each other."""
        if lasting and self._lasting and self.sentence:
            self._waiting.append((sentence, wrong, seconds, lasting))
            return
        self._stop()
        self.sentence, self._lasting = (f"Let op. {sentence}" if wrong else sentence), lasting
        self.set_class(wrong, "-wrong")
        self._timer = self.set_timer(seconds, self.clear)
        self._fit()

    def clear(self) -> None:
        """Take the message away; the next one that waits takes its place."""
        self._stop()
        self.sentence = ""
        self._fit()
        if self._waiting:
            sentence, wrong, seconds, lasting = self._waiting.pop(0)
            self.put(sentence, wrong=wrong, seconds=seconds, lasting=lasting)

    def forget(self, sentences: Collection[str]) -> None:
        """Take these away, the one that is seen and those that wait."""
        self._waiting = [one for one in self._waiting if one[0] not in sentences]
        if self.sentence in sentences:
            self.clear()

    def on_resize(self) -> None:
        """Wrap anew for the width."""
        self._fit()

    def render(self) -> Content:
        """The message on its lines."""
        return Content("\n").join(message_lines(self.sentence, self._room()))

    def _room(self) -> int:
        return max(self.app.size.width - 4, 10)

    def _fit(self) -> None:
        self.display = bool(self.sentence)
        self.styles.height = len(message_lines(self.sentence, self._room()))
        self.refresh()
        self.post_message(self.Fitted())

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None


MESSAGE_LINES = 2


def message_lines(sentence: str, width: int) -> Lines:
    """A sentence on two lines at most: a long path loses its middle, a long sentence its last words."""
    # Shorter and shorter, so that a path loses no more of its middle than it must.
    for least in range(max(width, 13), 12, -4):
        words = [_without_middle(word, least, width) for word in sentence.split()]
        lines = wrapped(" ".join(words), width)
        if len(lines) <= MESSAGE_LINES:
            return lines
    rest = " ".join(line.plain for line in lines[MESSAGE_LINES - 1 :])
    kept = cut(rest, width).removesuffix("…").rpartition(" ")[0] if len(lines) > MESSAGE_LINES else rest
    return [*lines[: MESSAGE_LINES - 1], text(f"{kept.rstrip(' .,:;')}…")]


def _without_middle(word: str, width: int, room: int) -> str:
    """A path of which the first and the last part are kept; other words stay whole, if they fit on a line."""
    is_path = re.search(r"[/\\]", word) is not None
    if len(word) <= (width if is_path else room):
        return word
    tail = word[-(width * 2 // 3) :]
    tail = tail[next((at for at, char in enumerate(tail) if char in "/\\"), 0) :]
    return f"{word[: max(width - len(tail) - 1, 1)]}…{tail}"


class Stage(Widget):
    """What the room looks at: pages that are drawn anew for every size."""

    DEFAULT_CSS = "Stage { width: 1fr; height: 1fr; }"

    def __init__(
        self,
        draw: Callable[[int, int], Sequence[StagePage]],
        names: KeyNames,
        hang: Callable[[Sequence[SeenPicture]], None] = lambda _: None,
    ) -> None:
        """`draw` gives the pages for the width and the height within the margins; `names` are those of the keys.

        `hang` is told which pictures stand where on the page that is being drawn.
        """
        super().__init__()
        self.set_reactive(Stage.auto_links, False)  # nothing here is a link, and looking for one makes all rows anew
        self._draw, self._names, self._hang = draw, names, hang
        self._rows: Sequence[PageRow] = ()
        self.page = 0
        self.pages = 1
        self.has_numbers = True
        """Whether something on the page that is seen carries a digit."""
        self._told = 0, 1, True
        self.tells_keys = True
        """Whether the sign in the corner names the key that turns the page."""

    class Leafed(Message):
        """Another page is seen, or there are more or fewer of them, or other keys on it."""

    class NumberPressed(Message):
        """What stands beside a number was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def on_click(self, event: Click) -> None:
        """Tell beside which number was clicked."""
        number = number_at(self.render(), event.x, event.y)
        if number is not None:
            self.post_message(self.NumberPressed(number))

    def count(self) -> None:
        """Count the pages as they are now: a key may come before they are drawn."""
        with contextlib.suppress(Exception):  # the drawing itself says what is wrong
            self._count()

    def _count(self) -> Sequence[StagePage]:
        width, height = self.size.width - 2 * MARGIN_SIDE, self.size.height - MARGIN_TOP
        pages = self._draw(width, height)
        # The sign of the pages takes the last line, so with that gone there may be one more.
        if len(pages) > 1:
            pages = self._draw(width, height - 1)
        self.pages = len(pages)
        self.page = min(self.page, self.pages - 1)
        return pages

    def render(self) -> LinedPage | Painting:
        """The page, with a sign in the corner where there are more."""
        page = self._page_now()
        self._rows = page.rows
        self._hang(spots([line for line, _ in self._rows]))
        return page

    def renew(self) -> None:
        """Draw what changed; a picture in dots stays where it hangs, since the terminal is long busy with one."""
        parts = changed(self._rows, self._page_now().rows, self.size.width)
        if parts is None:
            self.refresh()
        elif parts:
            self.refresh(*(Region(start, row, end - start, 1) for row, start, end in parts))

    def _page_now(self) -> LinedPage | Painting:
        width, height = self.size.width - 2 * MARGIN_SIDE, self.size.height - MARGIN_TOP
        if is_too_small(self.app.size):
            return _in_margins(too_small(self.app.size, width))
        try:
            pages = self._count()
            page = pages[self.page]
            self.has_numbers = isinstance(page, Painting) or any(map(_numbers_in, page[:height]))
            if (seen := (self.page, self.pages, self.has_numbers)) != self._told:
                self._told = seen
                self.post_message(self.Leafed())
        except Exception:  # noqa: BLE001 - an error on one card must not stop the session
            _log.exception("drawing failed")
            further, index = self._names.of("volgende"), self._names.of("inhoud")
            failed = f"Deze kaart kan ik nu niet tekenen. Ga verder met {further} of kijk in de inhoud met {index}."
            return _in_margins(wrapped(failed, max(width, 10)))
        sign = self._page_sign() if self.pages > 1 else None
        if isinstance(page, Painting):
            return page if sign is None else page.with_line(sign, self.size.width)
        lines = page[:height]
        if sign is not None:
            lines = [*lines[: height - 1], *[Content("")] * (height - 1 - len(lines))]
            lines.append(sign.pad_left(max(width - sign.cell_length, 0)))
        return _in_margins(lines)

    def _page_sign(self) -> Content:
        onward = f"  {self._names.of('volgende')} verder" if self.tells_keys and self.page + 1 < self.pages else ""
        return text(f"pagina {self.page + 1} van {self.pages}{onward}", "bold $secondary")


_FAR_ACROSS, _FAR_DOWN = 26, 3
"""A click so many columns or rows from a number does not mean it: a box of the plate is about as large."""


def number_at(page: LinedPage | Painting, x: int, y: int) -> int | None:
    """The number of what is drawn here, else that of the nearest sign to the left of or above it; None without any."""
    if isinstance(page, Painting) and (drawn := page.number_drawn_at(x, y)) is not None:
        return drawn
    pinned = page.pinned if isinstance(page, Painting) else [(0, 0, page.lines)]
    near = [
        # A row counts for more than a column: a line of text is long, and the number stands at its beginning.
        (abs(y - top - row) * 8 + abs(x - left - column), number)
        for left, top, lines in pinned
        for row, line in enumerate(lines)
        for column, number in _numbers_in(line)
        if -2 <= x - left - column <= _FAR_ACROSS and -1 <= y - top - row <= _FAR_DOWN
    ]
    return min(near)[1] if near else None


def _numbers_in(line: Content) -> list[tuple[int, int]]:
    """The digits that stand as keys on this line, each with its column."""
    return [
        (text(line.plain[: span.start]).cell_length, int(sign))
        for span in line.spans
        if span.style in (BADGE, NOW_BADGE)
        and (sign := line.plain[span.start : span.end].strip()).isdecimal()
        and len(sign) == 1
    ]


def _in_margins(lines: Lines) -> LinedPage:
    return LinedPage([Content("")] * MARGIN_TOP + [line.pad_left(MARGIN_SIDE) for line in lines])


_AROUND = 3
"""The rows of the band, the margin and the keys, which stand there at any size."""


def too_small(size: Size, width: int) -> Lines:
    """What is wrong with a small window and what to do."""
    is_upright = size.width < size.height * 2 * 3 // 4
    least = SMALLEST_UPRIGHT if is_upright else SMALLEST_WINDOW
    sentence = (
        f"Dit venster is te klein: {size.width} bij {size.height} tekens. "
        f"Kompas heeft {least.width} bij {least.height} nodig. "
        "Maak het venster groter, of maak de letters kleiner met Ctrl en -. De sessie loopt gewoon door."
    )
    whole = wrapped(sentence, max(width, 10), "bold")
    return whole if len(whole) <= size.height - _AROUND else wrapped("Maak het venster groter.", max(width, 10), "bold")

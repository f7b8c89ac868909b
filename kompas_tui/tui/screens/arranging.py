"""Arranging what is shown, by keyboard: texts under headings, hidden, merged, ticked off, or matched."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from kompas_tui.domain.outcome import outcome_of, times_still_shown
from kompas_tui.domain.result.shapes import (
    Pairs,
    Result,
    TextItem,
    TextList,
)
from kompas_tui.domain.session.round import Round
from kompas_tui.tui.drawing.lines import QUIET, STRONG, TITLE, cut, fitted, joined, text
from kompas_tui.tui.screens.asking import Host, ask_until_taken, give
from kompas_tui.tui.screens.dialogs import DIALOG_CSS, Dialog, Question
from kompas_tui.tui.screens.enlarging import EnlargedText
from kompas_tui.workshop.commands.texts import MatchTexts, Moderate, React

_KEYS = (
    ("spatie", "kies"), ("Enter", "groot"), ("g", "kopje"), ("x", "verberg"), ("m", "samen"), ("r", "reageer"),
    ("Esc", "klaar"),
)  # fmt: skip
_TICKING_KEYS = (
    ("spatie", "kies"), ("g", "kopje"), ("x", "verberg"), ("m", "voeg samen"), ("b", "beantwoord"), ("r", "reageer"),
    ("Esc", "klaar"),
)  # fmt: skip
_PAIR_KEYS = (("spatie", "aanwijzen"), ("m", "koppelen"), ("x", "verbergen"), ("Esc", "klaar"))


def arrangeable(result: Result) -> tuple[TextItem, ...]:
    """The texts of a result that can be arranged here."""
    if isinstance(result, Pairs):
        return (*result.asks, *result.offers)
    return result.items if isinstance(result, TextList) else ()


class TextsToArrange(Widget, can_focus=True):
    """The texts with a cursor; new ones come in at the end, so that nothing moves away under the cursor."""

    DEFAULT_CSS = "TextsToArrange { height: 1fr; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.order: list[str] = []
        self.items: dict[str, TextItem] = {}
        self.marked: list[str] = []
        self.cursor = 0
        self.top = 0

    def take(self, items: tuple[TextItem, ...]) -> None:
        """Take in the texts as they are now; those that went stay as a gap until the screen is left."""
        self.items = {item.id: item for item in items}
        known = set(self.order)
        self.order += [item.id for item in items if item.id not in known]
        self.marked = [name for name in self.marked if name in self.items]
        self.refresh()

    @property
    def current(self) -> TextItem | None:
        """The text under the cursor, None on a gap."""
        return self.items.get(self.order[self.cursor]) if self.order else None

    def chosen(self) -> list[str]:
        """The marked texts, else the one under the cursor."""
        if self.marked:
            return list(self.marked)
        return [self.current.id] if self.current else []

    def move(self, step: int) -> None:
        """Move the cursor."""
        if self.order:
            self.cursor = min(max(self.cursor + step, 0), len(self.order) - 1)
            self.refresh()

    def toggle(self) -> None:
        """Mark the text under the cursor, or take its mark away."""
        if self.current is not None:
            name = self.current.id
            self.marked = [n for n in self.marked if n != name] if name in self.marked else [*self.marked, name]
            self.move(1)

    def render(self) -> Content:
        """A line a text."""
        height, width = self.size.height, self.size.width
        self.top = min(max(self.top, self.cursor - height + 1), self.cursor)
        rows = range(self.top, min(self.top + height, len(self.order)))
        return Content("\n").join(self._row(row, width) for row in rows)

    def _row(self, row: int, width: int) -> Content:
        item = self.items.get(self.order[row])
        here = row == self.cursor
        if item is None:
            return text(fitted(f"{'▶' if here else ' '}   (weg)", width), QUIET)
        mark = "■" if item.id in self.marked else "✓" if item.done else "□"
        group = cut(" · ".join(filter(None, (item.column, item.group))), 24)
        room = width - 5 - (len(group) + 2 if group else 0)
        line = joined(
            text(f"{'▶' if here else ' '} {mark} ", TITLE),
            text(fitted(" ".join(item.text.split()), room), STRONG if here else ""),
            text(f"  {group}" if group else "", QUIET),
        )
        return line.stylize("reverse") if here else line


class ArrangeScreen(Dialog[None]):
    """Arrange the texts of one round while they go on coming in."""

    DEFAULT_CSS = DIALOG_CSS.format(name="ArrangeScreen") + (
        "ArrangeScreen > TextsToArrange { width: 96%; height: 80%; background: $background;"
        " border: round $primary; padding: 0 1; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)", "Klaar"),
        ("up", "move(-1)", ""),
        ("down", "move(1)", ""),
        ("pageup", "move(-10)", ""),
        ("pagedown", "move(10)", ""),
        ("space", "mark", ""),
        ("enter", "enlarge", ""),
        ("g", "group", ""),
        ("x", "hide", ""),
        ("m", "merge", ""),
        ("b", "done", ""),
        ("r", "react", ""),
        ("z", "undo", ""),
    ]

    def __init__(self, host: Host, arranged: Round) -> None:
        super().__init__()
        self._host = host
        self._workshop = host.workshop
        self._round = arranged.id
        self._stop: Callable[[], None] = lambda: None

    def compose(self) -> ComposeResult:
        """The texts, with the keys in the frame."""
        texts = TextsToArrange()
        ticks_off = self._workshop.session.rounds[self._round].activity.ticks_off
        keys = _PAIR_KEYS if isinstance(self._result(), Pairs) else _TICKING_KEYS if ticks_off else _KEYS
        texts.border_title = Content("Ordenen")
        texts.border_subtitle = Content("  ".join(f"{key} {does}" for key, does in keys))
        yield texts

    def on_mount(self) -> None:
        """Follow the workshop."""
        self._stop = self._workshop.listen(self._take)
        self._take()
        self.query_one(TextsToArrange).focus()

    def on_unmount(self) -> None:
        """Stop following."""
        self._stop()

    def _result(self) -> Result:
        session = self._workshop.session
        return outcome_of(session, session.rounds[self._round]).result

    def _take(self) -> None:
        self.query_one(TextsToArrange).take(arrangeable(self._result()))

    def on_click(self, event: events.Click) -> None:
        """A click beside the list changes nothing."""
        event.stop()

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self.query_one(TextsToArrange).move(step)

    def action_mark(self) -> None:
        """Mark the text under the cursor."""
        self.query_one(TextsToArrange).toggle()

    def _chosen(self) -> list[str]:
        texts = self.query_one(TextsToArrange)
        chosen = texts.chosen()
        texts.marked = []
        return chosen

    def action_group(self) -> None:
        """Put the marked texts under a heading."""
        chosen = self._chosen()
        if not chosen:
            return
        groups = sorted({item.group for item in arrangeable(self._result()) if item.group})
        hint = f"Er zijn al: {', '.join(groups)}" if groups else "Een woord of twee"

        async def take(typed: list[str]) -> None:
            for name in chosen:
                await self._workshop.do(Moderate(name, "groepeer", group=typed[0]))

        heading = Question("", hint=cut(hint, 60))
        self._host.do(ask_until_taken(self._host, "Onder welk kopje?", [heading], take))

    def action_hide(self) -> None:
        """Hide the marked texts, with the reason for the log."""
        chosen = self._chosen()
        if not chosen:
            return

        async def take(typed: list[str]) -> None:
            for name in chosen:
                await self._workshop.do(Moderate(name, "verberg", reason=typed[0]))
            self._tell_what_is_left(chosen)

        reason = Question("", hint="De reden komt in het verslag")
        self._host.do(ask_until_taken(self._host, "Waarom verberg je dit?", [reason], take))

    def _tell_what_is_left(self, hidden: Sequence[str]) -> None:
        session = self._workshop.session
        left = times_still_shown(session, hidden)
        if left:
            often = "nog één keer" if left == 1 else f"nog {left} keer"
            self._host.say(f"Dezelfde tekst staat {often} ergens anders. Verberg die daar ook.", wrong=True)

    def action_merge(self) -> None:
        """Merge the marked texts into the one under the cursor; of asks and offers, match the two."""
        texts = self.query_one(TextsToArrange)
        current = texts.current
        marked = [name for name in self._chosen() if current is not None and name != current.id]
        if current is None or not marked:
            self._host.say("Wijs eerst een andere tekst aan met spatie.", wrong=True)
            return
        self._host.do(self._merge(marked, current.id))

    async def _merge(self, marked: list[str], into: str) -> None:
        result = self._result()
        if isinstance(result, Pairs):
            asks = {item.id for item in result.asks}
            for name in marked:
                pair = (name, into) if name in asks else (into, name)
                await self._workshop.do(MatchTexts(*pair))
            return
        for name in marked:
            await self._workshop.do(Moderate(name, "voeg_samen", into=into))

    def action_done(self) -> None:
        """Tick off the question, or open it again."""
        for name in self._chosen():
            item = self.query_one(TextsToArrange).items[name]
            self._host.do(self._workshop.do(Moderate(name, "open" if item.done else "beantwoord")))

    def action_react(self) -> None:
        """Answer the text under the cursor for the organisation."""
        item = self.query_one(TextsToArrange).current
        if item is None:
            return

        async def take(typed: list[str]) -> None:
            self._host.say(await self._workshop.do(React(typed[0], item.id)))

        said = Question("", item.reaction, "Laat dit leeg om de reactie weg te halen")
        about = cut(" ".join(item.text.split()), 50)
        self._host.do(ask_until_taken(self._host, f"Reactie op: {about}", [said], take))

    def action_enlarge(self) -> None:
        """Show the text under the cursor to the room, from beginning to end."""
        item = self.query_one(TextsToArrange).current
        if item is not None:
            above = " · ".join(filter(None, (item.column, item.group)))
            self.app.push_screen(EnlargedText(item.text, above))

    def action_undo(self) -> None:
        """Take back the last step."""
        self._host.do(give(self._host, "terugnemen"))

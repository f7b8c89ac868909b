"""Arranging what is shown, by keyboard: texts under headings, hidden, merged, ticked off, or matched."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Protocol

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from kompas_tui.domain.outcome import outcome_of, times_still_shown
from kompas_tui.domain.result.shapes import Pairs, Result, TextItem
from kompas_tui.domain.session.moderation import Act
from kompas_tui.domain.session.round import Round
from kompas_tui.tui.drawing.lines import cut, text
from kompas_tui.tui.screens.asking import Host, Talker, ask_until_taken, give
from kompas_tui.tui.screens.dialogs import DIALOG_CSS, Dialog
from kompas_tui.tui.screens.enlarging import Spotlight
from kompas_tui.tui.screens.entries import Line, Question
from kompas_tui.tui.screens.text_list import TextsToArrange
from kompas_tui.workshop.commands.texts import MatchTexts, MergeEqual, Moderate, React
from kompas_tui.workshop.enlarging import LargeText, arrangeable, large_text

_KEYS = (
    ("spatie", "kies"), ("Enter", "groot"), ("g", "kopje"), ("e", "gelijke samen"), ("m", "samen"), ("x", "verberg"),
    ("/", "zoek"), ("Esc", "klaar"),
)  # fmt: skip
_TICKING_KEYS = (
    ("spatie", "kies"), ("Enter", "groot"), ("v", "beantwoord"), ("g", "kopje"), ("e", "gelijke samen"),
    ("m", "samen"), ("x", "verberg"), ("/", "zoek"), ("Esc", "klaar"),
)  # fmt: skip
_PAIR_KEYS = (("spatie", "aanwijzen"), ("m", "koppelen"), ("x", "verbergen"), ("Esc", "klaar"))


_NO_TEXT = "Hier staat geen tekst. Ga naar een andere regel."
Ticks = Callable[[LargeText], None] | None


class Arranged(Protocol):
    """The texts of a round, and what can be done with them; a refusal is a KompasError."""

    @property
    def ticks_off(self) -> bool:
        """Whether texts are questions that get an answer."""

    def as_it_stands(self) -> Result:
        """The texts as they are now."""

    def listen(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Be told when something changed; gives what ends that."""

    async def moderate(
        self, text_ids: Sequence[str], act: Act, *, reason: str = "", group: str = "", into: str = ""
    ) -> None:
        """Do the same with these texts, at one stroke."""

    async def merge_equal(self) -> str:
        """Merge every text with the first one that says the same; gives what there is to say."""

    async def match(self, ask: str, offer: str) -> None:
        """Lay an ask beside an offer."""

    async def react(self, text_id: str, reply: str) -> str:
        """Answer a text for the organisation; gives what there is to say."""

    async def undo(self) -> None:
        """Take back the last step."""

    def still_shown(self, text_ids: Sequence[str]) -> int:
        """How often these texts can be read elsewhere once they are hidden."""

    def enlarge(self, items: Sequence[TextItem], index: int, tick: Ticks) -> None:
        """Show these texts to the room one by one, from this place on."""


class ArrangedRound:
    """The texts of one round of the session that runs here."""

    def __init__(self, host: Host, arranged: Round) -> None:
        self._host, self._workshop, self._round = host, host.workshop, arranged.id

    @property
    def _asked(self) -> Round:
        return self._workshop.session.rounds[self._round]

    @property
    def ticks_off(self) -> bool:
        """Whether texts are questions that get an answer."""
        return self._asked.activity.ticks_off

    def as_it_stands(self) -> Result:
        """The texts as they are now."""
        return outcome_of(self._workshop.session, self._asked).result

    def listen(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Be told when something changed; gives what ends that."""
        return self._workshop.listen(changed)

    async def moderate(
        self, text_ids: Sequence[str], act: Act, *, reason: str = "", group: str = "", into: str = ""
    ) -> None:
        """Do the same with these texts, at one stroke."""
        first, *others = text_ids
        await self._workshop.do(Moderate(first, act, reason, group, into, tuple(others)))

    async def merge_equal(self) -> str:
        """Merge every text with the first one that says the same; gives what there is to say."""
        first, *_ = arrangeable(self.as_it_stands())
        return await self._workshop.do(MergeEqual(first.id))

    async def match(self, ask: str, offer: str) -> None:
        """Lay an ask beside an offer."""
        await self._workshop.do(MatchTexts(ask, offer))

    async def react(self, text_id: str, reply: str) -> str:
        """Answer a text for the organisation; gives what there is to say."""
        return await self._workshop.do(React(reply, text_id))

    async def undo(self) -> None:
        """Take back the last step."""
        await give(self._host, "terugnemen")

    def still_shown(self, text_ids: Sequence[str]) -> int:
        """How often these texts can be read elsewhere once they are hidden."""
        return times_still_shown(self._workshop.session, text_ids)

    def enlarge(self, items: Sequence[TextItem], index: int, tick: Ticks) -> None:
        """Show these texts to the room one by one, from this place on."""
        self._host.lay_over(Spotlight([large_text(item) for item in items], index, tick), for_room=True)


class ArrangeScreen(Dialog[None]):
    """Arrange the texts of one round while they go on coming in."""

    DEFAULT_CSS = DIALOG_CSS.format(name="ArrangeScreen") + (
        "ArrangeScreen > TextsToArrange, ArrangeScreen > TextsToArrange:focus { width: 96%; height: 80%;"
        " max-height: 80%; background: $background; border: round $primary; padding: 0 1; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave_search", "Klaar"),
        ("enter", "enlarge", ""),
        ("g", "group", ""),
        ("x", "hide", ""),
        ("m", "merge", ""),
        ("v", "done", ""),
        ("r", "react", ""),
        ("e", "merge_equal", ""),
        ("slash", "search", ""),
        ("z", "undo", ""),
        *((str(digit), f"under({digit})", "") for digit in range(1, 10)),
    ]

    def __init__(self, host: Talker, arranged: Arranged) -> None:
        super().__init__()
        self._host, self._arranged = host, arranged
        self._texts = TextsToArrange()
        self._search_line = Line(placeholder="Zoek op een woord; Enter gaat naar de lijst", max_length=60)
        self._search_line.display = False
        self._stop: Callable[[], None] = lambda: None

    def compose(self) -> ComposeResult:
        """The texts, with the keys in the frame."""
        ticks_off = self._arranged.ticks_off
        keys = _PAIR_KEYS if isinstance(self._result(), Pairs) else _TICKING_KEYS if ticks_off else _KEYS
        self._keys = "  ".join(f"{key} {does}" for key, does in keys)
        self._texts.border_subtitle = text(self._keys)
        yield self._search_line
        yield self._texts

    def on_mount(self) -> None:
        """Follow the session."""
        self._stop = self._arranged.listen(self._take)
        self._take()
        self._texts.focus()

    def on_unmount(self) -> None:
        """Stop following."""
        self._stop()

    def _result(self) -> Result:
        return self._arranged.as_it_stands()

    def _take(self) -> None:
        texts = self._texts
        texts.take(arrangeable(self._result()))
        told = [f"{number} {name} ({many})" for number, (name, many) in enumerate(self._headings(), 1) if number < 10]
        texts.border_title = text(cut("  ".join(["Ordenen", *told]), max(self.app.size.width - 12, 20)))

    def _headings(self) -> list[tuple[str, int]]:
        """The headings with how many texts stand below each, in the order of their names."""
        return sorted(Counter(item.group for item in arrangeable(self._result()) if item.group).items())

    def action_search(self) -> None:
        """Type words that the texts to be seen must have."""
        line = self._search_line
        line.display = True
        line.focus()

    @on(Line.Changed)
    def _look_for(self, event: Line.Changed) -> None:
        self._texts.look_for(event.value)

    @on(Line.Submitted)
    def _to_list(self) -> None:
        self._texts.focus()

    def action_leave_search(self) -> None:
        """See all texts again; where all are seen, be done."""
        line = self._search_line
        if not line.display:
            self.dismiss(None)
            return
        line.value, line.display = "", False
        self._texts.focus()

    def action_under(self, digit: int) -> None:
        """Put the marked texts under the heading with this digit."""
        headings = self._headings()
        if digit > len(headings):
            self._host.say("Dat kopje is er nog niet. Maak er een met g.", wrong=True)
            return
        self._host.do(self._group(self._chosen(), headings[digit - 1][0]))

    async def _group(self, names: Sequence[str], heading: str) -> None:
        if names:
            await self._arranged.moderate(names, "groepeer", group=heading)

    def action_merge_equal(self) -> None:
        """Merge every text with the first one that says the same."""
        if isinstance(result := self._result(), Pairs) or not arrangeable(result):
            return
        self._host.do(self._merge_equal())

    async def _merge_equal(self) -> None:
        told = await self._arranged.merge_equal()
        # Who pressed this knows that rows go, so nothing has to hold their place.
        if self.is_attached:
            self._take()
            self._texts.close_gaps()
        if told:
            self._host.say(told)

    def on_click(self, event: events.Click) -> None:
        """A click beside the list changes nothing."""
        event.stop()

    def _chosen(self) -> list[str]:
        """The marked texts, else the one under the cursor; where there is none, say so."""
        texts = self._texts
        chosen = texts.chosen()
        texts.deselect_all()
        if not chosen:
            self._tell_no_text()
        return chosen

    def _tell_no_text(self) -> None:
        self._host.say(_NO_TEXT, wrong=True)

    def action_group(self) -> None:
        """Put the marked texts under a heading."""
        chosen = self._chosen()
        if not chosen:
            return
        groups = sorted({item.group for item in arrangeable(self._result()) if item.group})
        hint = f"Er zijn al: {', '.join(groups)}" if groups else "Een woord of twee"
        more = "Enter bewaart, → neemt het kopje over dat er al is." if groups else ""

        async def take(typed: list[str]) -> None:
            await self._group(chosen, typed[0])

        heading = Question("", hint=cut(hint, 60), known=tuple(groups))
        self._host.do(ask_until_taken(self._host, "Onder welk kopje?", [heading], take, more))

    def action_hide(self) -> None:
        """Hide the marked texts, with the reason for the log."""
        chosen = self._chosen()
        if not chosen:
            return

        async def take(typed: list[str]) -> None:
            await self._arranged.moderate(chosen, "verberg", reason=typed[0])
            self._tell_what_is_left(chosen)

        reason = Question("", hint="De reden komt in het verslag")
        self._host.do(ask_until_taken(self._host, "Waarom verberg je dit?", [reason], take))

    def _tell_what_is_left(self, hidden: Sequence[str]) -> None:
        left = self._arranged.still_shown(hidden)
        if left:
            often = "nog één keer" if left == 1 else f"nog {left} keer"
            self._host.say(f"Dezelfde tekst staat {often} ergens anders. Verberg die daar ook.", wrong=True)

    def action_merge(self) -> None:
        """Merge the marked texts into the one under the cursor; of asks and offers, match the two."""
        texts = self._texts
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
                await self._arranged.match(*pair)
            return
        await self._arranged.moderate(marked, "voeg_samen", into=into)

    def action_done(self) -> None:
        """Tick off the question, or open it again."""
        chosen = [self._texts.items[name] for name in self._chosen()]
        ticked: Mapping[Act, Sequence[str]] = {
            "beantwoord": [item.id for item in chosen if not item.done],
            "open": [item.id for item in chosen if item.done],
        }
        for act, names in ticked.items():
            if names:
                self._host.do(self._arranged.moderate(names, act))

    def action_react(self) -> None:
        """Answer the text under the cursor for the organisation."""
        item = self._texts.current
        if item is None:
            self._tell_no_text()
            return

        async def take(typed: list[str]) -> None:
            if told := await self._arranged.react(item.id, typed[0]):
                self._host.say(told)

        question = Question("", item.reaction, "Laat dit leeg om de reactie weg te halen")
        about = cut(" ".join(item.text.split()), 50)
        self._host.do(ask_until_taken(self._host, f"Reactie op: {about}", [question], take))

    def action_enlarge(self) -> None:
        """Show the text under the cursor to the room, from beginning to end; from there go on to the next."""
        texts, current = self._texts, self._texts.current
        if current is None:
            self._tell_no_text()
            return
        names = [name for name in texts.rows if name in texts.items]
        items = [texts.items[name] for name in names]
        tick = self._tick if self._arranged.ticks_off else None
        self._arranged.enlarge(items, names.index(current.id), tick)

    def _tick(self, item: LargeText) -> None:
        self._host.do(self._arranged.moderate([item.id], "open" if item.done else "beantwoord"))

    def action_undo(self) -> None:
        """Take back the last step."""
        self._host.do(self._arranged.undo())

"""A programme put together by keyboard: cards from any deck, in an own order, with own minutes and questions."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kompas_tui.deck_files.card_text import Offered
from kompas_tui.deck_files.composing import PickedCard, SourceDeck
from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.numbers import whole_number
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import count, listing, quoted, table_in_words
from kompas_tui.tui.choices import StartDecks
from kompas_tui.tui.drawing.lines import QUIET, STRONG, TITLE, joined, text
from kompas_tui.tui.keymap import KeyNames
from kompas_tui.tui.keys import Hint
from kompas_tui.tui.options import ReadableOptions
from kompas_tui.tui.ports import House, SavedDeck
from kompas_tui.tui.screens.asking import ask_until_taken
from kompas_tui.tui.screens.dialogs import ChoiceDialog, ListDialog, ListRow
from kompas_tui.tui.screens.entries import Question
from kompas_tui.tui.screens.messages import Chosen
from kompas_tui.tui.screens.talking import TalkingScreen
from kompas_tui.tui.widgets import Band, KeyBar

_KEYS = (
    ("t", "erbij"), ("Enter", "veranderen"), ("o l", "schuiven"), ("x", "weg"), ("s", "bewaren"),
    ("Esc", "terug"),
)  # fmt: skip
_EMPTY = "Nog geen kaarten. Druk op t om er een te kiezen."
_LONGEST, _MOST_MINUTES = 300, 600
_MORE_OPTIONS = 2
"""So many empty lines stand below the options, for new ones."""


class ComposeScreen(TalkingScreen):
    """The cards that were chosen, in their order; every key ends in one change of that list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t,plus,insert", "add", show=False),
        Binding("x,delete", "remove", show=False),
        Binding("o,shift+up,ctrl+up", "move(-1)", show=False),
        Binding("l,shift+down,ctrl+down", "move(1)", show=False),
        Binding("s,ctrl+s", "save", show=False),
        Binding("escape,q,ctrl+q", "leave", show=False),
    ]
    DEFAULT_CSS = """
    ComposeScreen { background: $background; layers: base above; }
    ComposeScreen > Static { height: auto; padding: 1 2 0 2; }
    ComposeScreen > #said { height: 5; padding: 0 3; color: $foreground; border-top: solid $line; }
    ComposeScreen OptionList { border: none; background: $background; height: 1fr; padding: 1 1 0 1; }
    ComposeScreen OptionList:focus { border: none; background-tint: $background 0%; }
    """

    def __init__(self, house: House, decks: Sequence[SourceDeck], key_names: KeyNames) -> None:
        """`decks` are those of which cards can be taken."""
        super().__init__(key_names)
        self._house, self._decks = house, decks
        self.picked: list[PickedCard] = []
        self._saved: SavedDeck | None = None
        self._is_changed = False
        self._title = ""
        self._band, self._listed, self._card, self._key_bar = Band(), ReadableOptions(), Static(id="said"), KeyBar()

    def compose(self) -> ComposeResult:
        """What was chosen, what the card asks, and the keys."""
        yield self._band
        yield Static(text("Stel een programma samen", TITLE))
        yield self._listed
        yield self._card
        yield self.message_line
        yield self._key_bar

    def on_mount(self) -> None:
        """Show the empty list."""
        self._key_bar.put([Hint("", key, does) for key, does in _KEYS])
        self._show(0)
        self._listed.focus()

    # The list

    @property
    def _at(self) -> int:
        """Where the cursor is."""
        return min(self._listed.highlighted or 0, max(len(self.picked) - 1, 0))

    def _show(self, at: int) -> None:
        listed = self._listed
        listed.clear_options()
        if not self.picked:
            listed.add_option(Option(text(_EMPTY, QUIET), disabled=True))
        for number, one in enumerate(self.picked, start=1):
            minutes = f"{one.lasts} min" if one.lasts else ""
            changed = "  aangepast" if one.is_changed else ""
            listed.add_option(
                joined(text(f"{number:>2}  {minutes:>7}  ", STRONG), text(one.card.title, STRONG), text(changed),
                       text(f"  · {one.source.deck.title}"))
            )  # fmt: skip
        if self.picked:
            listed.highlighted = min(max(at, 0), len(self.picked) - 1)
        total = sum(one.lasts or 0 for one in self.picked)
        total_line = f"{count(len(self.picked), 'kaart', 'kaarten')}, {count(total, 'minuut', 'minuten')}"
        self._band.put("Kompas", self._title or "Programma", total_line)
        self._tell_card()

    @on(OptionList.OptionHighlighted)
    def _tell_card(self) -> None:
        """What the card at the cursor asks."""
        card_asks = ""
        if self.picked:
            one = self.picked[self._at]
            options = " · ".join(_told(option) for option in one.offers() or ())
            per_table = " · ".join(f"{table}: {asked}" for table, asked in (one.asks_tables() or {}).items())
            card_asks = "\n".join(
                part for part in (one.asks() or per_table or "Deze kaart vraagt niets.", options) if part
            )
        self._card.update(text(card_asks))

    @on(OptionList.OptionSelected)
    def _change_chosen(self) -> None:
        if self.picked:
            self.do(self._change(self._at))

    def _changed(self, at: int) -> None:
        self._is_changed = True
        self._show(at)

    # Adding and taking away

    def action_add(self) -> None:
        """Choose cards, until Esc."""
        self.do(self._add())

    async def _add(self) -> None:
        rows, cards = self._rows()
        current = ""
        while (
            chosen := await self.ask(ListDialog("Kies een kaart", rows, current=current, enter="voegt toe"))
        ) is not None:
            source, card = cards[chosen]
            self._take(source, card)
            current = chosen

    def _rows(self) -> tuple[list[ListRow], dict[str, tuple[SourceDeck, Card]]]:
        rows: list[ListRow] = []
        cards: dict[str, tuple[SourceDeck, Card]] = {}
        for index, source in enumerate(self._decks):
            rows.append(ListRow(f"kop-{index}", source.deck.title, is_heading=True))
            for number, card in enumerate(source.deck.cards):
                key = f"{index}-{number}"
                cards[key] = source, card
                asks = card.activity.word if card.activity else ""
                long = f"{card.minutes} min" if card.minutes else ""
                state = " · ".join(part for part in (asks, long, source.deck.title) if part)
                question = card.activity.question if card.activity else ""
                rows.append(
                    ListRow(key, card.title, state=state, name=f"{card.address} {question} {source.deck.title}")
                )
        return rows, cards

    def _take(self, source: SourceDeck, card: Card) -> None:
        """Put the card behind the one at the cursor, after those whose answers it works with."""
        known = {one.key for one in self.picked}
        wanted = [PickedCard(source, one) for one in (*source.needed_by(card), card)]
        fresh = [one for one in wanted if one.key not in known]
        if not fresh:
            self.say(f"{quoted(card.title)} staat er al in.")
            return
        at = self._at + 1 if self.picked else 0
        self.picked[at:at] = fresh
        self._changed(at + len(fresh) - 1)
        along = [quoted(one.card.title) for one in fresh[:-1]]
        too = "Die komt mee." if len(along) == 1 else "Die komen mee."
        self.say(f"{quoted(card.title)} werkt met antwoorden op {listing(along)}. {too}" if along else
                 f"{quoted(card.title)} staat erin.", lasting=bool(along))  # fmt: skip

    def action_remove(self) -> None:
        """Take the card at the cursor away, unless another one works with its answers."""
        if not self.picked:
            return
        gone = self.picked[self._at]
        needing = [
            one for one in self.picked
            if one.source is gone.source and gone.card in one.source.needed_by(one.card)
        ]  # fmt: skip
        if needing:
            title = quoted(needing[0].card.title)
            self.say(f"{title} werkt met de antwoorden op deze kaart. Haal eerst {title} weg.", wrong=True)
            return
        at = self._at
        del self.picked[at]
        self._changed(at)

    def action_move(self, step: int) -> None:
        """Move the card at the cursor up or down."""
        at = self._at
        if 0 <= at + step < len(self.picked):
            self.picked[at], self.picked[at + step] = self.picked[at + step], self.picked[at]
            self._changed(at + step)

    # Changing a card

    async def _change(self, at: int) -> None:
        one = self.picked[at]
        asked, per_table, options = one.asks(), one.asks_tables(), one.offers()
        questions = [Question("Minuten", str(one.lasts or ""), "Een getal, zoals 10", comes_first=True)]
        if asked is not None:
            questions.append(Question("Vraag", asked, required=True))
        tables = per_table or {}
        questions += [
            Question(f"Vraag aan {table_in_words(name)}", question, required=True) for name, question in tables.items()
        ]
        questions += _option_questions(options or ()) if options is not None else []

        async def take(typed: list[str]) -> None:
            lines = iter([clean_line(line, _LONGEST) for line in typed])
            minutes = _minutes(next(lines), one.card)
            question = next(lines) if asked is not None else None
            asks_tables = dict(zip(tables, lines, strict=False))
            chosen = _chosen(list(lines), options) if options is not None else None
            self.picked[at] = replace(
                one,
                minutes=minutes if minutes != one.card.minutes else None,
                question=question if question != asked else one.question,
                table_questions=asks_tables if asks_tables != tables else one.table_questions,
                options=chosen if chosen != options else one.options,
            )
            self._changed(at)

        await ask_until_taken(self, one.card.title, questions, take)

    # Saving

    def action_save(self) -> None:
        """Save it as an own deck, and say whether it is in order."""
        self.do(self._save())

    async def _save(self) -> None:
        if not self.picked:
            raise KompasError("Kies eerst een kaart.")

        async def take(typed: list[str]) -> None:
            title = clean_line(typed[0], 200)
            before = self._saved.path if self._saved else None
            self._saved = await asyncio.to_thread(self._house.save_composed, title, tuple(self.picked), before)
            self._title, self._is_changed = title, False

        questions = [Question("Titel", self._title, "Bijvoorbeeld Avond over het plein", required=True)]
        if not await ask_until_taken(self, "Hoe heet je programma?", questions, take) or self._saved is None:
            return
        self._show(self._at)
        if self._saved.problems:
            self.say(f"Bewaard, maar er is nog iets mis. {self._saved.problems[0]}", wrong=True)
            return
        await self._go_on(self._saved)

    async def _go_on(self, saved: SavedDeck) -> None:
        sentence = f"Je programma staat in {saved.path}. Het is in orde."
        choices = [("verder", "Verder samenstellen"), ("begin", "Nu beginnen"), ("terug", "Terug naar het begin")]
        chosen = await self.ask(ChoiceDialog("Bewaard", sentence, choices))
        if chosen == "begin":
            self.post_message(Chosen(StartDecks((str(saved.path),))))
        elif chosen == "terug":
            self.dismiss()

    def action_leave(self) -> None:
        """Go back; what is not saved is asked about first."""
        self.do(self._leave())

    async def _leave(self) -> None:
        if self._is_changed and self.picked:
            choices = [("blijf", "Blijven"), ("weg", "Weggaan zonder te bewaren")]
            if await self.ask(ChoiceDialog("Nog niet bewaard", "Je programma is nog niet bewaard.", choices)) != "weg":
                return
        self.dismiss()


_BESIDE = {"kosten": "Kosten van keuze", "beeld": "Plaatje bij keuze", "alt": "Wat op het plaatje staat, bij keuze"}


def _beside(options: Sequence[Offered]) -> list[str]:
    """What these options have beside their text."""
    return [name for name in _BESIDE if any(name in one.beside for one in options)]


def _option_questions(options: Sequence[Offered]) -> list[Question]:
    """A line for each option, and for what it has beside its text; the last lines are for new ones."""
    questions = []
    for number, one in enumerate([*options, *[Offered("")] * _MORE_OPTIONS], start=1):
        questions.append(Question(f"Keuze {number}", one.text))
        questions += [Question(f"{_BESIDE[name]} {number}", one.beside.get(name, "")) for name in _beside(options)]
    return questions


def _chosen(lines: Sequence[str], options: Sequence[Offered]) -> tuple[Offered, ...]:
    """The options as they were typed; KompasError where one can't be so."""
    names = _beside(options)
    rows = [lines[at : at + 1 + len(names)] for at in range(0, len(lines), 1 + len(names))]
    chosen = [
        Offered(text, {name: one for name, one in zip(names, beside, strict=True) if one})
        for text, *beside in rows if text
    ]  # fmt: skip
    if len({one.text.casefold() for one in chosen}) < max(len(chosen), 2):
        raise KompasError("Geef minstens twee keuzes, die van elkaar verschillen.")
    for one in chosen if "kosten" in names else ():
        costs = one.beside.get("kosten", "")
        if (amount := whole_number(costs)) is None or amount < 0:
            raise KompasError(f"Geef de kosten van {quoted(one.text)} als een heel getal, zoals 12000.")
    return tuple(chosen)


def _told(option: Offered) -> str:
    """An option in a few words, with what it costs."""
    costs = option.beside.get("kosten")
    return f"{option.text} ({costs})" if costs else option.text


def _minutes(typed: str, card: Card) -> int | None:
    """The minutes that were typed, None for nothing; KompasError where a card can't last so long."""
    if not typed:
        return card.minutes
    if not (typed.isascii() and typed.isdigit() and 0 < int(typed) <= _MOST_MINUTES):
        raise KompasError(f"Bij minuten hoort een getal, van 1 tot en met {_MOST_MINUTES}.")
    if card.rhythm is not None and int(typed) < card.rhythm.minutes:
        raise KompasError(f"Het ritme op deze kaart duurt {card.rhythm.minutes} minuten. Korter kan niet.")
    return int(typed)

"""The home screen: start a deck, go on with a session, or see the demo."""

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.wording import as_argument, count
from kompas_tui.tui.choices import Choice, Farewell, ResumeSession, StartDecks, StartDemo
from kompas_tui.tui.drawing.dots import Dots
from kompas_tui.tui.drawing.lines import NOW, QUIET, STRONG, TITLE, Lines, joined, text
from kompas_tui.tui.keys import Hint
from kompas_tui.tui.options import ReadableOptions
from kompas_tui.tui.ports import DeckChoice, SessionChoice
from kompas_tui.tui.screens.dialogs import WriteDialog
from kompas_tui.tui.screens.entries import Question
from kompas_tui.tui.screens.messages import Chosen, ComposeAsked, LeaveAsked, LibraryAsked, PrepareAsked
from kompas_tui.tui.steady import Steady
from kompas_tui.tui.widgets import Band, KeyBar

# More would push the decks off the screen, with which most evenings begin.
MOST_SESSIONS = 12

_WIDE = 96
"""From this many columns the compass stands beside the list."""


def _rose() -> Lines:
    """A compass with eight points."""
    canvas = Dots(32, 16)
    x, y = canvas.width / 2 - 0.5, canvas.height / 2 - 0.5
    radius = min(x, y) - 0.5
    canvas.arc(x, y, radius)
    canvas.arc(x, y, radius - 2)
    for point in range(8):
        straight = point % 2 == 0
        canvas.petal(x, y, point * math.pi / 4, (radius - 4) * (1 if straight else 0.7), radius * 0.12, straight)
    return canvas.lines("$primary")


LIBRARY, NEW_DECK, BY_PATH, PREPARE, COMPOSE = "reisgids", "nieuw", "pad", "voorbereiden", "samenstellen"
"""The options that open no session at once: the library, a deck of one's own or by its path, and looking around."""

ALL_SESSIONS = "alle-sessies"
"""The option that lists the sessions that did not fit."""

_KEYS = (
    ("↑ ↓", "kiezen"),
    ("Enter", "beginnen"),
    ("p", "programma"),
    ("k", "voorbereiden"),
    ("d", "demo"),
    ("r", "reisgids"),
    ("q", "sluiten"),
)
"""What does something here, by its key."""


class HomeScreen(Steady, Screen[None]):
    """Decks to start, earlier sessions to resume, and a demo."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+q,q,escape", "leave", "Sluiten"),
        ("d", "demo", "Demo"),
        ("r", "library", "Reisgids"),
        ("k", "prepare", "Voorbereiden"),
        ("p", "programme", "Programma"),
    ]
    DEFAULT_CSS = """
    HomeScreen { background: $background; }
    HomeScreen > Static { height: auto; padding: 1 2 0 2; }
    HomeScreen OptionList { border: none; background: $background; height: 1fr; padding: 1 1 0 1; }
    HomeScreen Horizontal { height: 1fr; }
    HomeScreen #rose { width: 36; height: 100%; padding: 1 2 0 0; display: none; }
    HomeScreen.-wide #rose { display: block; }
    HomeScreen OptionList:focus { border: none; background-tint: $background 0%; }
    """

    def __init__(
        self, decks: Sequence[DeckChoice], sessions: Sequence[SessionChoice], new_deck: Callable[[str], Path]
    ) -> None:
        """`new_deck` writes an example deck under a name."""
        super().__init__()
        self._new_deck = new_deck
        self._choices: dict[str, Choice] = {}
        self._decks, self._sessions = decks, sessions
        self._band, self._key_bar = Band(), KeyBar()
        self._has_all = False
        """Whether all sessions are listed, not only the last ones."""
        self._listed = ReadableOptions(*self._options())

    def compose(self) -> ComposeResult:
        """What there is to start."""
        yield self._band
        yield Static(text("Welkom. Wat ga je doen?", TITLE))
        with Horizontal():
            yield self._listed
            yield Static(Content("\n").join(_rose()), id="rose")
        for sentence in self._expired():
            yield Static(text(sentence, NOW))
        yield self._key_bar

    def on_mount(self) -> None:
        """Say where we are."""
        self._band.put("", "Kompas", "een workshop met beamer en telefoons")
        self._key_bar.put([Hint("", key, does) for key, does in _KEYS])
        self._listed.focus()

    def on_resize(self) -> None:
        """The compass needs room."""
        self.set_class(self.app.size.width >= _WIDE, "-wide")

    def _options(self) -> list[Option | None]:
        options: list[Option | None] = []
        going = [session for session in self._sessions if not session.ended and not session.problem]
        listed = going if self._has_all else going[:MOST_SESSIONS]
        for session in listed:  # on top: below all decks nobody would find what was cut off
            people = f"  {session.day} · {count(session.participants, 'deelnemer', 'deelnemers')}"
            label = joined(text("Ga verder: "), text(session.title, STRONG), text(people))
            options.append(self._option(label, ResumeSession(session.path)))
        if more := len(going) - len(listed):
            rest = joined(text(f"Nog {count(more, 'sessie', 'sessies')}", STRONG), text(" om verder te gaan"))
            options.append(Option(rest, id=ALL_SESSIONS))
        if going:
            options.append(None)
        for deck in self._decks:
            minutes = f"  {count(deck.minutes, 'minuut', 'minuten')}" if deck.minutes else ""
            where = f"  {Path(deck.name).name}" if deck.is_own else ""
            label = joined(text("Begin: "), text(deck.title, STRONG), text(minutes), text(where, QUIET))
            options.append(self._option(label, StartDecks((deck.name,))))
        made = joined(text("Stel een programma samen", STRONG), text(" uit kaarten van alle sets"))
        options.append(Option(made, id=COMPOSE))
        options.append(Option(joined(text("Schrijf een eigen kaartenset", STRONG), text(", met uitleg")), id=NEW_DECK))
        options.append(Option(joined(text("Open een kaartenset", STRONG), text(" uit een andere map")), id=BY_PATH))
        options.append(None)
        ready = joined(text("Kijk of alles klaar is", STRONG), text(" voor je sessie, met een testtelefoon"))
        options.append(Option(ready, id=PREPARE))
        demo = joined(text("Bekijk de demo", STRONG), text(" met 25 nagebootste telefoons"))
        options.append(self._option(demo, StartDemo()))
        library = joined(text("Zoek in de reisgids", STRONG), text(" van alle sessies"))
        options.append(Option(library, id=LIBRARY))
        return options

    def _option(self, label: Content, choice: Choice) -> Option:
        key = f"keuze-{len(self._choices)}"
        self._choices[key] = choice
        return Option(label, id=key)

    def _expired(self) -> list[str]:
        past = [session for session in self._sessions if session.expired]
        sentences = [
            f"De bewaartijd van ‘{session.title}’ ({session.day}) is voorbij. "
            f"Wis met: kompas wis {as_argument(session.path)}"
            for session in past[:2]
        ]
        unreadable = [session for session in self._sessions if session.problem]
        sentences += [f"Deze sessie is niet te lezen: {session.path}. {session.problem}" for session in unreadable[:1]]
        return sentences

    @on(OptionList.OptionSelected)
    def _start(self, event: OptionList.OptionSelected) -> None:
        if event.option_id == LIBRARY:
            self.action_library()
        elif event.option_id == ALL_SESSIONS:
            self._list_all()
        elif event.option_id == COMPOSE:
            self.action_programme()
        elif event.option_id == PREPARE:
            self.action_prepare()
        elif event.option_id == NEW_DECK:
            self._ask("Hoe heet je kaartenset?", "Bijvoorbeeld ons-plein", "maakt hem", self._write_new)
        elif event.option_id == BY_PATH:
            self._ask("Waar staat je kaartenset?", "Het pad van het bestand", "opent hem", self._open_path)
        else:
            self.post_message(Chosen(self._choices[event.option_id or ""]))

    def _list_all(self) -> None:
        """List every session; the cursor stands on the first that was not seen yet."""
        self._has_all = True
        self._choices.clear()
        options = self._listed
        options.clear_options()
        options.add_options(self._options())
        options.highlighted = MOST_SESSIONS

    def _ask(self, title: str, hint: str, enter: str, take: Callable[[str], None]) -> None:
        """Ask for a name; `enter` is what that key does."""

        def taken(typed: list[str] | None) -> None:
            if typed is not None:
                take(typed[0].strip())

        self.app.push_screen(
            WriteDialog(title, [Question("", "", hint, required=True)], f"Enter {enter}. Esc gaat terug."), taken
        )

    def _write_new(self, name: str) -> None:
        try:
            path = self._new_deck(name)
        except KompasError as error:
            self.notify(str(error), severity="error", timeout=12, markup=False)
            return
        sentence = f"Je kaartenset staat in {path}. Pas hem aan in een tekstprogramma en open hem dan hier."
        self.notify(sentence, timeout=15, markup=False)

    def _open_path(self, path: str) -> None:
        self.post_message(Chosen(StartDecks((str(Path(path).expanduser()),))))

    def action_demo(self) -> None:
        """Start the demo."""
        self.post_message(Chosen(StartDemo()))

    def action_library(self) -> None:
        """Search all sessions."""
        self.post_message(LibraryAsked())

    def action_programme(self) -> None:
        """Put a programme together."""
        self.post_message(ComposeAsked())

    def action_prepare(self) -> None:
        """Look whether all is ready."""
        self.post_message(PrepareAsked())

    def action_leave(self) -> None:
        """Close the program."""
        self.post_message(LeaveAsked(Farewell()))

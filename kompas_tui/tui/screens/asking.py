"""How a command is asked of the facilitator: in a dialog that comes back with what was typed until it is taken."""

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from textual.screen import ModalScreen

from kompas_tui.domain.language.dates import iso_date
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.tui.keymap import KeyNames
from kompas_tui.tui.keys import helping
from kompas_tui.tui.screens.dialogs import WriteDialog
from kompas_tui.tui.screens.entries import Question
from kompas_tui.workshop.commands.order import OrderWords
from kompas_tui.workshop.commands.standing import stands_already
from kompas_tui.workshop.commands.table import ENTRIES, ORDERS
from kompas_tui.workshop.running import RunningSession

T = TypeVar("T")
NeededWords = dict[str, str]
"""What was typed, by the names of what a command needs."""


class Asker(Protocol):
    """Where something can be asked."""

    @property
    def key_names(self) -> KeyNames:
        """How the keys are called now."""

    async def ask(self, dialog: ModalScreen[T]) -> T | None:
        """Show a dialog and wait for what comes of it."""


class Talker(Asker, Protocol):
    """Where something is asked, carried out and told."""

    def say(self, sentence: str, *, wrong: bool = False, lasting: bool = False) -> None:
        """A sentence for the facilitator."""

    def do(self, work: Coroutine[Any, Any, object]) -> None:
        """Carry out what may be refused, before the next key."""


class Host(Talker, Protocol):
    """What a conversation needs of the screen on which it is held."""

    @property
    def workshop(self) -> RunningSession:
        """The running session."""

    def lay_over(self, screen: ModalScreen[None], *, for_room: bool = False) -> None:
        """Show something over the screen, and go on; `for_room` is for everybody and not for who works here."""

    def do_aside(self, work: Coroutine[Any, Any, object]) -> None:
        """Carry out what takes long, while the keys go on."""


async def ask_until_taken(
    host: Asker, title: str, questions: Sequence[Question], take: Callable[[list[str]], Awaitable[None]], hint: str = ""
) -> bool:
    """Ask, and where an answer can't be taken ask again with what was typed and the reason; whether it was taken."""
    error = ""
    while True:
        typed = await host.ask(WriteDialog(title, questions, hint, error))
        if typed is None:
            return False
        try:
            await take(typed)
        except KompasError as reason:
            error = helping(reason, host.key_names)
            pairs = zip(questions, typed, strict=True)
            questions = [replace(question, value=value) for question, value in pairs]
        else:
            return True


async def give(
    host: Host,
    name: str,
    *,
    title: str = "",
    filled: NeededWords | None = None,
) -> None:
    """Give the command of a row of the table, after asking what it needs; a day as people type it.

    What is not `filled` in stands there as far as it is known.
    """
    entry = ENTRIES[name]
    read = ORDERS[entry.orders[0]]

    async def take(typed: list[str]) -> None:
        today = host.workshop.now().date()
        given = zip(entry.needs, typed, strict=True)
        words = {need.name: iso_date(text, today) if need.is_day else text for need, text in given}
        told = await host.workshop.do(read(OrderWords(words)))
        if told:
            host.say(told)

    if not entry.needs:
        await take([])
        return
    known = {**stands_already(host.workshop, entry.orders[0]), **(filled or {})}
    questions = [Question(need.label, known.get(need.name, ""), need.hint, need.required) for need in entry.needs]
    await ask_until_taken(host, title or entry.title, questions, take)

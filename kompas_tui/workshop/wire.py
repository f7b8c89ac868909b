"""Commands on their way from a beamer to the server that decides them, and refusals on the way back."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any

import msgspec

from kompas_tui.domain.language.errors import CommandRefused, KompasError, Remedy
from kompas_tui.journal import NotSaved
from kompas_tui.workshop.carrying import ProposalsTied
from kompas_tui.workshop.commands import (
    asking,
    box,
    canvas,
    course,
    fan,
    floor,
    groups,
    harvest,
    looking,
    lots,
    paddles,
    room,
    texts,
    time,
    writing,
)
from kompas_tui.workshop.commands.command import Command

_MODULES = (
    asking, box, canvas, course, fan, floor, groups, harvest, looking, lots, paddles, room, texts, time, writing,
)  # fmt: skip
_NOT_FROM_AFAR = (course.Begin, course.EditDecks, writing.AddPhoto)
"""What begins a session or names files, which have a way of their own."""

COMMANDS: Mapping[str, type[Command]] = {
    value.__name__: value
    for module in _MODULES
    for value in vars(module).values()
    if isinstance(value, type) and issubclass(value, Command) and value not in (Command, *_NOT_FROM_AFAR)
}
"""Every command that a beamer elsewhere can give, by its name."""

_UNKNOWN = "Deze opdracht kent de server niet. Zet op de laptop en op de server dezelfde versie van Kompas."


def words_of(command: Command) -> dict[str, Any]:
    """The command as plain values: its name, and what was given to it that it would not have had anyway."""
    if type(command) not in COMMANDS.values():
        raise CommandRefused("Dit kan niet op een beamer bij een server. Doe het op de regie, in een browser.")
    values = {one.name: getattr(command, one.name) for one in fields(command)}  # type: ignore[arg-type]
    told = {one.name: values[one.name] for one in fields(command) if values[one.name] != one.default}  # type: ignore[arg-type]
    assert all(one.default_factory is MISSING for one in fields(command)), "a factory's value can't be compared"  # type: ignore[arg-type]
    return {"naam": type(command).__name__, "met": msgspec.to_builtins(told, str_keys=True)}


def command_in(words: Mapping[str, Any]) -> Command:
    """The command that these words name; CommandRefused where this server knows none like it."""
    kind = COMMANDS.get(str(words.get("naam")))
    if kind is None:
        raise CommandRefused(_UNKNOWN)
    try:
        command = msgspec.convert(words.get("met"), kind, str_keys=True)
    except msgspec.ValidationError as error:
        raise CommandRefused(_UNKNOWN) from error
    for one in fields(command):  # type: ignore[arg-type]
        if isinstance(value := getattr(command, one.name), list):  # what is kept of it must not change any more
            object.__setattr__(command, one.name, tuple(value))
    return command


@dataclass(frozen=True, slots=True)
class WireRefusal:
    """Why something was not done, as it goes over the line."""

    sentence: str
    remedy: Remedy | None = None
    tied: tuple[str, ...] = ()
    """The proposals of which one has to be chosen first."""
    is_saving: bool = False
    """Whether it could not be kept."""


def refusal_of(error: KompasError) -> WireRefusal:
    """The refusal that this error is."""
    match error:
        case ProposalsTied():
            return WireRefusal(str(error), error.remedy, error.tied)
        case CommandRefused():
            return WireRefusal(str(error), error.remedy)
        case NotSaved():
            return WireRefusal(str(error), is_saving=True)
        case _:
            return WireRefusal(str(error))


def error_of(refusal: WireRefusal) -> KompasError:
    """The error that this refusal was."""
    if refusal.tied:
        return ProposalsTied(refusal.sentence, refusal.tied)
    if refusal.is_saving:
        return NotSaved(refusal.sentence)
    return CommandRefused(refusal.sentence, refusal.remedy)

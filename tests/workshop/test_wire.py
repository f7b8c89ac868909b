"""Every command of a facilitator goes over the line to a server and comes out as it was."""

import collections.abc
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest

import kompas_tui.workshop.commands as commands
from kompas_tui.domain.language.errors import CommandRefused, KompasError
from kompas_tui.domain.session.events import Details
from kompas_tui.journal import NotSaved
from kompas_tui.workshop.carrying import ProposalsTied
from kompas_tui.workshop.commands.command import Command
from kompas_tui.workshop.commands.course import Begin, EditDecks
from kompas_tui.workshop.commands.writing import AddPhoto
from kompas_tui.workshop.wire import command_in, error_of, refusal_of, words_of


def _every_command() -> Iterator[type[Command]]:
    for found in pkgutil.iter_modules(commands.__path__):
        module = import_module(f"{commands.__name__}.{found.name}")
        for kind in vars(module).values():
            if inspect.isclass(kind) and issubclass(kind, Command) and kind.__module__ == module.__name__:
                yield kind


FROM_AFAR = sorted(
    {kind for kind in _every_command() if kind not in (Command, Begin, EditDecks, AddPhoto)},
    key=lambda kind: kind.__name__,
)


def _sample(hint: Any) -> Any:
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Literal:
        return inside[-1]
    if origin is Union:
        return _sample(inside[-1])
    if origin in (UnionType, collections.abc.Mapping):
        return _sample(inside[0]) if origin is UnionType else {_sample(inside[0]): _sample(inside[1])}
    if origin in (collections.abc.Sequence, collections.abc.Collection):
        return (_sample(inside[0]),)
    return {str: "Één ‘tekst’", int: 3, float: 2.5, bool: True, Details: Details("Titel")}[hint]


@pytest.mark.parametrize("kind", FROM_AFAR, ids=lambda kind: kind.__name__)
def test_a_command_comes_out_as_it_went_in(kind: type[Command]) -> None:
    hints = get_type_hints(kind)
    named = [one.name for one in fields(kind) if one.name != "choose"]  # type: ignore[arg-type]
    for given in ({name: _sample(hints[name]) for name in named}, None):
        if given is None and any(one.name in named and one.default is one.default_factory for one in fields(kind)):  # type: ignore[arg-type]
            continue  # without what it needs there is no such command
        command = kind(**(given or {}))
        assert command_in(msgspec.json.decode(msgspec.json.encode(words_of(command)))) == command


@pytest.mark.parametrize(
    "words", [{}, {"naam": "Begin", "met": {}}, {"naam": "GoTo"}, {"naam": "GoTo", "met": {"name": 3}}]
)
def test_what_is_no_command_is_refused_in_words(words: dict[str, Any]) -> None:
    with pytest.raises(CommandRefused, match="dezelfde versie"):
        command_in(words)


@pytest.mark.parametrize(
    "error",
    [CommandRefused("Nee.", "sluit"), ProposalsTied("Kies.", ["a", "b"]), NotSaved("Vol."), KompasError("Fout.")],
)
def test_a_refusal_comes_out_as_it_went_in(error: KompasError) -> None:
    came = error_of(msgspec.json.decode(msgspec.json.encode(refusal_of(error)), type=type(refusal_of(error))))
    assert str(came) == str(error)
    assert getattr(came, "remedy", None) == getattr(error, "remedy", None)
    assert isinstance(came, type(error))

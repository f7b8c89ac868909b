"""click in Dutch: help, and what is said of a wrong call; knows no command."""

import contextlib
import errno
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from kompas_tui.domain.deck.roles import LONGEST_ROLE, MOST_ROLES
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import did_you_mean, listing, quoted

_OPTIONS = "[OPTIES]"
ADDRESS = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")


class WrongCall(click.UsageError):
    """A call that can't be carried out; its message is Dutch."""


class Whole(click.ParamType[int]):
    """A whole number from `low` to `high`."""

    name = "getal"

    def __init__(self, low: int, high: int) -> None:
        self._low, self._high = low, high

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; a sentence where it is none or out of bounds."""
        typed = str(value).strip()
        if typed.isascii() and typed.isdigit() and len(typed) < 10 and self._low <= int(typed) <= self._high:
            return int(typed)
        self.fail(f"{quoted(typed)} kan niet. Geef een getal van {self._low} tot en met {self._high}.", param, ctx)


class Address(click.ParamType[str]):
    """An IPv4 address or a name, without `http://` and without a port."""

    name = "adres"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The address; a sentence where it is none."""
        typed = str(value).strip()
        figures = typed.split(".")
        is_number = all(part.isdigit() for part in figures)
        is_ip = is_number and len(figures) == 4 and all(len(part) < 4 and int(part) < 256 for part in figures)
        if is_ip or (not is_number and ".." not in typed and ADDRESS.fullmatch(typed)):
            return typed
        self.fail(f"{quoted(typed)} is geen adres. Schrijf bijvoorbeeld 192.168.1.20, zonder poort.", param, ctx)


class GivenPath(click.Path):
    """A file or folder; an empty text is none, where Python would take it for the current folder."""

    def __init__(self) -> None:
        """Give it as a `Path`; whether it can be read is said by who reads it, since click says it in English."""
        super().__init__(path_type=Path, readable=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; a sentence where nothing is named."""
        if not str(value).strip():
            self.fail("Hier hoort een bestand of een map. Voor deze map schrijf je een punt.", param, ctx)
        try:
            Path(str(value)).lstat()
        except (OSError, ValueError) as error:
            if getattr(error, "errno", errno.EINVAL) in (errno.ENAMETOOLONG, errno.EINVAL):
                self.fail("Deze naam is te lang, of er staan tekens in die niet kunnen. Kies een andere.", param, ctx)
        return super().convert(value, param, ctx)


class OneOfWords(click.ParamType[str]):
    """One of a few words."""

    name = "woord"

    def __init__(self, *words: str) -> None:
        self._words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word in small letters; a sentence where it is another one."""
        typed = str(value).strip().lower()
        if typed in self._words:
            return typed
        self.fail(f"{quoted(typed)} ken ik niet. Kies: {listing(self._words, 'of')}.", param, ctx)


class RoleNames(click.ParamType[tuple[str, ...]]):
    """The parties or roles of one session, with commas between them."""

    name = "namen"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The names; a sentence where there are too few or too many, or one stands there twice."""
        if isinstance(value, tuple):
            return value
        names = tuple(name for typed in str(value).split(",") if (name := clean_line(typed, LONGEST_ROLE)))
        if len({name.casefold() for name in names}) < len(names):
            self.fail("Elke naam mag er één keer staan.", param, ctx)
        if not 2 <= len(names) <= MOST_ROLES:
            self.fail(f"Noem 2 tot en met {MOST_ROLES} namen, met een komma ertussen.", param, ctx)
        return names


class NetworkName(click.ParamType[str]):
    """The name of a Wi-Fi network: at most 32 bytes."""

    name = "naam"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name; a sentence where it can't be one."""
        typed = str(value)
        if 0 < len(typed.encode()) <= 32 and typed.isprintable():
            return typed
        self.fail("De naam van een wifinetwerk heeft 1 tot en met 32 tekens.", param, ctx)


def _write_usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    formatter.write_usage(ctx.command_path, " ".join(command.collect_usage_pieces(ctx)), "Gebruik: ")


def _write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    records = [param.get_help_record(ctx) for param in command.get_params(ctx) if isinstance(param, click.Option)]
    with formatter.section("Opties"):
        formatter.write_dl([(name, text.replace("[required]", "(verplicht)")) for name, text in filter(None, records)])


def _help_option(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "Toon deze uitleg en stop."
    return option


@contextlib.contextmanager
def _in_context(ctx: click.Context) -> Iterator[None]:
    """Tell an error about an option which command it belongs to; click leaves that out."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


class DutchCommand(click.Command):
    """A command whose help is Dutch."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The same as click's."""
        kwargs["context_settings"] = {"allow_extra_args": True, **(kwargs.get("context_settings") or {})}
        super().__init__(*args, **{"options_metavar": _OPTIONS, **kwargs})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; more of them than the command takes is a wrong call."""
        with _in_context(ctx):
            rest = super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            raise WrongCall(f"Dit begrijp ik niet: {listing([quoted(arg) for arg in ctx.args])}.", ctx)
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line with the usage."""
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options."""
        _write_options(self, ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`."""
        return _help_option(super().get_help_option(ctx))


class DutchGroup(click.Group):
    """Commands in the order in which they were added."""

    command_class = DutchCommand

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The same as click's, with Dutch words for what can stand there."""
        super().__init__(*args, **{"options_metavar": "", "subcommand_metavar": "[OPDRACHT] [OPTIES]", **kwargs})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options before the command; `help start` is `start --help`, as in other programs."""
        if args[:1] == ["help"]:
            args = [*args[1:2], "--help"]
        with _in_context(ctx):
            return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in their own order."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; a wrong call where there is none."""
        name = args[0]
        if name not in self.commands:
            hint = did_you_mean(name, [*self.commands])
            raise WrongCall(f"De opdracht {quoted(name)} ken ik niet. {hint}", ctx)
        return name, self.commands[name], args[1:]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line with the usage."""
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options and the commands."""
        _write_options(self, ctx, formatter)
        with formatter.section("Opdrachten"):
            rows = [(name, command.get_short_help_str(200)) for name, command in self.commands.items()]
            formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`."""
        return _help_option(super().get_help_option(ctx))


def _options_of(error: click.UsageError) -> list[click.Option]:
    params = error.ctx.command.get_params(error.ctx) if error.ctx else []
    return [param for param in params if isinstance(param, click.Option)]


def _wrong_use(error: click.BadOptionUsage) -> str:
    named = [option for option in _options_of(error) if error.option_name in option.opts]
    if named and named[0].is_flag:
        return f"Bij {error.option_name} hoort geen waarde."
    return f"Bij {error.option_name} hoort een waarde."


def said_of(error: click.UsageError) -> str:
    """What is wrong with the call, in Dutch, and where its help is."""
    match error:
        case WrongCall():
            sentence = error.message
        case click.NoSuchOption():
            known = [name for option in _options_of(error) for name in option.opts]
            sentence = f"De optie {quoted(error.option_name)} ken ik niet. {did_you_mean(error.option_name, known)}"
        case click.BadOptionUsage():
            sentence = _wrong_use(error)
        case click.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param and error.ctx else "iets"
            option = f"{error.param.opts[0]} " if isinstance(error.param, click.Option) else ""
            sentence = f"Er ontbreekt iets: {option}{name.strip('.[]')}."
        case click.BadParameter():
            name = error.param.opts[0] if isinstance(error.param, click.Option) else ""
            sentence = f"{name}: {error.message}" if name else error.message
        case _:
            sentence = "Deze opdracht klopt niet."
    command = error.ctx.command_path if error.ctx else "kompas"
    return f"{sentence}\nUitleg: {command} --help"

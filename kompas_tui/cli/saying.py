"""The one way in which a command says something: nothing in it can steer the terminal."""

import click

from kompas_tui.domain.language.text import disarmed


def say(text: object, *, error: bool = False) -> None:
    """Print this, one or more lines of it."""
    click.echo(disarmed(str(text)), err=error)


def say_line(text: object) -> None:
    """Print this as one line, so that a text from a file can't pass for a line of ours."""
    say(" ".join(str(text).splitlines()))

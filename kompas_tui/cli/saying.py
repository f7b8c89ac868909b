"""The one way in which a command says and asks something: nothing in what it says can steer the terminal."""

import sys

import click

from kompas_tui.domain.language.text import disarmed


def say(text: object, *, error: bool = False) -> None:
    """Print this, one or more lines of it."""
    click.echo(disarmed(str(text)), err=error)


def say_line(text: object) -> None:
    """Print this as one line, so that a text from a file can't pass for a line of ours."""
    say(" ".join(str(text).splitlines()))


def in_terminal() -> bool:
    """Whether somebody sits at a terminal, who reads what is said and types what is asked."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def asked_unseen(question: str) -> str:
    """What is typed without being seen, or comes in a line where nobody types: there is nothing to hide then."""
    return str(click.prompt(question, hide_input=sys.stdin.isatty(), prompt_suffix=": "))

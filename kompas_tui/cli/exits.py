"""How a command ends: every error becomes a Dutch sentence and an exit code, never a traceback."""

import errno
import logging
import os
import sys
from collections.abc import Sequence

import click

from kompas_tui.cli.dutch import said_of
from kompas_tui.cli.program_log import keep_crash
from kompas_tui.cli.saying import say
from kompas_tui.domain.language.errors import KompasError

_DONE, WRONG_INPUT, WRONG_CALL = 0, 1, 2


def run(command: click.Command, args: Sequence[str] | None) -> int:
    """Run the command and give its exit code, also where the terminal or the reader of its output is gone by then."""
    try:
        code = _code_of(command, args)
    except OSError:
        code = WRONG_INPUT
    return code if _is_all_said() else WRONG_INPUT


def _is_all_said() -> bool:
    """Whether all output went somewhere; what can't is let go, or Python would end with a code of its own."""
    is_out = True
    for stream in (sys.stdout, sys.stderr):
        if stream is None:  # closed before the start, as `>&-` does: what was said went nowhere
            is_out = False
            continue
        try:
            stream.flush()
        except OSError:
            is_out = False
            # Python flushes once more when it ends, and would end with a code of its own where that fails.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return is_out


def _sentence_of(error: OSError) -> str:
    """What a user can do about an error of the system that no command saw coming; empty where that is unknown."""
    if isinstance(error, PermissionError) and error.filename:
        return f"Hier heb je geen toegang: {error.filename}. Kies een andere map, of vraag om toegang."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "De schijf is vol. Maak ruimte vrij en probeer het opnieuw."
    return ""


def _code_of(command: click.Command, args: Sequence[str] | None) -> int:
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        code = command.main(args, prog_name="kompas", standalone_mode=False)
    except click.UsageError as error:
        say(said_of(error), error=True)
        return WRONG_CALL
    except KompasError as error:
        say(str(error), error=True)
        return WRONG_INPUT
    except (click.Abort, KeyboardInterrupt):
        say("Gestopt.", error=True)
        return WRONG_INPUT
    except BrokenPipeError:  # whoever read the output is gone, so there is nobody to tell
        return WRONG_INPUT
    except OSError as error:
        say(_sentence_of(error) or keep_crash(error), error=True)
        return WRONG_INPUT
    except Exception as error:  # noqa: BLE001 - the last resort: a user reads a sentence, the log has the rest
        say(keep_crash(error), error=True)
        return WRONG_INPUT
    return code if isinstance(code, int) else _DONE

"""How a command ends: every error becomes a Dutch sentence and an exit code, never a traceback."""

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
    """Run the command and give its exit code."""
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
    except BrokenPipeError:
        # Whoever read the output is gone; what is left in the buffer has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WRONG_INPUT
    except Exception as error:  # noqa: BLE001 - the last resort: a user reads a sentence, the log has the rest
        say(keep_crash(error), error=True)
        return WRONG_INPUT
    return code if isinstance(code, int) else _DONE

"""The commands, and the one place where the parts of the house are put together.

Modules are imported where a command needs them, so that help and the first frame of the beamer come fast.
"""

import gc
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import NoReturn


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run a command and end with its exit code: 0 done, 1 the user's input is wrong, 2 the call is wrong."""
    gc.set_threshold(50_000, 20, 20)  # loading makes much that stays, and each search for circles in it costs time
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    from kompas_tui.cli.commands import kompas
    from kompas_tui.cli.exits import run

    sys.exit(run(kompas, args))

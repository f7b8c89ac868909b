"""The files that the facilitator's page gives, each made by the command for it in a program of its own.

Making a report keeps Python busy for as long as it takes, so that beamer and phones would wait in the same program.
"""

import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kompas_tui.cli.publishing import left_out_list
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.web.files import FileOffer, MadeFile

_PUBLIC = ("--variant", "openbaar")
_PARTICIPATION = ("--vorm", "participatieverslag")
_FOR_EVERYBODY: Mapping[str, tuple[str, Sequence[str]]] = {
    "openbaar-verslag": ("Openbaar verslag (Word)", ("verslag",)),
    "openbaar-verslag-pdf": ("Openbaar verslag (pdf)", ("verslag", "--formaat", "pdf")),
    "openbaar-participatieverslag": ("Openbaar participatieverslag (Word)", ("verslag", *_PARTICIPATION)),
    "openbare-gegevens": ("Openbare gegevens (Excel)", ("export", "--formaat", "xlsx")),
    "openbare-analyse": ("Openbare gegevens (csv)", ("export", "--formaat", "analyse")),
    "openbare-json": ("Openbare gegevens (JSON)", ("export", "--formaat", "json")),
}
_LIST = "nakijken"
"""Its command writes a list beside the log, of what public files leave out."""
_FOR_THE_ORGANISER: Mapping[str, tuple[str, Sequence[str]]] = {
    "verslag": ("Volledig verslag (Word)", ("verslag",)),
    "participatieverslag": ("Volledig participatieverslag (Word)", ("verslag", *_PARTICIPATION)),
    "gegevens": ("Volledige gegevens (Excel)", ("export", "--formaat", "xlsx")),
    _LIST: ("Lijst van wat openbaar wegblijft", ("verslag", *_PUBLIC)),
}
_COMMANDS: Mapping[FileOffer, Sequence[str]] = {
    **{FileOffer(word, title, True): (*command, *_PUBLIC) for word, (title, command) in _FOR_EVERYBODY.items()},
    **{FileOffer(word, title, False): command for word, (title, command) in _FOR_THE_ORGANISER.items()},
}
"""What is offered, with the command that makes it."""

_OURS = "KOMPAS_"
"""How variables begin that hold keys and choices of the session, which a command for a file does not need."""

_NOT_MADE = "Het bestand is niet gemaakt. Probeer het opnieuw."


class Downloads:
    """Makes the files of the session in a folder, one at a time."""

    offers = tuple(_COMMANDS)

    def __init__(self, folder: Path) -> None:
        """`folder` is where the session is kept."""
        self._folder = folder.absolute()
        self._one_at_a_time = asyncio.Lock()

    async def make(self, word: str) -> MadeFile:
        """The file that this word stands for; KompasError with what the command said where it failed."""
        command = next(command for offer, command in _COMMANDS.items() if offer.word == word)
        async with self._one_at_a_time:
            with TemporaryDirectory(prefix="kompas-") as aside:
                await _run([*command, str(self._folder), "--uit", aside])
                (made,) = (left_out_list(self._folder),) if word == _LIST else Path(aside).iterdir()
                return MadeFile(made.name, await asyncio.to_thread(made.read_bytes))


async def _run(command: Sequence[str]) -> None:
    """Run a command of our own, which can't reach the terminal on which the beamer stands."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "kompas_tui", *command,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        env={name: value for name, value in os.environ.items() if not name.startswith(_OURS)} | {"PYTHONUTF8": "1"},
    )  # fmt: skip
    try:
        _, complaint = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
    if process.returncode:
        raise KompasError(" ".join(complaint.decode("utf-8", "replace").split()) or _NOT_MADE)

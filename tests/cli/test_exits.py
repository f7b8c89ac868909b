"""Errors end in a sentence and an exit code."""

import errno
import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

import kompas_tui
from kompas_tui.cli import program_log
from kompas_tui.cli.exits import run
from kompas_tui.domain.language.errors import KompasError


def _failing(error: Exception) -> click.Command:
    def fail() -> None:
        raise error

    return click.Command("faal", callback=fail)


def test_an_unexpected_error_is_a_sentence_and_a_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program_log, "program_folder", lambda: tmp_path)
    assert run(_failing(ZeroDivisionError("onverwacht")), []) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert str(tmp_path / "kompas.log") in said
    assert "ZeroDivisionError: onverwacht" in (tmp_path / "kompas.log").read_text()


def test_an_error_for_the_user_is_its_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(_failing(KompasError("Dat kan niet.")), []) == 1
    assert capsys.readouterr().err == "Dat kan niet.\n"


def test_interrupting_is_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(_failing(click.Abort()), []) == 1
    assert capsys.readouterr().err == "Gestopt.\n"


LEFT_IN_THE_BUFFER = """
import sys
import click
from kompas_tui.cli.exits import run
sys.exit(run(click.Command("zeg", callback=lambda: print("iets")), []))
"""


def test_output_that_can_go_nowhere_ends_it_with_the_same_code() -> None:
    with Path("/dev/full").open("w") as nowhere:
        ended = subprocess.run([sys.executable, "-c", LEFT_IN_THE_BUFFER], stdout=nowhere, check=False)
    assert ended.returncode == 1


def test_output_that_was_closed_before_ends_it_with_the_same_code_and_no_traceback() -> None:
    closed = ["sh", "-c", 'exec "$0" -c "$1" >&-', sys.executable, LEFT_IN_THE_BUFFER]
    ended = subprocess.run(closed, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (1, "")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, "Permission denied", "/dicht/x"), "Hier heb je geen toegang: /dicht/x."),
        (OSError(errno.ENOSPC, "No space left on device"), "De schijf is vol."),
    ],
)
def test_what_the_system_refuses_is_a_sentence(error: OSError, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(_failing(error), []) == 1
    assert capsys.readouterr().err.startswith(said)


class _FullDisk:
    """A file on which nothing fits."""

    def write(self, text: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def close(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_log_that_does_not_fit_on_the_disk_prints_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("logging.FileHandler._open", lambda handler: _FullDisk())
    with program_log.logging_to(tmp_path):
        logging.getLogger("kompas_tui").error("iets")
    assert capsys.readouterr() == ("", "")


def test_the_log_is_private(tmp_path: Path) -> None:
    with program_log.logging_to(tmp_path):
        logging.getLogger("kompas_tui").error("iets")
    assert [path.stat().st_mode & 0o777 for path in tmp_path.iterdir()] == [0o600]


def test_commands_say_things_in_one_place_only() -> None:
    """There a text that steers is disarmed; a second place would be forgotten."""
    for path in Path(kompas_tui.__file__).parent.rglob("*.py"):
        if path.name != "saying.py":
            assert not re.search(r"\bclick\.s?echo|(?<![\w.])print\(|\bstd(out|err)\.write", path.read_text()), path


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
@pytest.mark.parametrize("link", [Path.symlink_to, Path.hardlink_to])
def test_the_program_log_is_not_written_where_a_link_in_a_foreign_folder_leads(
    link: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    mine, folder = tmp_path / "van-mij", tmp_path / "sessie"
    folder.mkdir()
    mine.write_text("blijft", encoding="utf-8")
    link(folder / program_log.NAME, mine)
    with program_log.logging_to(folder):
        logging.getLogger("kompas_tui").critical("een fout")
    assert mine.read_text(encoding="utf-8") == "blijft"


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_pipe_in_place_of_the_program_log_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / program_log.NAME)
    with program_log.logging_to(tmp_path):
        logging.getLogger("kompas_tui").critical("een fout")
    assert (tmp_path / program_log.NAME).is_fifo()

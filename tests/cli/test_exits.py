"""Errors end in a sentence and an exit code."""

from pathlib import Path

import click
import pytest

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

"""What a call of `kompas` prints and how it ends."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kompas_tui.cli.commands import kompas
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.journal.folder import LOG
from tests.cli.running import call

COMMANDS = tuple(kompas.commands)
ENGLISH = re.compile(
    r"\b(usage|options|commands|error|try|missing|show this|exit|default|invalid|no such|required)\b", re.I
)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_dutch(command: str) -> None:
    done = CliRunner().invoke(kompas, [*command.split(), "--help"], prog_name="kompas")
    assert done.exit_code == 0
    assert done.output.startswith(f"Gebruik: kompas {command}".strip())
    assert not ENGLISH.search(done.output), done.output


@pytest.mark.parametrize("args", [("help", "start"), ("start", "-h")])
def test_help_is_found_as_in_other_programs(args: tuple[str, ...], tmp_path: Path) -> None:
    assert call(*args, home=tmp_path).stdout == call("start", "--help", home=tmp_path).stdout


def test_help_lists_what_works(tmp_path: Path) -> None:
    said = call("--help", home=tmp_path).stdout
    assert all(f"  {command} " in said for command in COMMANDS)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["strat"], "De opdracht ‘strat’ ken ik niet. Bedoel je ‘start’?"),
        (["handleidin"], "Bedoel je ‘handleiding’?"),
        (["export", "map"], "Er ontbreekt iets: --formaat json, csv of xlsx."),
        (["export", "map", "--formaat", "xml"], "Kies: json, csv, xlsx, analyse of schema."),
        (["export", "--formaat", "json"], "Er ontbreekt iets: MAP."),
        (["start"], "Er ontbreekt iets: KAARTENSET."),
        (["start", "beren", "--poort", "0"], "Geef een getal van 1 tot en met 65535."),
        (["start", "beren", "--poort", "poort"], "Geef een getal van 1 tot en met 65535."),
        (["start", "beren", "--poort"], "Bij --poort hoort een waarde."),
        (["start", "beren", "--volg=ja"], "Bij --volg hoort geen waarde."),
        (["start", "beren", "--porot", "1"], "Bedoel je ‘--poort’?"),
        (["start", "beren", "--adres", "http://x"], "is geen adres"),
        (["start", "beren", "--adres", "1.2.3.400"], "is geen adres"),
        (["start", "beren", "--rollen", "raad"], "Noem 2 tot en met 12 namen"),
        (["zonder-scherm", "beren", "--rollen", "raad, Raad"], "één keer"),
        (["start", "beren", "--wifi", "x" * 33], "1 tot en met 32 tekens"),
        (["demo", "--deelnemers", "2001"], "1 tot en met 2000"),
        (["controleer", ""], "Voor deze map schrijf je een punt."),
        (["wis", " "], "Voor deze map schrijf je een punt."),
        (["wis", "x" * 300], "Deze naam is te lang"),
        (["controleer", "x" * 300], "Deze naam is te lang"),
        (["huis"], "Er ontbreekt iets: --database URL."),
        (["wis", "een", "twee"], "Dit begrijp ik niet: ‘twee’."),
    ],
)
def test_a_wrong_call_ends_with_2_and_a_sentence(args: list[str], said: str, tmp_path: Path) -> None:
    done = call(*args, home=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Uitleg: kompas" in done.stderr
    assert not ENGLISH.search(done.stderr), done.stderr


@pytest.mark.parametrize("args", [[], ["start", "beren"], ["demo"]])
def test_the_beamer_needs_a_terminal(args: list[str], tmp_path: Path) -> None:
    done = call(*args, home=tmp_path)
    assert done.returncode == 1
    assert "kompas zonder-scherm" in done.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["hervat"], "Er is geen sessie om mee verder te gaan."),
        (["hervat", "nergens"], "Die map is er niet."),
        (["zonder-scherm", "bern"], "Bedoel je ‘beren’?"),
        (["zonder-scherm", "beren", "--sessie", "bestand"], "is een bestand"),
        (["verslag", "."], "staat geen sessie"),
        (["wis", "."], "staat geen sessie"),
        (["export", ".", "--formaat", "csv"], "staat geen sessie"),
        (["export", ".", "--formaat", "csv", "--uit", "bestand"], "Noem een map."),
        (["export", ".", "--formaat", "json", "--uit", "x.docx"], "eindigen op .json"),
        (["controleer", "nergens.md"], "is er niet"),
        (["controleer", "."], "staat geen kaartenset en geen sessie"),
        (["controleer", "x.docx"], "is er niet. Kijk of de naam"),
        (["nieuw", "geen/map"], "is er niet"),
    ],
)
def test_wrong_input_ends_with_1_and_a_sentence(args: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "bestand").touch()
    done = call(*args, home=tmp_path)
    assert done.returncode == 1
    assert said in (done.stdout if args[0] == "controleer" else done.stderr)


def test_a_key_with_a_space_is_refused(tmp_path: Path) -> None:
    done = call("zonder-scherm", "beren", home=tmp_path, KOMPAS_SLEUTEL="twee woorden")
    assert done.returncode == 1
    assert "KOMPAS_SLEUTEL" in done.stderr


def test_the_version_is_said(tmp_path: Path) -> None:
    assert re.fullmatch(r"Kompas \d+\.\d+\.\d+\n", call("--version", home=tmp_path).stdout)


def test_the_library_wants_a_terminal_and_says_so(tmp_path: Path) -> None:
    done = call("reisgids", tmp_path, home=tmp_path)
    assert done.returncode == 1
    assert "Hier past de reisgids niet: dit is geen terminal." in done.stderr


def test_a_session_is_known_by_its_name_alone(tmp_path: Path) -> None:
    from kompas_tui.cli.sessions import existing_session

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KOMPAS_SESSIES", str(tmp_path))
        (tmp_path / "avond").mkdir()
        with pytest.raises(KompasError, match=f"Je sessies staan in {re.escape(str(tmp_path))}."):
            existing_session(Path("avond"))
        (tmp_path / "avond" / LOG).touch()
        assert existing_session(Path("avond")).path == tmp_path / "avond"


def test_a_password_is_read_where_nobody_can_type_it_without_a_word_of_english(tmp_path: Path) -> None:
    words = "vier losse gewone woorden\n"
    done = call("huis-account", "anna", "--bestand", tmp_path / "accounts", home=tmp_path, said=words * 2)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("anna kan nu inloggen.\n")

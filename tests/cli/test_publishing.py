"""What everybody may have, as files: the variants of the command line, and the list that stays with the organiser."""

import os
import zipfile
from pathlib import Path

import pytest

from kompas_tui.cli.downloads import Downloads
from kompas_tui.cli.exporting import export_of
from kompas_tui.cli.reporting import write_template, written_report
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.export.lint import faults_in
from kompas_tui.journal import LogJournal, SessionFolder
from tests.export.dutch_template import dutch_template
from tests.export.test_public import PRIVATE, planted_session


@pytest.fixture(name="home")
def home_with_a_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the session `avond`, in which somebody typed personal data everywhere."""
    (tmp_path / "avond").mkdir()
    journal = LogJournal(tmp_path / "avond" / "logboek.jsonl")
    journal.append(list(planted_session().happened))
    journal.close()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_public_report_comes_with_a_list_that_is_not_public(home: Path) -> None:
    path, said = written_report(Path("avond"), "openbaar")
    assert path.name == "verslag-beren-op-de-weg-2026-11-22-k7f3-openbaar.docx"
    assert [*path.parent.glob("niet-openbaar*")] == [], "what is published may be a whole folder"
    (listed,) = (home / "avond").glob("niet-openbaar-*.txt")
    assert os.name == "nt" or not listed.stat().st_mode & 0o077, "it holds what everybody else may not read"
    assert f"De lijst om na te kijken staat in {listed}" == said[-1]
    assert "telefoonnummer: 06-12345678 (bij ‘Kaart open’)" in said
    assert "telefoonnummer: 06-12345678 (bij ‘Kaart open’)" in listed.read_text(encoding="utf-8").splitlines()
    assert "Weggelaten uit teksten: 2 telefoonnummers, 1 e-mailadres, 1 adres en 1 rekeningnummer." in said
    assert any("blijft staan. Dat is ook ‘3011 AD 40’." in line for line in said), "the organisation's own address"
    SessionFolder(home / "avond").remove()
    assert not listed.exists(), "the list goes when the session goes"


async def test_the_files_of_the_facilitators_page_are_what_the_commands_make(home: Path) -> None:
    downloads = Downloads(Path("avond"))
    public = await downloads.make("openbaar-verslag")
    assert public.name == "verslag-beren-op-de-weg-2026-11-22-k7f3-openbaar.docx"
    path, _ = written_report(Path("avond"), "openbaar")
    assert public.data == path.read_bytes()
    answers = await downloads.make("participatieverslag")
    assert answers.name == "participatieverslag-beren-op-de-weg-2026-11-22-k7f3.docx", "no report writes over another"
    assert not list(home.glob("exports/*gegevens*")), "nothing comes into the folder of the facilitator"
    (home / "avond" / "logboek.jsonl").write_bytes(b"stuk\n")
    with pytest.raises(KompasError, match="logboek"):
        await downloads.make("gegevens")


@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "analyse"])
def test_no_public_data_tells_who_somebody_is(form: str, home: Path) -> None:
    path, _ = export_of(Path("avond"), form, None, "openbaar")
    assert "openbaar" in path.name
    files = [*path.iterdir()] if path.is_dir() else [path]
    if form == "xlsx":
        with zipfile.ZipFile(path) as package:
            text = "".join(package.read(name).decode() for name in package.namelist())
    else:
        text = "".join(file.read_text(encoding="utf-8-sig") for file in files)
    assert "Meer groen" in text
    assert [word for word in PRIVATE if word in text] == []


def test_a_template_is_worn_and_what_it_lacks_is_said(home: Path) -> None:
    Path("huis.docx").write_bytes(dutch_template())
    path, said = written_report(Path("avond"), template=Path("huis.docx"), out=Path("uit.docx"))
    assert said[0].startswith("In het sjabloon ontbrak: Kop 4, Kop 5, Kop 6, Inhopg 2, Inhopg 3, Zwaar en de eigen")
    assert faults_in(path.read_bytes()) == ()
    with pytest.raises(KompasError, match="bestaat al"):
        write_template(Path("huis.docx"))
    assert faults_in(write_template(Path("nieuw")).read_bytes()) == ()


@pytest.mark.parametrize("styled", [False, True])
def test_a_report_that_was_edited_stays_and_one_that_was_not_is_replaced(styled: bool, home: Path) -> None:
    template = home / "huis.docx" if styled else None
    (home / "huis.docx").write_bytes(dutch_template())
    first, _ = written_report(Path("avond"), template=template)
    assert written_report(Path("avond"), template=template)[0] == first
    with zipfile.ZipFile(first) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(first, "w") as package:
        for name, data in (parts | {"docProps/app.xml": b"<Application>Microsoft Office Word</Application>"}).items():
            package.writestr(name, data)
    edited = first.read_bytes()
    second, said = written_report(Path("avond"), template=template)
    assert second == first.with_name(f"{first.stem}-2.docx")
    assert f"‘{first.name}’ is aangepast in een ander programma, of gaat niet open. Het blijft staan." in said
    assert first.read_bytes() == edited
    named, said = written_report(Path("avond"), template=template, out=first)
    assert (named, first.read_bytes() == edited) == (first, False), "who names a file wants that one"
    assert not any("blijft staan" in sentence for sentence in said)


def test_a_report_that_was_cut_off_is_replaced(home: Path) -> None:
    first, _ = written_report(Path("avond"))
    whole = first.read_bytes()
    first.write_bytes(whole[:100])
    assert written_report(Path("avond"))[0] == first
    assert first.read_bytes() == whole

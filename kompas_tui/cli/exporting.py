"""Where the data of a session goes, and writing it; knows nothing of what is in it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from kompas_tui.cli.publishing import check_variant, copy_for, public_mark, write_left_out
from kompas_tui.cli.reporting import EXPORTS
from kompas_tui.cli.sessions import existing_session
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.session.session import Session

ENDINGS = {"json": ".json", "xlsx": ".xlsx", "analyse": ".csv"}
"""How the file ends of each form that is one file."""


def export_of(path: Path, form: str, out: Path | None, variant: str) -> tuple[Path, Sequence[str]]:
    """Write the data of the session in this folder, running or ended; the file or the folder, and what else to say."""
    check_variant(variant)
    _check_place(form, out)
    folder = existing_session(path)
    whole, head = folder.read_session()
    session, copy = copy_for(whole, variant)
    written = _write(session, head, form, out)
    return written, write_left_out(copy, folder) if copy else ()


def _write(session: Session, head: str, form: str, out: Path | None) -> Path:
    if form == "csv":
        from kompas_tui.export.sheets import sheet_files

        return _write_all(sheet_files(session), out or EXPORTS / _name(session))
    from kompas_tui.export.saving import save

    ending = ENDINGS[form]
    is_file = out is not None and out.suffix.lower() == ending and not out.is_dir()
    name = f"{_name(session)}{'-analyse' if form == 'analyse' else ''}{ending}"
    target = (out if is_file and out else (out or EXPORTS) / name).absolute()
    save(_one_file(session, head, form), target)
    return target


def _one_file(session: Session, head: str, form: str) -> bytes:
    """The data in the one file of this form."""
    if form == "xlsx":
        from kompas_tui.export.workbook import workbook_bytes

        return workbook_bytes(session)
    if form == "analyse":
        from kompas_tui.export.long_table import long_table, plain_csv

        return plain_csv(long_table(session))
    from kompas_tui.export.data import data_bytes

    return data_bytes(session, head)


def schema_to(out: Path | None) -> Path:
    """Write the JSON Schema of the data, and give the file."""
    from kompas_tui.export.data import SCHEMA_FILE, schema_bytes
    from kompas_tui.export.saving import save

    is_file = out is not None and out.suffix.lower() == ".json" and not out.is_dir()
    target = (out if is_file and out else (out or EXPORTS) / SCHEMA_FILE).absolute()
    save(schema_bytes(), target)
    return target


def lists_of(path: Path, out: Path | None) -> Path:
    """Write who signed up for what in this session, a list per option, and give the folder; none of it is public."""
    from kompas_tui.export.sign_ups import sign_up_files

    _check_place("csv", out)
    session, _ = existing_session(path).read_session()
    return _write_all(sign_up_files(session), out or EXPORTS / f"{_name(session)}-niet-openbaar")


def _check_place(form: str, out: Path | None) -> None:
    if out is None or out.is_dir():
        return
    if form == "csv" and (out.is_file() or out.suffix.lower() in (".csv", ".json")):
        raise KompasError(f"De csv-bestanden komen in een map. {quoted(out.name)} is een bestand. Noem een map.")
    ending = ENDINGS.get(form)
    if ending and out.suffix and out.suffix.lower() != ending:
        what = f"een {ending.removeprefix('.')}-bestand"
        raise KompasError(f"De gegevens zijn {what}. Laat {quoted(out.name)} eindigen op {ending}.")


def _name(session: Session) -> str:
    """A name with the session's code, so that two groups on one day do not write over each other."""
    from kompas_tui.export import coded, name_of

    return f"{coded(name_of(session, 'gegevens'), session)}{public_mark(session)}"


def _write_all(files: Mapping[str, bytes], folder: Path) -> Path:
    from kompas_tui.export.saving import save

    folder = folder.absolute()
    for name, contents in files.items():
        save(contents, folder / name)
    return folder

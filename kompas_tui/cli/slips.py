"""Making slips with a code: where they go, and the two files of them; knows nothing of what is in these."""

from pathlib import Path

from kompas_tui.cli.reporting import EXPORTS
from kompas_tui.domain.language.errors import KompasError, reason

PRINTED, CODES = "stembriefjes.docx", "stemcodes.txt"


def make_slips(name: str, out: Path | None, amount: int | None = None, address: str = "") -> tuple[Path, Path]:
    """Write slips for this deck into a folder, and give the file to print and the file for `start`.

    Slips that are there already are never replaced: they may be on paper by now.
    """
    from kompas_tui.deck_files import load_decks
    from kompas_tui.export.paper.slips import slips_bytes
    from kompas_tui.journal.files import make_folder, put_in_place
    from kompas_tui.journal.slip_files import write_slip_file
    from kompas_tui.workshop.slips import new_slips

    deck = load_decks([name]).decks[0]
    amount = amount or deck.slips
    if not deck.slips:
        raise KompasError("Deze kaartenset heeft geen stembriefjes. Zet bovenaan ‘stembriefjes: …’ met het aantal.")
    folder = (out or EXPORTS / f"stembriefjes-{deck.name}").absolute()
    printed, codes = folder / PRINTED, folder / CODES
    if codes.exists() or printed.exists():
        raise KompasError(f"In {folder} staan al stembriefjes. Kies een andere map met --uit.")
    made = new_slips(amount)
    try:
        make_folder(folder)
        write_slip_file(codes, made)
        put_in_place(slips_bytes(deck.title, made, address), printed)
    except OSError as error:
        raise KompasError(f"In {folder} kan ik niet schrijven: {reason(error)}. Kies een andere map.") from error
    return printed, codes

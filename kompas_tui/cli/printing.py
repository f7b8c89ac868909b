"""Where a deck on paper goes, and writing it; knows nothing of what is in it."""

from pathlib import Path

from kompas_tui.cli.reporting import EXPORTS
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.wording import quoted


def print_deck(name: str, out: Path | None, numbers: int | None) -> Path:
    """Write the deck with this name or path for printing, and give the file; KompasError where that can't be done.

    `numbers` is how many cards there are for people without a phone, where it makes groups.
    """
    from kompas_tui.deck_files import load_decks
    from kompas_tui.export.paper import ON_A_SHEET, paper_bytes
    from kompas_tui.export.saving import save

    decks = load_decks([name])
    deck = decks.decks[0]
    target = _target(out, f"afdrukken-{deck.name}.docx")
    asked = ON_A_SHEET if numbers is None else numbers
    beside = decks.files[deck.name].parent
    save(paper_bytes(deck.title, decks.course, beside, deck.roles, asked, decks.pictures), target)
    return target


def print_paddles(amount: int, out: Path | None) -> Path:
    """Write so many cards with letters for printing, and give the file."""
    from kompas_tui.export.paper.paddles import paddles_bytes
    from kompas_tui.export.saving import save

    target = _target(out, f"kaarten-{amount}.docx")
    save(paddles_bytes(amount), target)
    return target


def _target(out: Path | None, name: str) -> Path:
    """Where the file goes: as it is asked, else under this name in the folder that is."""
    if out is not None and out.suffix and out.suffix.lower() != ".docx" and not out.is_dir():
        raise KompasError(f"Afdrukken gaat met een Word-bestand. Laat {quoted(out.name)} eindigen op .docx.")
    is_file = out is not None and out.suffix.lower() == ".docx" and not out.is_dir()
    return (out if is_file and out else (out or EXPORTS) / name).absolute()

"""Saving a deck that was put together of cards from others, with the files beside it, and checking it at once."""

import os
from collections.abc import Sequence
from pathlib import Path

from kompas_tui.cli.checking import check
from kompas_tui.deck_files import shipped_decks
from kompas_tui.deck_files.composing import PickedCard, SourceDeck, compose, file_name, source_decks
from kompas_tui.domain.language.errors import KompasError, reason
from kompas_tui.domain.language.wording import quoted
from kompas_tui.journal.files import ORDINARY, put_in_place
from kompas_tui.tui.ports import SavedDeck


def decks_to_take_from(own: Sequence[Path]) -> list[SourceDeck]:
    """The own decks, then the shipped ones."""
    return source_decks([*own, *shipped_decks().values()])


def save_composed(title: str, picked: Sequence[PickedCard], before: Path | None = None) -> SavedDeck:
    """Write the deck into the current folder and check it; only `before`, saved from here, is written over."""
    path = Path.cwd() / file_name(title)
    if path.exists() and path != before:
        raise KompasError(f"{quoted(path.name)} is er al. Kies een andere titel.")
    made = compose(title, picked)
    try:
        for name, source in made.files.items():
            _bring(source, path.parent / name)
        put_in_place(made.text.encode(), path, ORDINARY)
    except OSError as error:
        raise KompasError(f"In {quoted(str(path.parent))} kan ik niet schrijven: {reason(error)}.") from error
    findings = check([path])
    return SavedDeck(path, () if findings.is_fine else tuple(findings.lines))


def _bring(source: Path, target: Path) -> None:
    """Copy a file beside the new deck; one of that name that says something else stays what it is.

    A link is something else too, wherever it leads: a folder from somebody else can hold anything.
    """
    if os.path.lexists(target):
        if target.is_symlink() or not target.is_file() or target.read_bytes() != source.read_bytes():
            raise KompasError(f"Naast je kaartenset ligt al een ander {quoted(target.name)}. Geef dat een andere naam.")
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.resolve().is_relative_to(Path.cwd().resolve()):
        raise KompasError(f"{quoted(target.parent.name)} leidt naar een andere map. Geef die een andere naam.")
    put_in_place(source.read_bytes(), target, ORDINARY)

"""A bear's drawing: a shipped one by name, else a text file beside the deck, and never anything else on the disk."""

from pathlib import Path

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.wording import did_you_mean, nearest, quoted

SHIPPED = Path(__file__).parent.parent / "drawings"
SUFFIX = ".txt"
LARGEST_DRAWING = 64_000
_MOST_NAMED = 4
"""So many own drawings are named where none looks like what was meant."""


def read_drawing(name: str, beside: Path | None) -> str:
    """The text of a drawing; KompasError says why there is none, with the nearest name."""
    path = _find(name, beside)
    if path is None:
        raise KompasError(_unknown(name, beside))
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_DRAWING + 1)
    except OSError as error:
        raise KompasError(f"de tekening {quoted(name)} gaat niet open. Kijk of je het bestand mag lezen.") from error
    if len(raw) > LARGEST_DRAWING:
        raise KompasError(f"de tekening {quoted(name)} is groter dan 64 kB. Maak hem kleiner.")
    try:
        if b"\0" not in raw:
            return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    raise KompasError(f"de tekening {quoted(name)} is geen tekst. Bewaar het bestand als UTF-8.")


def _find(name: str, beside: Path | None) -> Path | None:
    bare = name.removesuffix(SUFFIX)
    if not bare or bare.startswith(".") or any(char in "/\\:\0" for char in bare):
        return None
    return next(
        (drawing_file for folder in (SHIPPED, beside) if folder is not None and (drawing_file := _file(folder, bare))),
        None,
    )


def _file(folder: Path, bare: str) -> Path | None:
    """The drawing in this folder, where it is a file that lies there itself and not behind a link."""
    path = folder / f"{bare}{SUFFIX}"
    try:
        return path if path.is_file() and path.resolve().parent == folder.resolve() else None
    except OSError:  # a name too long for this file system, or a folder that can't be looked into
        return None


def _unknown(name: str, beside: Path | None) -> str:
    if "/" in name or "\\" in name:
        return "noem alleen de naam van de tekening. Zet het bestand naast de kaartenset."
    own = sorted(path.stem for path in beside.glob(f"*{SUFFIX}")) if beside is not None else []
    shipped = sorted(path.stem for path in SHIPPED.glob(f"*{SUFFIX}"))
    bare = name.removesuffix(SUFFIX)
    near = [*own, *shipped] if nearest(bare, own) else [*own[:_MOST_NAMED], *shipped]
    return f"er is geen tekening {quoted(name)}. {did_you_mean(bare, near)}"

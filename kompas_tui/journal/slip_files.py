"""The file with the codes of slips that were printed before a session: one a line, readable for its owner only."""

from collections.abc import Sequence
from pathlib import Path

from kompas_tui.domain.language.errors import KompasError, why_unread
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.question.slips import MOST_SLIPS, in_print, is_slip
from kompas_tui.journal.files import put_in_place, read_small

_LARGEST = 1 << 17
_REMARK = "#"
_HEAD = (
    "# Stemcodes van Kompas. Wie dit bestand heeft, kan stemmen.",
    "# Bewaar het goed en gooi het na de sessie weg.",
)


def write_slip_file(path: Path, codes: Sequence[str]) -> None:
    """Write the codes by the alphabet, which tells nothing of the order on paper."""
    put_in_place("\n".join([*_HEAD, *map(in_print, sorted(codes)), ""]).encode("ascii"), path)


def read_slip_file(path: Path) -> tuple[str, ...]:
    """The codes in a file; KompasError says what is wrong with it."""
    try:
        lines = read_small(path, _LARGEST).decode("ascii").splitlines()
    except FileNotFoundError as error:
        raise KompasError(f"Het bestand {path} is er niet. Maak het met: kompas stembriefjes.") from error
    except UnicodeDecodeError as error:
        raise KompasError(_no_codes(path)) from error
    except OSError as error:
        raise KompasError(
            f"Het bestand {path} kan ik niet lezen: {why_unread(error)}. Noem een ander bestand."
        ) from error
    codes: dict[str, None] = {}
    for number, line in enumerate(lines, 1):
        code = line.replace("-", "").strip()
        if not code or code.startswith(_REMARK):
            continue
        if not is_slip(code):
            raise KompasError(f"{path}, regel {number}: dit is geen stemcode. Maak de stembriefjes opnieuw.")
        codes[code] = None
    if not 0 < len(codes) <= MOST_SLIPS:
        raise KompasError(_no_codes(path))
    return tuple(codes)


def _no_codes(path: Path) -> str:
    return f"In {quoted(path.name)} staan geen stemcodes. Kies het bestand dat ‘kompas stembriefjes’ maakte."

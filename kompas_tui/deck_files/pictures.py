"""A deck's own pictures: found beside it and nowhere else, checked, and drawn anew without anything hidden in them."""

import hashlib
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import did_you_mean, nearest, quoted
from kompas_tui.domain.question.pictures import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")
FORMATS = ("PNG", "JPEG", "WEBP")
LARGEST_SOURCE = 5_000_000
# By pixels too: a small file can unfold to gigabytes.
_MOST_PIXELS = 30_000_000
# No beamer of a hall shows more, and each picture travels with the session.
LONGEST_SIDE, _QUALITY = 1600, 85
LEAST_SIDE = 40
_LONGEST_KEPT, _THINNEST_KEPT = 4000, 100
"""What we keep is smaller, and no strip that is so many times as long as it is wide."""
_MOST_SCANS = 64
"""A JPEG that comes sharp in steps has about ten; each is a few bytes, and takes as long as the whole picture."""
_MARKER = re.compile(rb"\xff([^\x00\x01\xd0-\xd7\xff])")
"""What is no part of the picture itself, in a JPEG."""
_SCAN, _END = b"\xda", b"\xd9"
# On a screen of letters a longer strip is one row or one column, in which nothing can be told apart.
_MOST_STRETCHED = 5
_LONGEST_NAME = 200
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)

_BESIDE = "Zet het bestand naast de kaartenset."
_ON_THE_WEB = f"een plaatje van internet toont Kompas niet. {_BESIDE}"
_OUTSIDE = f"dit plaatje ligt buiten de map van de kaartenset. {_BESIDE}"
_NO_PICTURE = "dit is geen plaatje dat Kompas kan lezen. Bewaar het als PNG of JPEG."
_BROKEN = "dit plaatje is beschadigd. Bewaar het opnieuw als PNG of JPEG."
_TOO_MANY_BYTES = "dit plaatje is groter dan 5 MB. Maak het kleiner."
_TOO_MANY_PIXELS = "dit plaatje heeft meer dan 30 miljoen beeldpunten. Maak het kleiner."
_TOO_SMALL = f"dit plaatje is te klein. Neem er een van minstens {LEAST_SIDE} bij {LEAST_SIDE} beeldpunten."
_A_STRIP = (
    f"dit plaatje is te smal of te plat. Snijd het bij, tot het hooguit {_MOST_STRETCHED} keer zo hoog of breed is."
)

FindPicture = Callable[[str], Picture]
"""The picture that a deck names, without words yet; KompasError says why there is none."""


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A JPEG without anything beside the picture, known by its hash, and its size in pixels."""

    data: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes."""
        return hashlib.sha256(self.data).hexdigest()


class NotDrawn(KompasError):
    """These bytes hold no picture, or one that is too large; the sentence says which."""

    def __init__(self, sentence: str, *, is_too_large: bool = False) -> None:
        super().__init__(sentence)
        self.is_too_large = is_too_large


def redrawn(
    sent: bytes, formats: tuple[str, ...], most_pixels: int = _MOST_PIXELS, longest: int = LONGEST_SIDE,
    quality: int = _QUALITY,
) -> Redrawn:  # fmt: skip
    """The picture in these bytes: upright, on white, its longest side at most so many pixels; NotDrawn for others."""
    drawn = upright(sent, formats, most_pixels, longest, "RGB")
    stream = io.BytesIO()
    drawn.save(stream, "JPEG", quality=quality, optimize=True)
    return Redrawn(stream.getvalue(), *drawn.size)


def upright(
    sent: bytes, formats: tuple[str, ...], most_pixels: int, longest: int, mode: Literal["RGB", "L"]
) -> "Image":
    """The same as pixels: in colour, or in grey, which takes a quarter of the memory."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(sent), formats=formats) as opened:
            if opened.width * opened.height > most_pixels:
                raise NotDrawn(_TOO_MANY_PIXELS, is_too_large=True)
            if _scans(sent) > _MOST_SCANS:
                raise NotDrawn(_BROKEN)
            opened.draft(mode, (longest, longest))
            turned = _in_tones(ImageOps.exif_transpose(opened))
            turned = turned.convert(mode) if mode == "L" else turned
            turned.thumbnail((longest, longest))
            if mode == "L":
                return turned
            drawn = Image.new(mode, turned.size, "white")
            whole = turned.convert("RGBA")
            drawn.paste(whole, mask=whole)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotDrawn(_TOO_MANY_PIXELS, is_too_large=True) from error
    except UnidentifiedImageError as error:
        raise NotDrawn(_NO_PICTURE) from error
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:  # what a broken or hostile file gives
        raise NotDrawn(_BROKEN) from error
    return drawn


def is_as_kept(data: bytes, digest: str) -> bool:
    """Whether this is what has this hash, and a whole JPEG no larger than ours: from elsewhere anything may come."""
    from PIL import Image

    if hashlib.sha256(data).hexdigest() != digest:
        return False
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as opened:
            longest, shortest = max(opened.size), min(opened.size)
            if longest > min(_LONGEST_KEPT, _THINNEST_KEPT * shortest) or _scans(data) > _MOST_SCANS:
                return False
            opened.draft("L", (1, 1))
            opened.load()
    except (Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError, MemoryError):
        return False
    return True


def _scans(picture: bytes) -> int:
    """How many scans a JPEG has, as far as that matters; none in other pictures."""
    at, scans = 2, 0
    if not picture.startswith(b"\xff\xd8"):
        return 0
    while scans <= _MOST_SCANS and (marker := _MARKER.search(picture, at)) and marker[1] != _END:
        scans += marker[1] == _SCAN
        at = marker.end() + max(2, int.from_bytes(picture[marker.end() : marker.end() + 2], "big"))
    return scans


def _in_tones(opened: "Image") -> "Image":
    """The picture in a mode that can be made smaller smoothly: a palette can't, and 16 bits of grey are cut off."""
    if opened.mode in ("P", "PA"):
        return opened.convert("RGBA")
    if opened.mode.startswith("I"):
        return opened.convert("I").point(lambda tone: tone * (1 / 256)).convert("L")
    return opened.convert("L") if opened.mode == "1" else opened


class PictureFolder:
    """The pictures in the folder of a deck; what was found of them stands in `found`, by hash."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.found: dict[str, bytes] = {}

    def find(self, name: str) -> Picture:
        """The picture of this name; KompasError says why there is none."""
        path = self._path(name)
        try:
            known = path.stat()
            kept = _redrawn_file(path, known.st_mtime_ns, known.st_size, known.st_ino)
        except OSError as error:
            raise KompasError("dit plaatje gaat niet open. Kijk of je het bestand mag lezen.") from error
        if min(kept.width, kept.height) < LEAST_SIDE:
            raise KompasError(_TOO_SMALL)
        if max(kept.width, kept.height) > min(kept.width, kept.height) * _MOST_STRETCHED:
            raise KompasError(_A_STRIP)
        self.found[kept.digest] = kept.data
        return Picture(clean_line(name, _LONGEST_NAME), kept.digest, kept.width, kept.height)

    def _path(self, name: str) -> Path:
        if _ADDRESS.match(name):
            raise KompasError(_ON_THE_WEB)
        if not name.isprintable() or len(name) > _LONGEST_NAME:
            raise KompasError("deze naam van een bestand kan niet. Geef het bestand een korte naam.")
        try:
            path = (self._folder / name.replace("\\", "/")).resolve()
            if not path.is_relative_to(self._folder.resolve()):
                raise KompasError(_OUTSIDE)
            if path.is_file():
                return path
        except (OSError, ValueError, RuntimeError):  # a name too long for this file system, or a circle of links
            pass
        raise KompasError(f"{_missing(name)} {self._meant(name)}")

    def _meant(self, name: str) -> str:
        try:
            there = sorted(path.name for path in self._folder.iterdir() if path.suffix.lower() in SUFFIXES)
        except OSError:
            there = []
        return did_you_mean(name, there) if nearest(name, there) else _BESIDE


@lru_cache(maxsize=32)
def _redrawn_file(path: Path, changed: int, size: int, inode: int) -> Redrawn:
    """What is kept of a file, as long as it is as it was."""
    if size > LARGEST_SOURCE:
        raise KompasError(_TOO_MANY_BYTES)
    with path.open("rb") as file:
        sent = file.read(LARGEST_SOURCE + 1)
    if len(sent) > LARGEST_SOURCE:
        raise KompasError(_TOO_MANY_BYTES)
    return redrawn(sent, FORMATS)


def kept_among(pictures: Sequence[Picture]) -> FindPicture:
    """Finds a picture among those that a session keeps; of one that it doesn't know only the name is left."""
    by_name = {picture.name: picture for picture in pictures}
    return lambda name: by_name.get(clean_line(name, _LONGEST_NAME), Picture(clean_line(name, _LONGEST_NAME)))


def nowhere(name: str) -> Picture:
    """Finds none: a text without a folder has no pictures."""
    raise KompasError(f"{_missing(name)} {_BESIDE}")


def _missing(name: str) -> str:
    return f"het plaatje {quoted(clean_line(name, _LONGEST_NAME))} is er niet."

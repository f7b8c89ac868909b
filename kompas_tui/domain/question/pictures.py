"""A picture that lay beside a deck, as a session knows it: by the hash of what is kept of it, and in words."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

PICTURE, ALT = "beeld", "alt"
"""The keys of a block that name a picture, and say what there is to see on it."""

LONGEST_ALT = 300

SCENES = ("stad", "kringloop")
"""The scenes that are drawn by us for a plate; none of them is a file."""

GROUNDS = (*SCENES, "wijk")
"""What is drawn by us to put pins on: those, and a map."""

_IS_DIGEST = re.compile(r"[0-9a-f]{64}")
_LARGEST_SIDE = 20_000


class Picture(msgspec.Struct, frozen=True, omit_defaults=True):
    """A picture by its SHA-256, with its size in pixels and its words; without a hash only the words are left."""

    name: str = msgspec.field(name="bestand")
    digest: str = msgspec.field(name="sha256", default="")
    width: int = msgspec.field(name="breedte", default=0)
    height: int = msgspec.field(name="hoogte", default=0)
    alt: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether something of it can be shown."""
        sides = (self.width, self.height)
        return bool(_IS_DIGEST.fullmatch(self.digest)) and all(0 < side <= _LARGEST_SIDE for side in sides)

    @property
    def source(self) -> str:
        """Where it is to be had: its hash, or the name of a scene; empty where nothing of it can be shown."""
        return self.digest if self.is_kept else self.name if self.name in GROUNDS else ""

    @property
    def ratio(self) -> float:
        """Its width, in its heights."""
        sides = (self.width, self.height)
        return self.width / self.height if all(0 < side <= _LARGEST_SIDE for side in sides) else 1.0

    def within(self, width: float, height: float) -> tuple[int, int]:
        """The largest size, at least 1 by 1, at which it fits in this room as it is; never larger than it was."""
        share = min(width / self.width, height / self.height, 1.0) if self.is_kept else 0.0
        return max(round(self.width * share), 1), max(round(self.height * share), 1)

    def saying(self, words: str) -> "Picture":
        """The same picture with what there is to see on it."""
        return msgspec.structs.replace(self, alt=words)


def kept_picture(value: Any) -> Picture | None:
    """The picture that a block of a session holds; None where it is something else."""
    if not isinstance(value, Mapping):
        return None
    try:
        return msgspec.convert(value, Picture)
    except msgspec.ValidationError:
        return None


def as_block(picture: Picture) -> dict[str, Any]:
    """The picture in plain JSON, as a block of a session holds it."""
    return {key: value for key, value in msgspec.to_builtins(picture).items() if key != ALT}

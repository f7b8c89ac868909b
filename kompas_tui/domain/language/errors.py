"""The errors a user can meet; each message is a Dutch sentence with the next step."""

import errno
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

_REASONS = {
    errno.ENOSPC: "er is geen plek meer op de schijf",
    errno.EDQUOT: "er is geen plek meer op de schijf",
    errno.EACCES: "je mag hier niet schrijven",
    errno.EPERM: "je mag hier niet schrijven",
    errno.EROFS: "je mag hier niet schrijven",
    errno.ENOENT: "die map is er niet",
    errno.ENOTDIR: "die map is er niet",
    errno.EISDIR: "dit is een map",
    errno.ELOOP: "dit is een snelkoppeling die ik niet kan volgen",
    errno.ENODEV: "dit is geen gewoon bestand",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.EFBIG: "dit wordt groter dan deze schijf toelaat",
    errno.EMFILE: "er zijn te veel bestanden open",
    errno.ENFILE: "er zijn te veel bestanden open",
    errno.EBUSY: "een ander programma gebruikt dit",
    errno.EIO: "de schijf werkt niet goed",
}
_AWAY = ("ESTALE", "ETIMEDOUT", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH", "EREMOTEIO")
"""What a network disk says that is away; which of them a system knows differs."""
_REASONS |= {getattr(errno, name): "de netwerkschijf antwoordt niet" for name in _AWAY if hasattr(errno, name)}


def reason(error: OSError) -> str:
    """Why the system refuses, as a short Dutch phrase; its own words are English."""
    if error.errno is None:
        return "onbekende fout"
    return _REASONS.get(error.errno, f"fout {error.errno}")


_UNREAD = {
    **dict.fromkeys((errno.EACCES, errno.EPERM), "je mag dit bestand niet lezen"),
    errno.ENOENT: "het is er niet",
    errno.EFBIG: "het is te groot",
}


def why_unread(error: OSError) -> str:
    """Why the system does not let a file be read, as `reason` says it of writing."""
    return _UNREAD.get(error.errno or 0) or reason(error)


class KompasError(Exception):
    """The base of all errors with a message for a user."""


class AnswerRefused(KompasError):
    """A participant's answer can't be taken as it is."""


Remedy = Literal["open", "sluit", "toon", "verslag"]
"""The command that helps, by its name; each view says by which key or button it is given."""


class CommandRefused(KompasError):
    """A facilitator's command can't be carried out now; the remedy is the command that helps, where one does."""

    def __init__(self, sentence: str, remedy: Remedy | None = None) -> None:
        super().__init__(sentence)
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a deck; `path` leads to the value, such as ("opties", 2)."""

    message: str
    path: tuple[str | int, ...] = ()


class InvalidOptions(KompasError):
    """The options of a block hold one or more problems."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(p.message for p in problems))
        self.problems = tuple(problems)

"""How a session is served: its address, port and key, and what the beamer says of them."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kompas_tui.cli.dutch import ADDRESS
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.tui.ports import Entrance

if TYPE_CHECKING:
    from kompas_tui.journal import Served

_KEY, WIFI_PASSWORD = "KOMPAS_SLEUTEL", "KOMPAS_WIFI_WACHTWOORD"
LOOPBACK = "127.0.0.1"
NO_NETWORK = "Er is geen netwerk. Kompas werkt alleen op deze laptop. Zet wifi aan en start opnieuw."


@dataclass(frozen=True, slots=True)
class ServeAs:
    """What the facilitator wants of the address and the port; empty and None leave it to Kompas."""

    address: str = ""
    port: int | None = None
    wifi: str = ""
    follow: bool = False

    @property
    def is_known(self) -> bool:
        """Whether both are given, so that they can be said before anything is opened."""
        return bool(self.address and self.port)


def given_key() -> str:
    """The key of the remote that the facilitator chose; empty where none was."""
    return os.environ.get(_KEY, "").strip()


def facilitator_key() -> str:
    """The key of the remote, from the environment or a new one that can be read aloud."""
    given = given_key()
    if not given:
        from kompas_tui.domain.question.ballots import spelled  # what it brings along would make the first frame late

        code = spelled(secrets.token_bytes(32), 12)
        return "-".join((code[:4], code[4:8], code[8:]))
    if not (given.isascii() and given.isprintable()) or " " in given:
        raise KompasError(f"De sleutel in {_KEY} mag geen spaties of letters met accenten hebben. Kies een andere.")
    return given


def choose_address(wanted: str, kept: Served, ours: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The address for the QR, and what to say about it: the wanted one, the kept one if it still holds, the first."""
    if wanted:
        return wanted, ()
    if not ours:
        return LOOPBACK, (NO_NETWORK,)
    earlier = kept.address
    return (earlier, ()) if earlier in ours or _is_name(earlier) else (ours[0], ())


def _is_name(address: str) -> bool:
    """Whether the facilitator named this machine; a name may lead to another address each time."""
    return ADDRESS.fullmatch(address) is not None and any(char.isalpha() for char in address)


def wanted_port(wanted: int | None, kept: Served) -> int | None:
    """The port to try first; None leaves the choice to the server."""
    return wanted or kept.port or None


def port_of(sock: socket.socket) -> int:
    """The port that a socket got."""
    return int(sock.getsockname()[1])


def entrance_at(address: str, port: int, code: str, wifi: str, notices: tuple[str, ...]) -> Entrance:
    """Where participants join; the QR's text is in upper case, which keeps it small."""
    place = f"{address}:{port}/{code}"
    password = os.environ.get(WIFI_PASSWORD, "") if wifi else ""
    return Entrance(f"HTTP://{place}".upper(), place, notices, wifi, password)

"""How a session is served: its address, port and key, and what the beamer says of them."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kompas_tui.cli.dutch import ADDRESS
from kompas_tui.domain.language.codes import spelled
from kompas_tui.domain.language.errors import KompasError

if TYPE_CHECKING:
    from kompas_tui.journal import Served
    from kompas_tui.tui.ports import AddressChoice, Entrance

_KEY, WIFI_PASSWORD = "KOMPAS_SLEUTEL", "KOMPAS_WIFI_WACHTWOORD"
LOOPBACK = "127.0.0.1"
NO_NETWORK = (
    "Er is geen netwerk waar telefoons bij kunnen. Kompas werkt alleen op deze laptop. "
    "Zet wifi aan, of kies een ander netwerk."
)
"""Also for a network that gives this laptop no address, or only one of IPv6."""


@dataclass(frozen=True, slots=True)
class ServeAs:
    """What the facilitator wants of the address and the port; empty and None leave it to Kompas."""

    address: str = ""
    port: int | None = None
    wifi: str = ""
    follow: bool = False


def given_key() -> str:
    """The key of the remote that the facilitator chose; empty where none was."""
    return os.environ.get(_KEY, "").strip()


def facilitator_key() -> str:
    """The key of the remote, from the environment or a new one that can be read aloud."""
    given = given_key()
    if not given:
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
    return (earlier, ()) if earlier in ours or is_name(earlier) else (ours[0], ())


def is_name(address: str) -> bool:
    """Whether the facilitator named this machine; a name may lead to another address each time."""
    return ADDRESS.fullmatch(address) is not None and any(char.isalpha() for char in address)


def wanted_port(wanted: int | None, kept: Served) -> int | None:
    """The port to try first; None leaves the choice to the server."""
    return wanted or kept.port or None


def port_of(sock: socket.socket) -> int:
    """The port that a socket got."""
    return int(sock.getsockname()[1])


def entrance_at(
    address: str, port: int, path: str, wifi: str = "", choices: tuple[AddressChoice, ...] = ()
) -> Entrance:
    """Where phones come in; capitals keep the QR small, but some cameras take HTTP:// in capitals for plain text."""
    return entrance_of("http", f"{address}:{port}/{path}", wifi, choices)


def entrance_of(scheme: str, link: str, wifi: str, choices: tuple[AddressChoice, ...] = ()) -> Entrance:
    """Where phones come in by this link, which begins with a host."""
    from kompas_tui.tui.ports import Entrance

    password = os.environ.get(WIFI_PASSWORD, "") if wifi else ""
    return Entrance(f"{scheme}://{link.upper()}", link, (), wifi, password, choices)

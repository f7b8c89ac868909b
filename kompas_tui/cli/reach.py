"""Over which addresses phones may reach this laptop, in words, and which of them is used now."""

from __future__ import annotations

import asyncio
import platform
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING

from kompas_tui.cli.entrance import LOOPBACK, entrance_at
from kompas_tui.tui.ports import AddressChoice, Entrance
from kompas_tui.web.addresses import Network, NetworkSort, networks

if TYPE_CHECKING:
    from kompas_tui.domain.session.round import Round
    from kompas_tui.workshop import Workshop

_SORTS = {
    NetworkSort.WIFI: "wifi",
    NetworkSort.CABLE: "kabel",
    NetworkSort.UNKNOWN: "netwerk",
    NetworkSort.MOBILE: "mobiel internet",
    NetworkSort.TUNNEL: "VPN",
    NetworkSort.VIRTUAL: "alleen op deze laptop",
}

_WARNINGS = {
    NetworkSort.MOBILE: "Dit adres is van mobiel internet. Telefoons in de zaal komen er meestal niet.",
    NetworkSort.TUNNEL: "Dit adres is van een VPN. Telefoons in de zaal komen er niet.",
    NetworkSort.VIRTUAL: "Dit adres bestaat alleen op deze laptop. Telefoons komen er niet.",
}

IN_WSL = "Kompas draait in WSL. Telefoons komen er pas in met ‘networkingMode=mirrored’ in het bestand .wslconfig."
_LOOK_SECONDS = 5.0
"""A laptop that changes networks is known soon enough."""
CUT_OFF = "Deze laptop heeft geen netwerk meer. Telefoons komen er niet in. Zet de wifi weer aan."
MOVED = "Deze laptop heeft nu een ander adres. Toon de code: telefoons moeten hem opnieuw scannen."
MOVED_IN_ROUND = f"{MOVED} Wie al antwoordde, telt dan dubbel. Open daarna een nieuwe ronde."
"""A browser keeps what a phone is known by for one address only, so that at another one each phone is a new one."""

_ONLY_HERE = "Dit adres is deze laptop zelf. Telefoons komen er niet."
_OWN_CHOICE, _GONE = "zelf gekozen", "niet meer verbonden"


def is_wsl(release: str = "") -> bool:
    """Whether this is Linux within Windows, which has a network of its own; `release` is that of the kernel."""
    return "microsoft" in (release or platform.release()).lower()


def is_only_here(address: str) -> bool:
    """Whether an address means this laptop on every device that opens it."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address == "localhost"
    return parsed.is_loopback or parsed.is_unspecified


def address_choices(attached: list[Network], chosen: str, *, is_gone: bool = False) -> tuple[AddressChoice, ...]:
    """The addresses as the facilitator chooses them, with the one that was chosen by name among them."""
    choices = [
        AddressChoice(one.address, f"{_SORTS[one.sort]} ({one.adapter})", _WARNINGS.get(one.sort, ""))
        for one in attached
    ]
    if is_only_here(chosen):
        return AddressChoice(chosen, _SORTS[NetworkSort.VIRTUAL], _ONLY_HERE), *choices
    if chosen not in [choice.address for choice in choices]:
        return AddressChoice(chosen, *((_GONE, CUT_OFF) if is_gone else (_OWN_CHOICE,))), *choices
    return tuple(choices)


def network_notices(choice: AddressChoice | None, *, in_wsl: bool) -> tuple[str, ...]:
    """What the facilitator must know of the address that is used."""
    if in_wsl:
        return (IN_WSL,)
    return (choice.warning,) if choice is not None and choice.warning and choice.address != LOOPBACK else ()


@dataclass(slots=True)
class Reach:
    """How phones come in now; the address can be changed while everything goes on."""

    address: str
    port: int
    wifi: str = ""
    is_given: bool = False
    """Whether the facilitator named the address, which may be that of a router or of the Windows around WSL."""
    attached: Callable[[], list[Network]] = networks
    """What this laptop is connected to now."""
    _is_chosen: bool = False
    """Whether the facilitator took this one of several, which holds for as long as it is there."""

    @property
    def place(self) -> str:
        """Address and port."""
        return f"{self.address}:{self.port}"

    @property
    def is_cut_off(self) -> bool:
        """Whether this laptop has lost the address that phones came in by, and has none in its place."""
        is_ours = self.is_given or is_only_here(self.address)
        return not is_ours and self.address not in [one.address for one in self.attached()]

    def choose(self, address: str) -> None:
        """Let phones come in by this address, as the facilitator wants."""
        self.address, self._is_chosen = address, True

    def renew(self) -> bool:
        """Take an address in the room where the one in use is gone or never was one; False where it can stay."""
        attached = self.attached()
        in_room = [one.address for one in attached if one.sort.is_in_room]
        stays = self._is_chosen and self.address in [one.address for one in attached]
        if self.is_given or stays or not in_room or self.address in in_room:
            return False
        self.address, self._is_chosen = in_room[0], False
        return True

    def entrance(self, path: str, notices: tuple[str, ...] = ()) -> Entrance:
        """Where phones come in, with the addresses that there are now."""
        choices = address_choices(self.attached(), self.address, is_gone=self.is_cut_off)
        made = entrance_at(self.address, self.port, path, self.wifi, choices=choices)
        told = (*notices, *network_notices(made.chosen, in_wsl=is_wsl()))
        return Entrance(made.url, made.address, told, made.wifi, made.wifi_password, choices)


async def follow_network(reach: Reach, moved: Callable[[], object], workshop: Workshop) -> None:
    """Keep the code right and the facilitator informed for as long as this runs; `moved` is called at a new address."""
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        look_around(reach, moved, workshop)


def look_around(reach: Reach, moved: Callable[[], object], workshop: Workshop) -> None:
    """Look once whether phones still get here, and tell what changed until it no longer holds."""
    told = workshop.watch.network
    if reach.renew():
        moved()
        told = MOVED_IN_ROUND if _counts_phones(workshop.session.open_round) else MOVED
    elif reach.is_cut_off:
        told = CUT_OFF
    elif told == CUT_OFF or workshop.covers.top == "meedoen":  # there the new code is seen
        told = ""
    workshop.watch.network_is(told)


def _counts_phones(current: Round | None) -> bool:
    """Whether phones answered here, each for itself: a table and a slip count once, from whichever phone."""
    return current is not None and current.answers > 0 and not (current.one_a_table or current.activity.by_slip)

"""Over which addresses phones may reach this laptop, in words, and which of them is used now."""

import platform
from dataclasses import dataclass
from ipaddress import ip_address

from kompas_tui.cli.entrance import LOOPBACK, entrance_at
from kompas_tui.tui.ports import AddressChoice, Entrance
from kompas_tui.web.addresses import Network, NetworkSort, networks

_SORTS = {
    NetworkSort.WIFI: "wifi",
    NetworkSort.CABLE: "kabel",
    NetworkSort.UNKNOWN: "netwerk",
    NetworkSort.MOBILE: "mobiel internet",
    NetworkSort.TUNNEL: "VPN",
    NetworkSort.VIRTUAL: "alleen in deze laptop",
}

_WARNINGS = {
    NetworkSort.MOBILE: "Dit adres is van mobiel internet. Telefoons in de zaal komen er meestal niet.",
    NetworkSort.TUNNEL: "Dit adres is van een VPN. Telefoons in de zaal komen er niet.",
    NetworkSort.VIRTUAL: "Dit adres bestaat alleen in deze laptop. Telefoons komen er niet.",
}

IN_WSL = "Kompas draait in WSL. Telefoons komen er pas in met ‘networkingMode=mirrored’ in het bestand .wslconfig."
_ONLY_HERE = "Dit adres is deze laptop zelf. Telefoons komen er niet."
_OWN_CHOICE = "zelf gekozen"


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


def address_choices(attached: list[Network], chosen: str) -> tuple[AddressChoice, ...]:
    """The addresses as the facilitator chooses them, with the one that was chosen by name among them."""
    choices = [
        AddressChoice(one.address, f"{_SORTS[one.sort]} ({one.adapter})", _WARNINGS.get(one.sort, ""))
        for one in attached
    ]
    if is_only_here(chosen):
        return AddressChoice(chosen, _SORTS[NetworkSort.VIRTUAL], _ONLY_HERE), *choices
    if chosen not in [choice.address for choice in choices]:
        return AddressChoice(chosen, _OWN_CHOICE), *choices
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

    @property
    def place(self) -> str:
        """Address and port."""
        return f"{self.address}:{self.port}"

    def better(self) -> str:
        """What can take the place of an address that is gone, or of none at all; empty where it can stay."""
        addresses = [one.address for one in networks()]
        return "" if self.is_given or not addresses or self.address in addresses else addresses[0]

    def entrance(self, path: str, notices: tuple[str, ...] = ()) -> Entrance:
        """Where phones come in, with the addresses that there are now."""
        choices = address_choices(networks(), self.address)
        made = entrance_at(self.address, self.port, path, self.wifi, choices=choices)
        told = (*notices, *network_notices(made.chosen, in_wsl=is_wsl()))
        return Entrance(made.url, made.address, told, made.wifi, made.wifi_password, choices)

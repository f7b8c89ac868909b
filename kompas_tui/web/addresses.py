"""The addresses at which this machine can be reached, and over what; knows no request and no session."""

import enum
import ipaddress
import re
import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import ifaddr


class NetworkSort(enum.IntEnum):
    """Over what an address goes, the likeliest for phones first."""

    WIFI = 0
    CABLE = 1
    UNKNOWN = 2
    MOBILE = 3
    TUNNEL = 4
    """A VPN or the like: phones in the room are not in it."""
    VIRTUAL = 5
    """A network that lives inside this machine."""

    @property
    def is_in_room(self) -> bool:
        """Whether a phone in the room may well be on it."""
        return self <= NetworkSort.UNKNOWN


@dataclass(frozen=True, slots=True)
class Network:
    """An address with the adapter that it belongs to, as the system calls it."""

    address: str
    adapter: str
    sort: NetworkSort


_NAMES: Sequence[tuple[NetworkSort, str]] = (
    (
        NetworkSort.VIRTUAL,
        r"^(lo\d*$|docker|br-|veth|virbr|vmnet|vmenet|vboxnet|lxc|lxd|podman|cni|cali|flannel|kube|dummy|ifb|bridge\d{3})"
        r"|vethernet|virtualbox|vmware|hyper-v|docker|loopback|npcap",
    ),
    (
        NetworkSort.TUNNEL,
        r"^(utun|tun|tap|wg|tailscale|ts\d|zt|feth|ppp|ipsec|nordlynx|proton|gpd|cscotun|outline|warp|nebula)"
        r"|tailscale|zerotier|wireguard|wintun|openvpn|tap-|anyconnect|globalprotect|pangp|forti|juniper|pulse secure"
        r"|check point|nordvpn|surfshark|mullvad|\bvpn\b|tunnel|hamachi|softether",
    ),
    (NetworkSort.MOBILE, r"^(ww|rmnet)|mobile broadband|cellular"),
    (NetworkSort.WIFI, r"^(wl|wifi|ath\d|ra\d)|wi-?fi|wireless|wlan|802\.11|draadloos"),
    (NetworkSort.CABLE, r"^(en|eth|em\d|usb|lan)|ethernet|gigabit|gbe\b|\blan\b"),
)
"""By the name of an adapter on Linux, on macOS, and as Windows describes it; the first that fits counts.

Windows calls the adapters of virtual machines and VPNs "Ethernet Adapter" too, so these come first.
"""

_PATTERNS = [(sort, re.compile(pattern, re.IGNORECASE)) for sort, pattern in _NAMES]

_SYSTEM = Path("/sys/class/net")


def sort_of(adapter: str) -> NetworkSort:
    """Over what an adapter of this name goes."""
    if _is_wireless(adapter):
        return NetworkSort.WIFI
    return next((sort for sort, pattern in _PATTERNS if pattern.search(adapter)), NetworkSort.UNKNOWN)


def _is_wireless(adapter: str) -> bool:
    """Whether Linux says so; its names can be chosen freely."""
    return "/" not in adapter and (_SYSTEM / adapter / "wireless").is_dir()


def own_addresses() -> set[str]:
    """Every address of this machine, also those that no phone can use."""
    return {address for address, _ in _found()}


def networks() -> list[Network]:
    """Where phones might reach this machine, the likeliest first; empty without a network."""
    return likeliest_first((pair for pair in _found() if _is_usable(pair[0])), _towards_outside())


def likeliest_first(adapters: Iterable[tuple[str, str]], outward: str = "") -> list[Network]:
    """Addresses with their adapters in the order in which phones in the room may reach them.

    `outward` leads to the internet: of several networks in the room it is the likeliest, but a VPN takes that too.
    """
    known = [Network(address, adapter, sort_of(adapter)) for address, adapter in dict(adapters).items()]
    order = {address: index for index, address in enumerate(private_first([one.address for one in known], outward))}

    def rank(network: Network) -> tuple[bool, int, int]:
        sort = network.sort
        return not sort.is_in_room, 0 if sort.is_in_room else sort, order[network.address]

    return sorted(known, key=rank)


def local_addresses() -> list[str]:
    """The IPv4 addresses for phones, the likeliest first; empty without a network."""
    return [network.address for network in networks()]


def private_first(addresses: Iterable[str], outward: str = "") -> list[str]:
    """Private addresses first; among them the one that leads outside, then the usual home and office ranges."""

    def rank(address: str) -> tuple[bool, bool, bool]:
        parsed = ipaddress.ip_address(address)
        return (not parsed.is_private, address != outward, not address.startswith("192.168."))

    return sorted(dict.fromkeys(addresses), key=rank)


def _found() -> list[tuple[str, str]]:
    return [
        (ip.ip if isinstance(ip.ip, str) else ip.ip[0], adapter.nice_name)
        for adapter in ifaddr.get_adapters()
        for ip in adapter.ips
    ]


def _is_usable(address: str) -> bool:
    parsed = ipaddress.ip_address(address)
    return parsed.version == 4 and not (parsed.is_loopback or parsed.is_link_local or parsed.is_unspecified)


def _towards_outside() -> str:
    """The address from which this machine would reach the outside; choosing it sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])

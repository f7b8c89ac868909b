"""The addresses at which this machine can be reached; knows no request and no session."""

import ipaddress
import socket
from collections.abc import Iterable

import ifaddr

_INNER = ("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "lo")
"""How the names begin of networks that live inside this machine."""


def own_addresses() -> set[str]:
    """Every address of this machine, also those that no phone can use."""
    return {address for address, _ in _found()}


def local_addresses() -> list[str]:
    """The IPv4 addresses for phones, the likeliest first; empty without a network."""
    usable = [(address, name) for address, name in _found() if _is_usable(address)]
    outer = [address for address, name in usable if not name.lower().startswith(_INNER)]
    return private_first(outer or [address for address, _ in usable], _towards_outside())


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

"""Which network of this laptop phones are likely to share, by the names that systems give their adapters."""

import pytest

from kompas_tui.web.addresses import NetworkSort, likeliest_first, sort_of

ADAPTERS = {
    NetworkSort.WIFI: ("wlan0", "wlp3s0", "Intel(R) Wi-Fi 6 AX201 160MHz", "Wi-Fi",
                       "Microsoft Wi-Fi Direct Virtual Adapter"),
    NetworkSort.CABLE: ("eth0", "enp0s31f6", "en0", "enx00e04c", "Realtek PCIe GbE Family Controller", "Ethernet 2"),
    NetworkSort.UNKNOWN: ("br0", "bond0", "Bluetooth Network Connection"),
    NetworkSort.MOBILE: ("wwan0", "Generic Mobile Broadband Adapter"),
    NetworkSort.TUNNEL: (
        "utun3", "tun0", "wg0", "tailscale0", "ztks5u2k7q", "ppp0", "WireGuard Tunnel", "TAP-Windows Adapter V9",
        "ZeroTier Virtual Port", "Cisco AnyConnect Secure Mobility Client Virtual Miniport Adapter",
        "PANGP Virtual Ethernet Adapter", "Fortinet SSL VPN Virtual Ethernet Adapter",
    ),
    NetworkSort.VIRTUAL: (
        "lo", "docker0", "br-4af2c1", "veth12ab", "virbr0", "vboxnet0", "vmnet8", "bridge100", "vEthernet (WSL)",
        "VirtualBox Host-Only Ethernet Adapter", "VMware Virtual Ethernet Adapter for VMnet8",
        "Hyper-V Virtual Ethernet Adapter",
    ),
}  # fmt: skip


@pytest.mark.parametrize("sort", ADAPTERS)
def test_an_adapter_is_known_by_its_name_on_every_system(sort: NetworkSort) -> None:
    assert {name: sort_of(name).name for name in ADAPTERS[sort]} == dict.fromkeys(ADAPTERS[sort], sort.name)


def test_a_vpn_that_leads_outside_comes_after_every_network_in_the_room() -> None:
    found = [
        ("172.17.0.1", "docker0"),
        ("10.8.0.2", "tun0"),
        ("145.97.1.2", "eth0"),
        ("192.168.178.23", "wlan0"),
    ]
    order = [network.address for network in likeliest_first(found, "10.8.0.2")]
    assert order == ["192.168.178.23", "145.97.1.2", "10.8.0.2", "172.17.0.1"]
    assert likeliest_first(found, "145.97.1.2")[0].address == "192.168.178.23"
    assert likeliest_first([*found, ("192.168.1.7", "eth1")], "192.168.1.7")[0].address == "192.168.1.7"
    assert likeliest_first([]) == []

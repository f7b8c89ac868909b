"""What is looked at before the group comes."""

from pathlib import Path

import httpx
import pytest

from kompas_tui.cli.entrance import ServeAs
from kompas_tui.cli.firewall import firewall_check, linux_check
from kompas_tui.cli.preparing import deck_check, disk_check, network_check, serve_trial, told_in_lines
from kompas_tui.cli.reach import address_choices, is_wsl
from kompas_tui.tui.ports import Entrance, Verdict
from kompas_tui.web.addresses import Network, NetworkSort
from tests.ports import free_port
from tests.waiting import PATIENCE

WIFI = Network("192.168.1.5", "wlan0", NetworkSort.WIFI)
VPN = Network("10.8.0.2", "wg0", NetworkSort.TUNNEL)


def _entrance(address: str, *found: Network) -> Entrance:
    place = f"{address}:8000/PROEF"
    return Entrance(f"http://{place}", place, choices=address_choices(list(found), address))


@pytest.mark.parametrize(
    ("entrance", "in_wsl", "verdict", "said"),
    [
        (_entrance("192.168.1.5", WIFI, VPN), False, Verdict.FINE, "wifi (wlan0)"),
        (_entrance("10.8.0.2", WIFI, VPN), False, Verdict.CARE, "van een VPN"),
        (_entrance("127.0.0.1"), False, Verdict.WRONG, "geen netwerk"),
        (_entrance("127.0.0.1", VPN), False, Verdict.WRONG, "geen netwerk"),
        (_entrance("127.0.0.1", WIFI), False, Verdict.WRONG, "deze laptop zelf"),
        (_entrance("localhost", WIFI), False, Verdict.WRONG, "deze laptop zelf"),
        (_entrance("0.0.0.0", WIFI), False, Verdict.WRONG, "deze laptop zelf"),
        (_entrance("zaal.local", WIFI), False, Verdict.FINE, "zelf gekozen"),
        (_entrance("192.168.1.5", WIFI), True, Verdict.CARE, "networkingMode=mirrored"),
    ],
)
def test_the_network_is_judged_by_the_address_that_is_used(
    entrance: Entrance, in_wsl: bool, verdict: Verdict, said: str
) -> None:
    check = network_check(entrance, in_wsl=in_wsl)
    assert (check.verdict, said in check.finding) == (verdict, True), check


def test_another_address_is_advised_only_where_there_is_a_better_one() -> None:
    assert network_check(_entrance("10.8.0.2", WIFI, VPN), in_wsl=False).cure == "Kies een ander adres."
    assert network_check(_entrance("10.8.0.2", VPN), in_wsl=False).cure == "Zet wifi aan."
    assert network_check(_entrance("127.0.0.1", WIFI), in_wsl=False).cure == "Kies een ander adres."


def test_who_has_wifi_on_and_no_address_is_sent_to_another_network() -> None:
    """A network may give no address, or one of IPv6 only, that no phone is told."""
    assert "of kies een ander netwerk" in network_check(_entrance("127.0.0.1"), in_wsl=False).cure


def test_linux_within_windows_is_known_by_its_kernel() -> None:
    assert is_wsl("5.15.153.1-microsoft-standard-WSL2")
    assert not is_wsl("6.1.0-18-amd64")


def test_a_firewall_that_is_on_has_a_line_that_opens_it() -> None:
    assert "sudo ufw allow 8000/tcp" in linux_check(8000, True, firewalld=False).cure
    assert "firewall-cmd" in linux_check(8000, False, firewalld=True).cure
    assert linux_check(8000, False, firewalld=False).verdict is Verdict.FINE
    assert "Toestaan" in firewall_check(8000, "win32").cure
    assert "Python" in firewall_check(8000, "darwin").cure


def test_a_deck_with_problems_says_the_first_and_how_many_more(tmp_path: Path) -> None:
    wrong = tmp_path / "fout.md"
    wrong.write_text("# Zonder begin")
    assert deck_check(str(wrong)).verdict is Verdict.WRONG
    assert "fout.md:1" in deck_check(str(wrong)).finding
    assert deck_check("bern").verdict is Verdict.WRONG
    assert deck_check("beren").verdict is Verdict.FINE
    assert disk_check(tmp_path / "er" / "nog" / "niet").name == "schijf"


async def test_a_test_phone_is_seen_over_the_network_and_the_address_can_be_changed() -> None:
    made = await serve_trial(ServeAs("zaal.local", free_port()), ["beren"])
    try:
        assert made.entrance().url.startswith("http://ZAAL.LOCAL:")
        port = made.entrance().address.split(":")[1].split("/")[0]
        async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
            assert (await client.get(f"http://127.0.0.1:{port}/PROEF")).status_code == 200
        assert made.phones().is_own
        made.move("127.0.0.1")
        assert made.entrance().host == "127.0.0.1"
        assert {check.name for check in made.checks()} == {"netwerk", "poort", "firewall", "schijf", "slaap", "kaarten"}
    finally:
        assert made.stop is not None
        await made.stop()
    lines, is_ready = await told_in_lines(ServeAs("zaal.local", free_port()), ["bern"])
    assert not is_ready
    assert any("kaarten: gaat niet" in line for line in lines)

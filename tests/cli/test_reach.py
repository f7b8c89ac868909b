"""A laptop that changes networks while phones come in: another Wi-Fi, none, a VPN or a cable beside it."""

import pytest

from kompas_tui.cli.reach import CUT_OFF, MOVED, MOVED_IN_ROUND, Reach, look_around
from kompas_tui.web.addresses import Network, NetworkSort
from kompas_tui.workshop.commands.looking import LookUp
from tests.workshop.rooms import choose, opened, workshop

WIFI = Network("192.168.1.5", "wlan0", NetworkSort.WIFI)
OTHER_WIFI = Network("10.0.0.7", "wlan0", NetworkSort.WIFI)
CABLE = Network("172.16.0.3", "eth0", NetworkSort.CABLE)
VPN = Network("10.8.0.2", "wg0", NetworkSort.TUNNEL)
CONTAINERS = Network("172.17.0.1", "docker0", NetworkSort.VIRTUAL)


@pytest.mark.parametrize(
    ("before", "attached", "after"),
    [
        (WIFI, [WIFI, CABLE], WIFI),
        (CABLE, [WIFI, CABLE], CABLE),
        (WIFI, [OTHER_WIFI, CONTAINERS], OTHER_WIFI),
        (WIFI, [CONTAINERS], WIFI),  # a network inside the laptop helps no phone, and the Wi-Fi may well come back
        (WIFI, [VPN], WIFI),
        (CONTAINERS, [WIFI, CONTAINERS], WIFI),
        (VPN, [VPN, CONTAINERS], VPN),
        (WIFI, [], WIFI),
    ],
)
def test_an_address_that_is_gone_gives_way_to_one_in_the_room(
    before: Network, attached: list[Network], after: Network
) -> None:
    reach = Reach(before.address, 8000, attached=lambda: attached)
    assert (reach.renew(), reach.address) == (before != after, after.address)
    assert not reach.renew(), "and then it stays"


def test_without_a_network_at_the_beginning_the_first_that_comes_is_taken() -> None:
    attached: list[Network] = []
    reach = Reach("127.0.0.1", 8000, attached=lambda: attached)
    assert (reach.renew(), reach.is_cut_off) == (False, False), "so a demo begins too"
    attached.append(WIFI)
    assert (reach.renew(), reach.place) == (True, "192.168.1.5:8000")


def test_what_the_facilitator_chose_stays_for_as_long_as_it_is_there() -> None:
    attached = [WIFI, VPN]
    reach = Reach(WIFI.address, 8000, attached=lambda: attached)
    reach.choose(VPN.address)
    assert (reach.renew(), reach.address) == (False, VPN.address)
    attached.remove(VPN)
    assert (reach.renew(), reach.address) == (True, WIFI.address)
    attached.append(VPN)
    assert (reach.renew(), reach.address) == (False, WIFI.address)


def test_an_address_that_was_named_is_never_left() -> None:
    """It may be that of a router, of a name server or of the Windows around this Linux."""
    reach = Reach("zaal.example", 8000, is_given=True, attached=lambda: [WIFI])
    assert (reach.renew(), reach.is_cut_off, reach.address) == (False, False, "zaal.example")


def test_an_address_that_is_gone_is_not_called_the_facilitator_s_choice() -> None:
    (choice,) = Reach(WIFI.address, 8000, attached=list).entrance("K7F3").choices
    assert (choice.label, choice.warning) == ("niet meer verbonden", CUT_OFF)


async def test_the_facilitator_hears_that_phones_are_cut_off_and_where_they_come_in_then() -> None:
    room, attached, moves = await workshop(), [WIFI], []
    reach, told = Reach(WIFI.address, 8000, attached=lambda: attached), []
    room.listen(lambda: told.append(room.watch.warnings()))

    def look() -> list[str]:
        look_around(reach, lambda: moves.append(reach.place), room)
        return list(room.watch.warnings())

    assert (look(), told) == ([], [])
    attached.clear()
    assert (look(), look()) == ([CUT_OFF], [CUT_OFF])
    attached.append(WIFI)
    assert look() == []
    attached[:] = [OTHER_WIFI]
    assert (look(), look()) == ([MOVED], [MOVED])
    assert told == [[CUT_OFF], [], [MOVED]], "each change is told once"
    await room.do(LookUp(True, "meedoen"))
    assert (look(), moves) == ([], ["10.0.0.7:8000"]), "who shows the new code knows it"
    await room.do(LookUp(False, "meedoen"))
    await opened(room)
    await choose(room, "an", 0)
    attached[:] = [WIFI]
    assert look() == [MOVED_IN_ROUND], "who answered at the old address is a new phone at this one"

"""The screen stays on while a session is open: asked of a real session bus, and given back afterwards."""

import gc
import os
import subprocess
import threading
from collections.abc import Iterator

import pytest
from jeepney import HeaderFields, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

from kompas_tui.cli.awake import kept_awake
from kompas_tui.cli.preparing import awake_check
from kompas_tui.tui.ports import Verdict

SCREEN_SAVER = "org.freedesktop.ScreenSaver"


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A session bus of its own, as a desktop has."""
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
    ) as daemon:
        assert daemon.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
        yield
        daemon.terminate()


@pytest.fixture
def asked(bus: None) -> Iterator[list[tuple[str, object]]]:
    """What a desktop with a screen saver is asked."""
    calls: list[tuple[str, object]] = []
    connection = open_dbus_connection(bus=os.environ["DBUS_SESSION_BUS_ADDRESS"])
    unwrap_msg(connection.send_and_get_reply(message_bus.RequestName(SCREEN_SAVER)))
    answering = threading.Thread(target=_answer, args=(connection, calls), daemon=True)
    answering.start()
    yield calls
    connection.sock.shutdown(2)
    answering.join()
    connection.close()


def _answer(connection: DBusConnection, calls: list[tuple[str, object]]) -> None:
    while True:
        try:
            message = connection.receive()
        except OSError:
            return
        if message.header.message_type is not MessageType.method_call:
            continue
        name = message.header.fields[HeaderFields.member]
        if name == "Inhibit":
            calls.append((name, 7))
            connection.send(new_method_return(message, "u", (7,)))
        elif name == "UnInhibit":
            calls.append((name, message.body[0]))
            connection.send(new_method_return(message))
        else:
            connection.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))


async def test_the_desktop_is_asked_once_and_hears_when_it_is_over(asked: list[tuple[str, object]]) -> None:
    async with kept_awake() as stays_on:
        assert (stays_on, asked) == (True, [("Inhibit", 7)])
    assert asked == [("Inhibit", 7), ("UnInhibit", 7)]
    assert awake_check(stays_on=True).verdict is Verdict.FINE


# A method that fails leaves its connection to the collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
async def test_where_nobody_can_be_asked_the_facilitator_reads_what_to_do(bus: None) -> None:
    async with kept_awake() as stays_on:
        check = awake_check(stays_on=stays_on)
    assert (check.verdict, check.cure) == (Verdict.CARE, "Zet de slaapstand zelf uit.")
    gc.collect()

"""Which address, port and key a session is served with."""

import pytest

from kompas_tui.cli.entrance import (
    LOOPBACK,
    NO_NETWORK,
    choose_address,
    entrance_at,
    facilitator_key,
    wanted_port,
)
from kompas_tui.journal import Served

OURS = ["192.168.1.5", "10.0.0.2"]


@pytest.mark.parametrize(
    ("wanted", "kept", "ours", "expected"),
    [
        ("zaal.local", Served("10.0.0.2"), OURS, "zaal.local"),
        ("", Served("10.0.0.2"), OURS, "10.0.0.2"),
        ("", Served("10.9.9.9"), OURS, "192.168.1.5"),
        ("", Served("zaal.local"), OURS, "zaal.local"),
        ("", Served(), OURS, "192.168.1.5"),
    ],
)
def test_the_address_is_the_wanted_the_kept_or_the_first(
    wanted: str, kept: Served, ours: list[str], expected: str
) -> None:
    assert choose_address(wanted, kept, ours) == (expected, ())


def test_without_a_network_kompas_says_so() -> None:
    assert choose_address("", Served("10.0.0.2"), []) == (LOOPBACK, (NO_NETWORK,))


@pytest.mark.parametrize(
    ("wanted", "kept", "expected"),
    [(81, Served(port=82), 81), (None, Served(port=82), 82), (None, Served(), None)],
)
def test_an_explicit_port_wins(wanted: int | None, kept: Served, expected: int | None) -> None:
    assert wanted_port(wanted, kept) == expected


def test_the_qr_has_its_scheme_in_small_letters_and_the_rest_in_capitals_and_the_password_comes_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KOMPAS_WIFI_WACHTWOORD", "geheim")
    entrance = entrance_at("zaal.local", 8000, "K7F3", "Gasten")
    assert (entrance.url, entrance.address) == ("http://ZAAL.LOCAL:8000/K7F3", "zaal.local:8000/K7F3")
    assert (entrance.wifi, entrance.wifi_password) == ("Gasten", "geheim")
    assert entrance_at("zaal.local", 8000, "K7F3").wifi_password == ""


def test_a_new_key_is_made_where_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KOMPAS_SLEUTEL", raising=False)
    first, second = facilitator_key(), facilitator_key()
    assert first != second
    assert [len(part) for part in first.split("-")] == [4, 4, 4]
    monkeypatch.setenv("KOMPAS_SLEUTEL", " mijn-sleutel ")
    assert facilitator_key() == "mijn-sleutel"

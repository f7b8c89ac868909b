"""No byte ends a session, and whatever does end it leaves the terminal whole, a sentence and exit code 1."""

import logging
import os
import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events
from textual.message import Message

from kompas_tui.tui.graphics.spots import mark_of
from kompas_tui.tui.steady import MOST_FAILURES
from kompas_tui.tui.terminal import Keys
from tests.cli.typed import Typed
from tests.ports import free_port
from tests.waiting import PATIENCE, eventually

NEXT = b"\x1b[C"
DECK = "---\ntitel: Proef\nduur: 30\n---\n\n# Eerste kaart\n\n# Tweede kaart\n\n# Derde kaart\n"
LATIN_1, OLD_MOUSE = b"\xe9\xff\x80", b"\x1b[M \xc8\xc9\x1b[M#\xf0\x85"
UNREADABLE = b"\x1b[5:6;1u\x1b[99999999;1u\x1b[48;0;0;0;0t"
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?2004l")


def keys_of(data: bytes, *, split: bool = False) -> str:
    """The keys that these bytes are, in one read or in many."""
    told: list[Message] = []
    keys = Keys(told.append)
    for part in [data[place : place + 1] for place in range(len(data))] if split else [data]:
        keys.take(part)
    return "".join(event.character or "" for event in told if isinstance(event, events.Key))


@pytest.mark.parametrize("split", [False, True])
@pytest.mark.parametrize("noise", [LATIN_1, UNREADABLE, b"\xc3", b"\xf0\x9f", b"\xed\xa0\x80"])
def test_what_means_nothing_is_dropped_and_what_comes_around_it_is_read(noise: bytes, split: bool) -> None:
    assert keys_of(b"a" + noise + b"b\xc3\xa9", split=split) == "abé"


@pytest.mark.parametrize(
    "place",
    # A read that ends behind a bare Escape gives a key, which can't wait.
    [place for place in range(3, len(OLD_MOUSE)) if not OLD_MOUSE[:place].endswith((b"\x1b", b"["))],
)
def test_a_mouse_of_an_older_kind_is_no_key_also_where_a_read_ends_within_it(place: int) -> None:
    told: list[Message] = []
    keys = Keys(told.append)
    for part in (OLD_MOUSE[:place], OLD_MOUSE[place:] + b"z"):
        keys.take(part)
    assert [event.character for event in told if isinstance(event, events.Key)] == ["z"]


def test_no_bytes_at_all_stop_the_keys(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    chance = random.Random(8)
    signs = [bytes([byte]) for byte in range(256)] + [
        b"\x1b[",
        b"\x1b[<",
        b"\x1b[M",
        b";",
        b"9999999",
        b"u",
        b"~",
        b":",
    ] * 40
    told: list[Message] = []
    keys = Keys(told.append)
    for _ in range(3_000):
        keys.take(b"".join(chance.choices(signs, k=chance.randint(1, 12))))
        keys.tick()
    told.clear()
    keys.take(b"\x1b[201~" + b"zzzz")
    assert "z" in "".join(event.character or "" for event in told if isinstance(event, events.Key))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Typed]:
    """A session on the beamer, at its first card."""
    (tmp_path / "proef.md").write_text(DECK)
    with Typed("start", "proef.md", "--poort", str(free_port()), "--adres", "127.0.0.1", home=tmp_path) as typed:
        typed.reaches_first_card()
        yield typed


def is_left_whole(session: Typed) -> None:
    """The terminal is as it was."""
    assert session.settings == session.before
    assert all(mode in session.output for mode in RESTORED)


@pytest.mark.slow
def test_a_session_goes_on_after_bytes_that_are_no_text(session: Typed) -> None:
    session.type(LATIN_1 + OLD_MOUSE + UNREADABLE)
    session.type(NEXT)
    session.shows("Tweede kaart")
    session.type(b"\xe9" + NEXT)
    session.shows("Derde kaart")
    assert session.process.poll() is None


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_ends_it_leaves_a_sentence(session: Typed, number: signal.Signals) -> None:
    os.kill(session.process.pid, number)
    assert session.ends() == 1
    session.shows("Kompas is gestopt.", "Ga verder met: kompas hervat")
    is_left_whole(session)


@pytest.mark.slow
def test_a_terminal_that_is_closed_ends_it_with_the_same_code(session: Typed) -> None:
    session.hang_up()
    assert session.process.wait(timeout=PATIENCE) == 1


BREAKS = """
from kompas_tui.tui.screens import session
def fail(self): raise ZeroDivisionError("onverwacht")
session.SessionScreen.action_next = fail
"""


@pytest.mark.slow
def test_a_key_that_fails_is_told_and_what_always_fails_ends_in_a_sentence(
    tmp_path: Path,
) -> None:
    (tmp_path / "proef.md").write_text(DECK)
    (tmp_path / "sitecustomize.py").write_text(BREAKS)
    where = f"{tmp_path}:{Path(__file__).parents[2]}"
    with Typed(
        "start", "proef.md", "--poort", str(free_port()), "--adres", "127.0.0.1", home=tmp_path, PYTHONPATH=where
    ) as typed:
        typed.reaches_first_card()
        typed.type(NEXT)
        typed.shows("De rest gaat gewoon door.")
        typed.type(NEXT * MOST_FAILURES)
        assert typed.ends() == 1
        typed.shows("Er ging iets mis in Kompas.", "Ga verder met: kompas hervat")
        assert "Traceback" not in typed.text
        assert "onverwacht" not in typed.text
        is_left_whole(typed)
    assert any("ZeroDivisionError: onverwacht" in log.read_text() for log in tmp_path.rglob("kompas.log"))


FEATURES, LIMITS = b"\x1b[?63;1;2;4;6;22c", b"\x1b[6;16;8t\x1b[?1;0;256S\x1b[?2;0;800;480S"
PLATE = """---
titel: Proef
---

# Plaat {#plaat}

```praatplaat
midden: Samen
vorm: getekend
beeld: stad
punten:
  - {titel: WAT, vraag: Wat?, naar: wat, bij: [0.1, 0.1], vlak: [0, 0, 0.5, 0.5]}
  - {titel: WIE, vraag: Wie?, naar: wie, bij: [0.6, 0.1], vlak: [0.5, 0, 0.5, 0.5]}
```

# Wat {#wat}

Hallo.

# Wie {#wie}

Daar.
"""
SIXELS, HALF_BLOCK, UNSEEN = b"\x1bP0;1;0q", "▀".encode(), mark_of(0).encode()[:2]


@pytest.mark.slow
@pytest.mark.parametrize("tmux", ["", "/tmp/tmux-0/default,1,0"])
def test_a_terminal_that_draws_sixels_gets_the_plate_in_them_and_tmux_gets_half_blocks(
    tmp_path: Path, tmux: str
) -> None:
    (tmp_path / "proef.md").write_text(PLATE)
    address = ("--poort", str(free_port()), "--adres", "127.0.0.1")
    with Typed("start", "proef.md", *address, home=tmp_path, COLORTERM="truecolor", TMUX=tmux) as typed:
        typed.reaches_first_card()
        assert (b"\x1b[c" in typed.output) is not bool(tmux)
        typed.type(NEXT + (b"" if tmux else FEATURES[:7]))  # an answer comes in parts, between what is typed
        if not tmux:
            typed.type(FEATURES[7:])
            eventually(lambda: b"\x1b[16t" in typed.output)
            typed.type(b"n")
            typed.shows("Notitie")
            typed.type(b"sa" + LIMITS + FEATURES + b"men\r")  # this one while somebody writes
            logs = tmp_path / "sessies"
            eventually(lambda: any(b'"samen"' in log.read_bytes() for log in logs.rglob("logboek.jsonl")))
        typed.shows("Esc praatplaat")
        typed.type(b"\x1b")
        typed.shows("1 van 2 klaar")
        eventually(lambda: (HALF_BLOCK if tmux else SIXELS) in typed.output)
        typed.type(b"?")
        typed.shows("Wat doen de toetsen?")
        sent = typed.output.count(SIXELS)
        typed.type(b"\x1b")
        eventually(lambda: tmux or typed.output.count(SIXELS) > sent)
        assert UNSEEN not in typed.output
        assert (SIXELS in typed.output) is not bool(tmux)

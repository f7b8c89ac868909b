"""A log may be anybody's: no text in it may steer a terminal, whatever field it stands in."""

import io
from typing import get_args

import msgspec
import pytest

from kompas_tui.domain.language.text import clean_lines, disarmed
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import decode
from kompas_tui.journal.records import check_log
from tests.export.evening import evening_events
from tests.journal.foreign import POISON, STEERS, filled, log_bytes, poisoned, texts

KINDS = get_args(ev.AnyEvent)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_text_of_every_event_is_disarmed_when_it_is_read(kind: type[ev.Event]) -> None:
    sent = filled(kind)
    assert any(set(text) & STEERS for text in texts(sent)) or not list(texts(sent))
    read = decode(msgspec.json.encode(sent))
    assert not [text for text in texts(read) if set(text) & STEERS]


def test_a_foreign_log_is_read_without_what_steers() -> None:
    log = check_log(io.BytesIO(log_bytes([poisoned(event, also_names=True) for event in evening_events()])))
    assert len(log.records) == len(evening_events())
    assert log.bad_line is None
    assert not [text for event, _ in log.records for text in texts(event) if set(text) & STEERS]


def test_a_log_of_ours_is_read_as_it_was_written() -> None:
    events = evening_events()
    assert [event for event, _ in check_log(io.BytesIO(log_bytes(list(events)))).records] == events


FLAG_OF_ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
WRITTEN = [
    "Café, naïef, ’s morgens",
    "नमस्ते",
    "می\u200cخواهم",
    "👩\u200d👩\u200d👧",
    FLAG_OF_ENGLAND,
    "a\tb\nc",
    "ế",
    "မြန်မာ",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_what_people_write_is_not_touched(text: str) -> None:
    assert disarmed(text) == text


@pytest.mark.parametrize("text", [POISON, "a\r\nb\u2028c", "e" + "\u0301" * 5_000, "\ud800x"])
def test_the_sanitizer_finds_nothing_more_to_take_out(text: str) -> None:
    kept = disarmed(text)
    assert not set(kept) & STEERS
    assert len(kept) < 200
    assert disarmed(kept) == kept
    assert clean_lines(kept, 1_000) == clean_lines(disarmed(kept), 1_000)

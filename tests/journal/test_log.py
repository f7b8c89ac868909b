"""The log file: cut off anywhere it is mended, changed anywhere it is noticed."""

from pathlib import Path

import pytest

from kompas_tui.domain.session import events as ev
from kompas_tui.journal import DamagedLog, LogJournal, NewerLog, SessionFolder, check_log
from kompas_tui.journal.log import _record
from tests.journal.course import COURSE, START, ballot


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a log of the whole course."""
    path = tmp_path_factory.mktemp("log") / "logboek.jsonl"
    journal = LogJournal(path)
    journal.append(COURSE)
    journal.close()
    return path.read_bytes()


def opened(path: Path) -> list[ev.AnyEvent]:
    journal = LogJournal(path)
    events = [event for event, _ in journal.read()]
    journal.close()
    return events


def copies(path: Path, suffix: str) -> list[bytes]:
    return [copy.read_bytes() for copy in sorted(path.parent.glob(f"*{suffix}*"))]


def test_a_record_is_a_line_of_json_with_length_checksum_and_chain(log: bytes) -> None:
    lines = log.splitlines()
    assert len(lines) == len(COURSE)
    assert lines[0].startswith(b"[%d," % len(ev.encode(COURSE[0])))
    assert b'"' + b"0" * 64 + b'"' in lines[0]


def test_cut_off_at_any_byte_all_whole_records_come_back_and_the_rest_is_kept(log: bytes, tmp_path: Path) -> None:
    path = tmp_path / "logboek.jsonl"
    ends = [0] + [place + 1 for place, byte in enumerate(log) if byte == ord("\n")]
    for size in range(len(log)):
        path.write_bytes(log[:size])
        whole = max(end for end in ends if end <= size)
        journal = LogJournal(path)
        assert journal.cut_off_records == (whole != size)
        assert sum(1 for _ in journal.read()) == ends.index(whole)
        journal.close()
        assert path.read_bytes() == log[:whole]
        assert copies(path, ".afgekapt") == [log[whole:size]] * (whole != size)
        for copy in tmp_path.glob("*.afgekapt*"):
            copy.unlink()


def test_writing_goes_on_behind_a_cut(log: bytes, tmp_path: Path) -> None:
    path = tmp_path / "logboek.jsonl"
    path.write_bytes(log[:-7])
    journal = LogJournal(path)
    journal.append([ballot(9)])
    journal.close()
    assert opened(path) == [*COURSE[:-1], ballot(9)]


def test_any_flipped_bit_is_noticed(log: bytes) -> None:
    good = check_log(log)
    for place in range(len(log)):
        changed = bytearray(log)
        changed[place] ^= 1 << place % 8
        found = check_log(bytes(changed))
        assert found.bad_line is not None
        assert found.records == good.records[: len(found.records)]
        assert len(found.records) < len(good.records)
        assert log.startswith(bytes(changed[: found.good_bytes]))


def test_damage_in_the_middle_is_refused_with_a_copy_and_nothing_overwritten(log: bytes, tmp_path: Path) -> None:
    path = tmp_path / "logboek.jsonl"
    lines = log.splitlines(keepends=True)
    damaged = b"".join([*lines[:4], lines[4].replace(b"m1", b"m7"), *lines[5:]])
    path.write_bytes(damaged)
    for _ in range(3):
        with pytest.raises(DamagedLog, match=r"regel 5.*niets overschreven.*4 gebeurtenissen.*\.gered.*reservekopie"):
            LogJournal(path)
    assert path.read_bytes() == damaged
    assert copies(path, ".gered") == [b"".join(lines[:4])]
    with pytest.raises(DamagedLog, match="regel 5"):
        SessionFolder(tmp_path).read_session()


@pytest.mark.parametrize("change", ["removed", "swapped", "doubled"])
def test_whole_records_out_of_order_are_damage(log: bytes, tmp_path: Path, change: str) -> None:
    lines = log.splitlines(keepends=True)
    path = tmp_path / "logboek.jsonl"
    path.write_bytes(
        b"".join(
            {
                "removed": [*lines[:4], *lines[5:]],
                "swapped": [*lines[:4], lines[5], lines[4], *lines[6:]],
                "doubled": [*lines[:5], lines[4], *lines[5:]],
            }[change]
        )
    )
    with pytest.raises(DamagedLog):
        LogJournal(path)


def test_a_last_line_that_is_whole_but_wrong_is_cut_kept_and_told(log: bytes, tmp_path: Path) -> None:
    path = tmp_path / "logboek.jsonl"
    lines = log.splitlines(keepends=True)
    wrong = lines[-1].replace(b"notitie", b"notities", 1)
    path.write_bytes(b"".join([*lines[:-1], wrong]))
    journal = LogJournal(path)
    assert journal.cut_off_records == 1
    assert [event for event, _ in journal.read()] == COURSE[:-1]
    journal.close()
    assert copies(path, ".afgekapt") == [wrong]


def test_what_is_cut_off_twice_is_kept_twice(log: bytes, tmp_path: Path) -> None:
    path = tmp_path / "logboek.jsonl"
    for tail in (b"[1", b"[2"):
        path.write_bytes(log + tail)
        opened(path)
    assert copies(path, ".afgekapt") == [b"[1", b"[2"]


def test_copies_and_log_are_private(log: bytes, tmp_path: Path) -> None:
    path = tmp_path / "logboek.jsonl"
    journal = LogJournal(path)
    journal.append(START)
    journal.close()
    with path.open("ab") as file:
        file.write(b"[")
    opened(path)
    assert [file.stat().st_mode & 0o077 for file in tmp_path.iterdir()] == [0, 0]


def test_a_log_of_a_newer_version_is_refused_and_left_alone(log: bytes, tmp_path: Path) -> None:
    path = tmp_path / "logboek.jsonl"
    newer = log + _record(check_log(log).head, b'{"soort":"telepathie","tijd":"2030-01-01T00:00:00Z"}')
    path.write_bytes(newer)
    with pytest.raises(NewerLog, match="nieuwere versie van Kompas"):
        LogJournal(path)
    with pytest.raises(NewerLog, match="nieuwere versie van Kompas"):
        SessionFolder(tmp_path).read_session()
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == newer


@pytest.mark.parametrize(
    "noise", [b"", b"\n", b"\n\n\n", b"[]", b"\x00" * 4096, b"geen logboek\n", b"[1,\n", b"[9999999999999999,"]
)
def test_any_bytes_can_be_looked_at(noise: bytes) -> None:
    assert check_log(noise).records == []

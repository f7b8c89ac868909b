"""The log file: what a power cut leaves is mended, everything else is noticed and kept."""

import errno
import io
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kompas_tui.domain.language.errors import KompasError, reason
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import encode
from kompas_tui.export.saving import save
from kompas_tui.journal import DamagedLog, LogJournal, NewerLog, OlderLog, SessionFolder, read_log
from kompas_tui.journal.files import keep_copy, put_in_place
from kompas_tui.journal.port import FIRST_HASH, NotSaved, chained
from kompas_tui.journal.records import HEADER, SECTOR, LogCheck, LogState, _line, _Record, check_log, group_of
from tests.journal.course import COURSE, NOW, START, ballot

GROUPS = (COURSE[:3], COURSE[3:4], COURSE[4:7], COURSE[7:8], COURSE[8:])


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a log of the whole course, in five groups."""
    path = tmp_path_factory.mktemp("log") / "logboek.jsonl"
    journal = LogJournal(path)
    for group in GROUPS:
        journal.append(group)
    journal.close()
    return path.read_bytes()


@pytest.fixture(scope="module")
def ends(log: bytes) -> list[int]:
    """Where the groups end."""
    found, head, sizes = 0, FIRST_HASH, [0]
    for group in GROUPS:
        written, head = group_of(found, head, [encode(event) for event in group])
        found += len(written)
        sizes.append(found)
    assert sizes[-1] == len(log)
    return sizes


def looked_at(data: bytes) -> LogCheck:
    return check_log(io.BytesIO(data))


def opened(path: Path) -> list[ev.AnyEvent]:
    journal = LogJournal(path)
    events = [event for event, _ in journal.read()]
    journal.close()
    return events


def copies(path: Path, suffix: str) -> list[bytes]:
    return [copy.read_bytes() for copy in sorted(path.parent.glob(f"*{suffix}*"))]


def test_the_first_line_names_the_version_and_a_record_its_group(log: bytes, ends: list[int]) -> None:
    lines = log.splitlines(keepends=True)
    assert lines[0] == HEADER == b'["kompas-logboek",2]\n'
    assert len(lines) == len(COURSE) + 1
    assert lines[1].startswith(b"[%d," % len(encode(COURSE[0])))
    assert b'"%s",[0,%d],{"soort":"gestart"' % (FIRST_HASH.encode(), ends[1]) in lines[1]
    assert b"[%d,%d],{" % (ends[1], ends[2]) in lines[4]


@pytest.mark.parametrize("start", [0, 5, 9, 99, 995, 9_990, 99_999])
def test_a_group_ends_where_its_records_say(start: int) -> None:
    for size in range(1, 40):
        written, _ = group_of(start, FIRST_HASH, [b"x" * size] * 3)
        assert written.count(b"[%d,%d]" % (start, start + len(written))) == 3


def test_cut_off_at_any_byte_all_whole_groups_come_back_and_the_rest_is_kept(
    log: bytes, ends: list[int], tmp_path: Path
) -> None:
    path = tmp_path / "logboek.jsonl"
    kept = [0, *(sum(len(group) for group in GROUPS[: n + 1]) for n in range(len(GROUPS)))]
    for size in range(ends[1], len(log)):
        path.write_bytes(log[:size])
        whole = max(end for end in ends if end <= size)
        journal = LogJournal(path)
        assert bool(journal.set_aside) == (whole != size)
        assert sum(1 for _ in journal.read()) == kept[ends.index(whole)]
        journal.close()
        assert path.read_bytes() == log[:whole]
        assert copies(path, ".afgekapt") == [log[whole:size]] * (whole != size)
        for copy in tmp_path.glob("*.afgekapt*"):
            copy.unlink()


def test_cut_off_in_the_first_group_nothing_is_written_on_it(log: bytes, ends: list[int], tmp_path: Path) -> None:
    path = tmp_path / "logboek.jsonl"
    for size in range(1, ends[1]):
        path.write_bytes(log[:size])
        with pytest.raises(DamagedLog, match="niet te lezen"):
            LogJournal(path)
        assert path.read_bytes() == log[:size]
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_what_was_set_aside_is_said_in_lines_and_bytes(log: bytes, ends: list[int], tmp_path: Path) -> None:
    path = tmp_path / "logboek.jsonl"
    path.write_bytes(log[: ends[3] - 5])
    journal = LogJournal(path)
    journal.close()
    size = ends[3] - 5 - ends[2]
    assert journal.set_aside == (
        f"Het eind van het logboek was beschadigd. Dat stuk (3 regels, {size} bytes) "
        "staat apart, in logboek.jsonl.afgekapt."
    )


def test_writing_goes_on_behind_a_cut(log: bytes, tmp_path: Path) -> None:
    path = tmp_path / "logboek.jsonl"
    path.write_bytes(log[:-7])
    journal = LogJournal(path)
    journal.append([ballot(9)])
    journal.close()
    assert opened(path) == [*COURSE[:-1], ballot(9)]


def test_any_flipped_bit_is_noticed_and_never_cut_away(log: bytes) -> None:
    good = looked_at(log)
    for place in range(len(log)):
        changed = bytearray(log)
        changed[place] ^= 1 << place % 8
        found = looked_at(bytes(changed))
        assert found.bad_line is not None
        assert found.state in (LogState.DAMAGED, LogState.NEWER), (place, found)
        assert found.records == good.records[: len(found.records)]
        assert log.startswith(bytes(changed[: found.good_bytes]))


FOREIGN: dict[str, Callable[[bytes], bytes]] = {
    "line ends of Windows": lambda log: log.replace(b"\n", b"\r\n"),
    "line ends of Windows in the last group": lambda log: log[:-1] + b"\r\n",
    "a foreign text": lambda log: b"Beste buren,\nmorgen is er koffie.\n" * 40,
    "a foreign text behind it": lambda log: log + b"Beste buren,\n",
    "a foreign text behind it without an end": lambda log: log + b"Beste buren",
    "nearly all zeros": lambda log: log[: len(log) // 50] + b"\0" * (len(log) - len(log) // 50),
    "zeros in the middle": lambda log: log[:900] + b"\0" * 50 + log[950:],
    "more zeros than it holds": lambda log: log + b"\0" * (len(log) + 1),
    "another log behind it": lambda log: log + log,
    "the last line twice": lambda log: log + log.splitlines(keepends=True)[-1],
    "a JSON list": lambda log: b"[]\n",
    "a byte order mark": lambda log: b"\xef\xbb\xbf" + log,
    "an empty line at the end": lambda log: log + b"\n",
    "wide letters": lambda log: log.decode().encode("utf-16"),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_what_no_power_cut_leaves_is_damage(kind: str, log: bytes, tmp_path: Path) -> None:
    path = tmp_path / "logboek.jsonl"
    foreign = FOREIGN[kind](log)
    path.write_bytes(foreign)
    with pytest.raises(DamagedLog, match="niets overschreven"):
        LogJournal(path)
    assert path.read_bytes() == foreign
    assert copies(path, ".afgekapt") == []


def test_damage_is_refused_with_a_copy_of_what_is_good(log: bytes, ends: list[int], tmp_path: Path) -> None:
    path = tmp_path / "logboek.jsonl"
    damaged = log.replace(b"m2", b"m7")
    path.write_bytes(damaged)
    for _ in range(3):
        with pytest.raises(DamagedLog, match=r"regel 7.*niets overschreven.*4 gebeurtenissen.*\.gered.*reservekopie"):
            LogJournal(path)
    assert path.read_bytes() == damaged
    assert copies(path, ".gered") == [log[: ends[2]]]
    with pytest.raises(DamagedLog, match="regel 7"):
        SessionFolder(tmp_path).read_session()


def test_a_whole_last_line_that_is_wrong_is_damage(log: bytes, tmp_path: Path) -> None:
    path = tmp_path / "logboek.jsonl"
    path.write_bytes(log.replace(b"notitie\xe2", b"notatie\xe2"))
    with pytest.raises(DamagedLog, match="regel 10"):
        LogJournal(path)


@pytest.mark.parametrize("change", ["removed", "swapped", "doubled"])
def test_whole_records_out_of_order_are_damage(log: bytes, tmp_path: Path, change: str) -> None:
    lines = log.splitlines(keepends=True)
    path = tmp_path / "logboek.jsonl"
    path.write_bytes(
        b"".join(
            {
                "removed": [*lines[:5], *lines[6:]],
                "swapped": [*lines[:5], lines[6], lines[5], *lines[7:]],
                "doubled": [*lines[:6], lines[5], *lines[6:]],
            }[change]
        )
    )
    with pytest.raises(DamagedLog):
        LogJournal(path)


def large_group() -> tuple[bytes, bytes]:
    """A log of one group, and a group of a hundred ballots behind it."""
    first, head = group_of(0, FIRST_HASH, [encode(event) for event in START])
    last, _ = group_of(len(first), head, [encode(ballot(n)) for n in range(100)])
    return first, last


def lost_sectors(last: bytes, start: int, lost: set[int]) -> bytes:
    """The group as it is found where these sectors of the file were never written."""
    found = bytearray(last)
    for sector in lost:
        begin, end = max(sector * SECTOR - start, 0), max((sector + 1) * SECTOR - start, 0)
        found[begin:end] = b"\0" * len(found[begin:end])
    return bytes(found)


def losses() -> Iterator[set[int]]:
    first, last = large_group()
    sectors = range(len(first) // SECTOR, (len(first) + len(last)) // SECTOR + 1)
    yield from ({sector} for sector in sectors)
    pages = [set(range(page * 8, page * 8 + 8)) for page in range(sectors[0] // 8, sectors[-1] // 8 + 1)]
    yield from pages
    chance = random.Random(8)
    for _ in range(60):
        order = chance.sample(pages, len(pages))
        yield set().union(*order[: chance.randrange(1, len(pages))])


def test_a_group_that_lost_any_pages_to_a_power_cut_is_torn() -> None:
    first, last = large_group()
    for lost in losses():
        found = looked_at(first + lost_sectors(last, len(first), lost))
        assert (found.state, found.good_bytes, len(found.records)) == (LogState.TORN, len(first), len(START)), lost


def test_a_torn_group_of_a_hundred_is_cut_and_the_rest_comes_back(tmp_path: Path) -> None:
    first, last = large_group()
    path = tmp_path / "logboek.jsonl"
    path.write_bytes(first + lost_sectors(last, len(first), set(range(16, 24))))
    assert opened(path) == START
    assert path.read_bytes() == first


def test_no_more_is_torn_than_a_group_says_it_holds(log: bytes) -> None:
    group, _ = group_of(len(log), looked_at(log).head, [encode(ballot(number)) for number in range(20, 40)])
    written = 3 * SECTOR - len(log) % SECTOR  # the rest of its sectors never came
    torn = log + group[:written] + b"\0" * (len(group) - written)
    assert looked_at(torn).state is LogState.TORN
    assert looked_at(torn + b"\0").state is LogState.DAMAGED


def test_zeros_that_end_in_the_middle_of_a_sector_are_damage() -> None:
    first, last = large_group()
    data = bytearray(first + last)
    begin = (len(first) // SECTOR + 3) * SECTOR
    data[begin : begin + 100] = b"\0" * 100
    assert looked_at(bytes(data)).state is LogState.DAMAGED


def test_pages_lost_from_a_group_that_others_follow_are_damage() -> None:
    first, last = large_group()
    _, head = group_of(len(first), looked_at(first).head, [encode(ballot(n)) for n in range(100)])
    after, _ = group_of(len(first) + len(last), head, [encode(ballot(100))])
    for lost in losses():
        assert looked_at(first + lost_sectors(last, len(first), lost) + after).state is LogState.DAMAGED, lost


def test_what_is_cut_off_twice_is_kept_twice(log: bytes, tmp_path: Path) -> None:
    path = tmp_path / "logboek.jsonl"
    for tail in (b"[1", b"[2"):
        path.write_bytes(log + tail)
        opened(path)
    assert copies(path, ".afgekapt") == [b"[1", b"[2"]


def test_a_pipe_in_place_of_an_earlier_copy_keeps_nobody_waiting(tmp_path: Path) -> None:
    beside = tmp_path / "logboek.jsonl"
    os.mkfifo(tmp_path / "logboek.jsonl.afgekapt")
    (tmp_path / "logboek.jsonl.afgekapt-2").symlink_to(tmp_path / "nergens")
    copy = keep_copy(b"het eind", beside, ".afgekapt")
    assert (copy.name, copy.read_bytes()) == ("logboek.jsonl.afgekapt-3", b"het eind")
    assert keep_copy(b"het eind", beside, ".afgekapt") == copy


def test_copies_and_log_are_private(log: bytes, tmp_path: Path) -> None:
    path = tmp_path / "logboek.jsonl"
    journal = LogJournal(path)
    journal.append(START)
    journal.close()
    with path.open("ab") as file:
        file.write(b"[")
    opened(path)
    assert [file.stat().st_mode & 0o077 for file in tmp_path.iterdir()] == [0, 0]


@pytest.mark.parametrize("what", ["an unknown event", "a later format"])
def test_a_log_of_a_newer_version_is_refused_and_left_alone(what: str, log: bytes, tmp_path: Path) -> None:
    path = tmp_path / "logboek.jsonl"
    event = b'{"soort":"telepathie","tijd":"2030-01-01T00:00:00Z"}'
    newer = log + group_of(len(log), looked_at(log).head, [event])[0]
    if what == "a later format":
        newer = b'["kompas-logboek",3]\nwat dan ook\n'
    path.write_bytes(newer)
    with pytest.raises(NewerLog, match="nieuwere versie van Kompas"):
        LogJournal(path)
    with pytest.raises(NewerLog, match="nieuwere versie van Kompas"):
        SessionFolder(tmp_path).read_session()
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == newer


def test_a_log_of_the_version_without_a_number_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "logboek.jsonl"
    older = b'[9,"0123abcd","%s",{"soort":"gestart"}]\n' % FIRST_HASH.encode()
    path.write_bytes(older)
    with pytest.raises(OlderLog, match="oudere versie van Kompas"):
        LogJournal(path)
    assert path.read_bytes() == older


@pytest.mark.parametrize(
    "noise", [b"", b"\n", b"\n\n\n", b"[]", b"\x00" * 4096, b"geen logboek\n", b"[1,\n", b"[9999999999999999,"]
)
def test_any_bytes_can_be_looked_at(noise: bytes) -> None:
    assert looked_at(noise).records == []
    assert looked_at(HEADER + noise).records == []


def test_a_huge_hole_is_judged_without_taking_it_into_memory(log: bytes, tmp_path: Path) -> None:
    path = tmp_path / "logboek.jsonl"
    path.write_bytes(log)
    with path.open("r+b") as file:
        file.truncate(2 << 30)
    found = read_log(path)
    assert (found.state, len(found.records)) == (LogState.DAMAGED, len(COURSE))
    assert len(found.tail) < 1 << 25


@pytest.mark.parametrize("depth", [3_000, 100_000])
@pytest.mark.parametrize("inmost", ["", '"é"'])
def test_an_event_as_deep_as_nobody_writes_is_refused_with_a_sentence(inmost: str, depth: int, tmp_path: Path) -> None:
    deep = "[" * depth + inmost + "]" * depth
    event = f'{{"soort":"stem","ronde":"q-1","merk":"a","antwoord":{{"a":{deep}}},"kenmerk":"x","nonce":"y"}}'
    path = tmp_path / "logboek.jsonl"
    path.write_bytes(group_of(0, FIRST_HASH, [event.encode()])[0])
    with pytest.raises(DamagedLog, match="beschadigd op regel 2"):
        LogJournal(path)


@pytest.mark.parametrize("event", [b'{"soort":"stem","ronde":5}', b'{"soort":"stem"}', b"{}", b"[]", b'"stem"'])
def test_a_malformed_event_is_damage_and_not_called_a_newer_version(event: bytes, log: bytes, tmp_path: Path) -> None:
    path = tmp_path / "logboek.jsonl"
    path.write_bytes(log + group_of(len(log), looked_at(log).head, [event])[0])
    before = path.read_bytes()
    with pytest.raises(DamagedLog, match="beschadigd"):
        LogJournal(path)
    assert path.read_bytes() == before


def test_what_is_read_at_the_opening_is_safe_before_anyone_relies_on_it(
    log: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A killed program may leave a whole group that was never synced; after it a power cut must find one group."""
    path = tmp_path / "logboek.jsonl"
    path.write_bytes(log)
    synced: list[int] = []
    fsync = os.fsync

    def noted(descriptor: int) -> None:
        synced.append(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    journal = LogJournal(path)
    assert path.stat().st_ino in synced
    journal.close()


def test_what_a_failing_sync_did_not_save_does_not_come_back_after_a_kill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "logboek.jsonl"
    journal = LogJournal(path)
    journal.append(GROUPS[0])
    safe = path.read_bytes()

    def fails(_: int) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr("kompas_tui.journal.log.sync", fails)
    with pytest.raises(NotSaved):
        journal.append(GROUPS[1])
    assert path.read_bytes() == safe, "a kill now leaves nothing of what was told not to be saved"


def test_what_a_failed_append_left_is_set_aside_and_not_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "logboek.jsonl"
    journal = LogJournal(path)
    journal.append(GROUPS[0])
    safe = path.read_bytes()

    def fails(*_: int) -> None:
        raise OSError(errno.EIO, "broken")

    with monkeypatch.context() as broken:
        broken.setattr("kompas_tui.journal.log.sync", fails)
        broken.setattr(os, "ftruncate", fails)  # nor can it be taken back
        with pytest.raises(NotSaved):
            journal.append(GROUPS[1])
    left = path.read_bytes()[len(safe) :]
    journal.append(GROUPS[1])
    assert copies(path, ".afgekapt") == [left]
    assert read_log(path).records == list(LogJournal(path).read())
    assert path.read_bytes() == safe + left


def test_lines_of_a_group_that_do_not_agree_where_it_ends_are_no_group() -> None:
    """By hand: a first line of a group that is longer, and the only line of one that ends where this one does."""
    longer, _ = group_of(0, FIRST_HASH, [encode(event) for event in COURSE[:3]])
    first = b"".join(longer.splitlines(keepends=True)[:2])  # the header stands before it
    for end in range(len(first), len(first) + 1000):
        second = _line(_Record(chained(FIRST_HASH, encode(COURSE[0])), 0, end, encode(COURSE[1])))
        if len(first) + len(second) == end:
            break
    assert len(first + second) == end
    check = looked_at(first + second)
    assert check.state is LogState.DAMAGED
    assert check.records == []


def test_a_group_that_says_it_begins_elsewhere_is_none() -> None:
    end = next(end for end in range(1000) if len(HEADER + _line(_Record(FIRST_HASH, 1, end, encode(COURSE[0])))) == end)
    for start, amount in ((0, 1), (1, 0)):
        check = looked_at(HEADER + _line(_Record(FIRST_HASH, start, end, encode(COURSE[0]))))
        assert len(check.records) == amount


@pytest.mark.parametrize("by_a_link", [False, True])
def test_no_file_takes_the_place_of_what_others_write_to(tmp_path: Path, by_a_link: bool) -> None:
    pipe, named = tmp_path / "pijp", tmp_path / "verslag.docx"
    os.mkfifo(pipe)
    if by_a_link:
        named.symlink_to(pipe)
    else:
        named = pipe
    with pytest.raises(OSError, match="no ordinary file") as refused:
        put_in_place(b"het verslag", named)
    assert reason(refused.value) == "dit is geen gewoon bestand"
    with pytest.raises(KompasError, match="is geen gewoon bestand"):
        save(b"het verslag", named)
    assert pipe.is_fifo()
    assert named.is_symlink() == by_a_link
    assert len(list(tmp_path.iterdir())) == 1 + by_a_link


@pytest.mark.parametrize("spoil", [b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b'","a":' + b"[" * 100_000])
def test_what_no_program_of_ours_writes_is_damage_also_with_a_right_checksum(spoil: bytes, tmp_path: Path) -> None:
    path, events = tmp_path / "logboek.jsonl", [encode(event) for event in COURSE]
    note = encode(ev.NoteTaken(time=NOW, card="kleur", text="hier")).replace(b"hier", spoil)
    path.write_bytes(group_of(0, FIRST_HASH, [*events, note])[0])
    with pytest.raises(DamagedLog, match="beschadigd op regel"):
        LogJournal(path)

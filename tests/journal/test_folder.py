"""A session's folder: the lock, the key behind the marks, and what others may read."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

import kompas_tui
from kompas_tui.domain.language.errors import KompasError, reason
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.journal import (
    LogJournal,
    Served,
    SessionFolder,
    SessionInUse,
    find_sessions,
    fingerprint_of,
    session_home,
)
from kompas_tui.journal.files import NEW_SUFFIX
from kompas_tui.journal.folder import DATABASE, LOG, PRINTED_SLIPS, SECRETS, SERVED
from tests.journal.course import COURSE, NOW

HOLD = """
import sys
from pathlib import Path
from kompas_tui.journal import SessionFolder
with SessionFolder(Path(sys.argv[1])).lock():
    print("vast", flush=True)
    sys.stdin.readline()
"""


def written(path: Path) -> SessionFolder:
    folder = SessionFolder(path)
    with folder.lock():
        journal = folder.open_journal()
        journal.append(COURSE)
        journal.close()
    return folder


def test_a_second_process_is_refused_with_a_sentence_and_may_read(tmp_path: Path) -> None:
    folder = written(tmp_path / "sessie")
    command = [sys.executable, "-c", HOLD, str(folder.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "vast\n"
        with pytest.raises(SessionInUse, match=r"al open in een ander venster.*kies een andere map"), folder.lock():
            pass
        assert folder.read_session()[0].code == "K7F3"
        holder.kill()
    with folder.lock():
        pass


@pytest.mark.skipif(os.name == "nt", reason="no file that is open can be removed there")
def test_who_tidies_up_the_file_of_the_lock_lets_no_second_writer_in(tmp_path: Path) -> None:
    folder = written(tmp_path / "sessie")
    with folder.lock():
        (folder.path / "slot").unlink()
        for _ in range(2):
            with pytest.raises(SessionInUse, match="al open in een ander venster"), folder.lock():
                pass
        assert folder.is_in_use()
    with folder.lock():
        pass


def test_the_lock_is_let_go_after_a_fault(tmp_path: Path) -> None:
    folder = SessionFolder(tmp_path)
    with pytest.raises(ZeroDivisionError), folder.lock():
        raise ZeroDivisionError
    with folder.lock():
        pass


def test_a_folder_that_can_not_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x", encoding="utf-8")
    with pytest.raises(KompasError, match="Kies een andere map"), SessionFolder(tmp_path / "bestand").lock():
        pass


def test_the_key_is_private_known_by_its_print_and_gone_when_it_is_forgotten(tmp_path: Path) -> None:
    folder = SessionFolder(tmp_path)
    key = folder.new_mark_key()
    path = tmp_path / "merksleutel"
    assert len(key) == 32
    assert path.stat().st_mode & 0o777 == 0o600
    assert folder.mark_key(fingerprint_of(key)) == key
    assert key.hex() not in fingerprint_of(key)
    folder.forget_secrets()
    folder.forget_secrets()
    assert not path.exists()
    assert folder.mark_key(fingerprint_of(key)) is None
    assert folder.new_mark_key() != key


@pytest.mark.parametrize("other", [b"half", b"", b"k" * 32, b"k" * 33])
def test_another_key_is_not_taken_for_it(other: bytes, tmp_path: Path) -> None:
    key = SessionFolder(tmp_path).new_mark_key()
    (tmp_path / "merksleutel").write_bytes(other)
    assert SessionFolder(tmp_path).mark_key(fingerprint_of(key)) is None


@pytest.mark.skipif(os.name == "nt", reason="no file that is open can be removed there")
def test_a_key_is_overwritten_where_it_stands_before_its_name_goes(tmp_path: Path) -> None:
    folder = SessionFolder(tmp_path)
    slips = b"ABCD-EFGH " * 11_000  # as long as the most slips are in print
    (tmp_path / "stembriefjes.docx").write_bytes(slips)
    names = {"merksleutel": folder.new_mark_key(), "stembriefjes.docx": slips}
    with ExitStack() as held:
        opened = [held.enter_context((tmp_path / name).open("rb", buffering=0)) for name in names]
        folder.forget_secrets()
        contents = [file.read() for file in opened]
    assert not any((tmp_path / name).exists() for name in names)
    for left, secret in zip(contents, names.values(), strict=True):
        assert len(left) == len(secret)
        assert not any(secret[begin : begin + 20] in left for begin in range(0, len(secret), 16))


def test_a_key_keeps_its_bytes_on_windows_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flags: list[int] = []
    real = os.open

    def noted(path: Path, flag: int, *mode: int) -> int:
        flags.append(flag)
        return real(path, flag & ~(1 << 30), *mode)

    for module in ("folder", "files"):
        monkeypatch.setattr(f"kompas_tui.journal.{module}.BINARY", 1 << 30)
    monkeypatch.setattr("os.open", noted)
    SessionFolder(tmp_path).new_mark_key()
    writing = [flag for flag in flags if flag & os.O_WRONLY]
    assert writing
    assert all(flag & 1 << 30 for flag in writing)


def test_the_key_of_the_remote_outlives_a_restart_and_not_the_session(tmp_path: Path) -> None:
    folder = SessionFolder(tmp_path)
    assert folder.remote_key("EERS-TE") == "EERS-TE"
    assert (tmp_path / "afstandsleutel").stat().st_mode & 0o777 == 0o600
    assert SessionFolder(tmp_path).remote_key("TWEE-DE") == "EERS-TE"
    folder.forget_secrets()
    assert folder.remote_key("DER-DE") == "DER-DE"
    (tmp_path / "afstandsleutel").chmod(0o644)
    assert folder.kept_remote_key() == "", "who could read it could have noted it, or put it there"
    assert folder.remote_key("VIER-DE") == "VIER-DE"
    assert (tmp_path / "afstandsleutel").stat().st_mode & 0o777 == 0o600


def test_new_folders_are_private_and_synced_where_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr("kompas_tui.journal.files.sync_folder", synced.append)
    with SessionFolder(tmp_path / "een" / "twee").lock():
        pass
    assert synced == [tmp_path, tmp_path / "een"]
    assert (tmp_path / "een" / "twee").stat().st_mode & 0o777 == 0o700
    assert [file.stat().st_mode & 0o077 for file in (tmp_path / "een" / "twee").iterdir()] == [0]


@pytest.mark.parametrize("content", [None, b"", b"geen logboek", b"[1,"])
def test_a_folder_without_a_session_says_so(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "logboek.jsonl").write_bytes(content)
    with pytest.raises(KompasError, match=r"geen sessie|leeg of onleesbaar|niet te lezen"):
        SessionFolder(tmp_path).read_session()


def test_where_it_was_served_is_remembered_and_rubbish_is_not_believed(tmp_path: Path) -> None:
    folder = SessionFolder(tmp_path)
    assert folder.served() == Served()
    kept = Served("10.0.0.2", 8000, "Gasten", True, {"plein": "/sets/plein.md"})
    folder.remember_served(kept)
    assert folder.served() == kept
    odd = '{"adres": 7, "poort": 70000, "wifi": ["x"], "demo": "nee", "kaartensets": {"a": 3}}'
    for rubbish in ("[1]", "{", "\x00", odd, '{"poort": true}', '{"poort": "8000", "kaartensets": []}'):
        (tmp_path / "adres.json").write_text(rubbish, encoding="utf-8")
        assert folder.served() == Served(), rubbish


def test_where_it_was_served_stays_known_when_writing_it_anew_breaks_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, kept = SessionFolder(tmp_path), Served("10.0.0.2", 8000, "Gasten", True, {"plein": "/sets/plein.md"})
    folder.remember_served(kept)

    def half(descriptor: int, contents: bytes) -> int:
        write(descriptor, contents[: len(contents) // 2])
        raise OSError(errno.ENOSPC, "vol")

    write = os.write
    monkeypatch.setattr(os, "write", half)
    with pytest.raises(OSError, match="vol"):
        folder.remember_served(Served("10.0.0.3", 9000))
    monkeypatch.undo()
    assert folder.served() == kept
    assert [path.name for path in tmp_path.iterdir()] == [SERVED]


def test_what_a_crash_left_half_written_goes_with_the_rest(tmp_path: Path) -> None:
    folder = written(tmp_path / "een")
    halves = [f"{name}-x1y2{NEW_SUFFIX}" for name in (PRINTED_SLIPS, f"foto-{'0f' * 32}.jpg", LOG, DATABASE, SERVED)]
    for name in (*halves, f"foto-vakantie.jpg-x1y2{NEW_SUFFIX}"):
        (folder.path / name).write_bytes(b"x")
    folder.forget_secrets()
    assert not (folder.path / halves[0]).exists()
    assert (folder.path / halves[1]).exists()
    folder.remove()
    assert [path.name for path in folder.path.iterdir()] == [f"foto-vakantie.jpg-x1y2{NEW_SUFFIX}"]


def test_what_a_killed_writer_left_half_written_goes_at_the_next_opening(tmp_path: Path) -> None:
    folder = written(tmp_path / "een")
    names = (
        LOG,
        f"{LOG}.afgekapt",
        f"{LOG}.gered-2",
        DATABASE,
        SERVED,
        PRINTED_SLIPS,
        "weggestuurd",
        f"foto-{'0f' * 32}.jpg",
    )
    for name in (*names, "verslag.docx"):
        (folder.path / f"{name}-x1_y2{NEW_SUFFIX}").write_bytes(b"x")
    with folder.lock():
        folder.open_journal().close()
    assert sorted(path.name for path in folder.path.iterdir()) == [LOG, "slot", f"verslag.docx-x1_y2{NEW_SUFFIX}"]


def test_what_only_is_named_as_if_it_was_half_written_hinders_nothing_and_is_not_overwritten(tmp_path: Path) -> None:
    own, folder = tmp_path / "eigen.txt", written(tmp_path / "een")
    own.write_text("van mij", encoding="utf-8")
    (folder.path / f"{LOG}-a{NEW_SUFFIX}").mkdir()
    (folder.path / f"{PRINTED_SLIPS}-a{NEW_SUFFIX}").mkdir()
    (folder.path / f"{LOG}-b{NEW_SUFFIX}").hardlink_to(own)
    (folder.path / f"{LOG}-c{NEW_SUFFIX}").write_bytes(b"x")
    with folder.lock():
        folder.open_journal().close()
    folder.forget_secrets()
    folder.remove()
    assert {path.name for path in folder.path.iterdir()} == {f"{name}-a{NEW_SUFFIX}" for name in (LOG, PRINTED_SLIPS)}
    assert own.read_text(encoding="utf-8") == "van mij"


def test_thousands_that_look_half_written_keep_nobody_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = written(tmp_path / "een")
    for number in range(250):
        (folder.path / f"weggestuurd-{number}{NEW_SUFFIX}").touch()
    real, synced = os.fsync, list[int]()

    def noted(descriptor: int) -> None:
        synced.append(descriptor)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    with folder.lock():
        folder.open_journal().close()
    assert len(synced) < 250
    folder.remove()
    assert not folder.path.exists()


def test_removing_leaves_what_is_not_ours(tmp_path: Path) -> None:
    folder = written(tmp_path / "een")
    folder.write_database(folder.read_session()[0])
    folder.new_mark_key()
    (folder.path / "logboek.jsonl.afgekapt").write_bytes(b"x")
    (folder.path / "foto.jpg").write_bytes(b"x")
    folder.remove()
    assert [path.name for path in folder.path.iterdir()] == ["foto.jpg"]
    other = written(tmp_path / "twee")
    other.remove()
    assert not other.path.exists()


def test_sessions_are_found_the_newest_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOMPAS_SESSIES", str(tmp_path / "sessies"))
    assert find_sessions() == []
    for age, name in enumerate(("nieuw", "oud")):
        folder = written(session_home() / name)
        os.utime(folder.log_path, (1_000_000 - age, 1_000_000 - age))
    (session_home() / "leeg").mkdir()
    for odd in ("pijp", "map", "weg"):  # none of them may keep the home screen waiting, or end it
        (session_home() / odd).mkdir()
    os.mkfifo(session_home() / "pijp" / "logboek.jsonl")
    (session_home() / "map" / "logboek.jsonl").mkdir()
    (session_home() / "weg" / "logboek.jsonl").symlink_to(tmp_path / "nergens")
    assert [folder.path.name for folder in find_sessions()] == ["nieuw", "oud"]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "er is geen plek meer op de schijf"),
        (errno.EACCES, "je mag hier niet schrijven"),
        (errno.ENOENT, "die map is er niet"),
        (errno.EISDIR, "dit is een map"),
        (errno.ENAMETOOLONG, "de naam is te lang"),
        (errno.EIO, "de schijf werkt niet goed"),
        (errno.ETIMEDOUT, "de netwerkschijf antwoordt niet"),
        (errno.ECHILD, f"fout {errno.ECHILD}"),
        (None, "onbekende fout"),
    ],
)
def test_what_the_disk_says_is_said_in_dutch(number: int | None, said: str) -> None:
    assert reason(OSError("odd") if number is None else OSError(number, "English")) == said


def test_a_log_or_a_folder_that_can_not_be_opened_is_said_in_dutch(tmp_path: Path) -> None:
    with (
        pytest.raises(KompasError, match=r"kan ik niet maken: de naam is te lang\."),
        SessionFolder(tmp_path / ("x" * 300)).lock(),
    ):
        pass
    (tmp_path / "logboek.jsonl").mkdir()
    with pytest.raises(KompasError, match=r"gaat niet open: dit is een map\."):
        SessionFolder(tmp_path).open_journal()


def test_nothing_says_what_the_system_says_in_english() -> None:
    package = Path(kompas_tui.__file__).parent
    assert [path.name for path in package.rglob("*.py") if ".strerror" in path.read_text(encoding="utf-8")] == []


needs_links = pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")


links = pytest.mark.parametrize("link", [Path.symlink_to, Path.hardlink_to])


@needs_links
@links
@pytest.mark.parametrize("name", SECRETS)
def test_the_end_destroys_no_file_elsewhere_to_which_a_secret_of_a_foreign_folder_leads(
    name: str, link: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    mine = tmp_path / "van-mij"
    mine.write_bytes(b"niet van de sessie")
    folder = SessionFolder(tmp_path / "sessie")
    folder.path.mkdir()
    link(folder.path / name, mine)
    folder.forget_secrets()
    assert mine.read_bytes() == b"niet van de sessie"
    assert not os.path.lexists(folder.path / name)


@needs_links
@links
def test_the_lock_empties_no_file_where_a_link_leads(
    link: Callable[[Path, Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("older versions of filelock follow the link")

    monkeypatch.setattr("kompas_tui.journal.folder.FileLock", never)
    (tmp_path / "dierbaar").write_text("dierbaar")
    link(tmp_path / "slot", tmp_path / "dierbaar")
    with pytest.raises(KompasError, match="verwijzing"), SessionFolder(tmp_path).lock():
        pass
    assert not SessionFolder(tmp_path).is_in_use()


def test_a_new_key_is_not_written_where_a_link_leads(tmp_path: Path) -> None:
    mine = tmp_path / "van-mij"
    folder = SessionFolder(tmp_path / "sessie")
    folder.path.mkdir()
    (folder.path / "merksleutel").symlink_to(mine)
    folder.new_mark_key()
    assert not mine.exists()
    assert (folder.path / "merksleutel").is_file()


@pytest.mark.parametrize("held", ["EERS-TE\n", "EERS TE", "\x1b[31m", "eerst\u00e9"])
def test_a_key_of_the_remote_that_this_program_can_not_have_made_is_not_taken(held: str, tmp_path: Path) -> None:
    folder = SessionFolder(tmp_path)
    folder.remote_key("EERS-TE")
    (tmp_path / "afstandsleutel").write_text(held, encoding="utf-8")
    assert folder.remote_key("TWEE-DE") == "TWEE-DE"


@needs_links
def test_pipes_and_endless_files_in_place_of_small_ones_are_passed_over(tmp_path: Path) -> None:
    folder = SessionFolder(tmp_path)
    os.mkfifo(tmp_path / "merksleutel")
    os.mkfifo(tmp_path / "afstandsleutel", 0o600)
    (tmp_path / "adres.json").symlink_to("/dev/zero")
    assert folder.mark_key("") is None
    assert folder.kept_remote_key() == ""
    assert folder.served() == Served()
    folder.forget_secrets()
    assert not (tmp_path / "merksleutel").exists()


@needs_links
def test_pipes_and_endless_files_in_place_of_photos_are_passed_over(tmp_path: Path) -> None:
    pipe, endless = "a" * 64, "b" * 64
    os.mkfifo(tmp_path / f"foto-{pipe}.jpg")
    (tmp_path / f"foto-{endless}.jpg").symlink_to("/dev/zero")
    session = Session()
    session.photos += [ev.PhotoTaken(time=NOW, card="", picture=name, alt="Een foto") for name in (pipe, endless)]
    assert SessionFolder(tmp_path).pictures(session) == {}


@needs_links
def test_a_new_log_is_not_made_where_a_link_leads(tmp_path: Path) -> None:
    mine, folder = tmp_path / "van-mij", SessionFolder(tmp_path / "sessie")
    folder.path.mkdir()
    folder.log_path.symlink_to(mine)
    with pytest.raises(KompasError, match="verwijzing naar een andere plek"):
        folder.open_journal()
    assert not mine.exists()


@needs_links
def test_a_log_that_is_a_link_to_another_log_is_refused(tmp_path: Path) -> None:
    mine, folder = tmp_path / "van-mij.jsonl", SessionFolder(tmp_path / "sessie")
    LogJournal(mine).close()
    before = mine.read_bytes()
    folder.path.mkdir()
    folder.log_path.symlink_to(mine)
    with pytest.raises(KompasError, match="verwijzing naar een andere plek"):
        folder.open_journal()
    assert mine.read_bytes() == before


@needs_links
def test_a_pipe_in_place_of_the_database_keeps_nobody_waiting(tmp_path: Path) -> None:
    folder = SessionFolder(tmp_path)
    os.mkfifo(folder.database_path)
    assert not folder._is_unfinished()


def test_the_key_is_written_over_before_its_name_goes_and_its_folder_is_synced_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, key, fsync, synced = SessionFolder(tmp_path), tmp_path / "merksleutel", os.fsync, list[tuple[str, bool]]()
    before = folder.new_mark_key()

    def noted(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        synced.append(("folder" if is_folder else "key", key.exists() and key.read_bytes() != before))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    folder.forget_secrets()
    assert synced == [("key", True), ("folder", False)]
    assert not key.exists()

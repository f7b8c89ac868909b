"""Files that are safe when a function here returns: written whole or not at all, private, their names synced."""

import contextlib
import errno
import itertools
import os
import secrets
import stat
import tempfile
from pathlib import Path

PRIVATE, PRIVATE_FOLDER, ORDINARY = 0o600, 0o700, 0o644
NEW_SUFFIX = ".nieuw"
"""How the file is called that is about to take another one's place."""
BINARY = getattr(os, "O_BINARY", 0)
"""Windows turns every line end into two bytes without it."""
ITSELF = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Open no file elsewhere by a link, and wait for nobody: a folder from somebody else can hold anything."""
LARGEST_SECRET = 1 << 20
"""The most bytes of a secret, which five thousand printed slips stay well under; more is no secret of ours."""


def sync(descriptor: int) -> None:
    """Have the contents of an open file on the disk, not in its cache."""
    if hasattr(os, "fdatasync"):
        os.fdatasync(descriptor)
        return
    try:
        import fcntl

        # On macOS an fsync leaves the bytes in the cache of the disk itself.
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # type: ignore[attr-defined, unused-ignore]
    except (ImportError, AttributeError):
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder safe, where the platform can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network folders have no such thing
            raise
    finally:
        os.close(descriptor)


def write_all(descriptor: int, contents: bytes) -> None:
    """Write every byte; the system may take a part at a time."""
    view = memoryview(contents)
    while view:
        view = view[os.write(descriptor, view) :]


def put_in_place(contents: bytes, path: Path, mode: int = PRIVATE, *, lasting: bool = True) -> None:
    """Write to a new file that takes the place of an earlier one, so that nobody ever finds half a file.

    What is not `lasting` can be made again: nothing waits for the disk, and after a power cut it may be gone or torn.
    """
    # As /dev/null, or what a link leads to: who is allowed to would put a file over it, and others write to that.
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError(errno.ENODEV, "no ordinary file", str(path))
    # A name that nobody can foresee: in a folder that others write in, it could be a link to elsewhere.
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}-", suffix=NEW_SUFFIX)
    new = Path(name)
    try:
        try:
            write_all(descriptor, contents)
            if lasting:
                sync(descriptor)
        finally:
            os.close(descriptor)
        if mode != PRIVATE:
            new.chmod(mode)
        new.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            new.unlink()
        raise
    if lasting:
        sync_folder(path.parent)


def keep_copy(contents: bytes, beside: Path, suffix: str) -> Path:
    """Put these bytes safely in a file beside this one; a copy that is there already is not made twice."""
    for number in itertools.count(1):
        copy = beside.with_name(f"{beside.name}{suffix}{'' if number == 1 else f'-{number}'}")
        if not os.path.lexists(copy):
            put_in_place(contents, copy)
            return copy
        with contextlib.suppress(OSError):  # a pipe or a link of this name is passed by
            if begin_of(copy, len(contents) + 1) == contents:
                return copy
    raise AssertionError("there is always a next number")


def make_folder(path: Path) -> None:
    """Make a private folder and what is missing above it; a folder that nobody synced is lost with all in it."""
    if path.is_dir():
        return
    make_folder(path.parent)
    path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    sync_folder(path.parent)


def read_small(path: Path, most: int = 1 << 16) -> bytes:
    """What stands in a small file; OSError where it is no file, is a link to one, or holds more."""
    contents = begin_of(path, most + 1)
    if len(contents) > most:
        raise OSError(errno.EFBIG, "not a small file", str(path))
    return contents


def read_named(path: Path, most: int) -> bytes:
    """What stands in a file that somebody named, which may be a link to one; OSError where it holds more than that."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EISDIR if path.is_dir() else errno.ENODEV, "not a file", str(path))
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size > most:
            raise OSError(errno.EFBIG, "too large", str(path))
        return file.read(most)


def begin_of(path: Path, most: int) -> bytes:
    """What a file begins with; OSError where it is no file, or a link to one."""
    descriptor = os.open(path, os.O_RDONLY | BINARY | ITSELF)
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            raise OSError(errno.EISDIR if stat.S_ISDIR(about.st_mode) else errno.ENODEV, "not a file", str(path))
        # No more room is taken than the file has bytes, which counts where hundreds of files are read.
        contents = b""
        while len(contents) < most:
            wanted = min(most - len(contents), max(about.st_size - len(contents), 0) + 1)
            piece = os.read(descriptor, wanted)
            contents = contents + piece if contents else piece
            if len(piece) < wanted:
                break
        return contents
    finally:
        os.close(descriptor)


def leads_elsewhere(path: Path) -> bool:
    """Whether a pipe, a link or a second name of a file stands here: what is written to it comes who knows where."""
    try:
        about = path.lstat()
    except FileNotFoundError:
        return False
    return not stat.S_ISREG(about.st_mode) or about.st_nlink > 1


def destroy(path: Path) -> None:
    """Remove a secret: noise over its bytes where they stand, synced before the name goes.

    Of a link, also a hard one, only the name goes: what it leads to is somebody else's.
    """
    try:
        descriptor = None if leads_elsewhere(path) else os.open(path, os.O_WRONLY | BINARY | ITSELF)
    except FileNotFoundError:
        return
    if descriptor is not None:
        try:
            write_all(descriptor, secrets.token_bytes(min(os.fstat(descriptor).st_size, LARGEST_SECRET)))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    path.unlink(missing_ok=True)
    sync_folder(path.parent)

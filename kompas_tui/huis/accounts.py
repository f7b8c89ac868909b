"""Who may facilitate on this server: a file with a name and a hash a line, and the passes of who logged in."""

import hashlib
import hmac
import logging
import re
import secrets
import time
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from starlette.requests import Request

from kompas_tui.domain.language.errors import KompasError, reason, why_unread
from kompas_tui.domain.language.wording import quoted
from kompas_tui.journal.files import put_in_place, read_small
from kompas_tui.journal.postgres import ChosenPasswords, DatabaseAway, Passes
from kompas_tui.web.requests import BadRequest, header

PASS_COOKIE = "kompas-begeleider"
PASS_SECONDS, IDLE_SECONDS = 12 * 3600, 4 * 3600
"""How long somebody is logged in, and how long without a look at the own pages."""
# Length is all that is asked: rules about signs make people choose what can be guessed.
SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 1_000
_FEWEST_SIGNS = 5
_TAKEN_BY_MANY = (
    "wachtwoord", "password", "welkom", "gemeente", "kompas", "begeleider", "admin", "qwertyuiop", "asdfghjkl",
    "qwerty", "1234567890", "123456789", "12345678", "123456", "12345", "1234", "123", "2024", "2025", "2026", "2027",
)  # fmt: skip
"""What many passwords begin or end with; longer ones before those that stand in them."""
_MOST_IN_ONE_WORD = 12
"""A word of so many letters is no password, whatever year and marks stand around it."""
_ONE_WORD = re.compile(rf"[\W\d_]*[^\W\d_]{{0,{_MOST_IN_ONE_WORD}}}[\W\d_]*")
_AS_LETTERS = str.maketrans("01345$7@", "oieassta")
_IN_A_WORD = re.compile(r"(?<=[^\W\d_])[01345$7@]+(?=[^\W\d_])")
"""What many put in the place of a letter that it looks like."""
_FIRST = re.compile(r"eerste(?: tot (\d{4}-\d\d-\d\d))?:")
"""Stands before the hash of a password that somebody else chose, with its last day: its owner must choose another."""
FIRST_DAYS = 14
"""How long a first password is good; whoever has one from before that was said needs a new one."""
_LARGEST_FILE = 1 << 20
_MOST_KNOWN = 1_000
_KNOWN_SECONDS = 300.0
"""How long a pass goes on without the database; another node may have it, and know of another password by now."""
_NAME = re.compile(r"[a-z0-9][a-z0-9.@_-]{1,63}")
_COOKIE = re.compile(rf"(?:^|;\s*){PASS_COOKIE}=([0-9a-f]{{64}})(?:;|$)")

NOT_NOW = "Kompas kan nu niet opzoeken wie je bent. Probeer het zo nog eens, of vraag je beheerder."
_log = logging.getLogger(__name__)
_hasher = PasswordHasher()
_NOBODY = _hasher.hash("niemand")
"""What a password is compared with where there is no such name, so that the time tells nothing."""


class Accounts:
    """The accounts in a file, read again when it changes."""

    def __init__(self, path: Path, chosen: ChosenPasswords | None = None) -> None:
        """`chosen` holds what facilitators put in the place of their first password; KompasError without a file."""
        self._path, self._chosen = path, chosen
        self._read_at = (-1, -1, -1)
        self._hashes: dict[str, str] = {}
        self._read()

    def _read(self) -> None:
        """Read the file where it changed; KompasError, for who looks after the server, where that can't be done."""
        try:
            about = self._path.stat()
            stands = about.st_ino, about.st_mtime_ns, about.st_size
            if stands != self._read_at:
                self._hashes = read_accounts(self._path)
                self._read_at = stands
        except OSError as error:
            raise KompasError(
                f"Het bestand met accounts kan ik niet lezen: {why_unread(error)}. "
                f"Maak het met: kompas huis-account NAAM --bestand {self._path}"
            ) from error

    def _now(self) -> dict[str, str]:
        """The hash of each name; BadRequest, which tells a stranger no path, where the file can't be read."""
        try:
            self._read()
        except KompasError as error:
            _log.error("the file of accounts can't be read; nobody logs in")
            raise BadRequest(503, NOT_NOW) from error
        return self._hashes

    def _kept(self, name: str) -> str:
        """The hash that counts for this name: the one in the file, or that of what was chosen in its place."""
        in_file = self._now().get(name, "")
        chosen = self._chosen.of(name) if self._chosen is not None else None  # for nobody too: it takes as long
        return chosen[1] if in_file and chosen is not None and chosen[0] == _print(in_file) else in_file

    def line_of(self, name: str) -> str:
        """What the file says of this name, whatever was chosen since; empty where it may not facilitate."""
        return self._now().get(name, "")

    def is_there(self, name: str) -> bool:
        """Whether this name has an account; of a file that can't be read just now what it said before counts."""
        with suppress(KompasError):
            self._read()
        return name in self._hashes

    def fits(self, name: str, password: str) -> bool:
        """Whether this is the password of this name; takes a while, so call it in a thread."""
        named = name.strip().lower()
        # What can be no name is looked up as nobody, which takes as long.
        kept = self._kept(named if _NAME.fullmatch(named) else "")
        try:
            _hasher.verify(_FIRST.sub("", kept) or _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return False
        return bool(kept)

    def print_of(self, name: str) -> bytes:
        """What tells the password of this name from any other; empty where it may not facilitate."""
        kept = self._kept(name)
        return _print(kept) if kept else b""

    def must_choose(self, name: str) -> bool:
        """Whether the password of this name is one that somebody else chose."""
        return _FIRST.match(self._kept(name)) is not None

    def is_over(self, name: str) -> bool:
        """Whether the password of this name was a first one, for which its owner chose no other in time."""
        first = _FIRST.match(self._kept(name))
        return first is not None and (not first[1] or date.fromisoformat(first[1]) < _today())

    def choose(self, name: str, password: str) -> None:
        """Give who logged in another password, on every node; KompasError where it won't do."""
        in_file = self._now().get(name, "")
        if self._chosen is None or not in_file:
            raise KompasError("Hier kun je geen wachtwoord kiezen. Vraag het je beheerder.")
        _see_that_it_will_do(name, password)
        if self.fits(name, password):
            raise KompasError("Dit is het wachtwoord dat je al had. Kies een ander.")
        self._chosen.keep(name, _print(in_file), _hasher.hash(password))


class Logins:
    """The browsers of those who logged in: each has a word by chance, of which the database keeps the hash.

    So a copy of it is worth nothing once its owner logged out, on whichever node; nor with another password.
    """

    def __init__(self, accounts: Accounts, passes: Passes) -> None:
        self._accounts, self._passes = accounts, passes
        self._known: dict[bytes, tuple[str, str, float]] = {}
        """Passes that were good when this node looked last: whose, by which line of the file, and when that was."""

    def fits(self, name: str, password: str) -> bool:
        """Whether this is the password of this name; takes a while, so call it in a thread."""
        return self._accounts.fits(name, password)

    def may_facilitate(self, name: str) -> bool:
        """Whether this name has an account still, so that what somebody once opened closes with it."""
        return self._accounts.is_there(name)

    def log_in(self, name: str, cookies: str) -> str:
        """The cookie of who logged in with a password that fits; what that browser had before is worth nothing now."""
        self.log_out(cookies)
        name, word = name.strip().lower(), secrets.token_hex(32)
        self._passes.add(_digest(word), name, self._accounts.print_of(name))
        return f"{PASS_COOKIE}={word}; Path=/; Max-Age={PASS_SECONDS}; HttpOnly; SameSite=Strict"

    def log_out(self, cookies: str) -> str:
        """Make the pass of this browser worth nothing, and give the cookie of who logged out."""
        if match := _COOKIE.search(cookies):
            self._known.pop(_digest(match[1]), None)
            self._passes.remove(_digest(match[1]))
        return f"{PASS_COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict"

    def who(self, request: Request) -> str:
        """Who sends this request; empty where that is nobody who may facilitate now. Call it in a thread."""
        return self.name_in(header(request, b"cookie"))

    def name_in(self, cookies: str) -> str:
        """Who sends these cookies; empty where they are of nobody who may facilitate now."""
        digest = _digest_in(cookies)
        if not digest:
            return ""
        try:
            name = self._logged_in(digest)
            name = "" if name and self._accounts.must_choose(name) else name
        except DatabaseAway:
            # A beamer goes on by a pass that was good just now: it hears for itself that nothing is saved.
            name, line, looked = self._known.get(digest, ("", "", 0.0))
            if not name or self._accounts.line_of(name) != line or time.monotonic() - looked > _KNOWN_SECONDS:
                raise
            return name
        # Requests of one browser come in several threads: it is in here all the while.
        if name:
            self._known[digest] = name, self._accounts.line_of(name), time.monotonic()
        else:
            self._known.pop(digest, None)
        if len(self._known) > _MOST_KNOWN:
            self._known.pop(next(iter([*self._known])), None)
        return name

    def must_choose(self, request: Request) -> str:
        """Who sends this and must choose a password before anything else; empty where that is nobody."""
        digest = _digest_in(header(request, b"cookie"))
        name = self._logged_in(digest) if digest else ""
        return name if name and self._accounts.must_choose(name) else ""

    def choose(self, name: str, password: str, cookies: str) -> str:
        """Give somebody another password, and the cookie with it; KompasError where it won't do."""
        self._accounts.choose(name, password)
        return self.log_in(name, cookies)

    def first_is_there(self, name: str) -> bool:
        """Whether this name still has the password that somebody else chose."""
        return self._accounts.must_choose(name.strip().lower())

    def first_is_over(self, name: str) -> bool:
        """Whether that password is no longer good."""
        return self._accounts.is_over(name.strip().lower())

    def _logged_in(self, digest: bytes) -> str:
        used = self._passes.use(digest)
        fits = used is not None and hmac.compare_digest(used[1], self._accounts.print_of(used[0]))
        return used[0] if used is not None and fits else ""


def _digest_in(cookies: str) -> bytes:
    match = _COOKIE.search(cookies)
    return _digest(match[1]) if match is not None else b""


def _today() -> date:
    return datetime.now(UTC).date()


def _print(hashed: str) -> bytes:
    return hashlib.sha256(hashed.encode()).digest()


def _digest(word: str) -> bytes:
    return hashlib.sha256(word.encode()).digest()


def read_accounts(path: Path) -> dict[str, str]:
    """The hash of each name in a file; OSError where it can't be read, KompasError where a line is no account."""
    kept: dict[str, str] = {}
    for number, line in enumerate(read_small(path, _LARGEST_FILE).decode("utf-8", "replace").splitlines(), 1):
        name, colon, hashed = line.strip().partition(":")
        if not name or name.startswith("#"):
            continue
        if not colon or not _NAME.fullmatch(name) or not _FIRST.sub("", hashed).startswith("$argon2"):
            raise KompasError(f"{path}, regel {number}: dit is geen account. Maak het met: kompas huis-account.")
        kept[name] = hashed
    return kept


def _is_easy(name: str, password: str) -> bool:
    """Whether a guesser comes to it soon: few different signs, or one word beside a name or a word that many take.

    A season, a place or a club with a year behind it is one word, and so is `W1nt3r`.
    """
    left = password.casefold()
    for word in (name.partition("@")[0], *_TAKEN_BY_MANY):
        left = left.replace(word, "")
    if _digest(password.casefold()).hex()[:16] in _common():
        return True
    spelled = _IN_A_WORD.sub(lambda signs: signs[0].translate(_AS_LETTERS), left)
    return len(set(left)) < _FEWEST_SIGNS or _ONE_WORD.fullmatch(spelled) is not None


@cache
def _common() -> frozenset[str]:
    """The hashes, cut short, of passwords that many have."""
    return frozenset((files("kompas_tui.huis") / "common_passwords.txt").read_text(encoding="utf-8").split("\n")[1:])


def _see_that_it_will_do(name: str, password: str) -> None:
    """KompasError where this can be nobody's password."""
    if len(password) < SHORTEST_PASSWORD:
        raise KompasError(f"Dit wachtwoord is te kort. Kies er een van {SHORTEST_PASSWORD} tekens of meer.")
    if len(password) > LONGEST_PASSWORD:
        raise KompasError(f"Dit wachtwoord is te lang. Kies er een van hooguit {LONGEST_PASSWORD} tekens.")
    if _is_easy(name, password):
        raise KompasError("Dit wachtwoord is makkelijk te raden. Kies een paar woorden die niet bij elkaar horen.")


def add_account(path: Path, name: str, password: str, *, is_first: bool = True) -> str:
    """Put an account in a file, or give it another password; what came of it, in words.

    A password that `is_first` lets its owner do nothing but choose another one, within so many days.
    """
    name = name.strip().lower()
    if not _NAME.fullmatch(name):
        raise KompasError(
            f"{quoted(name)} kan geen naam zijn. Kies 2 tot en met 64 kleine letters of cijfers, zoals "
            "‘anna’ of ‘anna@gemeente.example’."
        )
    _see_that_it_will_do(name, password)
    try:
        kept = read_accounts(path) if path.exists() else {}
        was_there = name in kept
        first = f"eerste tot {_today() + timedelta(days=FIRST_DAYS)}:" if is_first else ""
        kept[name] = first + _hasher.hash(password)
        lines = [
            "# Accounts van kompas huis: een naam en een hash per regel.",
            *map(":".join, sorted(kept.items())),
            "",
        ]
        put_in_place("\n".join(lines).encode(), path)
    except OSError as error:
        raise KompasError(f"In {path} kan ik niet schrijven: {reason(error)}. Kies een ander bestand.") from error
    return f"{name} heeft een nieuw wachtwoord." if was_there else f"{name} kan nu inloggen."

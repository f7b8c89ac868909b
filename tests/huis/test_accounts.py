"""Who may facilitate: a file with hashes, and passes that end with the password."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.requests import Request

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.huis import Accounts, add_account
from kompas_tui.huis.accounts import FIRST_DAYS, Logins, _today
from kompas_tui.huis.guesses import Guesses, Pauses, Sender, sender_of
from kompas_tui.journal.postgres import DatabaseAway, PostgresHome
from tests.huis.conftest import QUICK

LONG = "een lang wachtwoord"


def test_an_account_is_kept_as_a_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "accounts"
    assert add_account(path, "Anna", LONG) == "anna kan nu inloggen."
    assert path.stat().st_mode & 0o777 == 0o600
    assert LONG not in path.read_text(encoding="utf-8")
    accounts, looked = Accounts(path), list[str]()
    real = QUICK.verify
    monkeypatch.setattr("kompas_tui.huis.accounts._hasher", SimpleNamespace(verify=looked_at(looked, real)))
    assert accounts.fits(" ANNA ", LONG)
    assert not accounts.fits("anna", "iets anders")
    assert not accounts.fits("bert", LONG)
    assert len(looked) == 3, "a name that is not there takes as long as one that is"


def looked_at(looked: list[str], real: Callable[[str, str], bool]) -> Callable[[str, str], bool]:
    def verify(hashed: str, password: str) -> bool:
        looked.append(hashed)
        return real(hashed, password)

    return verify


def no_answer(statement: str, *values: object) -> list[tuple[object, ...]]:
    raise DatabaseAway("weg")


def test_a_pass_ends_with_the_password_at_logging_out_and_after_a_while(
    tmp_path: Path, huis: PostgresHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "accounts"
    add_account(path, "anna", LONG, is_first=False)
    accounts = Accounts(path)
    one, other = (Logins(accounts, huis.passes(60, 60)) for _ in range(2))  # as two nodes have it

    def logged_in(cookies: str = "") -> str:
        return one.log_in(" Anna ", cookies).partition(";")[0]

    cookie = logged_in()
    assert (one.name_in(cookie), other.name_in(f"x=1; {cookie}")) == ("anna", "anna")
    assert other.name_in(cookie[:-1] + ("0" if cookie[-1] != "0" else "1")) == ""
    assert cookie.partition("=")[2] not in str(huis._server.rows("SELECT * FROM kompas.pass")), "only its hash is kept"
    copied = cookie
    other.log_out(cookie)
    assert one.name_in(copied) == "", "a copy is worth nothing once its owner logged out, on any node"
    planted = logged_in()
    fresh = logged_in(planted)
    assert (one.name_in(planted), one.name_in(fresh)) == ("", "anna"), "nobody goes on with a pass that was laid ready"
    with monkeypatch.context() as away:
        away.setattr(huis._server, "rows", no_answer)
        assert one.name_in(fresh) == "anna", "who was known goes on while the database is away"
        with pytest.raises(DatabaseAway):
            other.name_in(fresh)
        with pytest.raises(DatabaseAway):
            one.name_in(copied)  # this node saw it end
        away.setattr("kompas_tui.huis.accounts._KNOWN_SECONDS", 0.0)
        with pytest.raises(DatabaseAway):
            one.name_in(fresh)  # elsewhere it may be worth nothing by now
    for seconds, idle_seconds in ((0, 60), (60, 0)):
        assert Logins(accounts, huis.passes(seconds, idle_seconds)).name_in(fresh) == ""
    assert add_account(path, "anna", f"{LONG} erbij", is_first=False) == "anna heeft een nieuw wachtwoord."
    assert one.name_in(fresh) == "", "with another password nobody is logged in any more"
    last = logged_in()
    path.write_text("", encoding="utf-8")
    assert one.name_in(last) == "", "nor without the account"


def test_who_has_a_first_password_can_do_nothing_but_choose_another(tmp_path: Path, huis: PostgresHome) -> None:
    path = tmp_path / "accounts"
    add_account(path, "anna", LONG)
    one, other = (Logins(Accounts(path, huis.passwords()), huis.passes(60, 60)) for _ in range(2))
    cookie = one.log_in("anna", "").partition(";")[0]
    assert (one.name_in(cookie), one.first_is_there("anna")) == ("", True)
    for wrong in ("kort", LONG):
        with pytest.raises(KompasError):
            one.choose("anna", wrong, cookie)
    own = one.choose("anna", f"{LONG} van mij", cookie).partition(";")[0]
    assert (one.name_in(own), other.name_in(own), other.name_in(cookie)) == ("anna", "anna", "")
    assert (other.fits("anna", LONG), other.fits("anna", f"{LONG} van mij")) == (False, True)
    add_account(path, "anna", f"{LONG} anders")
    assert one.name_in(own) == "", "whoever looks after the server can always give another one"
    assert (one.fits("anna", f"{LONG} van mij"), one.fits("anna", f"{LONG} anders")) == (False, True)


def test_without_the_database_nobody_logs_in_by_what_was_good_before(
    tmp_path: Path, huis: PostgresHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, own = tmp_path / "accounts", f"{LONG} van mij"
    add_account(path, "anna", LONG)
    logins = Logins(Accounts(path, huis.passwords()), huis.passes(60, 60))
    cookie = logins.choose("anna", own, logins.log_in("anna", "")).partition(";")[0]
    assert (logins.name_in(cookie), logins.fits("anna", own)) == ("anna", True)
    monkeypatch.setattr(huis._server, "rows", no_answer)
    assert logins.name_in(cookie) == "anna"
    with pytest.raises(DatabaseAway):
        logins.fits("anna", own)
    add_account(path, "anna", f"{LONG} anders")
    with pytest.raises(DatabaseAway):
        logins.name_in(cookie)  # the file says that it is another one now


def test_a_first_password_is_good_for_two_weeks(
    tmp_path: Path, huis: PostgresHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "accounts"
    add_account(path, "anna", LONG)
    logins = Logins(Accounts(path, huis.passwords()), huis.passes(60, 60))
    until = _today() + timedelta(days=FIRST_DAYS)
    for today, is_over in ((until, False), (until + timedelta(days=1), True)):
        monkeypatch.setattr("kompas_tui.huis.accounts._today", lambda today=today: today)
        assert (logins.fits("anna", LONG), logins.first_is_over("anna")) == (True, is_over)
    path.write_text(path.read_text().replace(f"eerste tot {until}:", "eerste:"))
    assert logins.first_is_over("anna"), "as from before it was said until when"
    path.write_text(path.read_text().replace("eerste:", ""))
    assert not logins.first_is_over("anna")


def test_pauses_grow_and_are_forgotten() -> None:
    now = 0.0
    pauses, waited = Pauses(lambda: now), list[float]()
    for _ in range(20):
        pauses.note_wrong("anna")
        begins = now
        while pauses.waits("anna"):
            now += 1
        waited.append(now - begins)
    assert waited[:8] == [0, 0, 0, 0, 0, 2, 4, 8]
    assert waited[-1] == 900
    assert not pauses.waits("bert")
    now += 4000
    pauses.note_wrong("anna")
    assert not pauses.waits("anna")


@pytest.mark.parametrize(
    ("host", "counted_as"),
    [
        ("192.0.2.7", ("192.0.2.7", "")),
        ("2001:db8:1:2:aaaa::1", ("2001:db8:1:2::/64", "2001:db8:1::/48")),
        ("2001:db8:1:2:bbbb::2", ("2001:db8:1:2::/64", "2001:db8:1::/48")),
        ("::ffff:192.0.2.7", ("192.0.2.7", "")),
        ("", ("", "")),
    ],
)
def test_nobody_guesses_on_from_the_next_address_of_their_own(host: str, counted_as: tuple[str, str]) -> None:
    assert sender_of(Request({"type": "http", "client": (host, 1)})) == counted_as


def test_who_has_many_networks_has_ten_times_the_tries_and_no_more() -> None:
    guesses, tried = Guesses(60, 10.0, lambda: 0.0), 0
    for number in range(65_536):
        by = Sender(f"2001:db8:1:{number:x}::/64", "2001:db8:1::/48")
        if guesses.are_spent(by):
            break
        guesses.note_wrong(by)
        tried += 1
    assert tried == 601
    assert not guesses.are_spent(Sender("2001:db8:2:1::/64", "2001:db8:2::/48"))


@pytest.mark.parametrize(
    "password",
    ["een lang wachtwoord", "fiets maandag kaas", "x7#Kp2-vq9Lm", "correcthorsebatterystaple", "t4nd3nb0rst3l5op"],
)
def test_a_few_words_or_chance_make_a_password(password: str, tmp_path: Path) -> None:
    assert "kan nu inloggen" in add_account(tmp_path / "accounts", "anna", password)


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [
        ("a b", LONG, "geen naam"),
        ("anna", "kort", "te kort"),
        ("", LONG, "geen naam"),
        ("anna", "Welkom123456!", "makkelijk te raden"),
        ("anna", "FinalFantasy", "makkelijk te raden"),
        ("anna", "Winter2026!!", "makkelijk te raden"),
        ("anna", "W1nt3r2026!!", "makkelijk te raden"),
        ("anna", "2026-september", "makkelijk te raden"),
        ("anna", "Rotterdam010", "makkelijk te raden"),
        ("anna", "GemeenteRotterdam1", "makkelijk te raden"),
        ("anna", "mijn wachtwoord", "makkelijk te raden"),
        ("anna", "x" * 1001, "te lang"),
        ("anna", "aaaaaaaabbbb", "makkelijk te raden"),
        ("anna", "ab ab ab ab ab", "makkelijk te raden"),
        ("begonia.de.vries", "begonia.de.vries1", "makkelijk te raden"),
    ],
)
def test_what_can_be_no_account_is_said(name: str, password: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(KompasError, match=said):
        add_account(tmp_path / "accounts", name, password)
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_none_is_said_with_the_line(tmp_path: Path) -> None:
    with pytest.raises(KompasError, match="huis-account"):
        Accounts(tmp_path / "weg")
    (tmp_path / "accounts").write_text("# uitleg\nanna:geheim\n", encoding="utf-8")
    with pytest.raises(KompasError, match="regel 2"):
        Accounts(tmp_path / "accounts")

"""Whether this laptop is ready for a session: what is looked at, in words, and a page for a test phone."""

import shutil
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import kompas_tui.cli.entrance as at
from kompas_tui.cli.awake import kept_awake
from kompas_tui.cli.firewall import firewall_check
from kompas_tui.cli.reach import IN_WSL, Reach, is_only_here, is_wsl
from kompas_tui.deck_files import DeckProblems, load_decks
from kompas_tui.domain.language.errors import KompasError, reason
from kompas_tui.domain.language.wording import as_argument, count, quoted
from kompas_tui.journal import Served, session_home
from kompas_tui.tui.ports import Check, Entrance, Preparing, TestPhones, Verdict
from kompas_tui.web import bind, local_addresses, serve
from kompas_tui.web.trial import TRIAL, TrialPhones, trial_app

if TYPE_CHECKING:
    from kompas_tui.workshop import Workshop

_LITTLE_ROOM = 200_000_000
"""Bytes on the disk below which a long evening with photos may not fit."""


def preparing(
    reach: Reach, trial: TrialPhones, more: Callable[[], Sequence[Check]], move: Callable[[str], object],
    moved: Callable[[], object],
) -> Preparing:  # fmt: skip
    """What is looked at while phones are served at this reach; `moved` is called where its address is gone."""

    def checks() -> Sequence[Check]:
        firewall, disk = firewall_check(reach.port), disk_check(session_home())
        return network_check(reach.entrance(TRIAL)), port_check(reach.port), firewall, disk, *more()

    def phones() -> TestPhones:
        seen = trial.seen
        return TestPhones(seen.phones, seen.milliseconds, seen.is_own)

    def entrance() -> Entrance:
        if reach.renew():
            moved()
        return reach.entrance(TRIAL)

    return Preparing(entrance, move, phones, checks, causes(reach.port))


async def serve_trial(served: at.ServeAs, decks: Sequence[str]) -> Preparing:
    """Serve the page for a test phone until `stop`."""
    address, _ = at.choose_address(served.address, Served(), local_addresses())
    async with AsyncExitStack() as opening:
        sock, _ = bind(at.wanted_port(served.port, Served()))
        reach = Reach(address, at.port_of(sock), served.wifi, bool(served.address))
        trial = TrialPhones()
        await opening.enter_async_context(serve(trial_app(trial, lambda: reach.address), sock))

        awake = awake_check(stays_on=await opening.enter_async_context(kept_awake()))
        made = preparing(reach, trial, lambda: [awake, *map(deck_check, decks)], reach.choose, moved=lambda: None)
        made.stop = opening.pop_all().aclose
    return made


async def told_in_lines(served: at.ServeAs, decks: Sequence[str]) -> tuple[list[str], bool]:
    """What was looked at, for who has no screen, and whether a session can begin."""
    made = await serve_trial(served, decks)
    try:
        checks, entrance = made.checks(), made.entrance()
    finally:
        if made.stop is not None:
            await made.stop()
    lines = [f"{check.name}: {check.verdict.value}. {check.finding} {check.cure}".strip() for check in checks]
    lines += [f"adres: {choice.address}, {choice.label}" for choice in entrance.choices]
    return lines, not any(check.verdict is Verdict.WRONG for check in checks)


def network_check(entrance: Entrance, *, in_wsl: bool | None = None) -> Check:
    """Whether phones may reach the address that is used."""
    name, chosen = "netwerk", entrance.chosen
    if is_wsl() if in_wsl is None else in_wsl:
        return Check(name, Verdict.CARE, IN_WSL, "Of start Kompas in Windows zelf.")
    has_better = any(not choice.warning for choice in entrance.choices)
    if chosen is None or (is_only_here(entrance.host) and not has_better):
        return Check(
            name,
            Verdict.WRONG,
            "Er is geen netwerk waar telefoons bij kunnen.",
            "Zet wifi aan, of kies een ander netwerk. Dan zie je hier vanzelf een adres.",
        )
    if chosen.warning:
        verdict = Verdict.WRONG if is_only_here(entrance.host) else Verdict.CARE
        return Check(name, verdict, chosen.warning, "Kies een ander adres." if has_better else "Zet wifi aan.")
    return Check(name, Verdict.FINE, chosen.label)


def port_check(port: int) -> Check:
    """Which port phones use; it is open by now."""
    return Check("poort", Verdict.FINE, str(port))


def disk_check(folder: Path) -> Check:
    """Whether a session fits on the disk."""
    name, there = "schijf", folder
    while not there.exists() and there != there.parent:
        there = there.parent
    try:
        free = shutil.disk_usage(there).free
    except OSError as error:
        return Check(name, Verdict.CARE, f"Ik kan niet zien hoeveel ruimte er is: {reason(error)}.")
    if free < _LITTLE_ROOM:
        sentence = f"Er is nog {free // 1_000_000} MB vrij."
        return Check(name, Verdict.CARE if free else Verdict.WRONG, sentence, "Maak ruimte vrij op de schijf.")
    gigabytes = free / 1_000_000_000
    return Check(name, Verdict.FINE, f"{gigabytes:.0f} GB vrij" if gigabytes >= 2 else f"{free // 1_000_000} MB vrij")


def awake_check(*, stays_on: bool) -> Check:
    """Whether the screen stays on by itself."""
    name = "slaap"
    if stays_on:
        return Check(name, Verdict.FINE, "het beeld blijft aan")
    return Check(
        name, Verdict.CARE, "Ik kan er niet voor zorgen dat het beeld aanblijft.", "Zet de slaapstand zelf uit."
    )


def deck_check(name: str) -> Check:
    """Whether a deck can start."""
    try:
        decks = load_decks([name])
    except DeckProblems as error:
        more = len(error.problems) - 1
        also = f" En nog {count(more, 'fout', 'fouten')}." if more else ""
        return Check(
            "kaarten",
            Verdict.WRONG,
            f"{error.problems[0]}{also}",
            f"Kijk na met: kompas controleer {as_argument(name)}",
        )
    except KompasError as error:
        return Check("kaarten", Verdict.WRONG, str(error))
    return _fine(decks.decks[0].title, len(decks.course.order))


def decks_in_use(workshop: "Workshop") -> Check:
    """The decks of a session that is open, which were checked when it began."""
    return _fine(workshop.session.details.title, len(workshop.course.order))


def _fine(title: str, cards: int) -> Check:
    return Check("kaarten", Verdict.FINE, f"{quoted(title)}, {count(cards, 'kaart', 'kaarten')}")


def causes(port: int) -> Sequence[tuple[str, str]]:
    """Why a phone may not get here, the likeliest first, each with what to do."""
    firewall = firewall_check(port)
    return (
        (
            "Dit gastnetwerk houdt toestellen uit elkaar.",
            "Neem een eigen router mee. Voor hooguit tien mensen kan een telefoon een hotspot zijn.",
        ),
        ("De telefoon zit op een ander netwerk.", "Kies op de telefoon dezelfde wifi als deze laptop."),
        ("De telefoon gebruikt mobiele data.", "Zet mobiele data uit en scan opnieuw."),
        (
            "De firewall van deze laptop houdt telefoons tegen.",
            firewall.cure or "Zet hem uit, of sta Python toe.",
        ),
    )
